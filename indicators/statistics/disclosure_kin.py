"""Definitions of one group that give each other away: the same count, its complement, a whole's parts.

Found in the figures themselves: what adds up in every cell that both have is taken to add up always.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from indicators.statistics.disclosure import Mask
from indicators.statistics.disclosure_cubes import Counts, Ints
from indicators.statistics.intervals import Floats

MOST_PARTS = 6  # definitions of one base that are tried for sums
_NEAR = 1e-6


@dataclass(frozen=True)
class Kin:
    """`stands_for` gives each definition the one that its cells are judged with (itself, mostly).

    `bases` numbers the definitions that share their bases (-1: none other does); `wholes` are
    definitions whose counts add up to another's count, or (-1) to their common base.
    """

    stands_for: Ints
    bases: Ints
    wholes: tuple[tuple[tuple[int, ...], int], ...]


def kin_of(counts: Counts) -> Kin:
    """Find the definitions that belong together; compares every two, so groups should be small."""
    many = len(counts.part)
    stands_for, bases = np.arange(many), np.full(many, -1, dtype=np.int64)
    for i, j in combinations(range(many), 2):
        both = counts.present[i] & counts.present[j]
        if not _equal(counts.base[i], counts.base[j], both):
            continue
        bases[j] = bases[i] = i if bases[i] < 0 else bases[i]
        if stands_for[j] == j and (
            _equal(counts.part[i], counts.part[j], both)
            or _equal(counts.part[i], counts.base[j] - counts.part[j], both)
        ):
            stands_for[j] = stands_for[i]
    return Kin(stands_for, bases, tuple(_wholes(counts, stands_for, bases)))


def merged(counts: Counts, kin: Kin) -> Counts:
    """The counts with each definition's kin laid into the one that stands for it."""
    part, base, present = counts.part.copy(), counts.base.copy(), counts.present.copy()
    masks = {
        name: np.array(np.broadcast_to(getattr(counts, name), part.shape))
        for name in ("withheld", "kept", "alike", "rounded", "counts", "bases")
    }
    least = {
        name: np.array(np.broadcast_to(getattr(counts, name), part.shape))
        for name in ("least_count", "least_base")
    }
    for j, i in enumerate(kin.stands_for):
        if i == j:
            continue
        both = counts.present[i] & counts.present[j]
        same = _equal(counts.part[i], counts.part[j], both)
        own = counts.part[j] if same else counts.base[j] - counts.part[j]
        new = counts.present[j] & ~present[i]
        part[i][new], base[i][new], present[i][new] = own[new], counts.base[j][new], True
        for mask in masks.values():
            mask[i] |= mask[j]
        for numbers in least.values():
            numbers[i] = np.fmax(numbers[i], numbers[j])
        present[j] = False
        masks["withheld"][j] = False
    return replace(counts, part=part, base=base, present=present, **masks, **least)


def _wholes(counts: Counts, stands_for: Ints, bases: Ints) -> Iterator[tuple[tuple[int, ...], int]]:
    for base in np.unique(bases[bases >= 0]):
        own = [
            int(i) for i in np.flatnonzero((bases == base) & (stands_for == np.arange(len(bases))))
        ]
        if len(own) > MOST_PARTS:
            continue
        for size in range(2, len(own) + 1):
            for parts in combinations(own, size):
                together: Mask = np.all(counts.present[list(parts)], axis=0)
                summed = counts.part[list(parts)].sum(axis=0)
                if size > 2 and _equal(summed, counts.base[parts[0]], together):
                    yield parts, -1
                for total in own:
                    both = together & counts.present[total]
                    if total not in parts and _equal(summed, counts.part[total], both):
                        yield parts, total


def _equal(a: Floats, b: Floats, where: Mask) -> bool:
    """Whether two arrays agree wherever both are known, and are both known somewhere."""
    where = where & ~np.isnan(a) & ~np.isnan(b)
    return bool(where.any()) and bool(
        (np.abs(a - b)[where] <= _NEAR * (1 + np.abs(b[where]))).all()
    )
