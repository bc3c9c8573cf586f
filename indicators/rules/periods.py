"""Period slots: 2024, 2024H1, 2024K3 (quarter, as Statistics Denmark writes it) and 2024M05."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

_PATTERN = re.compile(r"^(\d{4})(?:([HKQM])(\d{1,2}))?$")
_MONTHS = {"year": 12, "half": 6, "quarter": 3, "month": 1}
_LETTERS = {"": "year", "H": "half", "K": "quarter", "M": "month"}
FIRST_YEAR, LAST_YEAR = 1900, 2100


class UnknownPeriod(ValueError):
    """The text is not a period; the message is the text itself."""


@dataclass(frozen=True, order=True)
class Slot:
    """The period a figure reports for; ordered by its last day."""

    ends_on: dt.date
    starts_on: dt.date
    frequency: str

    @property
    def code(self) -> str:
        """The way the slot is stored: 2024, 2024H1, 2024K3, 2024M05."""
        year, month = self.starts_on.year, self.starts_on.month
        if self.frequency == "year":
            return str(year)
        if self.frequency == "month":
            return f"{year}M{month:02d}"
        letter = "H" if self.frequency == "half" else "K"
        return f"{year}{letter}{(month - 1) // _MONTHS[self.frequency] + 1}"

    def is_ahead_of(self, day: dt.date) -> bool:
        """Whether it has not begun on a day: hardly anything was measured in it."""
        return self.starts_on > day

    @property
    def middle(self) -> dt.date:
        """The day in the middle of it: where it is drawn on a time axis."""
        return self.starts_on + (self.ends_on - self.starts_on) / 2

    def steps_to(self, other: Slot) -> int:
        """How many periods lie from this one to another of the same length; 0 where lengths differ."""
        if other.frequency != self.frequency:
            return 0
        begin, end = self.starts_on, other.starts_on
        return ((end.year - begin.year) * 12 + end.month - begin.month) // _MONTHS[self.frequency]

    def shifted(self, steps: int) -> Slot:
        """The slot so many steps later (earlier when negative), of the same length."""
        months = _MONTHS[self.frequency]
        index = self.starts_on.year * 12 + self.starts_on.month - 1 + steps * months
        return _slot(index // 12, index % 12 + 1, self.frequency)


def _slot(year: int, month: int, frequency: str) -> Slot:
    last = month + _MONTHS[frequency] - 1
    return Slot(
        starts_on=dt.date(year, month, 1),
        ends_on=dt.date(year, last, calendar.monthrange(year, last)[1]),
        frequency=frequency,
    )


@lru_cache(maxsize=4096)
def parse_slot(text: str) -> Slot:
    """Read a slot as it is stored or typed ("2024", "2024k3", "2024Q3", "2024 M5").

    Raises `UnknownPeriod` for anything else, and for years outside 1900-2100.
    """
    found = _PATTERN.match(text.strip().upper().replace(" ", ""))
    if not found:
        raise UnknownPeriod(text)
    year, letter = int(found[1]), (found[2] or "").replace("Q", "K")
    frequency = _LETTERS[letter]
    number = int(found[3] or 1)
    months = _MONTHS[frequency]
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= number <= 12 // months:
        raise UnknownPeriod(text)
    return _slot(year, (number - 1) * months + 1, frequency)
