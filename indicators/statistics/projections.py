"""Where would the course so far end? Theil-Sen's line drawn on to a later year: an illustration."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from indicators.statistics.intervals import Floats, Interval
from indicators.statistics.medians import median
from indicators.statistics.trends import Trend, trend

NO_BOUNDS = (-np.inf, np.inf)


@dataclass(frozen=True)
class Projection:
    """The lines' ends in the target year at both levels, and the trend they are drawn from.

    `level` and `time` are the point that all lines pass through: median level, median date.
    """

    at95: Interval
    at998: Interval
    level: Floats
    time: Floats
    trend: Trend


def project(
    values: ArrayLike,
    times: ArrayLike,
    due: ArrayLike,
    *,
    bounds: tuple[float, float] = NO_BOUNDS,
) -> Projection:
    """Ends of the median line and of its two limit lines at a later date, one per series.

    values are ... × periods in their own unit, times in years (one row, or one per series), due one
    date or one per series. All lines go through the medians of dates and levels; end = median level
    + slope · (due − median date), kept within `bounds` (0 and 100 for shares in percent). NaN below
    five periods and where the due date is not after the newest figure. Sources: Sen (1968), Journal
    of the American Statistical Association 63, 1379-1389 for the slope; Conover, Practical
    Nonparametric Statistics, for the line through the medians.
    """
    series = np.asarray(values, dtype=np.float64)
    years = np.broadcast_to(np.asarray(times, dtype=np.float64), series.shape)
    found = trend(series, times)
    known = np.isfinite(series)
    level = median(np.where(known, series, np.nan))
    time = median(np.where(known, years, np.nan))
    end = np.asarray(due, dtype=np.float64)
    newest = np.where(known, years, -np.inf).max(axis=-1, initial=-np.inf)
    ahead = np.where(end > newest, end - time, np.nan)

    def ends(slope: Interval) -> Interval:
        lines = (slope.estimate, slope.lower, slope.upper)
        return Interval(*(np.clip(level + line * ahead, *bounds) for line in lines))

    return Projection(ends(found.at95), ends(found.at998), level, time, found)
