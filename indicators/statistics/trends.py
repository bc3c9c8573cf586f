"""Has a series of five or more periods changed? Mann-Kendall's test and Theil-Sen's slope."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indicators.statistics.intervals import Floats, Interval

LEAST_PERIODS = 5
LEVELS = (0.95, 0.998)
# Series are taken in portions, since every pair of periods has its slope.
_PORTION = 2_000_000

Mask = NDArray[np.bool_]
Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Trend:
    """One answer per series: arrays of the values' leading shape.

    `periods` counts the figures, `score` is Kendall's S (rising pairs minus falling), `p` its exact
    two-sided probability if nothing changes; `at95` and `at998` hold the change per unit of time
    with its limits at the two levels. All but `periods` are NaN below five periods; p also where
    all values are equal; a limit where so few periods can never reach the level.
    """

    periods: Whole
    score: Floats
    p: Floats
    at95: Interval
    at998: Interval


def trend(values: ArrayLike, times: ArrayLike) -> Trend:
    """Trend of series (... × periods) at their dates (rising, in years; one row, or one per series).

    Missing periods (NaN, ∞) are skipped, nothing is put in their place. S = Σ sign(yⱼ − yᵢ) over
    pairs i < j; p from the exact distribution of S, with ties. Slope = median of
    (yⱼ − yᵢ)/(tⱼ − tᵢ), in units per year; its limits are the ordered slopes cut off by the exact
    distribution without ties, so that they leave out 0 just where p < 1 − level. Sources: Mann
    (1945), Econometrica 13, 245-259; Kendall, Rank Correlation Methods; Sen (1968), Journal of the
    American Statistical Association 63, 1379-1389.
    """
    series = np.asarray(values, dtype=np.float64)
    shape, length = series.shape[:-1], series.shape[-1]
    count = math.prod(shape)
    rows = np.where(np.isfinite(series), series, np.nan).reshape(count, length)
    years = np.asarray(times, dtype=np.float64)
    if years.ndim > 1:
        years = np.broadcast_to(years, series.shape).reshape(count, length)
    step = max(1, _PORTION // max(1, length * (length - 1) // 2))
    starts = range(0, max(1, count), step)
    parts = [_portion(rows[at : at + step], _of(years, at, step)) for at in starts]
    found = [np.concatenate(column).reshape(shape) for column in zip(*parts, strict=True)]
    periods, score, p, *slopes = found
    return Trend(periods.astype(np.int64), score, p, Interval(*slopes[:3]), Interval(*slopes[3:]))


def probabilities(rows: Floats, score: Floats) -> Floats:
    """Two-sided exact probability of a score at least so far from 0; one row per series.

    Counted once per pattern of ties, then looked up. NaN where all values are equal or none is.
    """
    ordered = np.sort(rows, axis=1)
    known = np.isfinite(ordered)
    periods = known.sum(axis=1)
    equal = (ordered[:, 1:] == ordered[:, :-1]) & known[:, 1:]
    tied = equal.any(axis=1)
    p = np.full(len(rows), np.nan)
    for n in np.unique(periods[~tied]):
        here = ~tied & (periods == n)
        p[here] = _tails((1,) * int(n))[np.abs(score[here]).astype(np.int64)]
    at = np.flatnonzero(tied)
    shapes, which = np.unique(
        np.column_stack((periods[at], equal[at])), axis=0, return_inverse=True
    )
    for k, (n, *joins) in enumerate(shapes.tolist()):
        here = at[which.ravel() == k]
        p[here] = _tails(_sizes(n, joins))[np.abs(score[here]).astype(np.int64)]
    return p


def _of(years: Floats, at: int, step: int) -> Floats:
    return years[None, :] if years.ndim == 1 else years[at : at + step]


def _portion(rows: Floats, years: Floats) -> tuple[Floats, ...]:
    """Periods, score, p, then estimate and limits of the slope at 95 % and at 99.8 %."""
    first, second = np.triu_indices(rows.shape[1], k=1)
    rise = rows[:, second] - rows[:, first]
    periods = np.isfinite(rows).sum(axis=1)
    enough = periods >= LEAST_PERIODS
    score = np.nansum(np.sign(rise), axis=1)
    p = np.full(len(rows), np.nan)
    p[enough] = probabilities(rows[enough], score[enough])
    slopes = np.sort(rise / (years[:, second] - years[:, first]), axis=1)  # NaN stands last
    used = np.where(enough, periods, 0)
    limits = [limit for level in LEVELS for limit in _slope(slopes, used, level)]
    return (periods.astype(np.float64), np.where(enough, score, np.nan), p, *limits)


def _slope(slopes: Floats, periods: Whole, level: float) -> tuple[Floats, Floats, Floats]:
    """Median and outer limits of sorted slopes, by the number of periods in each row."""
    pairs = periods * (periods - 1) // 2
    cuts = np.array([_cut(n, level) for n in range(int(periods.max(initial=0)) + 1)])
    cut = cuts[periods]
    known = pairs > 0
    sure = known & (cut >= 0)
    low = _pick(slopes, (pairs - 1) // 2, known)
    high = _pick(slopes, pairs // 2, known)
    return (low + high) / 2, _pick(slopes, cut, sure), _pick(slopes, pairs - 1 - cut, sure)


def _pick(slopes: Floats, at: Whole, known: Mask) -> Floats:
    if not slopes.shape[1]:
        return np.full(len(slopes), np.nan)
    column = np.where(known, at, 0)[:, None]
    return np.where(known, np.take_along_axis(slopes, column, axis=1)[:, 0], np.nan)


def _sizes(periods: int, joins: list[int]) -> tuple[int, ...]:
    """How many values are equal to each other, from which sorted neighbours are."""
    sizes = [1]
    for joined in joins[: periods - 1]:
        if joined:
            sizes[-1] += 1
        else:
            sizes.append(1)
    return tuple(sorted(sizes))


@lru_cache(maxsize=4096)
def _tails(ties: tuple[int, ...]) -> Floats:
    """P(|S| ≥ s) for s = 0, 1, 2 …, of values with these tie sizes; NaN where all are equal."""
    fallen = _fallen_pairs(ties)
    most = len(fallen) - 1
    if not most:
        return np.full(1, np.nan)
    ways = [0] * (most + 1)
    for pairs, orders in enumerate(fallen):
        ways[abs(most - 2 * pairs)] += orders
    beyond = list(accumulate(reversed(ways)))[::-1]
    return np.array([extreme / beyond[0] for extreme in beyond])


@lru_cache(maxsize=4096)
def _cut(periods: int, level: float) -> int:
    """How many of the lowest slopes lie below the lower limit; −1 where the level is out of reach.

    With C the number of falling pairs: the greatest c with P(C ≤ c) ≤ (1 − level)/2.
    """
    if periods < LEAST_PERIODS:
        return -1
    fallen = _fallen_pairs((1,) * periods)
    allowed = (1 - level) / 2 * sum(fallen)
    return sum(below <= allowed for below in accumulate(fallen)) - 1


@lru_cache(maxsize=4096)
def _fallen_pairs(ties: tuple[int, ...]) -> tuple[int, ...]:
    """How many orders of values with these tie sizes have 0, 1, 2 … falling pairs.

    The Gaussian multinomial coefficient ∏ᵢ(1 − qⁱ) / ∏_ties ∏ⱼ(1 − qʲ), as whole numbers.
    """
    n = sum(ties)
    top = (n * n - sum(size * size for size in ties)) // 2
    ways = [1] + [0] * top
    for i in range(1, n + 1):
        for pairs in range(top, i - 1, -1):
            ways[pairs] -= ways[pairs - i]
    for size in ties:
        for j in range(1, size + 1):
            for pairs in range(j, top + 1):
                ways[pairs] += ways[pairs - j]
    return tuple(ways)
