"""Flags: they stay until the figure changes back or somebody says why it is right."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from indicators.models import CheckRule, Flag
from tests.factories.divisions import client_of
from tests.factories.entry import House, make_house

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return make_house()


@pytest.fixture
def desk(house: House) -> Client:
    return client_of(house.secretary)


def place(house: House, *, of: str = "safe") -> str:
    args = [getattr(house, of).pk, house.areas[0].pk, "2024"]
    return reverse("indicators:entry-cell", args=args)


def mark(client: Client, house: House, note: str) -> Flag:
    client.post(place(house), {"first": "411", "second": "508", "seen": 0})
    key = f"{house.safe.pk}-{house.areas[0].pk}-2024"
    client.post(reverse("indicators:flag-create"), {"cell": key, "note": note})
    return Flag.objects.get()


def test_a_person_marks_a_figure_and_another_says_why_it_is_right(house, desk):
    flag = mark(desk, house, "Er det hele året?")
    police = client_of(house.supplier)
    listed = police.get(reverse("indicators:flag-list")).content.decode()
    assert "Er det hele året?" in listed
    assert "Område 1, Trygge, 2024" in listed
    url = reverse("indicators:flag-clear", args=[flag.pk])
    police.post(url, {"note": "  "})
    flag.refresh_from_db()
    assert flag.cleared_at is None
    fetched = {"X-Requested-With": "fetch"}
    for bad in ("", "x" * 301, "født 010180-1234"):
        assert police.post(url, {"note": bad}, headers=fetched).json()["status"] == "refused"
    assert (
        police.post(url, {"note": "Ja, talt op igen"}, headers=fetched).json()["status"] == "saved"
    )
    flag.refresh_from_db()
    assert (flag.clearing, flag.cleared_by) == ("Ja, talt op igen", house.supplier)
    desk.post(url, {"note": "en gang til"})
    flag.refresh_from_db()
    assert flag.clearing == "Ja, talt op igen"
    assert "Intet at se efter" in police.get(reverse("indicators:flag-list")).content.decode()


def test_a_flag_on_anothers_figure_is_neither_seen_nor_cleared(house, desk):
    flag = mark(desk, house, "Er det hele året?")
    other = client_of(house.other_supplier)
    assert "hele året" not in other.get(reverse("indicators:flag-list")).content.decode()
    url = reverse("indicators:flag-clear", args=[flag.pk])
    assert other.post(url, {"note": "Passer"}).status_code == 404
    assert other.post(reverse("indicators:flag-clear", args=[0]), {"note": "x"}).status_code == 404
    key = f"{house.safe.pk}-{house.areas[0].pk}-2024"
    create = reverse("indicators:flag-create")
    assert other.post(create, {"cell": key, "note": "x"}).status_code == 404
    assert other.post(create, {"cell": "x", "note": "x"}).status_code == 404


def test_a_figure_is_needed_before_it_can_be_marked(house, desk):
    key = f"{house.safe.pk}-{house.areas[0].pk}-2024"
    answer = desk.post(
        reverse("indicators:flag-create"), {"cell": key, "note": "Hvor er det?"}, follow=True
    )
    assert "ikke noget tal her endnu" in answer.content.decode()
    assert not Flag.objects.exists()


def test_a_rule_between_indicators_is_flagged_until_it_holds(house, desk):
    rule = CheckRule.objects.create(
        name="Svar er højst beboere", left=house.safe.indicator, left_part="denominator",
        relation="at_most", right_part="value",
    )  # fmt: skip
    rule.right.add(house.people.indicator)
    desk.post(place(house, of="people"), {"first": "500", "seen": 0})
    told = desk.post(place(house), {"first": "411", "second": "508", "seen": 0}).json()
    assert told["note"] == "80,9 % · passer ikke"
    assert "Svar er højst beboere" in desk.get(reverse("indicators:flag-list")).content.decode()
    police = client_of(house.supplier)
    assert "Svar er højst" not in police.get(reverse("indicators:flag-list")).content.decode()
    police.post(place(house), {"first": "412", "second": "509", "seen": 1})
    assert Flag.objects.get().cleared_at is None
    desk.post(place(house, of="people"), {"first": "600", "seen": 1})
    assert Flag.objects.get().cleared_at is not None


def test_the_list_is_read_a_page_at_a_time(house, desk, django_assert_max_num_queries, monkeypatch):
    monkeypatch.setattr("indicators.views.flags.ON_A_PAGE", 2)
    for at, area in enumerate(house.areas):
        address = place(house).replace(f"/{house.areas[0].pk}/", f"/{area.pk}/")
        desk.post(address, {"first": "411", "second": "508", "seen": 0})
        key = f"{house.safe.pk}-{area.pk}-2024"
        desk.post(reverse("indicators:flag-create"), {"cell": key, "note": f"Mærke {at}"})
    with django_assert_max_num_queries(40):
        first = desk.get(reverse("indicators:flag-list")).content.decode()
    second = desk.get(reverse("indicators:flag-list") + "?side=2").content.decode()
    assert [f"Mærke {at}" in first for at in range(3)] == [True, True, False]
    assert [f"Mærke {at}" in second for at in range(3)] == [False, False, True]
    assert "3 tal skal ses efter" in desk.get(reverse("indicators:entry")).content.decode()
