"""May this figure be shown? Small counts and small bases, before anything is stored.

All functions are of counts alone and hide the same cells whether a small count is 1, 2, 3 or 4.
What else must be hidden so that these cannot be worked out stands in `disclosure_sums`,
`disclosure_choice` and `disclosure_audit`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indicators.statistics.intervals import Floats

Mask = NDArray[np.bool_]
_DUST = 1e-9


@dataclass(frozen=True)
class Thresholds:
    """The least count, base of residents and number of survey answers that may be shown.

    Each is a number or an array that broadcasts with the figures.
    """

    count: Floats | float = 5
    base: Floats | float = 20
    answers: Floats | float = 30

    def stricter(self, other: Thresholds) -> Thresholds:
        """Of two rows that both hold, the larger number of each kind."""
        return Thresholds(
            np.maximum(self.count, other.count),
            np.maximum(self.base, other.base),
            np.maximum(self.answers, other.answers),
        )


@dataclass(frozen=True)
class Judged:
    """What is judged of a kind of figure: its counts (and complements), its base, neither or both."""

    counts: bool
    bases: bool
    by_answers: bool


DEFAULT = Thresholds()


def judged(*, counts_persons: bool, data_kind: str, kind: str) -> Judged:
    """Counts of persons and of answers are judged; a base of things (lettings) is no base of people."""
    survey = data_kind == "survey"
    if kind == "count":
        return Judged(counts=counts_persons, bases=False, by_answers=False)
    return Judged(
        counts=kind in ("share", "rate") and (counts_persons or survey),
        bases=counts_persons or survey or kind != "share",
        by_answers=survey,
    )


def small(
    count: ArrayLike,
    base: ArrayLike,
    *,
    counts: ArrayLike,
    bases: ArrayLike,
    least_count: ArrayLike = 5,
    least_base: ArrayLike = 20,
    rounded: ArrayLike = False,
) -> Mask:
    """Where a count, its complement or its base is too small to be shown; all arguments broadcast.

    `counts` and `bases` say whether each is judged. A `rounded` count was worked out from a
    percentage, so that 4.4 stands for four. Zeros are shown; unknown numbers (NaN) hide nothing.
    """
    x, d = np.asarray(count, dtype=np.float64), np.asarray(base, dtype=np.float64)
    limit = np.asarray(least_count, dtype=np.float64) - 0.5 * np.asarray(rounded)
    few = _within(x, limit) | _within(d - x, limit)
    found: Mask = (few & np.asarray(counts)) | (
        (d < np.asarray(least_base, dtype=np.float64) - _DUST) & (d > _DUST) & np.asarray(bases)
    )
    return found


def primary(
    numerator: ArrayLike,
    denominator: ArrayLike,
    *,
    counts_persons: bool,
    data_kind: str,
    kind: str = "share",
    estimate: ArrayLike = np.nan,
    n: ArrayLike = np.nan,
    per: float = 100,
    thresholds: Thresholds = DEFAULT,
) -> Mask:
    """Which cells must be hidden for their own sake (true = hidden).

    Hidden are counts of 1-4 persons, complements of 1-4, and every figure on fewer than 20
    residents or 30 answers; true zeros are shown. `kind` is share, rate, mean, index, amount or
    count; `data_kind` register, survey or events. Where a share has no numerator it is judged by
    the nearest whole number to p·n and (1 − p)·n (`estimate` is per `per`). A base of things
    (lettings) is not a base of residents. Unknown numbers hide nothing by themselves.
    """
    how = judged(counts_persons=counts_persons, data_kind=data_kind, kind=kind)
    x, base, rounded = counts_of(numerator, denominator, kind=kind, estimate=estimate, n=n, per=per)
    return small(
        x,
        base,
        counts=how.counts,
        bases=how.bases,
        least_count=thresholds.count,
        least_base=thresholds.answers if how.by_answers else thresholds.base,
        rounded=rounded,
    )


def counts_of(
    numerator: ArrayLike,
    denominator: ArrayLike,
    *,
    kind: str,
    estimate: ArrayLike = np.nan,
    n: ArrayLike = np.nan,
    per: float = 100,
) -> tuple[Floats, Floats, Mask]:
    """A figure's count, its base, and whether the count was worked out from a percentage.

    A plain count is its own count and has no base; a mean has a base and no count. NaN = unknown.
    """
    x, base, value, answers = np.broadcast_arrays(
        *(
            np.asarray(numbers, dtype=np.float64)
            for numbers in (numerator, denominator, estimate, n)
        )
    )
    nothing = np.full(x.shape, np.nan)
    if kind == "count":
        return np.where(np.isnan(x), value, x), nothing, np.zeros(x.shape, dtype=np.bool_)
    base = np.where(np.isnan(base), answers, base)
    if kind not in ("share", "rate"):
        return nothing, base, np.zeros(x.shape, dtype=np.bool_)
    rounded: Mask = np.isnan(x)
    return np.where(rounded, value / per * base, x), base, rounded


def _within(count: Floats, limit: Floats) -> Mask:
    found: Mask = (count > _DUST) & (count < limit - _DUST)
    return found
