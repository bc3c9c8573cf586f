"""Recording figures: every write is a new version of its cell, made in one transaction.

A write names the version its author saw. Two who write the same cell at once are both told: the
first is stored, the second gets `ParallelEdit` with what the first wrote, and chooses.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from areas.models import Area
from indicators.models import (
    Category,
    Cell,
    DataSet,
    Definition,
    ImportBatch,
    Measurement,
    Source,
    WorkflowStep,
)
from indicators.rules.periods import parse_slot
from indicators.rules.values import Figure, Refused, check_figure
from indicators.rules.workflow import DRAFT, RETURNED, SEEN, SUBMITTED
from indicators.services.bulk_rows import (
    CellKey,
    among,
    copy_in,
    count_up,
    insert,
    lock_cells,
    make_cells,
    new_row,
)
from indicators.services.categories import total_category
from indicators.services.figures import NewFigure, figure_of, measure_of
from indicators.services.staleness import mark_stale
from indicators.services.write_checks import WriteChecks, check_rules
from partnership.rules.access import Standing, check_enter_data_set

__all__ = [
    "NewFigure", "ParallelEdit", "Recorded", "figure_of", "measure_of", "record", "record_many",
]  # fmt: skip
Cells = Mapping[CellKey, Cell]
STEP_FIELDS = ("measurement_id", "from_state", "to_state", "reason", "is_alone", "by_id", "at")


class ParallelEdit(Exception):
    """Somebody else wrote the cell since it was read; `current` is what stands there now."""

    def __init__(self, current: Measurement) -> None:
        super().__init__(str(current))
        self.current = current


@dataclass
class Recorded:
    """What a write did: one measurement per figure, in the order given, and how many moved."""

    measurements: list[Measurement] = field(default_factory=list)
    new: int = 0
    changed: int = 0
    unchanged: int = 0


def record(
    *,
    definition: Definition,
    area: Area,
    slot: str,
    figure: Figure,
    seen_version: int,
    data_set: DataSet,
    by: User,
    standing: Standing,
    category: Category | None = None,
    source: Source | None = None,
    comment: str = "",
    published_on: dt.date | None = None,
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
    correction: str = "",
) -> Measurement:
    """Record one figure as the next version of its cell, and return that version.

    The same figure again changes nothing and returns what is there, so a click too many is
    harmless. Raises `NotAllowed`, `Refused`, `UnknownPeriod`, or `ParallelEdit` when the cell has
    moved on from `seen_version` to something else.
    """
    entry = NewFigure(
        definition=definition, area=area, slot=slot, figure=figure, data_set=data_set,
        category=category, seen_version=seen_version, source=source, comment=comment,
        published_on=published_on, starts_on=starts_on, ends_on=ends_on, correction=correction,
    )  # fmt: skip
    return record_many(entries=[entry], by=by, standing=standing).measurements[0]


@transaction.atomic
def record_many(
    *,
    entries: Sequence[NewFigure],
    by: User | None,
    standing: Standing | None,
    import_batch: ImportBatch | None = None,
    reason: str = "indberetning",
) -> Recorded:
    """Record many figures, all or none, with a handful of queries however many there are.

    `standing` None is for commands run on the server itself, where nobody is signed in. Raises as
    `record`; a cell named twice raises ValueError.
    """
    _check(entries, standing)
    total = total_category()
    keys = [_key(entry, total) for entry in entries]
    if len(set(keys)) != len(keys):
        raise ValueError("a cell is named twice")
    made_here = make_cells(sorted(set(keys)))  # another writer may make the same at this moment
    cells = _locked_cells(keys, made_here)
    newest = _newest(cells.values())
    checks = WriteChecks.read(entries, by_hand=standing is not None)
    outcome, now = Recorded(), timezone.now()
    made: list[tuple[NewFigure, Measurement]] = []
    for entry, key in zip(entries, keys, strict=True):
        cell = cells[key]
        current = newest.get(cell.pk)
        if current is not None and not _is_to_change(entry, cell, current, standing):
            outcome.unchanged += 1
            outcome.measurements.append(current)
            continue
        try:
            checks.check(entry, current)
        except Refused as refusal:
            refusal.facts["cell"] = key  # of many figures, which
            raise
        measurement = _next_version(
            entry, cell, current, checks=checks, by=by, import_batch=import_batch, at=now
        )
        outcome.new += current is None
        outcome.changed += current is not None
        outcome.measurements.append(measurement)
        made.append((entry, measurement))
    check_rules([entry for entry, _measurement in made], standing)
    _store([measurement for _entry, measurement in made], made_here=made_here, by=by)
    # A draft moves no result; a first one makes known that a figure exists.
    groups = {
        entry.definition.indicator.group
        for entry, measurement in made
        if measurement.workflow in SEEN or measurement.version == 1
    }
    if groups:
        mark_stale(groups=groups, reason=reason)
    return outcome


def _is_to_change(
    entry: NewFigure, cell: Cell, current: Measurement, standing: Standing | None
) -> bool:
    """Whether the entry says anything new. Raises `NotAllowed` or `ParallelEdit`.

    Another supplier's figure stays theirs, whichever data set the writer names; that is asked first,
    so that no answer tells what stands there.
    """
    if standing is not None:
        _check_owner(standing, current.data_set)
    if entry.is_same_as(current):
        return False
    if entry.seen_version not in (None, cell.version):
        raise ParallelEdit(current)
    return True


def _check_owner(standing: Standing, data_set: DataSet) -> None:
    check_enter_data_set(
        standing, data_set.supplier_id, is_supplier_owned=data_set.is_supplier_owned
    )


def _check(entries: Iterable[NewFigure], standing: Standing | None) -> None:
    for entry in entries:
        if entry.data_set.indicator_id != entry.definition.indicator_id:
            raise ValueError("the data set belongs to another indicator")
        if standing is not None:
            _check_owner(standing, entry.data_set)
        check_figure(entry.figure, measure_of(entry.definition))
        parse_slot(entry.slot)


def _key(entry: NewFigure, total: Category) -> CellKey:
    category = entry.category or total
    return entry.definition.pk, entry.area.pk, parse_slot(entry.slot).code, category.pk


def _locked_cells(keys: Sequence[CellKey], made_here: Cells) -> Cells:
    """The cells, those that were there locked; nobody else sees those that were made here."""
    cells = dict(made_here)
    for cell in lock_cells(sorted(set(keys) - made_here.keys())):
        cells[cell.definition_id, cell.area_id, cell.slot, cell.category_id] = cell
    return cells


def _newest(cells: Iterable[Cell]) -> dict[int, Measurement]:
    """The newest version in each cell; read after the lock, so nothing can come between."""
    written = [cell.pk for cell in cells if cell.version]
    if not written:
        return {}
    rows = Measurement.objects.filter(cell__in=among(written), version=F("cell__version"))
    return {row.cell_id: row for row in rows.select_related("entered_by", "source", "data_set")}


def _next_version(
    entry: NewFigure,
    cell: Cell,
    current: Measurement | None,
    *,
    checks: WriteChecks,
    by: User | None,
    import_batch: ImportBatch | None,
    at: dt.datetime,
) -> Measurement:
    slot, figure = parse_slot(entry.slot), entry.figure.stored()
    on_a_day = entry.definition.period_kind == Definition.PeriodKind.POINT
    starts_on = entry.starts_on or slot.starts_on
    ends_on = entry.ends_on or (starts_on if on_a_day else slot.ends_on)
    values: dict[str, object] = {
        "cell_id": cell.pk,
        "version": cell.version + 1,
        "state": figure.state,
        "workflow": checks.first_state(entry, current),
        "release_on": checks.held_until(entry, current),
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "value": figure.value,
        "n": figure.n,
        "invited": figure.invited,
        "sd": figure.sd,
        "design_effect": figure.design_effect,
        "population": figure.population,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "period_kind": entry.definition.period_kind,
        # A corrected figure keeps the date of what it corrects, as it keeps the source.
        "published_on": entry.published_on or (current.published_on if current else None),
        "source_id": checks.source_of(entry, current),
        "data_set_id": entry.data_set.pk,
        "import_batch_id": import_batch.pk if import_batch else None,
        "comment": entry.comment,
        "correction": checks.correction(entry, current),
        "entered_by_id": by.pk if by else None,
        "entered_at": at,
    }
    related = {
        "cell": cell, "data_set": entry.data_set, "import_batch": import_batch, "entered_by": by,
    }  # fmt: skip
    return new_row(Measurement, values, related)


def _store(measurements: list[Measurement], *, made_here: Cells, by: User | None) -> None:
    insert(measurements)
    steps = [_first_step(one, by) for one in measurements if one.workflow != DRAFT]
    if steps:
        copy_in(WorkflowStep, STEP_FIELDS, steps)
    new = {cell.pk for cell in made_here.values()}  # stored with their first version
    count_up([one.cell_id for one in measurements if one.cell_id not in new])
    for measurement in measurements:
        measurement.cell.version = measurement.version


def _first_step(measurement: Measurement, by: User | None) -> tuple[object, ...]:
    """What did not begin as a draft was approved by the one who entered it, or by its source."""
    state = measurement.workflow
    reason = measurement.comment[:300] or "–" if state == RETURNED else ""
    is_alone = state not in (RETURNED, SUBMITTED)
    return (
        measurement.pk,
        DRAFT,
        state,
        reason,
        is_alone,
        by.pk if by else None,
        measurement.entered_at,
    )
