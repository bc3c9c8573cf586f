"""Signal or noise in a monthly or quarterly series? XmR charts, many series at once.

Never for yearly series. Limits stand until a person fixes them anew at a known change: figures
before that slot are left out by `begins`, and nothing is rebased by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indicators.statistics.intervals import Floats

LEAST_POINTS = 12
TO_LIMIT, TO_RANGE_LIMIT = 2.66, 3.267
RUN = 7

# Special causes in the order in which they are asked for; negative where the points are low or fall.
OUTSIDE, DRIFT, NEAR_LIMIT, SHIFT = 1, 2, 3, 4
# Series moved by a constant differ in their last digits; so near a line is on it.
_DUST = 1e-9

Mask = NDArray[np.bool_]
Codes = NDArray[np.int8]


@dataclass(frozen=True)
class Chart:
    """One chart per row. `mean`, `lower`, `upper` and `mean_range` have one number per series.

    `ranges` are the moving ranges, at the later of their two points; `dropped` those left out of
    the limits; `causes` a code for every point (0 none). All of the values' shape. Where there are
    fewer than the least number of points everything but `points` is NaN, False or 0. `variation`
    is the cause of the last point.
    """

    points: NDArray[np.int64]
    mean: Floats
    lower: Floats
    upper: Floats
    mean_range: Floats
    ranges: Floats
    dropped: Mask
    causes: Codes
    variation: Codes


def xmr(
    values: ArrayLike,
    *,
    begins: ArrayLike = 0,
    bounds: tuple[float, float] = (-np.inf, np.inf),
    least: int = LEAST_POINTS,
) -> Chart:
    """Mean, natural limits and special causes of series × periods, in the figures' own unit.

    limits = mean ± 2.66 · mean moving range, kept within `bounds` (0 and 100 for shares in
    percent); ranges of 3.267 times their mean or more are dropped once before. Missing periods (NaN,
    ∞) are skipped: a range is between neighbours that are there. `begins` is the column from which
    each series' limits hold; earlier figures are left out. Causes, the first that holds: outside
    the limits; 7 strictly rising or falling; 2 of 3 beyond two thirds of the limit on one side (the
    points beyond are marked); 7 on one side of the mean. Sources: Wheeler, Understanding Variation,
    for the limits; Nelson (1984), Journal of Quality Technology 16, 237-239 for the patterns.
    """
    series = np.atleast_2d(np.asarray(values, dtype=np.float64))
    column = np.arange(series.shape[1])
    used = np.isfinite(series) & (column >= np.asarray(begins).reshape(-1, 1))
    points = used.sum(axis=1)
    enough = points >= least
    used &= enough[:, None]
    order = np.argsort(~used, axis=1, kind="stable")  # what is there, first, in its order
    dense = np.take_along_axis(np.where(used, series, np.nan), order, axis=1)
    ranges = np.full(dense.shape, np.nan)
    ranges[:, 1:] = np.abs(np.diff(dense, axis=1))
    first_mean = _mean(ranges)
    dust = _DUST * np.abs(np.where(used, series, 0.0)).max(axis=1, initial=0.0)
    wide = ranges >= (TO_RANGE_LIMIT * first_mean - dust)[:, None]
    dropped = wide & (first_mean > dust)[:, None]
    mean, mean_range = _mean(dense), _mean(np.where(dropped, np.nan, ranges))
    reach = TO_LIMIT * mean_range
    causes = _causes(dense - mean[:, None], reach[:, None], dust[:, None])
    last = np.where(column == points[:, None] - 1, causes, 0).sum(axis=1)
    back = np.argsort(order, axis=1)
    return Chart(
        points=points,
        mean=mean,
        lower=np.clip(mean - reach, *bounds),
        upper=np.clip(mean + reach, *bounds),
        mean_range=mean_range,
        ranges=np.take_along_axis(ranges, back, axis=1),
        dropped=np.take_along_axis(dropped, back, axis=1),
        causes=np.take_along_axis(causes, back, axis=1),
        variation=last.astype(np.int8),
    )


def _mean(rows: Floats) -> Floats:
    """Mean of what is known in each row; NaN where nothing is."""
    known = np.isfinite(rows)
    count = known.sum(axis=1)
    total: Floats = np.where(known, rows, 0.0).sum(axis=1)
    return total / np.where(count, count, np.nan)


def _causes(off: Floats, limit: Floats, dust: Floats) -> Codes:
    """The cause of every point, from its distance to the mean; what is there stands first."""
    step = np.full(off.shape, np.nan)
    step[:, 1:] = np.diff(off, axis=1)
    drifts = {side: _runs(step * side > dust, RUN - 1, before=1) for side in (1, -1)}
    causes = np.zeros(off.shape, dtype=np.int8)
    for side, drifting in drifts.items():
        there = off * side
        beyond = there > 2 / 3 * limit + dust
        # A point where one run ends and its opposite begins belongs to the one that led to it.
        turned = drifts[-side] & (step * side < 0)
        found = {
            OUTSIDE: there > limit + dust,
            DRIFT: drifting & ~turned,
            NEAR_LIMIT: beyond & _windows(beyond, size=3, least=2),
            SHIFT: _runs(there > dust, RUN, before=0),
        }
        for cause, where in found.items():
            causes[where & ((causes == 0) | (np.abs(causes) > cause))] = cause * side
    return causes


def _runs(holds: Mask, length: int, *, before: int) -> Mask:
    """Points in unbroken runs of so many; `before` points ahead of each run belong to it too."""
    return _windows(holds, size=length, least=length, before=before)


def _windows(holds: Mask, *, size: int, least: int, before: int = 0) -> Mask:
    """Points of every window of `size` in which at least so many hold."""
    rows, width = holds.shape
    marked = np.zeros((rows, width), dtype=np.bool_)
    if width < size:
        return marked
    total = np.zeros((rows, width + 1), dtype=np.int64)
    np.cumsum(holds, axis=1, out=total[:, 1:])
    full = total[:, size:] - total[:, :-size] >= least  # by the window's first point
    for shift in range(-before, size):
        start = max(0, -shift)
        marked[:, start + shift : start + shift + full.shape[1] - start] |= full[:, start:]
    return marked
