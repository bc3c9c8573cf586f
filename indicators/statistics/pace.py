"""On course for the target? Actual against required change per year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from indicators.statistics.intervals import Floats, Interval


@dataclass(frozen=True)
class Pace:
    """`ratio` is actual ÷ required yearly change with limits (no unit).

    `actual` is the yearly change so far, `required` what was required from the baseline, `from_now`
    what is required from the latest figure: units per year for `straight`, growth per year (0.02 =
    2 %) for `compound`.
    """

    ratio: Interval
    actual: Floats
    required: Floats
    from_now: Floats


def straight(
    first: ArrayLike,
    change: Interval,
    target: ArrayLike,
    *,
    start: ArrayLike,
    now: ArrayLike,
    due: ArrayLike,
) -> Pace:
    """Pace of figures that move by so many units (percentage points) a year.

    R = [(y₁ − y₀)/(t₁ − t₀)] / [(y_T − y₀)/(t_T − t₀)]; its limits are those of the change
    y₁ − y₀ treated the same way, turned round where the target lies below. Times are in years. NaN
    where the target equals the baseline, or no time has passed or is left. Source: Eurostat,
    Sustainable development in the European Union, annex on indicators with quantitative targets.
    """
    y0, goal = np.asarray(first, dtype=float), np.asarray(target, dtype=float)
    passed, whole, left = _years(start, now, due)
    with np.errstate(divide="ignore", invalid="ignore"):
        required = np.where(goal == y0, np.nan, (goal - y0) / whole)
        actual = change.estimate / passed
        from_now = (goal - y0 - change.estimate) / left
        limits = [np.asarray(limit) / passed / required for limit in (change.lower, change.upper)]
        ratio = Interval(actual / required, np.minimum(*limits), np.maximum(*limits))
    return Pace(ratio, actual, required, from_now)


def compound(
    first: ArrayLike,
    change: Interval,
    target: ArrayLike,
    *,
    start: ArrayLike,
    now: ArrayLike,
    due: ArrayLike,
) -> Pace:
    """Pace of amounts and open-ended rates, which move by so many percent a year.

    g = (y₁/y₀)^(1/(t₁ − t₀)) − 1 against (y_T/y₀)^(1/(t_T − t₀)) − 1. NaN where baseline, target
    or latest figure is 0 or below: growth from or to nothing has no rate, and no small number is
    put in its place. Source: as `straight`.
    """
    y0, goal = np.asarray(first, dtype=float), np.asarray(target, dtype=float)
    passed, whole, left = _years(start, now, due)
    latest = y0 + change.estimate
    with np.errstate(divide="ignore", invalid="ignore"):
        y0 = np.where(y0 > 0, y0, np.nan)
        goal = np.where(goal > 0, goal, np.nan)
        latest = np.where(latest > 0, latest, np.nan)
        required = np.where(goal == y0, np.nan, (goal / y0) ** (1 / whole) - 1)
        actual = (latest / y0) ** (1 / passed) - 1
        from_now = (goal / latest) ** (1 / left) - 1
        limits = [
            np.where(np.isnan(actual), np.nan, (_floor(y0 + limit) / y0) ** (1 / passed) - 1)
            / required
            for limit in (change.lower, change.upper)
        ]
        ratio = Interval(actual / required, np.minimum(*limits), np.maximum(*limits))
    return Pace(ratio, actual, required, from_now)


def _years(start: ArrayLike, now: ArrayLike, due: ArrayLike) -> tuple[Floats, Floats, Floats]:
    t0, t1, t2 = (np.asarray(time, dtype=float) for time in (start, now, due))
    return _positive(t1 - t0), _positive(t2 - t0), _positive(t2 - t1)


def _floor(amounts: Floats) -> Floats:
    """An amount cannot lie below 0, though its limit may."""
    return np.maximum(amounts, 0.0)


def _positive(years: Floats) -> Floats:
    return np.where(years > 0, years, np.nan)
