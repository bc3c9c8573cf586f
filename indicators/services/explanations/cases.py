"""One statement with all that explains it, and how its numbers are written."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from statistics import NormalDist

from django.utils.translation import gettext as _

from indicators.models import Definition, Target
from indicators.rules.periods import UnknownPeriod, parse_slot
from indicators.services import wording
from indicators.services.explanations.inputs import Part
from indicators.services.explanations.rows import Book, Row
from indicators.services.results import Entry

DAYS_A_YEAR = 365.25
LEVELS = (0.95, 0.998)


@dataclass(frozen=True)
class Case:
    """A row, its inputs, and what they are measured by."""

    entry: Entry
    definition: Definition
    row: Row
    book: Book
    parts: tuple[Part, ...]
    target: Target | None = None

    def part(self, role: str) -> Row | None:
        """The one input that plays this part."""
        return next((part.row for part in self.parts if part.role == role), None)

    def known(self, role: str) -> Row | None:
        """The same where it has a figure."""
        found = self.part(role)
        return found if found is not None and found.has_value else None

    def series(self, role: str) -> list[Row]:
        """All inputs that play this part and have a figure, oldest first."""
        return [p.row for p in self.parts if p.role == role and p.row and p.row.has_value]

    def write(self, value: float | None, more: int = 0) -> str:
        """A figure in the definition's unit, with so many more decimals than it is shown with."""
        if value is None:
            return "?"
        return wording.number_style().plain(value, self.entry.decimals + more)

    def signed(self, value: float | None, more: int = 0) -> str:
        """The same with its sign."""
        if value is None:
            return "?"
        return wording.number_style().signed(value, self.entry.decimals + more)

    def limits(self, row: Row, level: float = LEVELS[0], more: int = 0) -> str:
        """The row's interval at a level: "−2,8 til 5,4"; empty where it has none."""
        lower, upper = limits_at(row, level)
        if lower is None or upper is None:
            return ""
        return wording.number_style().interval(lower, upper, self.entry.decimals + more)


def limits_at(row: Row, level: float) -> tuple[float | None, float | None]:
    """The row's limits at 95 % or 99.8 %."""
    if level == LEVELS[0]:
        return row.lower, row.upper
    return row.lower_998, row.upper_998


def count(value: float | None) -> str:
    """A number of people, answers or events: whole where it is whole."""
    if value is None:
        return "?"
    return wording.number_style().plain(value, 0 if float(value).is_integer() else 2)


def plain(value: float | None, decimals: int = 2) -> str:
    """A number without a unit."""
    return "?" if value is None else wording.number_style().plain(value, decimals)


def percent(level: float) -> str:
    """A level of confidence: "95 %", "99,8 %"."""
    return f"{wording.number_style().plain(level * 100, 0 if level == LEVELS[0] else 1)} %"


def uncertainty(level: float) -> str:
    """The heading over limits at a level."""
    return _("Usikkerhed (%(level)s)") % {"level": percent(level)}


def bracketed(number: str) -> str:
    """A written number as it stands inside a sum: a negative one in brackets."""
    return f"({number})" if number.startswith("−") else number


def quantile(level: float) -> float:
    """The normal distribution's z: 1.96 for 95 %, 3.09 for 99.8 %."""
    return NormalDist().inv_cdf((1 + level) / 2)


def years(slot: str) -> float | None:
    """The moment a period ends, in years; None for an unknown period."""
    try:
        ends_on: dt.date = parse_slot(slot).ends_on
    except UnknownPeriod:
        return None
    return ends_on.toordinal() / DAYS_A_YEAR
