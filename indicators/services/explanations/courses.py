"""The points a slope goes through: figures at their dates, or whole years of shorter periods."""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

from indicators.models import Definition, Result
from indicators.services.explanations import inputs as parts
from indicators.services.explanations.cases import DAYS_A_YEAR, Case, years
from indicators.services.explanations.rows import Row

S = Result.Statement
PARTS = {"half": 2, "quarter": 4, "month": 12}


class Point(NamedTuple):
    """One point: the period, its date in years, the figure."""

    slot: str
    time: float
    value: float


def points_of(case: Case) -> list[Point]:
    """The points of the case's own slope, oldest first."""
    series = case.series(parts.SERIES)
    if case.definition.frequency == Definition.Frequency.YEAR:
        return [
            Point(row.slot, row.ends_on.toordinal() / DAYS_A_YEAR, row.estimate)
            for row in series
            if row.ends_on is not None and row.estimate is not None and _counts(case, row)
        ]
    own = _of_years(case, series)
    if case.row.statement != S.GAP_TREND:
        return own
    other = {point.slot: point.value for point in _of_years(case, case.series(parts.OTHER))}
    return [
        point._replace(value=point.value - other[point.slot])
        for point in own
        if point.slot in other
    ]


def _counts(case: Case, row: Row) -> bool:
    """A share without its n says nothing of how it moves."""
    return case.definition.kind != Definition.Kind.SHARE or row.lower is not None


def _of_years(case: Case, series: list[Row]) -> list[Point]:
    """Years with all their parts: counts summed, never shares averaged."""
    by_year: dict[str, list[Row]] = {}
    for row in series:
        by_year.setdefault(row.slot[:4], []).append(row)
    points = []
    for year, rows in by_year.items():
        value = _sum(case, rows) if len(rows) == PARTS[case.definition.frequency] else None
        time = years(year)
        if value is not None and time is not None:
            points.append(Point(year, time, value))
    return points


def _sum(case: Case, rows: list[Row]) -> float | None:
    if case.definition.kind == Definition.Kind.COUNT:
        return sum(row.estimate or 0.0 for row in rows)
    tops, bottoms = [r.numerator for r in rows], [r.denominator for r in rows]
    if None in tops or None in bottoms:
        return None
    base = sum(bottom or 0.0 for bottom in bottoms)
    return case.definition.per * sum(top or 0.0 for top in tops) / base if base else None


def slopes(points: list[Point]) -> list[float]:
    """The yearly change between every two points, smallest first."""
    return sorted((b.value - a.value) / (b.time - a.time) for a, b in combinations(points, 2))
