"""A group's counts as one array, what adds up in it, and the cube that both make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indicators.statistics.disclosure import Mask
from indicators.statistics.intervals import Floats

Ints = NDArray[np.int64]
DEFINITIONS, CATEGORIES, AREAS, SLOTS = range(4)


@dataclass(frozen=True)
class Counts:
    """A group's counts; every array is definitions × categories × areas × slots, or broadcasts.

    Category 0 is the total. `part` and `base` are NaN where unknown; `present` says where a figure
    would be shown; `withheld` where the source hid one; `kept` where an earlier edition hid it;
    `alike` where an area's figure may be taken from its municipality's (same sources and days).
    """

    part: Floats
    base: Floats
    present: Mask
    withheld: Mask
    kept: Mask
    alike: Mask
    rounded: Mask
    counts: Mask
    bases: Mask
    least_count: Floats
    least_base: Floats


@dataclass(frozen=True)
class Structure:
    """What adds up to what, in the order in which cells are chosen to be hidden.

    `parents` gives each area the row of its municipality (-1: none). `sets` holds each breakdown's
    categories, `windows` the slots of each stretch of pooled years; `pools` (definitions × windows)
    says whose they are and `past` (windows) which were shown earlier and are known for good.
    `wholes` names definitions whose counts add up to another's count, or (-1) to their base.
    """

    parents: Ints
    sets: Sequence[Ints] = ()
    windows: Sequence[Ints] = ()
    pools: Mask | None = None
    past: Mask | None = None
    wholes: Sequence[tuple[tuple[int, ...], int]] = ()


@dataclass(frozen=True)
class Family:
    """Sums along one axis: for each sum its parts, then its total, in the order of choice.

    `members` is sums × (most parts + 1), filled up with the index of an empty slice; `total` says
    where in each row the total stands. `holds` (the other axes in their order, then sums) says
    where the sum is true of the figures at hand.
    """

    axis: int
    members: Ints
    total: int
    holds: Mask


@dataclass(frozen=True)
class Cube:
    """The counts with all that can be worked out from them; an empty slice ends each axis with sums.

    `primary` is hidden for its own sake, `forced` for another's that has no cell of its own (the
    rest of a municipality). `guards` can lend safety: neither small nor nothing, in count and
    complement and base. `fixed` can never be hidden: it is known already.
    """

    part: Floats
    base: Floats
    present: Mask
    primary: Mask
    forced: Mask
    guards: Mask
    empty: Mask
    fixed: Mask
    alike: Mask
    few_bases: Mask
    families: tuple[Family, ...]
    size: tuple[int, int, int, int]


def along(array: NDArray[Any], axis: int, members: Ints) -> NDArray[Any]:
    """The cells of each sum: the other axes in their order, then sums, then members."""
    found: NDArray[Any] = np.moveaxis(array, axis, -1)[..., members]
    return found
