"""Did the area with the effort develop differently? Difference-in-differences on a gap series.

With three areas and a handful of years there are too few clusters for cluster-robust or bootstrap
errors. The yearly gap to the mean of the comparison areas is one series instead, and its mean after
the effort is compared with its mean before it by a pooled two-sample t. Sources: Donald & Lang
(2007), Review of Economics and Statistics 89, 221-233, for inference from group means with few
groups; Bertrand, Duflo & Mullainathan (2004), Quarterly Journal of Economics 119, 249-275, for how
serial correlation makes it fire too often.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import optimize, special

from indicators.statistics.intervals import Floats, Interval

LEVEL, POWER = 0.95, 0.80
CORRELATIONS = (0.0, 0.3, 0.6)
SIMULATIONS, _AT_ONCE = 40_000, 8_000
# A spread this small beside the figures themselves is a rounding error.
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Contribution:
    """One answer per series: arrays of the leading shape; figures in the levels' unit.

    `before` and `after` count the years in use. `estimate` is mean gap after − mean gap before with
    its limits at 95 %, `wide` the same at 99.8 %, `p` its two-sided probability, `spread` the pooled
    standard deviation of the yearly gaps. `slope` is the gap's yearly change before the effort,
    with limits; `adjusted` the estimate with that slope taken out. `placebo` (… × areas − 1) holds
    the estimates as if each comparison area had made the effort. `detectable` is the smallest
    difference that would have been found with 80 % power at 5 %, at the spread seen here. NaN where
    the years do not suffice; p, limits and `detectable` also where the gap never varies.
    """

    before: NDArray[np.int64]
    after: NDArray[np.int64]
    estimate: Interval
    wide: Interval
    p: Floats
    spread: Floats
    slope: Interval
    adjusted: Floats
    placebo: Floats
    detectable: Floats

    @property
    def leaves_out_zero(self) -> NDArray[np.bool_]:
        """Whether the 95 % interval lies on one side of 0."""
        return (self.estimate.lower > 0) | (self.estimate.upper < 0)

    @property
    def agrees(self) -> NDArray[np.bool_]:
        """Whether the adjusted estimate has the sign of the plain one and at least half its size."""
        plain = self.estimate.estimate
        slack = _ROUNDING * np.abs(plain)
        agreed: NDArray[np.bool_] = (plain * self.adjusted >= -slack) & (
            np.abs(self.adjusted) >= np.abs(plain) / 2 - slack
        )
        return agreed

    @property
    def is_largest(self) -> NDArray[np.bool_]:
        """Whether no comparison area's estimate is larger, whatever the sign.

        A lone comparison area is the mirror image: never larger, and so no check at all.
        """
        plain = np.abs(self.estimate.estimate)[..., None]
        largest: NDArray[np.bool_] = np.all(
            np.abs(self.placebo) <= plain * (1 + _ROUNDING), axis=-1
        )
        return largest

    @property
    def fires(self) -> NDArray[np.bool_]:
        """The whole rule: interval without 0, pre-trend agrees, no placebo area larger."""
        return self.leaves_out_zero & self.agrees & self.is_largest


def gap_series(levels: ArrayLike, effort: int = 0) -> Floats:
    """Levels (… × areas × periods) → the effort area minus the mean of all others (… × periods).

    A period in which any area lacks its figure has no gap: another mix of areas would be another
    comparison.
    """
    figures = _finite(levels)
    others = np.delete(figures, effort, axis=-2)
    gap: Floats = figures[..., effort, :] - np.mean(others, axis=-2)
    return gap


def contribution(levels: ArrayLike, after: ArrayLike, times: ArrayLike) -> Contribution:
    """Difference-in-differences of the first area against the mean of the others.

    `levels` is … × areas × periods (at least two areas), `after` says per period whether it lies
    after the effort (… × periods or periods), `times` are the periods' dates in years.

    DiD = ḡ₁ − ḡ₀ over the b years before and a after; s² = (Σ₀(g − ḡ₀)² + Σ₁(g − ḡ₁)²)/(b + a − 2);
    limits DiD ± t(b + a − 2)·s·√(1/b + 1/a). Pre-trend: least squares slope β of g on time before;
    adjusted = DiD − β·(t̄₁ − t̄₀). Missing periods are left out.
    """
    figures = _finite(levels)
    gap = gap_series(figures)
    use = np.isfinite(gap)
    later = np.broadcast_to(np.asarray(after, dtype=bool), gap.shape)
    years = np.broadcast_to(np.asarray(times, dtype=np.float64), gap.shape)
    first, second = _Part.of(gap, years, use & ~later), _Part.of(gap, years, use & later)
    estimate = second.mean - first.mean
    freedom = first.count + second.count - 2
    squares = first.squares + second.squares
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.sqrt(np.where(freedom > 0, squares / freedom, np.nan))
        error = spread * np.sqrt(1 / first.count + 1 / second.count)
        error = np.where(_is_flat(spread, gap), np.nan, error)
        p = 2 * special.stdtr(freedom, -np.abs(estimate / error))
    slope = first.slope()
    return Contribution(
        before=first.count.astype(np.int64),
        after=second.count.astype(np.int64),
        estimate=_limits(estimate, error, freedom, LEVEL),
        wide=_limits(estimate, error, freedom, 0.998),
        p=p,
        spread=spread,
        slope=slope,
        adjusted=estimate - slope.estimate * (second.time - first.time),
        placebo=_placebos(figures, use, later),
        detectable=error * _noncentrality(freedom),
    )


@dataclass(frozen=True)
class FalseAlarms:
    """How often nothing at all is called something, per correlation in `CORRELATIONS` (0 to 1).

    `plain` is the t alone, `rule` all of `Contribution.fires`.
    """

    plain: tuple[float, ...]
    rule: tuple[float, ...]


@lru_cache(maxsize=1024)
def false_alarms(before: int, after: int, areas: int, *, seed: int = 2007) -> FalseAlarms:
    """Rates of false alarms for a series of this length with this many areas in all.

    40,000 sets of independent stationary AR(1) series without any effect, from a fixed seed, so the
    same question has the same answer; the error of simulation is about 0.1-0.2 points.
    """
    plain, rule = [], []
    times = np.arange(before + after)
    for correlation in CORRELATIONS:
        rng = np.random.default_rng([seed, before, after, areas, round(10 * correlation)])
        fired = np.zeros(2)
        for _part in range(SIMULATIONS // _AT_ONCE):
            noise = serial_noise((_AT_ONCE, areas, before + after), correlation, rng)
            found = contribution(noise, times >= before, times)
            fired += found.leaves_out_zero.sum(), found.fires.sum()
        plain.append(round(float(fired[0]) / SIMULATIONS, 4))
        rule.append(round(float(fired[1]) / SIMULATIONS, 4))
    return FalseAlarms(tuple(plain), tuple(rule))


def serial_noise(shape: tuple[int, ...], correlation: float, rng: np.random.Generator) -> Floats:
    """Standard normal series along the last axis: x₁ ~ N(0, 1), xₜ = ρxₜ₋₁ + √(1 − ρ²)·eₜ."""
    noise: Floats = rng.standard_normal(shape)
    fresh = np.sqrt(1 - correlation**2)
    for place in range(1, shape[-1]):
        noise[..., place] = correlation * noise[..., place - 1] + fresh * noise[..., place]
    return noise


@dataclass(frozen=True)
class _Part:
    """One side of the effort: number of years, means and sums of squares of gap and time."""

    count: Floats
    mean: Floats
    squares: Floats
    time: Floats
    time_squares: Floats
    products: Floats

    @classmethod
    def of(cls, gap: Floats, years: Floats, use: NDArray[np.bool_]) -> _Part:
        count = use.sum(axis=-1).astype(np.float64)
        with np.errstate(divide="ignore", invalid="ignore"):
            mean = np.where(use, gap, 0.0).sum(axis=-1) / count
            time = np.where(use, years, 0.0).sum(axis=-1) / count
        off = np.where(use, gap - mean[..., None], 0.0)
        away = np.where(use, years - time[..., None], 0.0)
        return cls(
            count=count,
            mean=mean,
            squares=(off**2).sum(axis=-1),
            time=time,
            time_squares=(away**2).sum(axis=-1),
            products=(off * away).sum(axis=-1),
        )

    def slope(self) -> Interval:
        """β = Σ(t − t̄)(g − ḡ)/Σ(t − t̄)², limits from the residuals with n − 2 degrees of freedom."""
        freedom = self.count - 2
        with np.errstate(divide="ignore", invalid="ignore"):
            beta = self.products / self.time_squares
            left = np.maximum(self.squares - beta * self.products, 0.0)
            error = np.sqrt(np.where(freedom > 0, left / freedom, np.nan) / self.time_squares)
        return _limits(beta, error, freedom, LEVEL)


def _placebos(figures: Floats, use: NDArray[np.bool_], later: NDArray[np.bool_]) -> Floats:
    """The estimate of each comparison area, as if it had made the effort, in the same years."""
    areas = figures.shape[-2]
    total = figures.sum(axis=-2, keepdims=True)
    gaps = np.where(use[..., None, :], (areas * figures - total) / (areas - 1), 0.0)
    before, after = (use & ~later)[..., None, :], (use & later)[..., None, :]
    with np.errstate(divide="ignore", invalid="ignore"):
        moved = np.where(after, gaps, 0.0).sum(axis=-1) / after.sum(axis=-1)
        stood = np.where(before, gaps, 0.0).sum(axis=-1) / before.sum(axis=-1)
    found: Floats = (moved - stood)[..., 1:]
    return found


def _limits(estimate: Floats, error: Floats, freedom: Floats, level: float) -> Interval:
    known = freedom > 0
    reach = special.stdtrit(np.where(known, freedom, np.nan), (1 + level) / 2) * error
    return Interval(estimate, estimate - reach, estimate + reach)


def _is_flat(spread: Floats, gap: Floats) -> NDArray[np.bool_]:
    size = np.where(np.isfinite(gap), np.abs(gap), 0.0).max(axis=-1, initial=0.0)
    flat: NDArray[np.bool_] = spread <= _ROUNDING * np.maximum(size, 1.0)
    return flat


def _noncentrality(freedom: Floats) -> Floats:
    wanted = np.where(freedom > 0, freedom, 0.0)
    found = np.vectorize(_needed, otypes=[np.float64])(wanted)
    return np.asarray(found, dtype=np.float64)


@lru_cache(maxsize=256)
def _needed(freedom: float) -> float:
    """The effect in standard errors that a two-sided t at 5 % finds four times out of five."""
    if freedom <= 0:
        return float("nan")
    cut = float(special.stdtrit(freedom, (1 + LEVEL) / 2))

    def missing(effect: float) -> float:
        # A find on the wrong side has a chance below 1 in 10 million at such sizes.
        return 1 - float(special.nctdtr(freedom, effect, cut)) - POWER

    return float(optimize.brentq(missing, cut / 2, 1.5 * cut + 1.5))


def _finite(levels: ArrayLike) -> Floats:
    figures = np.asarray(levels, dtype=np.float64)
    return np.where(np.isfinite(figures), figures, np.nan)
