"""How sure a figure is: intervals for shares, events and means, over any number of series at once.

Every function broadcasts its arguments and answers NaN where no interval can be given; why it
cannot is decided by those who know the figure's state. Shares are proportions from 0 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

Floats = NDArray[np.float64]

# A count worked out from a rounded percentage may miss 0 or n by a rounding error.
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Interval:
    """An estimate with its limits; three arrays of one shape."""

    estimate: Floats
    lower: Floats
    upper: Floats

    def scaled(self, factor: float) -> Interval:
        """The same interval in another unit (factor > 0): 100 turns proportions into percent."""
        return Interval(self.estimate * factor, self.lower * factor, self.upper * factor)


def wilson(numerator: ArrayLike, denominator: ArrayLike, *, level: float) -> Interval:
    """Wilson's score interval of a share.

    centre = (x + z²/2) / (n + z²), half = z / (n + z²) · √(x(n − x)/n + z²/4). Fractions of counts
    are allowed (effective answers). At 0 and n the interval goes to one side only: the limit there
    is the estimate itself. NaN where n ≤ 0 or x lies outside 0..n. Source: Wilson (1927), Journal
    of the American Statistical Association 22, 209-212.
    """
    x, n = np.broadcast_arrays(_floats(numerator), _floats(denominator))
    slack = _ROUNDING * np.maximum(1.0, np.abs(n))
    sound = (n > 0) & np.isfinite(n) & (x >= -slack) & (x <= n + slack)
    n = np.where(sound, n, np.nan)
    x = np.where(sound, x, np.nan)
    x = np.where(np.abs(x) <= slack, 0.0, np.where(np.abs(n - x) <= slack, n, x))
    z = _quantile(level)
    centre = (x + z**2 / 2) / (n + z**2)
    half = z / (n + z**2) * np.sqrt(x * (n - x) / n + z**2 / 4)
    return Interval(
        estimate=x / n,
        lower=np.where(x == 0, 0.0, centre - half),
        upper=np.where(x == n, 1.0, centre + half),
    )


def wilson_survey(
    share: ArrayLike,
    answers: ArrayLike,
    *,
    level: float,
    design_effect: ArrayLike = np.nan,
    population: ArrayLike = np.nan,
) -> Interval:
    """Wilson's interval of a survey share, on the answers' effective number.

    share is a proportion 0..1. When the whole population has answered the interval is the point
    itself; bias from those who did not answer is never in the interval.
    """
    p = _floats(share)
    n = effective_answers(answers, design_effect=design_effect, population=population)
    p, n = np.broadcast_arrays(p, n)
    everyone = np.isposinf(n) & (p >= 0) & (p <= 1)
    finite = np.where(everyone, 1.0, n)
    found = wilson(p * finite, finite, level=level)
    return Interval(
        estimate=found.estimate,
        lower=np.where(everyone, p, found.lower),
        upper=np.where(everyone, p, found.upper),
    )


def effective_answers(
    answers: ArrayLike, *, design_effect: ArrayLike = np.nan, population: ArrayLike = np.nan
) -> Floats:
    """How many answers of a simple random sample of an endless population would say as much.

    n / deff · (N − 1) / (N − n); an unknown design effect counts as 1, an unknown population as
    endless; ∞ when all have answered (n = N). NaN where n ≤ 0, n > N or deff ≤ 0. Source: Kish
    (1965), Survey Sampling, ch. 2 and 8.
    """
    n, deff, size = np.broadcast_arrays(
        _floats(answers), _floats(design_effect), _floats(population)
    )
    deff = np.where(np.isnan(deff), 1.0, deff)
    with np.errstate(divide="ignore", invalid="ignore"):
        correction = np.where(np.isnan(size), 1.0, (size - 1) / (size - n))
        correction = np.where(size == n, np.inf, correction)
        effective = n / deff * correction
    return np.where((n > 0) & (deff > 0) & ~(size < n), effective, np.nan)


def poisson_exact(
    events: ArrayLike, base: ArrayLike, *, per: float | Floats, level: float
) -> Interval:
    """Exact (Garwood) interval of a rate: events per so many people.

    lower = χ²(α/2; 2x)/2, upper = χ²(1 − α/2; 2x + 2)/2, both divided by the base and multiplied by
    `per`; written with the incomplete gamma function, of which the χ² quantile is made. With no
    events the lower limit is 0. NaN where base ≤ 0 or x < 0. Source: Garwood (1936), Biometrika
    28, 437-442. Repeated events by one person make the true interval wider.
    """
    x, people = np.broadcast_arrays(_floats(events), _floats(base))
    sound = (x >= 0) & np.isfinite(x) & (people > 0) & np.isfinite(people)
    x = np.where(sound, x, np.nan)
    scale = per / np.where(sound, people, np.nan)
    tail = (1 - level) / 2
    some = np.where(x == 0, 1.0, x)  # gammaincinv has no answer at 0
    return Interval(
        estimate=x * scale,
        lower=np.where(x == 0, 0.0, special.gammaincinv(some, tail)) * scale,
        upper=special.gammainccinv(x + 1, tail) * scale,
    )


def mean_t(mean: ArrayLike, sd: ArrayLike, n: ArrayLike, *, level: float) -> Interval:
    """Student's t interval of a mean: m ± t(n − 1) · s / √n, in the mean's own unit.

    No limits where n < 2, where the spread is unknown, or where it is 0: equal answers say nothing
    about how far the next might lie. Source: Student (1908), Biometrika 6, 1-25.
    """
    m, s, answers = np.broadcast_arrays(_floats(mean), _floats(sd), _floats(n))
    sound = (answers >= 2) & np.isfinite(answers) & (s > 0) & np.isfinite(s)
    answers = np.where(sound, answers, np.nan)
    t = special.stdtrit(answers - 1, (1 + level) / 2)
    half = t * np.where(sound, s, np.nan) / np.sqrt(answers)
    return Interval(estimate=m.copy(), lower=m - half, upper=m + half)


def exact(value: ArrayLike) -> Interval:
    """A figure taken as it stands, without uncertainty of its own."""
    known = _floats(value)
    return Interval(known, known, known)


def _floats(numbers: ArrayLike) -> Floats:
    return np.asarray(numbers, dtype=np.float64)


def _quantile(level: float) -> float:
    return float(special.ndtri((1 + level) / 2))
