"""Has a series of five or more periods changed? Mann-Kendall's test and Theil-Sen's slope."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indicators.statistics.intervals import Floats, Interval

LEAST_PERIODS = 5


@dataclass(frozen=True)
class Trend:
    """One answer per series: arrays of the values' leading shape.

    `periods` counts the figures, `score` is Kendall's S (rising pairs minus falling), `p` its exact
    two-sided probability if nothing changes, `slope` the change per unit of time with limits. All
    but `periods` are NaN below five periods; p also where all values are equal; a limit where so
    few periods can never reach the level.
    """

    periods: NDArray[np.int64]
    score: Floats
    p: Floats
    slope: Interval


def trend(values: ArrayLike, times: ArrayLike, *, level: float) -> Trend:
    """Trend of series (... × periods) at their dates (the same for all, rising, in years).

    Missing periods (NaN) are skipped, nothing is put in their place. S = Σ sign(yⱼ − yᵢ) over pairs
    i < j; p from the exact distribution of S, with ties. Slope = median of (yⱼ − yᵢ)/(tⱼ − tᵢ);
    its limits are the ordered slopes cut off by the exact distribution without ties, so that they
    leave out 0 just where p < 1 − level. Sources: Mann (1945), Econometrica 13, 245-259; Kendall,
    Rank Correlation Methods; Sen (1968), Journal of the American Statistical Association 63,
    1379-1389.
    """
    series = np.asarray(values, dtype=np.float64)
    shape = series.shape[:-1]
    rows = np.where(np.isfinite(series), series, np.nan).reshape(int(np.prod(shape)), -1)
    years = np.asarray(times, dtype=np.float64)
    first, second = np.triu_indices(rows.shape[1], k=1)
    rise = rows[:, second] - rows[:, first]
    periods = np.isfinite(rows).sum(axis=1)
    enough = periods >= LEAST_PERIODS
    score = np.where(enough, np.nansum(np.sign(rise), axis=1), np.nan)
    p = np.array(
        [
            _probability(row, int(s)) if use else np.nan
            for row, s, use in zip(rows, np.nan_to_num(score), enough, strict=True)
        ]
    )
    slopes = np.sort(rise / (years[second] - years[first]), axis=1)  # NaN stands last
    slope = _slope(slopes, np.where(enough, periods, 0), level)
    return Trend(
        periods=periods.reshape(shape),
        score=score.reshape(shape),
        p=p.reshape(shape),
        slope=Interval(
            *(limit.reshape(shape) for limit in (slope.estimate, slope.lower, slope.upper))
        ),
    )


def _slope(slopes: Floats, periods: NDArray[np.int64], level: float) -> Interval:
    """Median and outer limits of sorted slopes, by the number of periods in each row."""
    pairs = periods * (periods - 1) // 2
    cut = np.array([_cut(int(n), level) for n in periods], dtype=np.int64)
    known = pairs > 0
    sure = known & (cut >= 0)
    low = _pick(slopes, (pairs - 1) // 2, known)
    high = _pick(slopes, pairs // 2, known)
    return Interval(
        estimate=(low + high) / 2,
        lower=_pick(slopes, cut, sure),
        upper=_pick(slopes, pairs - 1 - cut, sure),
    )


def _pick(slopes: Floats, at: NDArray[np.int64], known: NDArray[np.bool_]) -> Floats:
    if not slopes.shape[1]:
        return np.full(len(slopes), np.nan)
    column = np.where(known, at, 0)[:, None]
    return np.where(known, np.take_along_axis(slopes, column, axis=1)[:, 0], np.nan)


def _probability(row: Floats, score: int) -> float:
    """Two-sided exact probability of a score at least so far from 0."""
    _values, sizes = np.unique(row[np.isfinite(row)], return_counts=True)
    ties = tuple(sorted(int(size) for size in sizes))
    if len(ties) == 1:
        return float("nan")
    fallen = _fallen_pairs(ties)
    most = len(fallen) - 1
    extreme = sum(ways for pairs, ways in enumerate(fallen) if abs(most - 2 * pairs) >= abs(score))
    return float(extreme / sum(fallen))


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
