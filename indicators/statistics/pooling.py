"""Several years as one figure: pooled by sums, in windows that never overlap."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indicators.statistics.intervals import Floats, Interval, mean_t, poisson_exact, wilson

Mask = NDArray[np.bool_]


def windows(ordinals: Sequence[int], size: int) -> NDArray[np.int64]:
    """Columns of every window of so many consecutive periods, oldest first; windows × size.

    `ordinals` number the columns' periods (years, or quarters counted through). Windows are laid
    from the newest column backwards so that none overlaps; one with a period missing from the
    columns is left out, and the next begins where it would have.
    """
    at = {ordinal: column for column, ordinal in enumerate(ordinals)}
    found = []
    if ordinals:
        for newest in range(ordinals[-1], ordinals[0] - 1, -size):
            wanted = range(newest - size + 1, newest + 1)
            if all(ordinal in at for ordinal in wanted):
                found.append([at[ordinal] for ordinal in wanted])
    return np.array(found[::-1], dtype=np.int64).reshape(len(found), size)


def pooled_share(
    numerator: ArrayLike, denominator: ArrayLike, *, level: float, is_stock: bool
) -> Interval:
    """Share of summed counts along the last axis, as a proportion, with Wilson's interval.

    estimate = Σx / Σn, never a mean of shares. With `is_stock` the same people are counted every
    year, so the interval rests on the mean yearly base Σn/k; otherwise on the sum. NaN where a
    year is unknown or the base is 0. Source: as `wilson`.
    """
    x, n = np.broadcast_arrays(_floats(numerator), _floats(denominator))
    years = x.shape[-1] if is_stock else 1
    return wilson(x.sum(axis=-1) / years, n.sum(axis=-1) / years, level=level)


def pooled_rate(
    events: ArrayLike, base: ArrayLike, *, per: float | Floats, level: float
) -> Interval:
    """Rate of summed events on summed bases along the last axis, with the exact Poisson interval.

    estimate = per · Σx / Σn. NaN where a year is unknown or the base is 0. Source: as
    `poisson_exact`.
    """
    x, n = np.broadcast_arrays(_floats(events), _floats(base))
    return poisson_exact(x.sum(axis=-1), n.sum(axis=-1), per=per, level=level)


def pooled_mean(mean: ArrayLike, sd: ArrayLike, n: ArrayLike, *, level: float) -> Interval:
    """Mean of all answers along the last axis, with Student's t interval.

    m = Σnᵢmᵢ / Σnᵢ; s² = [Σ(nᵢ − 1)sᵢ² + Σnᵢ(mᵢ − m)²] / (Σnᵢ − 1), the spread of all answers put
    together. NaN where a year is unknown. Source: as `mean_t`.
    """
    centre, spread, total = all_answers(mean, sd, n)
    return mean_t(centre, spread, total, level=level)


def all_answers(mean: ArrayLike, sd: ArrayLike, n: ArrayLike) -> tuple[Floats, Floats, Floats]:
    """Mean, spread and number of all answers along the last axis put together; see `pooled_mean`."""
    m, s, answers = np.broadcast_arrays(_floats(mean), _floats(sd), _floats(n))
    total = answers.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        centre = (answers * m).sum(axis=-1) / total
        inside = ((answers - 1) * s**2).sum(axis=-1)
        between = (answers * (m - centre[..., None]) ** 2).sum(axis=-1)
        spread = np.sqrt((inside + between) / (total - 1))
    return np.where(total > 0, centre, np.nan), spread, total


def without_overlap(known: ArrayLike, starts: ArrayLike, ends: ArrayLike) -> Mask:
    """Which periods of each series may enter a trend: the newest, then each that ends before it.

    `known` is series × periods, `starts` and `ends` the measuring periods' first and last days as
    numbers (of the same shape, or one row for all). Of official two-year means that are published
    every year this keeps every second one; periods that do not overlap are all kept.
    """
    there = np.asarray(known, dtype=np.bool_)
    first = np.broadcast_to(_floats(starts), there.shape)
    last = np.broadcast_to(_floats(ends), there.shape)
    kept = np.zeros(there.shape, dtype=np.bool_)
    free_until = np.full(there.shape[:-1], np.inf)
    for column in reversed(range(there.shape[-1])):
        take = there[..., column] & (last[..., column] < free_until)
        kept[..., column] = take
        free_until = np.where(take, first[..., column], free_until)
    return kept


def _floats(numbers: ArrayLike) -> Floats:
    return np.asarray(numbers, dtype=np.float64)
