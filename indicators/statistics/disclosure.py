"""May this figure be shown? Hiding small counts before anything is stored.

All functions are of counts alone and hide the same cells whether a small count is 1, 2, 3 or 4.
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
    """The least count, base of residents and number of survey answers that may be shown."""

    count: float = 5
    base: float = 20
    answers: float = 30


@dataclass(frozen=True)
class Family:
    """What must be hidden of areas, their rests, and the municipality without all of them."""

    areas: Mask
    rests: Mask
    without_areas: Mask


DEFAULT = Thresholds()


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
    x, base, value, answers = np.broadcast_arrays(
        *(
            np.asarray(numbers, dtype=np.float64)
            for numbers in (numerator, denominator, estimate, n)
        )
    )
    if kind == "count":
        count = np.where(np.isnan(x), value, x)
        return _small(count, thresholds.count) & counts_persons
    base = np.where(np.isnan(base), answers, base)
    least = thresholds.answers if data_kind == "survey" else thresholds.base
    of_persons = counts_persons or data_kind == "survey" or kind != "share"
    hidden = (base < least) & of_persons
    if kind in ("share", "rate") and (counts_persons or data_kind == "survey"):
        rounded = np.isnan(x)
        count = np.where(rounded, value / per * base, x)
        limit = np.where(rounded, thresholds.count - 0.5, thresholds.count)
        hidden |= _small(count, limit) | _small(base - count, limit)
    return hidden


def family(
    areas: Mask,
    rests: Mask,
    municipality: Mask,
    without_areas: Mask,
) -> Family:
    """Grow primary masks until no hidden cell is a shown total minus shown parts.

    `areas` and `rests` are areas × slots, `municipality` and `without_areas` slots; true = hidden.
    The municipality is the sum of an area and its rest, and of all areas and the municipality
    without them. So an area and its rest are hidden together; the municipality without the areas
    is hidden when any area is; where it is hidden for its own sake the areas are, since together
    with the municipality they would give it away; a hidden municipality hides both its remainders.
    """
    hidden = areas | rests | without_areas[None, :]
    return Family(
        areas=hidden,
        rests=hidden | municipality[None, :],
        without_areas=without_areas | municipality | hidden.any(axis=0),
    )


def _small(count: Floats, limit: Floats | float) -> Mask:
    small: Mask = (count > _DUST) & (count < np.asarray(limit) - _DUST)
    return small
