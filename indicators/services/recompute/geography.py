"""Where each area lies, as arrays: a national installation has a thousand of them per group."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from areas.models import Area, AreaExtent
from indicators.rules.periods import Slot
from indicators.services.categories import total_category
from indicators.services.recompute.words import KINDS, Codes

Ints = NDArray[np.int64]
HIGHEST_CLIMB = 5  # division, area, municipality, region, country


@dataclass(frozen=True)
class Extent:
    """An area's parent in a period, and whether its figures before and after may be compared."""

    area_id: int
    parent_id: int | None
    valid_from: dt.date | None
    valid_to: dt.date | None
    breaks_series: bool


@dataclass(frozen=True)
class Geography:
    """All areas in the order of the screen, and their extents through time.

    Areas are found by id: `ids` is sorted, `kind`, `place` (the place in the screen's order) and
    the parents follow it.
    """

    ids: Ints
    kind: Codes
    place: Ints
    extents: tuple[Extent, ...]
    total_category_id: int

    def kinds_of(self, area_ids: Ints) -> Codes:
        """The kind of each area, as numbers in the vocabulary KINDS."""
        return self.kind[np.searchsorted(self.ids, area_ids)]

    def order_of(self, area_ids: Ints) -> Ints:
        """The areas' places (0, 1, 2 …) in the fixed order of the screen."""
        return self.place[np.searchsorted(self.ids, area_ids)]

    def containing(self, area_ids: Ints, kind: str, day: dt.date) -> Ints:
        """The id of the place of a kind that each area lies in on a day (or is); 0 where none.

        Where no parent leads to a region or country, the only one there is is meant.
        """
        parent = self._parents(day)
        at = np.searchsorted(self.ids, area_ids)
        wanted = KINDS.code(kind)
        found = np.zeros(len(area_ids), dtype=np.int64)
        known = np.ones(len(area_ids), dtype=np.bool_)
        for _step in range(HIGHEST_CLIMB):
            here = known & (found == 0) & (self.kind[at] == wanted)
            found[here] = self.ids[at[here]]
            above = parent[at]
            known &= above >= 0
            at = np.where(known, above, 0)
        alone = np.flatnonzero(self.kind == wanted)
        if kind != Area.Kind.MUNICIPALITY and len(alone) == 1:
            found[found == 0] = self.ids[alone[0]]
        return found

    def housing_in(self, kind: str, day: dt.date) -> tuple[Ints, Ints]:
        """Ids of the places of a kind, and how many housing areas lie in each, followed or not."""
        housing = self.ids[self.kind == KINDS.code(Area.Kind.AREA)]
        places, many = np.unique(self.containing(housing, kind, day), return_counts=True)
        return places, many

    def breaks(self, area_ids: Ints, slots: Sequence[Slot]) -> Ints:
        """How many changes of extent that break the series lie before each slot's last day."""
        counted = np.zeros((len(area_ids), len(slots)), dtype=np.int64)
        rows = {int(area_id): row for row, area_id in enumerate(area_ids)}
        for extent in self.extents:
            row = rows.get(extent.area_id)
            if extent.breaks_series and extent.valid_from and row is not None:
                begun = extent.valid_from
                counted[row] += [begun <= slot.ends_on for slot in slots]
        return counted

    def _parents(self, day: dt.date) -> Ints:
        """For each area the place of its parent on a day in `ids`; -1 where it has none."""
        parents = np.full(len(self.ids), -1, dtype=np.int64)
        pairs = [
            (extent.area_id, extent.parent_id)
            for extent in self.extents
            if extent.parent_id
            and (extent.valid_from is None or extent.valid_from <= day)
            and (extent.valid_to is None or extent.valid_to >= day)
        ]
        if pairs:
            children, above = np.array(pairs, dtype=np.int64).T
            parents[np.searchsorted(self.ids, children)] = np.searchsorted(self.ids, above)
        return parents


def read_geography() -> Geography:
    """Areas and extents: two queries, and the category that every undivided figure stands under."""
    rows = list(Area.objects.order_by("position", "name").values_list("pk", "kind"))
    ids = np.array([pk for pk, _kind in rows], dtype=np.int64)
    by_id = np.argsort(ids)
    extents = AreaExtent.objects.values_list(
        "area_id", "parent_id", "valid_from", "valid_to", "breaks_series"
    )
    return Geography(
        ids=ids[by_id],
        kind=KINDS.codes(kind for _pk, kind in rows)[by_id],
        place=np.arange(len(ids), dtype=np.int64)[by_id],
        extents=tuple(Extent(*row) for row in extents),
        total_category_id=total_category().pk,
    )
