"""What can be seen at all with so few people? The smallest change that would usually be noticed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

POWER, LEVEL = 0.80, 0.95
_STEPS = 60  # halvings: far below the last digit


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
    correction.
    """
    after = n if n_after is None else n_after
    if not 0 <= share <= 100 or not n > 0 or not after > 0:
        raise ValueError((share, n, after))
    asked = _Asked(
        n, after, beside, NormalDist().inv_cdf((1 + level) / 2), NormalDist().inv_cdf(power)
    )
    return Detectable(rise=_rise(share / 100, asked), fall=_rise(1 - share / 100, asked))


@dataclass(frozen=True)
class _Asked:
    """Bases before and after, the variance beside them, and both quantiles."""

    before: float
    after: float
    beside: float
    sure: float
    found: float


def _rise(p: float, asked: _Asked) -> float | None:
    low, high = 0.0, 1.0 - p
    if high <= 0 or not _is_seen(p, high, asked):
        return None
    for _step in range(_STEPS):
        middle = (low + high) / 2
        low, high = (low, middle) if _is_seen(p, middle, asked) else (middle, high)
    return high * 100


def _is_seen(p: float, rise: float, asked: _Asked) -> bool:
    n0, n1 = asked.before, asked.after
    later = p + rise
    mean = (p * n0 + later * n1) / (n0 + n1)
    alike = math.sqrt(max(mean * (1 - mean), 0.0) * (1 / n0 + 1 / n1) + asked.beside)
    apart = math.sqrt(p * (1 - p) / n0 + max(later * (1 - later), 0.0) / n1 + asked.beside)
    return rise >= asked.sure * alike + asked.found * apart
