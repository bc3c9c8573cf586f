"""The points a slope goes through: figures, or whole years of shorter periods, at their dates."""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

from indicators.models import Definition, Result
from indicators.rules.bases import STATED_BY, needs_base
from indicators.services.explanations import inputs as parts
from indicators.services.explanations.cases import DAYS_A_YEAR, Case
from indicators.services.explanations.rows import Row

_FIGURES = (Result.Statement.LEVEL, Result.Statement.COMPARATOR, Result.Statement.POOLED)


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
    """A figure that needs its n and has none says nothing of how it moves; of a distance, the area's."""
    if case.definition.kind == Definition.Kind.SHARE and row.lower is None:
        return False
    figures = [one for one in case.book if one.statement in _FIGURES]
    is_stated = any(getattr(one, name) is not None for one in figures for name in STATED_BY)
    if not needs_base(case.definition.kind, is_stated=is_stated):
        return True
    own = parts.figure(row, case.book) if row.statement == Result.Statement.GAP else row
    return own is not None and own.n is not None


def slopes(points: list[Point]) -> list[float]:
    """The yearly change between every two points, smallest first."""
    return sorted((b.value - a.value) / (b.time - a.time) for a, b in combinations(points, 2))
