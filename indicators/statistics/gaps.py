"""Is the gap closing? The change of a difference between two figures, and its speed."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from indicators.statistics.differences import newcombe
from indicators.statistics.intervals import Interval


def gap_change(before: Interval, after: Interval) -> Interval:
    """Change of a gap, in the gap's unit, at the level of the gaps' own limits.

    change = g₁ − g₀; lower = change − √((g₁ − l₁)² + (u₀ − g₀)²),
    upper = change + √((u₁ − g₁)² + (g₀ − l₀)²). The two years are taken as independent; with the
    same residents in both the interval is too wide rather than too narrow. Source: Zou & Donner
    (2008), Statistics in Medicine 27, 1693-1702.
    """
    return newcombe(after, before)


def closing(slope: Interval, first: ArrayLike) -> Interval:
    """How fast the distance closes, in the gap's unit per year: positive closes, negative opens.

    The slope of the gap series (Theil-Sen) turned by the sign of the first gap; NaN where that gap
    is 0 or unknown, since nothing can close then.
    """
    start = np.asarray(first, dtype=np.float64)
    turn = np.where(start == 0, np.nan, -np.sign(start))
    limits = slope.lower * turn, slope.upper * turn
    return Interval(slope.estimate * turn, np.minimum(*limits), np.maximum(*limits))
