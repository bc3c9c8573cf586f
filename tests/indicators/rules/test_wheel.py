"""The yearly wheel: opening days, and the period that is asked for."""

from __future__ import annotations

import datetime as dt

import pytest

from indicators.rules import wheel


@pytest.mark.parametrize(
    ("day", "frequency", "this", "previous"),
    [
        ("2027-02-01", "year", "2027", "2026"),
        ("2026-12-31", "year", "2026", "2025"),
        ("2027-01-01", "year", "2027", "2026"),
        ("2027-06-30", "half", "2027H1", "2026H2"),
        ("2027-07-01", "half", "2027H2", "2027H1"),
        ("2027-04-01", "quarter", "2027K2", "2027K1"),
        ("2027-01-15", "quarter", "2027K1", "2026K4"),
        ("2028-03-01", "month", "2028M03", "2028M02"),
        ("2028-02-29", "month", "2028M02", "2028M01"),
        ("2027-01-31", "month", "2027M01", "2026M12"),
    ],
)
def test_the_period_asked_for(day: str, frequency: str, this: str, previous: str) -> None:
    on = dt.date.fromisoformat(day)
    assert wheel.period_asked_for(on, frequency, wheel.THIS).code == this
    found = wheel.period_asked_for(on, frequency, wheel.PREVIOUS)
    assert found.code == previous
    assert found.ends_on < on


def test_openings_over_the_turn_of_the_year() -> None:
    found = wheel.openings(
        [4, 1, 10, 7], 28, after=dt.date(2026, 10, 28), until=dt.date(2027, 4, 28)
    )
    assert found == [dt.date(2027, 1, 28), dt.date(2027, 4, 28)]


def test_the_next_opening_may_be_today_or_next_year() -> None:
    assert wheel.next_opening([2], 1, today=dt.date(2027, 2, 1)) == dt.date(2027, 2, 1)
    assert wheel.next_opening([2], 1, today=dt.date(2027, 2, 2)) == dt.date(2028, 2, 1)
    assert wheel.next_opening([], 1, today=dt.date(2027, 2, 2)) is None


def test_the_deadline_counts_through_leap_days() -> None:
    assert wheel.deadline_of(dt.date(2028, 2, 1), 29) == dt.date(2028, 3, 1)
    assert wheel.deadline_of(dt.date(2027, 2, 1), 29) == dt.date(2027, 3, 2)
