"""Which shown figures add up to which others: the sums by which a hidden count could be worked out.

A group's counts stand in one array: definitions × categories × areas × slots. Along each axis
totals are the sum of parts: breakdown categories and what they leave over make the total; housing
areas and what is left of their municipality make the municipality; single years make the pooled
years; the parts of a whole that several definitions count make that whole. What is left over, and
the pooled years, are cells too, though nobody logged them: a reader can subtract.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from indicators.statistics.disclosure import Mask, small
from indicators.statistics.disclosure_cubes import (
    AREAS,
    CATEGORIES,
    DEFINITIONS,
    SLOTS,
    Counts,
    Cube,
    Family,
    Ints,
    Structure,
    along,
)
from indicators.statistics.intervals import Floats

_NEAR = 1e-6


def cube_of(counts: Counts, structure: Structure) -> Cube:
    """Add pooled years, what is left of municipalities and of breakdowns; judge them all alike."""
    size = counts.part.shape
    grown = _Grown(counts, structure)
    grown.pool(structure)
    grown.take_areas_away(structure)
    grown.take_categories_away(structure)
    grown.whole_definitions(structure)
    return grown.judged((size[0], size[1], size[2], size[3]))


class _Grown:
    """The arrays of a cube while it is being filled."""

    def __init__(self, counts: Counts, structure: Structure) -> None:
        d, k, a, s = counts.part.shape
        self.parents = structure.parents
        self.municipalities = np.unique(structure.parents[structure.parents >= 0])
        self.first = (d, k, a, s)
        self.shape = (
            d + _room(len(structure.wholes)),
            k + _room(len(structure.sets)),
            a + _room(len(self.municipalities)),
            s + _room(len(structure.windows)),
        )
        self.inner = tuple(slice(0, n) for n in (d, k, a, s))
        self.withheld = self.marks(counts.withheld)
        self.present = self.marks(counts.present) & ~self.withheld
        self.part = self.numbers(np.where(counts.withheld, np.nan, counts.part))
        self.base = self.numbers(np.where(counts.withheld, np.nan, counts.base))
        self.kept = self.marks(counts.kept)
        self.alike = self.marks(counts.alike)
        self.alike[:, :, self.municipalities] = True
        self.rounded = self.marks(counts.rounded)
        self.counts = self.marks(counts.counts)
        self.bases = self.marks(counts.bases)
        self.least_count = self.numbers(counts.least_count)
        self.least_base = self.numbers(counts.least_base)
        self.fixed = np.zeros(self.shape, dtype=np.bool_)
        self.sums: list[tuple[int, Ints, int]] = []

    def numbers(self, values: Floats) -> Floats:
        """Lay numbers out over the larger cube, NaN where nothing is."""
        laid = np.full(self.shape, np.nan)
        laid[self.inner] = values
        return laid

    def marks(self, values: Mask) -> Mask:
        """Lay marks out over the larger cube."""
        laid = np.zeros(self.shape, dtype=np.bool_)
        laid[self.inner] = values
        return laid

    def copy_rules(self, axis: int, to: Ints, of: Ints) -> None:
        """A derived cell is judged as the total it was worked out from."""
        for name in ("rounded", "counts", "bases", "least_count", "least_base"):
            array = np.moveaxis(getattr(self, name), axis, -1)
            array[..., to] = array[..., of]

    def pool(self, structure: Structure) -> None:
        """Single years make the pooled years; these are chosen before a year is."""
        d, _k, _a, s = self.first
        for i, columns in enumerate(structure.windows):
            at = s + i
            for name in ("part", "base"):
                array = getattr(self, name)
                array[..., at] = array[..., columns].sum(axis=-1)
            whole: Mask = np.all(self.present[..., columns], axis=-1)
            if structure.pools is not None:
                whole[:d] = whole[:d] & structure.pools[:, i, None, None]
            self.present[..., at] = whole
            self.alike[..., at] = self.alike[..., columns].all(axis=-1)
            self.copy_rules(SLOTS, np.array([at]), columns[:1])
            for name in ("least_count", "least_base"):
                array = getattr(self, name)
                array[..., at] = array[..., columns].max(axis=-1)
            if structure.past is not None and structure.past[i]:
                self.fixed[..., at] = True
        if structure.windows:
            totals = s + np.arange(len(structure.windows))
            newest_first = [columns[::-1] for columns in structure.windows]
            self.add(SLOTS, newest_first, totals, total_first=True)

    def take_areas_away(self, structure: Structure) -> None:
        """A municipality is its housing areas and what is left of it; what is left is chosen first."""
        if not len(self.municipalities):
            return
        left = self.first[2] + np.arange(len(self.municipalities))
        self.alike[:, :, left] = True
        children = np.flatnonzero(structure.parents >= 0)
        children = children[np.argsort(structure.parents[children], kind="stable")]
        groups = np.split(children, np.flatnonzero(np.diff(structure.parents[children])) + 1)
        last_first = [group[::-1] for group in groups]
        self.leave(AREAS, left, self.municipalities, self.padded(AREAS, last_first))
        parts = [np.append(at, group) for at, group in zip(left, last_first, strict=True)]
        self.add(AREAS, parts, self.municipalities)

    def take_categories_away(self, structure: Structure) -> None:
        """A total is its breakdown's categories and those left over."""
        if not structure.sets:
            return
        left = self.first[1] + np.arange(len(structure.sets))
        totals = np.zeros(len(left), dtype=np.int64)
        self.alike[:, left] = self.alike[:, :1]
        self.leave(CATEGORIES, left, totals, self.padded(CATEGORIES, structure.sets))
        parts = [np.append(group[::-1], at) for at, group in zip(left, structure.sets, strict=True)]
        self.add(CATEGORIES, parts, totals)

    def padded(self, axis: int, groups: Sequence[Ints]) -> Ints:
        """Groups of places along an axis as rows, filled up with the empty slice."""
        width = max(len(group) for group in groups)
        found = np.full((len(groups), width), self.shape[axis] - 1, dtype=np.int64)
        for row, group in enumerate(groups):
            found[row, : len(group)] = group
        return found

    def leave(self, axis: int, to: Ints, totals: Ints, children: Ints) -> None:
        """Write what is left of totals when parts are taken away; nothing where that is negative."""
        taken = along(self.present, axis, children)
        if axis == AREAS:
            taken &= along(self.alike, axis, children)
        left = {}
        for name in ("part", "base"):
            array = getattr(self, name)
            whole = along(array, axis, totals)
            inside = np.where(taken, along(array, axis, children), 0.0)
            over = whole - inside.sum(axis=-1)
            near = _NEAR * (1 + np.abs(whole))
            if name == "base":
                # Parts of a whole that share its base (ways to answer): only the counts add up.
                same = np.abs(inside - whole[..., None]) <= near[..., None]
                over[(same | ~taken).all(axis=-1) & (taken.sum(axis=-1) > 1)] = np.nan
            left[name] = np.where(np.abs(over) <= near, 0.0, over)
        part, base = left["part"], left["base"]
        wrong = (part < 0) | (base < 0) | (part > base * (1 + _NEAR))
        known = ~np.isnan(part) | ~np.isnan(base)
        sound = along(self.present, axis, totals) & taken.any(axis=-1) & known & ~wrong
        for name, over in left.items():
            np.moveaxis(getattr(self, name), axis, -1)[..., to] = np.where(sound, over, np.nan)
        np.moveaxis(self.present, axis, -1)[..., to] = sound
        self.copy_rules(axis, to, totals)

    def whole_definitions(self, structure: Structure) -> None:
        """Definitions that count the parts of one whole; a shared base is known for good."""
        d = self.first[0]
        for i, (parts, total) in enumerate(structure.wholes):
            whole = self.present[list(parts)].all(axis=0)
            if total < 0:
                total = d + i
                self.part[total] = np.where(whole, self.base[parts[0]], np.nan)
                self.present[total] = whole
                self.fixed[total] = True
            self.add(DEFINITIONS, [np.array(parts[::-1])], np.array([total]))

    def add(
        self, axis: int, parts: Sequence[Ints], totals: Ints, *, total_first: bool = False
    ) -> None:
        filled, whole = self.padded(axis, parts), totals[:, None]
        width = filled.shape[1]
        members = np.concatenate([whole, filled] if total_first else [filled, whole], axis=1)
        self.sums.append((axis, members, 0 if total_first else width))

    def families(self) -> tuple[Family, ...]:
        """The sums, each with where it is true: its total is known, and so much is its parts'."""
        found = []
        for axis, members, total in self.sums:
            there = along(self.present | self.withheld, axis, members)
            if axis == AREAS:
                there &= along(self.alike, axis, members)
            holds = there[..., total] & (there.sum(axis=-1) > 1)
            known = np.zeros(holds.shape, dtype=np.bool_)
            # Definitions that count the parts of one whole share their base: only counts add up.
            for array in (self.part,) if axis == DEFINITIONS else (self.part, self.base):
                numbers = along(np.where(self.withheld, 0.0, array), axis, members)
                whole = numbers[..., total]
                over = np.where(there, numbers, 0.0).sum(axis=-1) - 2 * whole
                near = np.abs(over) <= _NEAR * (1 + np.abs(whole)) * members.shape[1]
                holds &= near | np.isnan(over)
                known |= near
            found.append(Family(axis, members, total, holds & known))
        return tuple(found)

    def judged(self, size: tuple[int, int, int, int]) -> Cube:
        few = self.present & small(
            self.part,
            self.base,
            counts=self.counts,
            bases=self.bases,
            least_count=self.least_count,
            least_base=self.least_base,
            rounded=self.rounded,
        )
        primary = (few & ~self.fixed) | self.withheld
        with np.errstate(invalid="ignore"):
            rest = self.base - self.part
            empty = (self.part == 0) | (rest == 0) | (self.base == 0)
            enough = ~(self.part < self.least_count) & ~(rest < self.least_count)
            enough &= ~(self.base < self.least_base)
        known = ~np.isnan(self.part) | ~np.isnan(self.base)
        families = self.families()
        forced = (self.kept | self._rests_too_small()) & self.present & ~primary
        return Cube(
            part=self.part,
            base=self.base,
            present=self.present | self.withheld,
            primary=primary,
            forced=forced,
            guards=self.present & ~primary & ~empty & enough & known & ~self.fixed,
            empty=empty,
            fixed=self.fixed,
            alike=self.alike,
            few_bases=primary & self.bases & (self.base < self.least_base),
            families=families,
            size=size,
        )

    def _rests_too_small(self) -> Mask:
        """Areas whose rest of the municipality is itself a small count."""
        found = np.zeros(self.shape, dtype=np.bool_)
        areas = np.flatnonzero(self.parents >= 0)
        whole = self.parents[areas]
        found[:, :, areas] = (
            small(
                self.part[:, :, whole] - self.part[:, :, areas],
                self.base[:, :, whole] - self.base[:, :, areas],
                counts=self.counts[:, :, whole],
                bases=self.bases[:, :, whole],
                least_count=self.least_count[:, :, whole],
                least_base=self.least_base[:, :, whole],
                rounded=self.rounded[:, :, whole],
            )
            & self.alike[:, :, areas]
            & self.present[:, :, areas]
            & self.present[:, :, whole]
        )
        return found


def _room(many: int) -> int:
    """Places for so many derived cells along an axis, and the empty slice after them."""
    return many + 1 if many else 0
