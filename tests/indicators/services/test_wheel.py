"""The yearly wheel opens what is due, once, and nothing that lay before it was made."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import Notice
from indicators.models import Round, WheelEntry
from indicators.services import wheel
from partnership.rules.access import NotAllowed
from partnership.services.edits import StaleEdit, stamp_of
from partnership.services.standing import standing_of
from tests.factories.entry import House, make_house
from tests.factories.rounds import responsible

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    with time_machine.travel("2027-01-10 09:00+01:00", tick=False):
        return make_house()


def mark(house: House, **fields: Any) -> wheel.Mark:
    usual: dict[str, Any] = {
        "name": "Årets tal", "indicators": [house.safe.indicator], "areas": house.areas,
        "frequency": "year", "period": "previous", "months": [2], "day": 1, "days_open": 28,
    }  # fmt: skip
    return wheel.Mark(**{**usual, **fields})


def add(house: House, when: str = "2027-01-10 09:00+01:00", **fields: Any) -> WheelEntry:
    with time_machine.travel(when, tick=False):
        return wheel.add(by=house.standing, mark=mark(house, **fields))


def turn(when: str) -> list[Round]:
    with time_machine.travel(when, tick=False):
        return wheel.open_due()


def test_on_its_day_it_opens_one_round_for_the_ended_year(house: House) -> None:
    responsible(house.safe_set, house.supplier)
    add(house)
    assert turn("2027-01-31 23:50+01:00") == []
    (found,) = turn("2027-02-01 00:10+01:00")
    assert (found.slots, found.opens_on, found.deadline) == (
        ["2026"], dt.date(2027, 2, 1), dt.date(2027, 3, 1),
    )  # fmt: skip
    assert found.name == "Årets tal 2026"
    assert set(found.areas.all()) == set(house.areas)
    assert Notice.objects.get().user == house.supplier
    assert turn("2027-02-01 00:25+01:00") == []
    (second,) = turn("2028-02-01 00:10+01:00")
    assert (second.slots, second.deadline) == (["2027"], dt.date(2028, 2, 29))


def test_a_clock_that_stood_still_catches_up(house: House) -> None:
    add(house)
    (found,) = turn("2027-02-05 12:00+01:00")
    assert found.opens_on == dt.date(2027, 2, 1)


def test_a_new_mark_does_not_open_what_lay_before_it(house: House) -> None:
    add(house, when="2027-02-03 09:00+01:00")
    assert turn("2027-02-03 10:00+01:00") == []


def test_a_mark_made_on_its_day_opens_that_day(house: House) -> None:
    add(house, when="2027-02-01 09:00+01:00")
    assert len(turn("2027-02-01 10:00+01:00")) == 1


def test_a_mark_that_rests_opens_nothing(house: House) -> None:
    add(house, is_active=False)
    assert turn("2027-02-01 10:00+01:00") == []


def test_retired_indicators_are_asked_for_no_more(house: House) -> None:
    add(house, indicators=[house.safe.indicator, house.people.indicator])
    house.people.indicator.is_active = False
    house.people.indicator.save()
    (found,) = turn("2027-02-01 10:00+01:00")
    assert [each.code for each in found.indicators.all()] == ["trygge"]
    house.safe.indicator.is_active = False
    house.safe.indicator.save()
    assert turn("2028-02-01 10:00+01:00") == []


def test_quarters_turn_four_times_a_year(house: House) -> None:
    house.safe.frequency = "quarter"
    house.safe.save()
    add(house, frequency="quarter", months=[1, 4, 7, 10], day=15)
    slots = [
        found.slots[0]
        for month in ("01-15", "04-15", "07-15", "10-15")
        for found in turn(f"2027-{month} 10:00+01:00")
    ]
    assert slots == ["2026K4", "2027K1", "2027K2", "2027K3"]


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("months", {"months": []}),
        ("indicators", {"indicators": []}),
        ("areas", {"areas": []}),
        ("indicators", {"frequency": "month"}),
        ("name", {"name": "010190-1234"}),
        ("day", {"day": 31}),
    ],
)
def test_a_mark_that_cannot_be_followed_is_refused(
    house: House, field: str, fields: dict[str, Any]
) -> None:
    with pytest.raises(ValidationError) as refused:
        add(house, **fields)
    assert field in refused.value.message_dict or "__all__" in refused.value.message_dict


def test_a_mark_is_changed_with_its_trace_and_rounds_stay(house: House) -> None:
    entry = add(house)
    turn("2027-02-01 10:00+01:00")
    seen = stamp_of(entry)
    changed = mark(house, areas=house.areas[:1], months=[3])
    entry = wheel.change(by=house.standing, entry_id=entry.pk, seen=seen, mark=changed)
    assert entry.months == [3] and entry.areas.count() == 1
    assert Round.objects.get().areas.count() == 3
    with pytest.raises(StaleEdit):
        wheel.change(by=house.standing, entry_id=entry.pk, seen=seen, mark=mark(house))


def test_what_a_person_was_never_shown_stays_in_mark_and_round(house: House) -> None:
    entry = add(house)
    hidden = house.people.indicator
    hidden.is_restricted = True
    hidden.save()
    entry.indicators.set([house.safe.indicator, hidden])
    assert not house.standing.sees_restricted
    seen = mark(house, indicators=[house.safe.indicator])
    wheel.change(by=house.standing, entry_id=entry.pk, seen=stamp_of(entry), mark=seen)
    assert hidden in entry.indicators.all()


def test_a_mark_with_nothing_but_restricted_indicators_is_kept_from_others(
    house: House, client: Client
) -> None:
    entry = add(house)
    entry.indicators.update(is_restricted=True)
    client.force_login(house.secretary)
    page = client.get(reverse("indicators:wheel-list")).content.decode()
    assert entry.name not in page
    assert client.get(reverse("indicators:wheel-change", args=[entry.pk])).status_code == 404


def test_only_the_secretariat_turns_the_wheel(house: House) -> None:
    entry = add(house)
    supplier = standing_of(house.supplier)
    with pytest.raises(NotAllowed):
        wheel.add(by=supplier, mark=mark(house, name="Et andet"))
    with pytest.raises(NotAllowed):
        wheel.change(by=supplier, entry_id=entry.pk, seen=0, mark=mark(house))


def test_a_name_stands_on_the_wheel_once(house: House) -> None:
    add(house)
    with pytest.raises(ValidationError):
        add(house, name="årets tal")
