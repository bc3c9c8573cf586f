"""Reminders: to whoever still owes figures, and to the secretariat after the deadline; each once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from accounts.models import Notice, User
from indicators.models import Round
from indicators.services import rounds
from indicators.services.reminders import remind
from partnership.models import Seat
from tests.factories.entry import House, make_house, make_user
from tests.factories.rounds import answer, make_round, responsible

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Iterator[House]:
    with time_machine.travel("2026-02-01 09:00+01:00", tick=False):
        yield make_house()


@pytest.fixture
def found(house: House) -> Round:
    responsible(house.safe_set, house.supplier)
    responsible(house.people_set, house.other_supplier)
    return make_round(house)


def told(user: User, when: str, kind: str = "") -> list[str]:
    """What a person is told anew when the clock comes round."""
    before = set(Notice.objects.values_list("pk", flat=True))
    with time_machine.travel(f"{when} 08:00+01:00", tick=False):
        remind()
        remind()
    new = Notice.objects.filter(user=user).exclude(pk__in=before)
    return [notice.text for notice in new if not kind or notice.kind == kind]


def test_before_on_and_after_the_deadline(house: House, found: Round) -> None:
    assert told(house.supplier, "2026-02-10") == []
    days = ("2026-02-15", "2026-02-16", "2026-02-26", "2026-03-01", "2026-03-05", "2026-03-08")
    numbers = [len(told(house.supplier, day)) for day in days]
    assert numbers == [1, 0, 1, 1, 0, 1]


def test_it_names_what_is_missing_and_leads_into_the_grid(house: House, found: Round) -> None:
    (text,) = told(house.supplier, "2026-02-15")
    assert "Trygge" in text and "1. marts 2026" in text and "Beboere" not in text
    notice = Notice.objects.get(kind="due", user=house.supplier)
    assert notice.path == f"/indberetning/?indsamling={found.slug}&mangler=1"
    assert "1 March 2026" in notice.text_en


def test_whoever_has_answered_is_left_alone(house: House, found: Round) -> None:
    for area in range(3):
        for slot in ("2024", "2025"):
            answer(house, house.safe, area, slot, by=house.supplier)
    assert told(house.supplier, "2026-02-15") == []
    assert len(told(house.other_supplier, "2026-02-26")) == 1


def test_without_a_named_person_those_who_enter_are_reminded(house: House) -> None:
    make_round(house)
    assert len(told(house.supplier, "2026-02-15")) == 1


def test_instead_of_somebody_who_has_left_those_who_enter_are_reminded(
    house: House, found: Round
) -> None:
    Seat.objects.filter(person__user=house.supplier).update(ends_on="2026-02-05")
    seat = Seat.objects.get(person__user=house.supplier)
    successor = make_user("ny@test.dk", organisation=seat.organisation, role="supplier")
    assert told(house.supplier, "2026-02-15") == []
    assert Notice.objects.filter(user=successor, kind="due").count() == 1


def test_without_anybody_the_secretariat_is_reminded(house: House) -> None:
    make_round(house)
    for user in (house.supplier, house.other_supplier):
        user.is_active = False
        user.save()
    (text,) = told(house.secretary, "2026-02-15")
    assert "Trygge" in text and "Beboere" in text


def test_the_secretariat_is_told_after_the_deadline_and_each_week(
    house: House, found: Round
) -> None:
    days = ("2026-02-26", "2026-03-01", "2026-03-02", "2026-03-03", "2026-03-08", "2026-03-15")
    numbers = [len(told(house.secretary, day)) for day in days]
    assert numbers == [0, 0, 1, 0, 1, 1]
    notice = Notice.objects.filter(user=house.secretary).earliest("pk")
    assert "Kommune" in notice.text and "Politi" in notice.text
    assert notice.path == f"/indberetning/indsamlinger/{found.slug}/"


def test_what_a_supplier_has_not_released_is_awaited_from_it(house: House, found: Round) -> None:
    house.safe_set.is_supplier_owned = house.safe_set.approval_required = True
    house.safe_set.save()
    for area in range(3):
        for slot in ("2024", "2025"):
            answer(house, house.safe, area, slot, by=house.supplier)
            answer(house, house.people, area, slot, by=house.secretary)
    (text,) = told(house.secretary, "2026-03-02")
    assert "Politi" in text and "Kommune" not in text


def test_a_closed_round_reminds_nobody(house: House, found: Round) -> None:
    rounds.close(by=house.standing, round_id=found.pk)
    assert told(house.supplier, "2026-03-01") == []


def test_of_a_complete_round_nobody_hears_more(house: House, found: Round) -> None:
    for area in range(3):
        for slot in ("2024", "2025"):
            answer(house, house.safe, area, slot, by=house.supplier)
            answer(house, house.people, area, slot, by=house.other_supplier)
    assert told(house.secretary, "2026-03-02") == []


def test_a_moved_deadline_is_another_matter(house: House, found: Round) -> None:
    assert len(told(house.supplier, "2026-02-26")) == 1
    Round.objects.update(deadline="2026-03-02")
    assert len(told(house.supplier, "2026-02-27")) == 1


def test_a_long_list_is_cut_short(house: House) -> None:
    indicators = [house.safe.indicator, house.people.indicator]
    for indicator in indicators:
        indicator.name = indicator.name * 10
        indicator.save()
    make_round(house)
    assert len(told(house.supplier, "2026-02-15")) == 1
