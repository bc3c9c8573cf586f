"""What can be seen at all with so few people? The smallest change that would usually be noticed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from statistics import NormalDist

POWER, LEVEL = 0.80, 0.95
HARDLY = 0.5  # a change found less often than this will hardly be told; up to POWER it is not sure
FEW = 7.5  # where fewer are counted, or not counted, the chances are summed count by count
_STEPS = 60  # halvings: far below the last digit
_NEVER = 1e-9  # counts that are this unlikely are left out


@dataclass(frozen=True)
class Detectable:
    """Smallest detectable rise and fall, in percentage points; None where even all or none would not do."""

    rise: float | None
    fall: float | None

    @property
    def either(self) -> float | None:
        """The larger of the two: what is needed whichever way it goes."""
        return None if self.rise is None or self.fall is None else max(self.rise, self.fall)


def smallest(
    share: float,
    n: float,
    *,
    n_after: float | None = None,
    beside: float = 0.0,
    power: float = POWER,
    level: float = LEVEL,
) -> Detectable:
    """Smallest change of a share that is found with this power at this level, two-sided.

    share in percent, n the base before (and after, unless told). The change d solves
    |d| = z(α/2) · √(p̄(1 − p̄)(1/n₀ + 1/n₁) + v) + z(power) · √(p₀(1 − p₀)/n₀ + p₁(1 − p₁)/n₁ + v)
    with p₁ = p₀ + d and p̄ the mean weighted by n; found by halving. v (`beside`) is 0 for a share's
    own change; for the change of a gap it is the sum of the comparator's variances before and after,
    of proportions. ValueError for a share outside 0-100 or a base that is not positive. Source:
    Fleiss, Levin & Paik, Statistical Methods for Rates and Proportions, ch. 4, without continuity
    correction. With fewer than 7.5 of either kind the normal distribution does not hold: there the
    chances that Newcombe's interval of the change leaves out 0 are summed over the counts.
    """
    after = n if n_after is None else n_after
    if not 0 <= share <= 100 or not n > 0 or not after > 0:
        raise ValueError((share, n, after))
    asked = _Asked(
        n, after, beside, NormalDist().inv_cdf((1 + level) / 2), NormalDist().inv_cdf(power)
    )
    p = share / 100
    if not beside and min(p, 1 - p) * n < FEW:
        return Detectable(rise=_counted(p, asked), fall=_counted(1 - p, asked))
    return Detectable(rise=_rise(p, asked), fall=_rise(1 - p, asked))


def power(
    share: float,
    change: float,
    n: float,
    *,
    n_after: float | None = None,
    beside: float = 0.0,
    level: float = LEVEL,
) -> float:
    """How often a change of a share (percentage points, signed) is found: what `smallest` solves.

    Φ((|d| − z(α/2)·√(p̄(1 − p̄)(1/n₀ + 1/n₁) + v)) / √(p₀(1 − p₀)/n₀ + p₁(1 − p₁)/n₁ + v)), with few
    counted the summed chances. A change beyond 0 or 100 is taken as one to the end.
    """
    after = n if n_after is None else n_after
    asked = _Asked(n, after, beside, NormalDist().inv_cdf((1 + level) / 2), 0.0)
    p = (share if change >= 0 else 100 - share) / 100
    rise = min(abs(change) / 100, 1 - p)
    if rise <= 0:
        return 0.0
    if not beside and min(p, 1 - p) * n < FEW:
        return _Counts(p, asked).power(rise)
    reach, apart = _reach(p, rise, asked)
    return NormalDist().cdf((rise - reach) / apart) if apart else float(rise > reach)


@dataclass(frozen=True)
class _Asked:
    """Bases before and after, the variance beside them, and both quantiles."""

    before: float
    after: float
    beside: float
    sure: float
    found: float


def is_hardly_seen(
    change: float, reach: float, *, power: float = POWER, level: float = LEVEL
) -> bool:
    """Whether a change of this size would leave 0 outside its interval less often than `power`.

    `reach` is how far the interval goes from its figure towards 0; a change so measured is found with
    the power Φ(|change|/s − z) where s = reach/z.
    """
    normal = NormalDist()
    sure = normal.inv_cdf((1 + level) / 2)
    return abs(change) < reach * (1 + normal.inv_cdf(power) / sure)


def _rise(p: float, asked: _Asked) -> float | None:
    low, high = 0.0, 1.0 - p
    if high <= 0 or not _is_seen(p, high, asked):
        return None
    for _step in range(_STEPS):
        middle = (low + high) / 2
        low, high = (low, middle) if _is_seen(p, middle, asked) else (middle, high)
    return high * 100


def _is_seen(p: float, rise: float, asked: _Asked) -> bool:
    reach, apart = _reach(p, rise, asked)
    return rise >= reach + asked.found * apart


def _reach(p: float, rise: float, asked: _Asked) -> tuple[float, float]:
    """How far a rise must be measured to leave out 0, and the spread of what is measured."""
    n0, n1 = asked.before, asked.after
    later = p + rise
    mean = (p * n0 + later * n1) / (n0 + n1)
    alike = math.sqrt(max(mean * (1 - mean), 0.0) * (1 / n0 + 1 / n1) + asked.beside)
    apart = math.sqrt(p * (1 - p) / n0 + max(later * (1 - later), 0.0) / n1 + asked.beside)
    return asked.sure * alike, apart


class _Counts:
    """The chances of every count from p; of the rarer kind, whichever it is."""

    def __init__(self, p: float, asked: _Asked) -> None:
        before, self.after = round(asked.before) or 1, round(asked.after) or 1
        self.is_rare, self.rare = p <= 0.5, min(p, 1 - p)
        self.chances = _chances(self.rare, before, before)
        self.edges = _edges(len(self.chances), before, self.after, asked.sure, up=self.is_rare)
        self.most = min(max(self.edges), self.after)

    def power(self, rise: float) -> float:
        later = self.rare + rise if self.is_rare else self.rare - rise
        sums = list(accumulate(_chances(later, self.after, self.most)))
        found = 0.0
        for chance, edge in zip(self.chances, self.edges, strict=True):
            last = edge - 1 if self.is_rare else edge
            below = sums[min(last, len(sums) - 1)] if last >= 0 else 0.0
            found += chance * ((1 - below) if self.is_rare else below)
        return found


def _counted(p: float, asked: _Asked) -> float | None:
    """The smallest rise from p by the chances of every count."""
    counts, wanted = _Counts(p, asked), NormalDist().cdf(asked.found)
    low, high = 0.0, 1.0 - p
    if high <= 0 or counts.power(high) < wanted:
        return None
    for _step in range(_STEPS // 2):
        middle = (low + high) / 2
        low, high = (low, middle) if counts.power(middle) >= wanted else (middle, high)
    return high * 100


def _chances(p: float, n: int, most: int) -> list[float]:
    """How likely 0, 1, 2 … `most` of n are, until all that is left is as good as never."""
    if p >= 1:
        return [float(count == n) for count in range(most + 1)]
    if p <= 0:
        return [1.0]
    chance, odds = n * math.log1p(-p), math.log(p) - math.log1p(-p)  # logarithms: none is lost
    found = [math.exp(chance)]
    for count in range(1, most + 1):
        if count > n * p and found[-1] < _NEVER:
            break
        chance += math.log((n - count + 1) / count) + odds
        found.append(math.exp(chance))
    return found


def _edges(most: int, before: int, after: int, sure: float, *, up: bool) -> Sequence[int]:
    """For each count before, the nearest one after that is told apart from it; −1 or beyond: none."""
    found = []
    for first in range(most):
        last = math.floor(first * after / before)
        while 0 <= last <= after and not _is_apart(first, before, last, after, sure):
            last += 1 if up else -1
        found.append(last)
    return found


def _is_apart(first: int, before: int, last: int, after: int, sure: float) -> bool:
    """Whether Newcombe's interval of the change from one share to the other leaves out 0."""
    p0, low0, high0 = _wilson(first, before, sure)
    p1, low1, high1 = _wilson(last, after, sure)
    change = p1 - p0
    if change > 0:
        return change > math.hypot(p1 - low1, high0 - p0)
    return -change > math.hypot(high1 - p1, p0 - low0)


def _wilson(count: int, n: int, sure: float) -> tuple[float, float, float]:
    p, z = count / n, sure**2 / n
    middle, half = (p + z / 2) / (1 + z), math.sqrt(z * (p * (1 - p) + z / 4)) / (1 + z)
    return p, max(middle - half, 0.0), min(middle + half, 1.0)
