"""Reading for recompute: a group's released figures as arrays, areas down and slots across."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from areas.models import Area, AreaExtent
from indicators.models import Cell, Definition, Group, Measurement, Target
from indicators.rules.periods import Slot, parse_slot

Floats = NDArray[np.float64]

_FIELDS = ("numerator", "denominator", "value", "n", "sd", "design_effect")


@dataclass(frozen=True)
class Passport:
    """What a figure carries with it: its measuring period, its source and when it was published."""

    starts_on: dt.date
    ends_on: dt.date
    published_on: dt.date | None
    source_id: int
    family: str


@dataclass
class Panel:
    """One definition's figures: every array is areas × slots, NaN where there is no number.

    `state` holds `Measurement.State` codes, "not_released" where only unreleased versions exist,
    and "" where no cell is. `segment` counts series breaks: only equal numbers may be compared.
    """

    definition: Definition
    areas: list[Area]
    slots: list[Slot]
    state: NDArray[Any]
    passports: NDArray[Any]
    segment: NDArray[np.int64]
    numbers: dict[str, Floats]
    targets: dict[int, Target] = field(default_factory=dict)

    def row(self, area: Area) -> int:
        """The row an area stands in; -1 where the area has no figure of this definition."""
        return next((i for i, known in enumerate(self.areas) if known.pk == area.pk), -1)


@dataclass(frozen=True)
class Geography:
    """Which municipality an area lies in on a day, and where an area's extent breaks its series."""

    extents: tuple[AreaExtent, ...]
    areas: dict[int, Area]

    def municipality(self, area: Area, day: dt.date) -> Area | None:
        """Climb from an area to the municipality it lies in on a day."""
        at: Area | None = area
        for _step in range(5):
            if at is None or at.kind == Area.Kind.MUNICIPALITY:
                return at
            parent = self._parent_id(at.pk, day)
            at = self.areas.get(parent) if parent else None
        return None

    def _parent_id(self, area_id: int, day: dt.date) -> int | None:
        for extent in self.extents:
            begun = extent.valid_from is None or extent.valid_from <= day
            lasting = extent.valid_to is None or extent.valid_to >= day
            if extent.area_id == area_id and begun and lasting:
                return extent.parent_id
        return None

    def breaks(self, area: Area, slot: Slot) -> int:
        """How many changes of extent that break the series lie before the slot's last day."""
        return sum(
            1
            for extent in self.extents
            if extent.area_id == area.pk
            and extent.breaks_series
            and extent.valid_from
            and extent.valid_from <= slot.ends_on
        )


def read_geography() -> Geography:
    """Areas and extents, two queries."""
    return Geography(
        extents=tuple(AreaExtent.objects.all()),
        areas={area.pk: area for area in Area.objects.all()},
    )


def read_panels(group: Group, geography: Geography) -> tuple[list[Panel], int]:
    """The group's panels, one per definition, and the newest measurement that was read."""
    cells = list(
        Cell.objects.filter(
            definition__indicator__group=group, category__category_set__code="total", version__gt=0
        )
        # A division's figures are seen by its owner alone, so no result is made of them.
        .exclude(area__kind=Area.Kind.DIVISION)
        .select_related("definition__indicator")
    )
    newest = {
        measurement.cell_id: measurement
        for measurement in Measurement.objects.filter(
            cell__definition__indicator__group=group, workflow=Measurement.Workflow.RELEASED
        )
        .select_related("source")
        .order_by("cell_id", "-version")
        .distinct("cell_id")
    }
    targets: dict[int, dict[int, Target]] = {}
    for target in Target.objects.filter(indicator__group=group):
        targets.setdefault(target.indicator_id, {})[target.area_id] = target
    by_definition: dict[int, list[Cell]] = {}
    for cell in cells:
        by_definition.setdefault(cell.definition_id, []).append(cell)
    panels = [
        _panel(own, newest, geography, targets.get(own[0].definition.indicator_id, {}))
        for own in by_definition.values()
    ]
    panels.sort(key=lambda panel: (panel.definition.indicator_id, panel.definition.version))
    return panels, max((m.pk for m in newest.values()), default=0)


def _panel(
    cells: Sequence[Cell],
    newest: dict[int, Measurement],
    geography: Geography,
    targets: dict[int, Target],
) -> Panel:
    definition = cells[0].definition
    areas = sorted(
        {geography.areas[cell.area_id] for cell in cells},
        key=lambda area: (area.position, area.name),
    )
    slots = sorted({parse_slot(cell.slot) for cell in cells})
    shape = (len(areas), len(slots))
    rows = {area.pk: i for i, area in enumerate(areas)}
    columns = {slot.code: j for j, slot in enumerate(slots)}
    panel = Panel(
        definition=definition,
        areas=areas,
        slots=slots,
        state=np.full(shape, "", dtype=object),
        passports=np.full(shape, None, dtype=object),
        segment=np.zeros(shape, dtype=np.int64),
        numbers={name: np.full(shape, np.nan) for name in _FIELDS},
        targets=targets,
    )
    for cell in cells:
        at = rows[cell.area_id], columns[cell.slot]
        measurement = newest.get(cell.pk)
        if measurement is None:
            panel.state[at] = "not_released"
        else:
            _place(panel, at, measurement)
    for i, area in enumerate(areas):
        panel.segment[i] = list(_segments(area, slots, panel.passports[i], geography))
    return panel


def _place(panel: Panel, at: tuple[int, int], measurement: Measurement) -> None:
    panel.state[at] = measurement.state
    panel.passports[at] = Passport(
        starts_on=measurement.starts_on,
        ends_on=measurement.ends_on,
        published_on=measurement.published_on,
        source_id=measurement.source_id,
        family=measurement.source.family,
    )
    for name in _FIELDS:
        number = getattr(measurement, name)
        if number is not None:
            panel.numbers[name][at] = float(number)


def _segments(
    area: Area, slots: Iterable[Slot], passports: Iterable[Passport | None], geography: Geography
) -> Iterable[int]:
    """Number the unbroken stretches: a changed extent or another family of sources begins a new one."""
    family, changes = "", 0
    for slot, passport in zip(slots, passports, strict=True):
        if passport is not None and passport.family != family:
            changes += bool(family)
            family = passport.family
        yield changes + geography.breaks(area, slot)
