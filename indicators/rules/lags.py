"""When the next figure should be out: the source's lag, counted in months from the period's end."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from indicators.rules.periods import UnknownPeriod, parse_slot


@dataclass(frozen=True)
class Next:
    """The next period's figure: in which month it should be out, and whether that month has passed."""

    slot: str
    expected_in: dt.date  # the first day of the month
    is_overdue: bool


def month_after(day: dt.date, months: int) -> dt.date:
    """The first day of the month that lies so many months after a day's own."""
    index = day.year * 12 + day.month - 1 + months
    return dt.date(index // 12, index % 12 + 1, 1)


def next_figure(newest: str, lag: int | None, today: dt.date) -> Next | None:
    """What comes after the newest figure; None where the lag or the period is not known.

    With a lag of three months the figure of 2026 is expected in March 2027, and overdue in April.
    """
    if lag is None:
        return None
    try:
        following = parse_slot(newest).shifted(1)
    except UnknownPeriod:
        return None
    expected = month_after(following.ends_on, lag)
    return Next(following.code, expected, is_overdue=today >= month_after(expected, 1))
