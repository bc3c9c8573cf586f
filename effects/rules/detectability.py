"""Could such a change be seen at all? The smallest one that would be, with the numbers at hand.

What is asked is what the verdicts ask: whether the 95 % interval of a change from one measuring to
another leaves out 0, four times out of five. Plain numbers in and out; figures in their own unit.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist

from indicators.rules import detectable
from indicators.rules.detectable import LEVEL, POWER

SHARE, RATE, MEAN = "share", "rate", "mean"
RISE, FALL = "rise", "fall"

_SURE, _FOUND = NormalDist().inv_cdf((1 + LEVEL) / 2), NormalDist().inv_cdf(POWER)
_STEPS = 60


@dataclass(frozen=True)
class Figure:
    """An area's newest figure and what it rests on.

    `base` is people, homes or effective answers; for a rate the people its events are counted
    among (`per` of them make the unit). `sd` is a mean's spread. `beside` is the variance of what it
    is compared with, where the change of a distance is asked for; 0 for the figure's own change.
    `is_below` says that it lies below that: then the distance falls as the figure rises.
    """

    kind: str
    level: float
    base: float
    per: float = 100.0
    sd: float = 0.0
    beside: float = 0.0
    is_below: bool = False


def effective(n: float, *, design_effect: float | None, population: float | None) -> float:
    """Answers that say as much in a simple random sample of endless many: n/deff · (N − 1)/(N − n).

    Endless where everybody has answered. Source: Kish (1965), Survey Sampling, ch. 2 and 8; the same
    as `statistics.intervals.effective_answers`.
    """
    spread = n / (design_effect or 1.0)
    if population is None or population < n:
        return spread
    return math.inf if population == n else spread * (population - 1) / (population - n)


def variance(lower: float | None, upper: float | None) -> float:
    """The variance behind a 95 % interval; 0 for a figure that is taken as it stands."""
    if lower is None or upper is None:
        return 0.0
    return ((upper - lower) / (2 * _SURE)) ** 2


def smallest(
    figure: Figure, direction: str, *, before: float = 1.0, after: float = 1.0
) -> float | None:
    """The smallest change found with 80 % power at 5 %, two-sided, in the figure's unit.

    `before` and `after` are how many such measurings are laid together on each side. None where even
    the largest possible change would not be found.
    """
    sides = _Sides.of(figure, direction, before, after)
    if figure.kind == SHARE:
        return _share(figure, sides)
    if figure.kind == RATE:
        return _rate(figure, sides)
    return _mean(figure, sides)


def power(
    figure: Figure, direction: str, size: float, *, before: float = 1.0, after: float = 1.0
) -> float:
    """How often a change of that size that way is found: what `smallest` puts at 80 %, solved for it.

    A change beyond what is possible is taken as the largest possible.
    """
    sides = _Sides.of(figure, direction, before, after)
    if figure.kind == SHARE and not math.isinf(figure.base):
        change = size if sides.direction == RISE else -size
        beside = sides.beside / figure.per**2
        return detectable.power(
            figure.level, change, sides.first, n_after=sides.last, beside=beside
        )
    if figure.kind == SHARE:
        reach, spread = _SURE * math.sqrt(sides.beside), math.sqrt(sides.beside)
    elif figure.kind == RATE:
        size = min(size, figure.level) if sides.direction == FALL else size
        reach, spread = _rate_reach(figure, sides, size)
    else:
        reach, spread = _mean_reach(figure, sides) or (math.inf, 1.0)
    return NormalDist().cdf((size - reach) / spread) if spread else float(size > reach)


@dataclass(frozen=True)
class _Sides:
    """Both bases, the way the figure itself goes, and the variance beside them."""

    first: float
    last: float
    direction: str
    beside: float

    @classmethod
    def of(cls, figure: Figure, direction: str, before: float, after: float) -> _Sides:
        if figure.is_below:
            direction = FALL if direction == RISE else RISE
        beside = figure.beside * (1 / before + 1 / after)
        return cls(figure.base * before, figure.base * after, direction, beside)


def _share(figure: Figure, sides: _Sides) -> float | None:
    if math.isinf(figure.base):
        return (_SURE + _FOUND) * math.sqrt(sides.beside)
    found = detectable.smallest(
        figure.level, sides.first, n_after=sides.last, beside=sides.beside / figure.per**2
    )
    return found.rise if sides.direction == RISE else found.fall


def _rate(figure: Figure, sides: _Sides) -> float | None:
    """Events per so many people: d solves |d| = √(a² + b² + z²·v) + z(power)·√(λ₀/n₀ + λ₁/n₁ + v).

    a and b are how far the exact Poisson limits lie from the two rates, on the sides that meet;
    the limits by Byar's formula. Source: Breslow & Day (1987), Statistical Methods in Cancer
    Research II, ch. 2; Zou & Donner (2008), Statistics in Medicine 27, 1693-1702.
    """

    def is_seen(change: float) -> bool:
        limits, spread = _rate_reach(figure, sides, change)
        return change >= limits + _FOUND * spread

    if sides.direction == FALL:
        return _least(is_seen, figure.level) if is_seen(figure.level) else None
    most = 10 * figure.per / min(sides.first, sides.last) + figure.level
    while not is_seen(most):
        most *= 2
    return _least(is_seen, most)


def _rate_reach(figure: Figure, sides: _Sides, change: float) -> tuple[float, float]:
    """How far such a change must be measured to leave out 0, and the spread of what is measured."""
    first, last = sides.first / figure.per, sides.last / figure.per  # λ = events / these
    later = figure.level + (change if sides.direction == RISE else -change)
    low, high = sorted(((figure.level, first), (later, last)))
    up = _upper(low[0] * low[1]) / low[1] - low[0]
    down = high[0] - _lower(high[0] * high[1]) / high[1]
    spread = math.sqrt(figure.level / first + max(later, 0.0) / last + sides.beside)
    return math.sqrt(up**2 + down**2 + _SURE**2 * sides.beside), spread


def _mean(figure: Figure, sides: _Sides) -> float | None:
    found = _mean_reach(figure, sides)
    return None if found is None else found[0] + _FOUND * found[1]


def _mean_reach(figure: Figure, sides: _Sides) -> tuple[float, float] | None:
    """A mean: d = √(t₀²s²/n₀ + t₁²s²/n₁ + z²·v) + z(power)·√(s²/n₀ + s²/n₁ + v), t by its freedom.

    Source: Zou & Donner (2008), Statistics in Medicine 27, 1693-1702, with Student's t limits.
    """
    bases = (sides.first, sides.last)
    if min(bases) < 3:  # of two the expansion of t is a third too small
        return None
    squares = [figure.sd**2 / base for base in bases]
    limits = sum(_t(base - 1) ** 2 * square for base, square in zip(bases, squares, strict=True))
    return math.sqrt(limits + _SURE**2 * sides.beside), math.sqrt(sum(squares) + sides.beside)


def _t(freedom: float) -> float:
    """Student's t at 97.5 %, by Cornish and Fisher's expansion (Abramowitz & Stegun 26.7.5)."""
    z, n = _SURE, freedom
    return (
        z
        + (z**3 + z) / (4 * n)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * n**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * n**3)
    )


def _lower(events: float) -> float:
    if events <= 0:
        return 0.0
    root = 1 - 1 / (9 * events) - _SURE / (3 * math.sqrt(events))
    return float(events * max(root, 0.0) ** 3)


def _upper(events: float) -> float:
    more = events + 1
    return float(more * (1 - 1 / (9 * more) + _SURE / (3 * math.sqrt(more))) ** 3)


def _least(is_seen: Callable[[float], bool], most: float) -> float:
    low, high = 0.0, most
    for _step in range(_STEPS):
        middle = (low + high) / 2
        low, high = (low, middle) if is_seen(middle) else (middle, high)
    return high


def together(figures: Sequence[Figure]) -> Figure:
    """Several areas as one: bases are added, levels weighted by them.

    What they are compared with is taken as one and the same, so its variance is not halved by
    asking several times.
    """
    if any(math.isinf(figure.base) for figure in figures):
        weights = [1 / len(figures)] * len(figures)
    else:
        total = sum(figure.base for figure in figures)
        weights = [figure.base / total for figure in figures]
    pairs = list(zip(weights, figures, strict=True))
    levels = [figure.level for figure in figures]
    level = sum(weight * figure.level for weight, figure in pairs)
    return replace(
        figures[0],
        base=sum(figure.base for figure in figures),
        # Weights that do not quite sum to 1 would make 100 per cent everywhere more than 100.
        level=min(max(level, min(levels)), max(levels)),
        sd=math.sqrt(sum(weight * figure.sd**2 for weight, figure in pairs)),
        beside=sum(weight * math.sqrt(figure.beside) for weight, figure in pairs) ** 2,
    )
