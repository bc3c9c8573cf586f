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
POOLED = (2, 3)  # so many years are laid together where single ones say too little

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


@dataclass(frozen=True)
class Times:
    """How many measurings there are before the start, and how many there will be in the end.

    `adds` says whether several together say more than one: not where the same residents are
    counted each time.
    """

    before: int
    after: int
    adds: bool


@dataclass(frozen=True)
class Way:
    """A way to see more: areas together, or so many measurings on each side; and what it can show."""

    smallest: float | None
    before: int = 1
    after: int = 1
    is_together: bool = False
    suffices: bool = False


@dataclass(frozen=True)
class Judgement:
    """Whether an expected change can be seen, by area; ways to see more; whether none suffices."""

    smallest: tuple[float | None, ...]
    is_seen: tuple[bool, ...]
    ways: tuple[Way, ...]
    hardly_ever: bool

    @property
    def suffices(self) -> bool:
        """Whether it can be seen in every area by itself."""
        return all(self.is_seen)


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
    beside = figure.beside * (1 / before + 1 / after)
    if figure.is_below:
        direction = FALL if direction == RISE else RISE
    bases = (figure.base * before, figure.base * after)
    if figure.kind == SHARE:
        return _share(figure, direction, bases, beside)
    if figure.kind == RATE:
        return _rate(figure, direction, bases, beside)
    return _mean(figure, bases, beside)


def _share(
    figure: Figure, direction: str, bases: tuple[float, float], beside: float
) -> float | None:
    if math.isinf(figure.base):
        return (_SURE + _FOUND) * math.sqrt(beside)
    found = detectable.smallest(
        figure.level, bases[0], n_after=bases[1], beside=beside / figure.per**2
    )
    return found.rise if direction == RISE else found.fall


def _rate(
    figure: Figure, direction: str, bases: tuple[float, float], beside: float
) -> float | None:
    """Events per so many people: d solves |d| = √(a² + b² + z²·v) + z(power)·√(λ₀/n₀ + λ₁/n₁ + v).

    a and b are how far the exact Poisson limits lie from the two rates, on the sides that meet;
    the limits by Byar's formula. Source: Breslow & Day (1987), Statistical Methods in Cancer
    Research II, ch. 2; Zou & Donner (2008), Statistics in Medicine 27, 1693-1702.
    """
    first, last = (base / figure.per for base in bases)  # λ = events / these

    def is_seen(change: float) -> bool:
        later = figure.level + change if direction == RISE else figure.level - change
        low, high = sorted(((figure.level, first), (later, last)))
        up = _upper(low[0] * low[1]) / low[1] - low[0]
        down = high[0] - _lower(high[0] * high[1]) / high[1]
        limits = math.sqrt(up**2 + down**2 + _SURE**2 * beside)
        spread = math.sqrt(figure.level / first + max(later, 0.0) / last + beside)
        return change >= limits + _FOUND * spread

    if direction == FALL:
        return _least(is_seen, figure.level) if is_seen(figure.level) else None
    most = 10 / min(first, last) + figure.level
    while not is_seen(most):
        most *= 2
    return _least(is_seen, most)


def _mean(figure: Figure, bases: tuple[float, float], beside: float) -> float | None:
    """A mean: d = √(t₀²s²/n₀ + t₁²s²/n₁ + z²·v) + z(power)·√(s²/n₀ + s²/n₁ + v), t by its freedom.

    Source: Zou & Donner (2008), Statistics in Medicine 27, 1693-1702, with Student's t limits.
    """
    if min(bases) < 3:  # of two the expansion of t is a third too small
        return None
    squares = [figure.sd**2 / base for base in bases]
    limits = sum(_t(base - 1) ** 2 * square for base, square in zip(bases, squares, strict=True))
    return math.sqrt(limits + _SURE**2 * beside) + _FOUND * math.sqrt(sum(squares) + beside)


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


def judge(figures: Sequence[Figure], *, size: float, direction: str, times: Times) -> Judgement:
    """Whether a change of that size can be seen, and else how more could be.

    The ways: the areas together; two or three measurings on each side, where they add; all there
    are by the end, of the areas together. Where that does not suffice, nothing will.
    """
    alone = tuple(smallest(figure, direction) for figure in figures)
    seen = tuple(found is not None and size >= found for found in alone)
    if all(seen):
        return Judgement(alone, seen, (), hardly_ever=False)
    ways = []
    whole = together(figures) if len(figures) > 1 else figures[0]
    sides = [(1, 1)]
    if times.adds:
        sides += [(k, k) for k in POOLED if k <= min(times.before, times.after)]
        sides.append((max(times.before, 1), max(times.after, 1)))
    for before, after in dict.fromkeys(sides):
        if (before, after) == (1, 1) and len(figures) == 1:
            continue
        found = smallest(whole, direction, before=before, after=after)
        ways.append(
            Way(found, before, after, len(figures) > 1, found is not None and size >= found)
        )
    return Judgement(
        alone,
        seen,
        tuple(ways),
        hardly_ever=not any(way.suffices for way in ways) and not any(seen),
    )
