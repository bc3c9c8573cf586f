"""Days in the sections about the partners' work: dates, or days counted from the day of loading."""

from __future__ import annotations

import datetime as dt

THURSDAY = 3


def day_of(given: int | dt.date, today: dt.date) -> dt.date:
    """A date as it stands, or counted from the day of loading."""
    return given if isinstance(given, dt.date) else today + dt.timedelta(days=given)


def meeting_day(days: int, today: dt.date) -> dt.date:
    """The Thursday nearest to the day: a file is loaded on any day, and nobody meets on a Sunday."""
    day = today + dt.timedelta(days=days)
    return day + dt.timedelta(days=(THURSDAY - day.weekday() + 3) % 7 - 3)
