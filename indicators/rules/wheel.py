"""The yearly wheel (årshjul): on which days a round opens, and which period it asks for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from indicators.rules.periods import Slot, parse_slot

THIS, PREVIOUS = "this", "previous"
_MONTHS = {"year": 12, "half": 6, "quarter": 3, "month": 1}


def slot_on(day: dt.date, frequency: str) -> Slot:
    """The period of this length that a day lies within."""
    number = (day.month - 1) // _MONTHS[frequency] + 1
    codes = {
        "year": f"{day.year}",
        "half": f"{day.year}H{number}",
        "quarter": f"{day.year}K{number}",
        "month": f"{day.year}M{number:02d}",
    }
    return parse_slot(codes[frequency])


def period_asked_for(day: dt.date, frequency: str, period: str) -> Slot:
    """The period that is under way on the day, or the latest one that has ended before it.

    A period ends with its last day, so on 31 December the latest ended year is the one before.
    """
    current = slot_on(day, frequency)
    return current if period == THIS else current.shifted(-1)


def openings(months: Iterable[int], day: int, *, after: dt.date, until: dt.date) -> list[dt.date]:
    """The days on which a round opens, later than `after` and not later than `until`."""
    found = [
        dt.date(year, month, day)
        for year in range(after.year, until.year + 1)
        for month in sorted(set(months))
    ]
    return [opening for opening in found if after < opening <= until]


def next_opening(months: Iterable[int], day: int, *, today: dt.date) -> dt.date | None:
    """The next day on which a round opens, today included; None for a wheel without months."""
    ahead = openings(
        months,
        day,
        after=today - dt.timedelta(days=1),
        until=dt.date(today.year + 1, 12, 31),
    )
    return ahead[0] if ahead else None


def deadline_of(opens_on: dt.date, days_open: int) -> dt.date:
    """The deadline: so many days after the opening, through month ends and leap days."""
    return opens_on + dt.timedelta(days=days_open)
