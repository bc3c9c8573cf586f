"""The points a slope goes through: figures, or whole years of shorter periods, at their dates."""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

from indicators.models import Definition
from indicators.services.explanations import inputs as parts
from indicators.services.explanations.cases import DAYS_A_YEAR, Case
from indicators.services.explanations.rows import Row


class Point(NamedTuple):
    """One point: the period, its date in years, the figure."""

    slot: str
    time: float
    value: float


def points_of(case: Case) -> list[Point]:
    """The points of the case's own slope, oldest first."""
    return [
        Point(row.slot, row.ends_on.toordinal() / DAYS_A_YEAR, row.estimate)
        for row in case.series(parts.SERIES)
        if row.ends_on is not None and row.estimate is not None and _counts(case, row)
    ]


def _counts(case: Case, row: Row) -> bool:
    """A share without its n says nothing of how it moves."""
    return case.definition.kind != Definition.Kind.SHARE or row.lower is not None


def slopes(points: list[Point]) -> list[float]:
    """The yearly change between every two points, smallest first."""
    return sorted((b.value - a.value) / (b.time - a.time) for a, b in combinations(points, 2))
