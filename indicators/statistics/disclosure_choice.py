"""Which further cells are hidden, so that no hidden count is a shown total minus shown parts.

The choice looks at the structure of the table and at each cell's class alone (small, nothing, or
large enough to lend safety), never at a hidden count: whoever knows the rule learns nothing from
what it chose. Every sum with a hidden cell must hide a second one, and one of them must be a
guard: with at least five in it, so that the small one may be anything from 1 to 4. Cells that an
earlier edition showed are known and guard nothing. Candidates come in a fixed order: never shown
before, then guards, then the order of the sum with its total last; a figure of nobody or everybody
only where nothing else is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from indicators.statistics.disclosure import Mask
from indicators.statistics.disclosure_cubes import AREAS, Cube, Family, Ints, along


@dataclass
class Seen:
    """Which cells earlier editions showed, in the cube's shape; all that they gave away is included.

    `logged` were shown by an edition before the present one. Those that the present one shows are
    only asked for when something new must be chosen, since that takes a reading of its own.
    """

    logged: Mask
    present: Callable[[], Mask] | None = None

    def at_choice(self, cube: Cube) -> Mask:
        """All that was ever shown, once a choice is to be made."""
        if self.present is not None:
            self.logged, self.present = implied(cube, self.logged | self.present()), None
        return self.logged


@dataclass(frozen=True)
class Sums:
    """The sums with at least one hidden cell: places of their members in the flat cube.

    `cells` and `there` are sums × members; `total` is the member that the others add up to.
    """

    cells: Ints
    there: Mask
    total: int


def implied(cube: Cube, shown: Mask) -> Mask:
    """What was shown, and what could be worked out from it because it was all but one of a sum."""
    known = shown & cube.present
    growing = True
    while growing:
        growing = False
        for family in cube.families:
            sums = sums_with(cube, family, ~known)
            missing = sums.there & ~known.ravel()[sums.cells]
            alone = missing & (missing.sum(axis=1) == 1)[:, None]
            if alone.any():
                known.ravel()[sums.cells[alone]] = True
                growing = True
    return known


def sums_with(cube: Cube, family: Family, hidden: Mask) -> Sums:
    """The sums of one family that are true of the figures and have at least one of these cells."""
    touched = family.holds & along(hidden & cube.present, family.axis, family.members).any(axis=-1)
    *others, row = np.nonzero(touched)
    members = family.members[row]
    places = [place[:, None] for place in others]
    places.insert(family.axis, members)
    shape = cube.present.shape
    cells = np.ravel_multi_index(np.broadcast_arrays(*places), shape)
    there = cube.present.ravel()[cells]
    if family.axis == AREAS:
        there &= cube.alike.ravel()[cells]
    return Sums(cells, there, family.total)


def close(cube: Cube, hidden: Mask, seen: Seen) -> None:
    """Hide more, in place, until every sum with a hidden cell guards it or has nothing left."""
    growing = True
    while growing:
        growing = False
        for family in cube.families:
            sums = sums_with(cube, family, hidden)
            open_to_attack = ~guarded(cube, sums, hidden, seen.logged)
            if open_to_attack.any():
                known = seen.at_choice(cube)
                open_to_attack &= ~guarded(cube, sums, hidden, known)
                growing |= _hide_next(cube, sums, open_to_attack, hidden, known)


def widen(cube: Cube, hidden: Mask, seen: Seen, around: Mask) -> bool:
    """Hide one more cell in every sum that one of these cells is in; False where none is left."""
    found = False
    for family in cube.families:
        sums = sums_with(cube, family, hidden & around)
        every = np.ones(len(sums.cells), dtype=np.bool_)
        found |= _hide_next(cube, sums, every, hidden, seen.at_choice(cube))
    return found


def guarded(cube: Cube, sums: Sums, hidden: Mask, known: Mask) -> Mask:
    """For each sum whether two of its cells are unknown, one of them a guard, or all are small.

    Two more are safe: a large shown total all of whose parts are hidden small counts (pooled
    years), and a hidden small total with a hidden small part, which rise and fall together.
    """
    concealed = sums.there & hidden.ravel()[sums.cells]
    primary = cube.primary.ravel()[sums.cells]
    unknown = concealed & (primary | ~known.ravel()[sums.cells])
    guards = concealed & cube.guards.ravel()[sums.cells] & unknown
    safe: Mask = guards.any(axis=1) & (unknown.sum(axis=1) >= 2)
    small = unknown & primary
    together = small[:, sums.total] & (small.sum(axis=1) >= 2)
    safe |= together
    return safe | bundles(cube, sums, hidden)


def bundles(cube: Cube, sums: Sums, hidden: Mask) -> Mask:
    """For each sum whether its total is shown and large and every part of it is a hidden small one."""
    total = sums.cells[:, sums.total]
    large = (cube.guards | (cube.fixed & ~cube.empty)).ravel()[total] & ~hidden.ravel()[total]
    part = sums.there.copy()
    part[:, sums.total] = False
    small = part & cube.primary.ravel()[sums.cells] & hidden.ravel()[sums.cells]
    nobody = (cube.part.ravel()[sums.cells] == 0) & ~(cube.base.ravel()[sums.cells] > 0)
    found: Mask = large & (~part | small | nobody).all(axis=1) & (small.sum(axis=1) >= 2)
    return found


def _hide_next(cube: Cube, sums: Sums, wanted: Mask, hidden: Mask, known: Mask) -> bool:
    """Hide the first candidate of each wanted sum; whether there was any."""
    cells, width = sums.cells[wanted], sums.cells.shape[1]
    free = sums.there[wanted] & ~hidden.ravel()[cells]
    free &= ~cube.fixed.ravel()[cells]
    rank = (
        np.arange(width)
        + 2 * width * ~cube.guards.ravel()[cells]
        + 4 * width * cube.empty.ravel()[cells]
        + 8 * width * known.ravel()[cells]
    )
    rank = np.where(free, rank, 16 * width)
    first = rank.argmin(axis=1)
    rows = np.flatnonzero(free[np.arange(len(cells)), first]) if len(cells) else first
    hidden.ravel()[cells[rows, first[rows]]] = True
    return bool(len(rows))


def all_sums(cube: Cube, hidden: Mask) -> Iterator[Sums]:
    """The sums of every family that have a hidden cell."""
    for family in cube.families:
        yield sums_with(cube, family, hidden)
