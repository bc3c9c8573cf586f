"""Is the gap closing? The change of a difference between two figures, absolute and relative."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indicators.statistics.differences import newcombe
from indicators.statistics.intervals import Floats, Interval

NARROWING, WIDENING, CROSSED, NO_CLEAR_CHANGE = (
    "narrowing",
    "widening",
    "crossed",
    "no_clear_change",
)


@dataclass(frozen=True)
class GapChange:
    """Latest gap minus baseline gap, its orientation, and both ratios (figure ÷ comparator).

    `orientation` is "narrowing", "widening", "crossed" or "no_clear_change" ("" where a gap is
    unknown): the size of the distance alone, whichever side is the better one.
    """

    change: Interval
    orientation: NDArray[Any]
    ratio_before: Floats
    ratio_after: Floats


def gap_change(before: Interval, after: Interval) -> Interval:
    """Change of a gap, in the gap's unit, at the level of the gaps' own limits.

    change = g₁ − g₀; lower = change − √((g₁ − l₁)² + (u₀ − g₀)²),
    upper = change + √((u₁ − g₁)² + (g₀ − l₀)²). The two years are taken as independent; with the
    same residents in both the interval is too wide rather than too narrow. Source: Zou & Donner
    (2008), Statistics in Medicine 27, 1693-1702.
    """
    return newcombe(after, before)


def orientation(before: Floats, after: Floats, change: Interval) -> NDArray[Any]:
    """In which direction the distance itself has moved, where the change's interval leaves out 0.

    Crossed: the gap has the other sign now. A gap that was 0 can only widen.
    """
    clear = (change.lower > 0) | (change.upper < 0)
    crossed = before * after < 0
    nearer = np.abs(after) < np.abs(before)
    found: NDArray[Any] = np.select(
        [np.isnan(change.estimate), ~clear, crossed, nearer],
        ["", NO_CLEAR_CHANGE, CROSSED, NARROWING],
        default=WIDENING,
    )
    return found


def closing(slope: Interval, first: ArrayLike) -> Interval:
    """How fast the distance closes, in the gap's unit per year: positive closes, negative opens.

    The slope of the gap series (Theil-Sen) turned by the sign of the first gap; NaN where that gap
    is 0 or unknown, since nothing can close then.
    """
    start = np.asarray(first, dtype=np.float64)
    turn = np.where(start == 0, np.nan, -np.sign(start))
    limits = slope.lower * turn, slope.upper * turn
    return Interval(slope.estimate * turn, np.minimum(*limits), np.maximum(*limits))


def compare_gaps(
    figure_before: Interval,
    comparator_before: Interval,
    figure_after: Interval,
    comparator_after: Interval,
) -> GapChange:
    """Both gaps, their change and both ratios from four figures with limits of one level."""
    before = newcombe(figure_before, comparator_before)
    after = newcombe(figure_after, comparator_after)
    change = gap_change(before, after)
    return GapChange(
        change=change,
        orientation=orientation(before.estimate, after.estimate, change),
        ratio_before=_ratio(figure_before, comparator_before),
        ratio_after=_ratio(figure_after, comparator_after),
    )


def _ratio(figure: Interval, comparator: Interval) -> Floats:
    divisor = np.where(comparator.estimate == 0, np.nan, comparator.estimate)
    return figure.estimate / divisor
