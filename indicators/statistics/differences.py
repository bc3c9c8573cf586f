"""Is one figure different from another? Differences and ratios from two figures' own limits.

MOVER, the method of variance estimates recovery: each limit's distance from its estimate stands in
for the spread on that side. With Wilson limits it is Newcombe's hybrid score interval; with exact
Poisson or t limits it serves rates and means. The result has the level of the limits put in, so
call once with 95 % limits and once with 99.8 %.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from indicators.statistics.intervals import Floats, Interval, wilson


def newcombe(first: Interval, second: Interval) -> Interval:
    """First minus second, for independent figures.

    d = a − b; lower = d − √((a − l₁)² + (u₂ − b)²), upper = d + √((u₁ − a)² + (b − l₂)²). NaN where
    an input is. Source: Newcombe (1998), Statistics in Medicine 17, 873-890, method 10; for other
    limits than Wilson's Zou & Donner (2008), Statistics in Medicine 27, 1693-1702.
    """
    difference = first.estimate - second.estimate
    below = np.hypot(first.estimate - first.lower, second.upper - second.estimate)
    above = np.hypot(first.upper - first.estimate, second.estimate - second.lower)
    return Interval(difference, difference - below, difference + above)


def ratio(first: Interval, second: Interval) -> Interval:
    """First divided by second, for independent figures that are not negative.

    lower = l₁(2a − l₁) / (ab + √((ab)² − l₁u₂(2a − l₁)(2b − u₂))),
    upper = (ab + √((ab)² − u₁l₂(2a − u₁)(2b − l₂))) / (l₂(2b − l₂)); ∞ where the divisor's lower
    limit is 0. NaN where b = 0, a < 0 or b < 0: nothing is put in place of a zero. The lower limit
    is 0 where the first figure is. Source: Donner & Zou (2012), Statistical Methods in Medical
    Research 21, 347-359 (MOVER-R), the lower limit written so that it never divides 0 by 0.
    """
    a, l1, u1 = first.estimate, first.lower, first.upper
    b, l2, u2 = second.estimate, second.lower, second.upper
    sound = (a >= 0) & (b > 0)
    product = a * b
    with np.errstate(divide="ignore", invalid="ignore"):
        under, over = l1 * (2 * a - l1), l2 * (2 * b - l2)
        lower = under / (product + _root(product, under * u2 * (2 * b - u2)))
        upper = (product + _root(product, u1 * (2 * a - u1) * over)) / over
        estimate = a / b
    lower = np.where((a == 0) & (u2 > 0), 0.0, lower)
    upper = np.where((over == 0) & np.isfinite(u1), np.inf, upper)
    return Interval(*(np.where(sound, limit, np.nan) for limit in (estimate, lower, upper)))


def rate_ratio(
    events: ArrayLike, base: ArrayLike, other: ArrayLike, other_base: ArrayLike, *, level: float
) -> Interval:
    """One rate divided by another, from their counts: the score interval.

    Given all events together, the first side's part π of them is binomial; Wilson's limits of π give
    those of the ratio, π/(1 − π) · base₂/base₁, which are the score limits. With no events on the
    first side the lower limit is 0; NaN where the second side has none (nothing is put in place of a
    zero) or a base is not positive. Source: Graham, Mengersen & Morton (2003), Statistics in
    Medicine 22, 2071-2083.
    """
    x1, n1, x2, n2 = (
        np.asarray(number, dtype=np.float64) for number in (events, base, other, other_base)
    )
    sound = (x1 >= 0) & (x2 > 0) & (n1 > 0) & (n2 > 0) & np.isfinite(n1) & np.isfinite(n2)
    part = wilson(np.where(sound, x1, np.nan), x1 + x2, level=level)
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = n2 / n1
        return Interval(
            *(limit / (1 - limit) * scale for limit in (part.estimate, part.lower, part.upper))
        )


def _root(product: Floats, taken: Floats) -> Floats:
    return np.sqrt(np.maximum(product**2 - taken, 0.0))
