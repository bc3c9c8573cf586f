"""Which figure would be expected if a cell were empty? For every cell of every series at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indicators.statistics.intervals import Floats, Interval
from indicators.statistics.medians import median

LEAST_HISTORY = 4
# Median ± 3 · 1.4826 · MAD: of normal figures about 1 in 370 falls outside.
SPREADS, TO_SIGMA = 3.0, 1.4826


@dataclass(frozen=True)
class Expected:
    """Ranges for every cell, of the values' shape; NaN where there is none.

    `history` is the median of the series' other figures with its range, `previous` the figure before
    with the range in which a new one would not differ from it. `estimate`, `lower`, `upper` hold
    both: a figure is unexpected when it is so by each of them that there is.
    """

    history: Interval
    previous: Interval
    estimate: Floats
    lower: Floats
    upper: Floats
    periods: NDArray[np.int64]


def expected(
    values: ArrayLike,
    limits: Interval | None = None,
    *,
    bounds: tuple[float, float] = (-np.inf, np.inf),
) -> Expected:
    """The range expected of each cell when its own figure is left out; series × periods.

    By history, from four other figures: median ± 3 · 1.4826 · MAD of the others (NaN where MAD is 0:
    equal figures say nothing about how far the next may lie). By the previous figure p with limits
    l, u (`limits`, of shares): p ± √((p − l)² + (u − p)²), Newcombe's interval of a difference of 0
    between two figures as sure as that one. The range is kept within `bounds`. It asks for a
    second look and nothing more. Sources: Hampel (1974), Journal of the American Statistical
    Association 69, 383-393; Newcombe (1998), Statistics in Medicine 17, 873-890.
    """
    series = np.asarray(values, dtype=np.float64)
    series = np.where(np.isfinite(series), series, np.nan)
    history, periods = _by_history(series)
    previous = _by_previous(series, limits)
    lower = np.fmin(history.lower, previous.lower)
    upper = np.fmax(history.upper, previous.upper)
    middle = np.where(np.isnan(history.lower), previous.estimate, history.estimate)
    return Expected(
        history=history,
        previous=previous,
        estimate=np.where(np.isnan(lower), np.nan, middle),
        lower=np.clip(lower, *bounds),
        upper=np.clip(upper, *bounds),
        periods=periods,
    )


def _by_history(series: Floats) -> tuple[Interval, NDArray[np.int64]]:
    """Median and range of all figures but the cell's own."""
    centre = np.full(series.shape, np.nan)
    reach = np.full(series.shape, np.nan)
    for column in range(series.shape[1]):
        others = np.delete(series, column, axis=1)
        centre[:, column] = median(others)
        reach[:, column] = median(np.abs(others - centre[:, column, None]))
    known = np.isfinite(series)
    periods = known.sum(axis=1)[:, None] - known
    reach = np.where((periods >= LEAST_HISTORY) & (reach > 0), SPREADS * TO_SIGMA * reach, np.nan)
    centre = np.where(np.isnan(reach), np.nan, centre)
    return Interval(centre, centre - reach, centre + reach), periods


def _by_previous(series: Floats, limits: Interval | None) -> Interval:
    """The newest figure before each cell, with the range of no difference."""
    if limits is None:
        nothing = np.full(series.shape, np.nan)
        return Interval(nothing, nothing, nothing)
    column = np.arange(series.shape[1])
    newest = np.maximum.accumulate(np.where(np.isfinite(series), column, -1), axis=1)
    before = np.full(series.shape, -1)
    before[:, 1:] = newest[:, :-1]

    def taken(numbers: Floats) -> Floats:
        found = np.take_along_axis(numbers, np.maximum(before, 0), axis=1)
        return np.where(before < 0, np.nan, found)

    figure = taken(series)
    reach = np.hypot(figure - taken(limits.lower), taken(limits.upper) - figure)
    figure = np.where(np.isnan(reach), np.nan, figure)
    return Interval(figure, figure - reach, figure + reach)
