"""The pages of rounds and of the yearly wheel, and what waits on the first page of Indberetning."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from indicators.models import DataSet, Round, WheelEntry
from indicators.services import rounds, wheel
from partnership.models import Person
from partnership.services.edits import stamp_of
from tests.factories.entry import House, make_house
from tests.factories.rounds import answer, make_round, responsible

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Iterator[House]:
    with time_machine.travel("2026-02-10 09:00+01:00", tick=False):
        yield make_house()


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text_of(user: User, path: str) -> str:
    answer = client_of(user).get(path)
    assert answer.status_code == 200, path
    return " ".join(answer.content.decode().split())


def form(house: House, **fields: Any) -> dict[str, Any]:
    return {
        "name": "Forår 2026",
        "indicators": [house.safe.indicator_id, house.people.indicator_id],
        "areas": [area.pk for area in house.areas],
        "slots": ["2025"],
        "more_slots": "2016",
        "opens_on": "10.2.2026",
        "deadline": "1.3.2026",
        **fields,
    }


def test_a_round_is_opened_by_hand_with_its_persons(house: House) -> None:
    responsible(house.safe_set, house.supplier)
    client = client_of(house.secretary)
    answered = client.post("/indberetning/indsamlinger/opret/", form(house), follow=True)
    page = " ".join(answered.content.decode().split())
    assert "0 af 12 udfyldt, frist 1. marts 2026" in page
    assert "politi" in page  # the person who answers
    assert Round.objects.get().slots == ["2016", "2025"]


def test_a_whole_group_is_chosen_with_one_box_and_no_script(house: House) -> None:
    client = client_of(house.secretary)
    page = client.get("/indberetning/indsamlinger/opret/").content.decode()
    assert page.count('name="areas-gruppe"') == 1  # the municipality stands alone in its group
    data = form(house, areas=[], indicators=[]) | {
        "areas-gruppe": ["0"], "indicators-gruppe": ["0", "99", "x"],
    }  # fmt: skip
    client.post("/indberetning/indsamlinger/opret/", data)
    found = Round.objects.get()
    assert list(found.areas.order_by("position")) == house.areas
    assert found.indicators.count() == 2


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"more_slots": "2016, foråret"}, "Perioden “foråret” kendes ikke"),
        ({"deadline": "1.1.2026"}, "Fristen ligger før åbningen. Ret en af dagene."),
        ({"slots": ["2025K4"], "more_slots": ""}, "Ingen af perioderne har den længde"),
        ({"slots": [], "more_slots": ""}, "Vælg mindst én periode."),
        ({"indicators": []}, "Vælg mindst én indikator."),
        ({"note": "Ring til 010190-1234"}, "CPR"),
    ],
)
def test_what_cannot_be_meant_is_told_beside_its_field(
    house: House, fields: dict[str, Any], told: str
) -> None:
    answered = client_of(house.secretary).post(
        "/indberetning/indsamlinger/opret/", form(house, **fields)
    )
    assert told in answered.content.decode()
    assert not Round.objects.exists()


def test_the_page_says_from_whom_and_what_is_missing_and_leads_there(house: House) -> None:
    found = make_round(house)
    answer(house, house.people, 0, "2024", by=house.secretary)
    text = text_of(house.secretary, f"/indberetning/indsamlinger/{found.slug}/")
    assert "1 af 12 udfyldt, frist 1. marts 2026" in text
    assert "1 til tiden · 11 mangler" in text
    assert f"?indsamling={found.slug}&amp;mangler=1" in text
    assert "Trygge, Område 1, 2024" in text and "Beboere, Område 1, 2024" not in text
    assert "skabelon.xlsx" in text


def test_a_supplier_sees_the_own_part_and_no_other_round(house: House) -> None:
    both = make_round(house)
    other = make_round(house, name="Kun beboere", indicators=[house.people.indicator])
    text = text_of(house.supplier, "/indberetning/indsamlinger/")
    assert "Forår 2026" in text and "Kun beboere" not in text
    page = text_of(house.supplier, f"/indberetning/indsamlinger/{both.slug}/")
    assert "0 af 6 udfyldt" in page and "Beboere" not in page
    missing = client_of(house.supplier).get(f"/indberetning/indsamlinger/{other.slug}/")
    assert missing.status_code == 404


def test_what_a_supplier_keeps_looks_the_same_before_and_after_it_is_written(
    house: House,
) -> None:
    house.safe_set.is_supplier_owned = house.safe_set.approval_required = True
    house.safe_set.save()
    found = make_round(house)
    paths = (
        f"/indberetning/indsamlinger/{found.slug}/",
        "/indberetning/indsamlinger/",
        "/indberetning/",
    )
    before = [body_of(text_of(house.secretary, path)) for path in paths]
    answer(house, house.safe, 0, "2024", by=house.supplier)
    assert [body_of(text_of(house.secretary, path)) for path in paths] == before
    assert "afventer leverandørens frigivelse" in before[0]


def body_of(page: str) -> str:
    """The page without its head, and without tokens that differ each time."""
    body = page[page.index("<main") : page.index("</main>")]
    return " ".join(part for part in body.split() if "csrf" not in part and "value=" not in part)


def test_a_round_is_changed_and_two_changes_are_told(house: House) -> None:
    found = make_round(house)
    seen = stamp_of(found)
    person = Person.objects.get(user=house.supplier)
    client = client_of(house.secretary)
    path = f"/indberetning/indsamlinger/{found.slug}/ret/"
    assert "Ansvarlig for Trygge (Politi)" in client.get(path).content.decode()
    data = form(house, deadline="15.3.2026", seen=seen)
    data[f"person-{house.safe_set.pk}"] = person.pk
    client.post(path, data)
    found.refresh_from_db()
    assert found.deadline == dt.date(2026, 3, 15)
    assert rounds.persons_of(found) == {house.safe_set.pk: person}
    second = client.post(path, form(house, areas=[house.areas[0].pk], seen=seen))
    text = " ".join(second.content.decode().split())
    assert "En anden har rettet det samme" in text
    assert "15.03.2026" in text or "2026-03-15" in text
    history = text_of(house.secretary, f"/indberetning/indsamlinger/{found.slug}/")
    assert "Frist: 1. marts 2026 → 15. marts 2026" in history


def test_a_round_is_closed_and_opened_again(house: House) -> None:
    found = make_round(house)
    client = client_of(house.secretary)
    base = f"/indberetning/indsamlinger/{found.slug}"
    assert "Ingen bliver mindet" in client.get(f"{base}/luk/").content.decode()
    client.post(f"{base}/luk/")
    page = text_of(house.secretary, f"{base}/")
    assert "Lukket" in page and "Åbn igen" in page and "Udfyld det, der mangler" not in page
    client.post(f"{base}/genaabn/")
    assert Round.objects.get().closed_at is None


def test_the_wheel_shows_what_opens_when(house: House) -> None:
    client = client_of(house.secretary)
    data = {
        "name": "Årets tal", "indicators": [house.safe.indicator_id],
        "areas": [house.areas[0].pk], "frequency": "year", "period": "previous",
        "months": ["3", "9"], "day": "1", "days_open": "30", "is_active": "on",
    }  # fmt: skip
    client.post("/indberetning/aarshjul/opret/", data)
    entry = WheelEntry.objects.get()
    page = text_of(house.secretary, "/indberetning/aarshjul/")
    assert "1. marts 2026" in page and "Trygge" in page and "1. Årets tal" in page
    data["months"] = ["5"]
    path = f"/indberetning/aarshjul/{entry.pk}/ret/"
    client.post(path, {**data, "seen": stamp_of(entry)})
    assert "1. maj 2026" in text_of(house.secretary, "/indberetning/aarshjul/")
    refused = client.post(path, {**data, "indicators": [], "seen": stamp_of(entry)})
    assert "Vælg mindst én indikator." in refused.content.decode()


def test_an_empty_wheel_and_an_empty_list_teach(house: House) -> None:
    assert "Intet på årshjulet endnu" in text_of(house.secretary, "/indberetning/aarshjul/")
    assert "Ingen indsamlinger endnu" in text_of(house.secretary, "/indberetning/indsamlinger/")
    supplier = text_of(house.supplier, "/indberetning/indsamlinger/")
    assert "/indberetning/indsamlinger/opret/" not in supplier


def test_a_round_of_the_wheel_says_so(house: House) -> None:
    wheel.add(
        by=house.standing,
        mark=wheel.Mark(
            "Årets tal", [house.safe.indicator], house.areas, "year", "previous", [2], 10, 30
        ),
    )
    (found,) = wheel.open_due()
    page = text_of(house.secretary, f"/indberetning/indsamlinger/{found.slug}/")
    assert "Åbnet af årshjulet" in page


def test_what_waits_begins_with_the_own_duties(house: House) -> None:
    make_round(house, name="Anden runde", deadline=dt.date(2026, 2, 20))
    responsible(house.people_set, house.secretary)
    found = make_round(house, name="Egen runde")
    rounds.change(
        by=house.standing, round_id=Round.objects.get(name="Anden runde").pk,
        seen=stamp_of(Round.objects.get(name="Anden runde")),
        asked=rounds.Asked("Anden runde", [house.safe.indicator], house.areas, ["2024"],
                           dt.date(2026, 2, 1), dt.date(2026, 2, 20)),
        persons={},
    )  # fmt: skip
    page = text_of(house.secretary, "/indberetning/")
    assert page.index("Egen runde") < page.index("Anden runde")
    assert "Du er ansvarlig" in page
    assert "6 celler mangler, frist 1. marts 2026" in page
    assert f"?indsamling={found.slug}&amp;mangler=1" in page
    rounds.close(by=house.standing, round_id=found.pk)
    assert "Egen runde" not in text_of(house.secretary, "/indberetning/")


def test_nothing_waits_where_all_is_answered(house: House) -> None:
    make_round(house, slots=["2024"])
    for area in range(3):
        answer(house, house.safe, area, "2024", by=house.supplier)
    assert "Det, der venter på dig" not in text_of(house.supplier, "/indberetning/")


def test_the_grid_shows_the_cells_of_a_round(house: House) -> None:
    found = make_round(house)
    page = text_of(house.supplier, f"/indberetning/?indsamling={found.slug}&mangler=1")
    assert f"c-{house.safe.pk}-{house.areas[0].pk}-2024" in page
    assert DataSet.objects.count() == 2
