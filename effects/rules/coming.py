"""The first figure that can show something: when it is measured, and when it is expected to be out."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from indicators.rules.lags import month_after
from indicators.rules.periods import Slot

FURTHEST = 600  # months ahead that are looked through


@dataclass(frozen=True)
class Coming:
    """A figure to come: the days it is measured on, and its month; None where the lag is not known."""

    first: dt.date
    last: dt.date
    expected_in: dt.date | None

    @property
    def known_by(self) -> dt.date | None:
        """The first day after the month in which it is expected."""
        return month_after(self.expected_in, 1) if self.expected_in else None

    def is_overdue(self, today: dt.date) -> bool:
        """Whether that month is over."""
        return self.known_by is not None and self.known_by <= today


def months_between(slots: Sequence[Slot]) -> int:
    """How many months a series lets pass from figure to figure: the fewest of them, so that a gap is none.

    Of one figure: the length of its own period.
    """
    first = slots[0]
    own = months_from(first.starts_on, first.shifted(1).starts_on)
    begun = sorted({slot.starts_on for slot in slots})
    steps = [months_from(one, other) for one, other in pairwise(begun)]
    return min(steps, default=own)


def months_from(day: dt.date, other: dt.date) -> int:
    """How many months lie from one day's month to another's."""
    return (other.year - day.year) * 12 + other.month - day.month


def moved(day: dt.date, months: int) -> dt.date:
    """The same day so many months later; the last of a month stays the last."""
    month = month_after(day, months)
    length = calendar.monthrange(month.year, month.month)[1]
    was_last = day.day == calendar.monthrange(day.year, day.month)[1]
    return month.replace(day=length if was_last else min(day.day, length))


def first_showing(
    first: dt.date,
    last: dt.date,
    *,
    step: int,
    lag: int | None,
    seen_from: dt.date,
    adjusted: dt.date | None,
) -> Coming | None:
    """The first figure after one measured from `first` to `last` that can show all that was expected.

    It is measured wholly after the adjustment, and to its end on the day from which it can be seen
    or later. `step` is the months from figure to figure, `lag` those from the last day measured to
    the month in which a figure is out. None where none comes in sight.
    """
    for months in range(step, FURTHEST, step):
        begun, ended = moved(first, months), moved(last, months)
        if ended >= seen_from and (adjusted is None or begun >= adjusted):
            return Coming(begun, ended, None if lag is None else month_after(ended, lag))
    return None
