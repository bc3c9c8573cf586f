"""Reading for recompute: a group's released figures as arrays, areas down and slots across.

The figures leave the database as one stream of columns (COPY) and are never objects.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import numpy as np
import polars as pl
from numpy.typing import NDArray

from areas.models import Area
from indicators.models import Definition, Group, Source, Target
from indicators.rules.periods import Slot, parse_slot
from indicators.services.definition_series import series_of
from indicators.services.recompute.copying import copy_out
from indicators.services.recompute.divisions import with_sums
from indicators.services.recompute.geography import Geography
from indicators.services.recompute.joins import joined
from indicators.services.recompute.words import KINDS, REASONS, STATES, Codes

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Ints = NDArray[np.int64]

NUMBERS = ("numerator", "denominator", "value", "n", "sd", "design_effect", "population")
PASSPORT = ("starts_on", "ends_on", "published_on", "source_id", "version")
Whole = NDArray[np.int32]
NO_DAY = np.iinfo(np.int32).min  # stands where a date is not known

# One row per cell: its newest version that is out, or none; a value that was withdrawn is missing. The
# index on (cell, version) answers the inner question, so the whole is read in one pass over the cells.
# A cell that only a file ever wrote, and the file was undone before anything was out, holds nothing.
CELLS = f"""
SELECT c.definition_id, c.category_id, c.area_id, c.slot, m.id,
       CASE WHEN m.withdrawal_id IS NULL THEN m.state ELSE 'missing' END,
       {", ".join(f"CASE WHEN m.withdrawal_id IS NULL THEN m.{name} END" for name in NUMBERS)},
       m.starts_on - DATE '1970-01-01', m.ends_on - DATE '1970-01-01',
       m.published_on - DATE '1970-01-01', m.source_id, m.version
FROM indicators_cell c
LEFT JOIN LATERAL (
    SELECT * FROM indicators_measurement
    WHERE cell_id = c.id AND workflow IN ('released', 'published') ORDER BY version DESC LIMIT 1
) m ON TRUE
WHERE c.definition_id = ANY(%s) AND c.version > 0 AND (m.id IS NOT NULL OR NOT EXISTS (
    SELECT FROM indicators_measurement u JOIN indicators_importbatch b ON b.id = u.import_batch_id
    WHERE u.cell_id = c.id AND u.version = c.version AND u.state = 'missing'
      AND b.undo_of_id IS NOT NULL))
"""  # noqa: S608  nothing but the names above
_SCHEMA: dict[str, type[pl.DataType]] = {
    "definition_id": pl.Int64, "category_id": pl.Int64, "area_id": pl.Int64, "slot": pl.String,
    "id": pl.Int64, "state": pl.String, **dict.fromkeys(NUMBERS, pl.Float64),
    **dict.fromkeys(PASSPORT, pl.Int32),
}  # fmt: skip


@dataclass(frozen=True)
class Panel:
    """One series' figures in one category: every array is areas × slots.

    `series_id` is what results are stored under; `definition`, the newest version, is what they are
    worked out and judged by; `made_with` the version each figure was made with, 0 where the series
    has but one.

    Rows are ordered by area id, columns by the slots' last day. `state` holds the numbers that
    `words.STATES` gives `Measurement.State` words, "not_released" where only unreleased
    versions exist, and 0 ("") where no cell is. An area whose divisions do not add up to a figure has
    "not_computed" there, and why in `reason`; `divisions` is how many were added up. `numbers` are
    NaN where there is no number. Days are counted from 1970-01-01 (NO_DAY where unknown),
    `source_id` is 0 where there is none, and `family` numbers the sources that count in the same
    way. `segment` counts series breaks: only figures with equal numbers may be compared.

    `municipality`, `region` and `country` give for each row the row of the place it lies in (−1:
    none here), `municipality_ids` … its area id. `order` is the rows' fixed order on the screen.
    """

    definition: Definition
    series_id: int
    category_id: int
    is_total: bool
    area_ids: Ints
    kind: Codes
    order: Ints
    slots: list[Slot]
    slot_codes: list[str]
    state: Codes
    reason: Codes
    numbers: dict[str, Floats]
    starts_on: Whole
    ends_on: Whole
    published_on: Whole
    source_id: Whole
    version: Whole
    made_with: Whole
    family: Whole
    divisions: Whole
    segment: Ints
    places: dict[str, Ints] = field(default_factory=dict)
    place_ids: dict[str, Ints] = field(default_factory=dict)
    targets: dict[int, Target] = field(default_factory=dict)

    @property
    def shape(self) -> tuple[int, int]:
        """Areas × slots."""
        return len(self.area_ids), len(self.slots)

    @property
    def has_cell(self) -> Mask:
        """Where something was logged, released or not."""
        found: Mask = self.state != 0
        return found

    @property
    def has_value(self) -> Mask:
        """Where a released figure is."""
        found: Mask = self.state == STATES.code("value")
        return found

    def row(self, area_id: int) -> int:
        """The row an area stands in; -1 where the area has no figure of this definition."""
        at = int(np.searchsorted(self.area_ids, area_id))
        return at if at < len(self.area_ids) and self.area_ids[at] == area_id else -1

    def rows_of(self, kind: str) -> Ints:
        """The rows of all areas of a kind ("area": the housing areas), in order of area id."""
        return np.flatnonzero(self.kind == KINDS.code(kind))

    def place(self, kind: str) -> Ints:
        """For each row the row of the municipality, region or country it lies in; -1: none here."""
        return self.places[kind]


def read_panels(group: Group, geography: Geography) -> tuple[list[Panel], int]:
    """The group's panels, one per series and category, and the newest measurement read."""
    versions = Definition.objects.filter(indicator__group=group).select_related("indicator")
    series = series_of(versions)
    cells = _read_cells([one.pk for each in series for one in each.versions])
    newest = cells["id"].max()
    cells = joined(cells, series)
    definitions = {each.pk: each.newest for each in series}
    targets: dict[int, dict[int, Target]] = {}
    for target in Target.objects.filter(indicator__group=group).order_by("slot"):
        targets.setdefault(target.indicator_id, {})[target.area_id] = target
    families = _families()
    cells = with_sums(cells, geography, definitions, families)
    total = geography.total_category_id
    panels = []
    for (series_id, category_id), own in cells.group_by(
        ["definition_id", "category_id"], maintain_order=True
    ):
        definition = definitions[int(str(series_id))]
        is_total = category_id == total
        panels.append(
            _panel(
                definition,
                int(str(series_id)),
                int(str(category_id)),
                own,
                geography,
                families,
                is_total=is_total,
                targets=targets.get(definition.indicator_id, {}) if is_total else {},
            )
        )
    panels.sort(
        key=lambda panel: (
            panel.definition.indicator_id,
            panel.definition.version,
            not panel.is_total,
            panel.category_id,
        )
    )
    return panels, int(str(newest)) if newest is not None else 0


def _read_cells(definition_ids: list[int]) -> pl.DataFrame:
    text = copy_out(CELLS, [definition_ids])
    if not text:
        return pl.DataFrame(schema=_SCHEMA)
    return pl.read_csv(text, has_header=False, schema=_SCHEMA)


def _families() -> dict[int, int]:
    """A number for each source's family, the same for sources that count in the same way."""
    numbers: dict[str, int] = {}
    return {
        pk: numbers.setdefault(family, len(numbers) + 1)
        for pk, family in Source.objects.values_list("pk", "family")
    }


def _panel(
    definition: Definition,
    series_id: int,
    category_id: int,
    cells: pl.DataFrame,
    geography: Geography,
    families: dict[int, int],
    *,
    is_total: bool,
    targets: dict[int, Target],
) -> Panel:
    area_ids, rows = np.unique(cells["area_id"].to_numpy(), return_inverse=True)
    slots = sorted(parse_slot(code) for code in cells["slot"].unique())
    slot_codes = [slot.code for slot in slots]
    columns = cells["slot"].cast(pl.Enum(slot_codes)).to_physical().to_numpy().astype(np.int64)
    shape = (len(area_ids), len(slots))

    def numbers(name: str) -> Floats:
        laid = np.full(shape, np.nan)
        laid[rows, columns] = cells[name].fill_null(np.nan).to_numpy()
        return laid

    def whole(name: str, empty: int = 0) -> Whole:
        laid = np.full(shape, empty, dtype=np.int32)
        laid[rows, columns] = cells[name].fill_null(empty).to_numpy()
        return laid

    state = np.zeros(shape, dtype=np.int16)
    state[rows, columns] = _states(cells["state"])
    reason = np.zeros(shape, dtype=np.int16)
    if (cells["reason"] != "").any():
        reason[rows, columns] = REASONS.codes(cells["reason"])
    source_id = whole("source_id")
    lookup = np.zeros(max(families, default=0) + 1, dtype=np.int32)
    lookup[list(families)] = list(families.values())
    family = lookup[source_id.astype(np.int64)]
    places, place_ids = _places(area_ids, geography, slots[-1].ends_on)
    return Panel(
        definition=definition,
        series_id=series_id,
        category_id=category_id,
        is_total=is_total,
        area_ids=area_ids,
        kind=geography.kinds_of(area_ids),
        order=geography.order_of(area_ids),
        slots=slots,
        slot_codes=slot_codes,
        state=state,
        reason=reason,
        numbers={name: numbers(name) for name in NUMBERS},
        starts_on=whole("starts_on", NO_DAY),
        ends_on=whole("ends_on", NO_DAY),
        published_on=whole("published_on", NO_DAY),
        source_id=source_id,
        version=whole("version"),
        made_with=whole("made_with"),
        family=family,
        divisions=whole("divisions"),
        segment=_segments(family, geography.breaks(area_ids, slots)),
        places=places,
        place_ids=place_ids,
        targets=targets,
    )


def _states(words: pl.Series) -> Codes:
    found = words.fill_null("not_released").cast(pl.Enum(STATES.words))
    return found.to_physical().to_numpy().astype(np.int16)


def _places(
    area_ids: Ints, geography: Geography, day: dt.date
) -> tuple[dict[str, Ints], dict[str, Ints]]:
    """Rows and area ids of the municipality, region and country that each area lies in."""
    rows, ids = {}, {}
    for kind in (Area.Kind.MUNICIPALITY, Area.Kind.REGION, Area.Kind.COUNTRY):
        ids[str(kind)] = found = geography.containing(area_ids, kind, day)
        at = np.searchsorted(area_ids, found).clip(0, len(area_ids) - 1)
        rows[str(kind)] = np.where((found > 0) & (area_ids[at] == found), at, -1)
    return rows, ids


def _segments(family: Whole, breaks: Ints) -> Ints:
    """Number the unbroken stretches: a changed extent or another family of sources begins a new one."""
    at = np.where(family > 0, np.arange(family.shape[1]), 0)
    standing = np.take_along_axis(family, np.maximum.accumulate(at, axis=1), axis=1)
    changed = np.zeros(family.shape, dtype=np.int64)
    changed[:, 1:] = (standing[:, 1:] != standing[:, :-1]) & (standing[:, :-1] > 0)
    found: Ints = np.cumsum(changed, axis=1) + breaks
    return found
