"""Undoing a whole file: new versions with what stood before, where nobody has changed it since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from indicators.models import DataSet, Group, ImportBatch, Measurement
from indicators.rules.values import MISSING, Figure, Refused
from indicators.services.doubts import Saved
from indicators.services.figures import NewFigure, figure_of
from indicators.services.flags import review
from indicators.services.import_files import batches
from indicators.services.import_files.progress import Progress
from indicators.services.measurements import ParallelEdit, record_many
from indicators.services.nudges import nudge_after_commit
from indicators.services.staleness import mark_stale
from partnership.rules.access import NotAllowed, Standing

SLICE = 2000
# An undoing that came to nothing is taken up again: there is one account of it, not several.
STOPPED = (ImportBatch.State.CANCELLED, ImportBatch.State.REFUSED)


@dataclass(frozen=True)
class Plan:
    """What undoing a file would do: figures put back, emptied, and left since they were changed."""

    restored: int
    emptied: int
    changed_since: int
    is_allowed: bool

    @property
    def count(self) -> int:
        """Figures that would get a new version."""
        return self.restored + self.emptied


def may_undo(*, batch: ImportBatch, standing: Standing | None) -> bool:
    """Whether the file was taken in, is not undone yet, and all its figures are the person's own."""
    if batch.state != ImportBatch.State.DONE or batch.undo_of_id is not None:
        return False
    if ImportBatch.objects.filter(undo_of=batch).exclude(state__in=STOPPED).exists():
        return False
    sets = set(
        DataSet.objects.filter(measurements__import_batch=batch).values_list("pk", flat=True)
    )
    return bool(sets) and sets <= set(batches.own_data_sets(standing))


def plan(*, batch: ImportBatch, standing: Standing | None) -> Plan:
    """What undoing would do, as things stand."""
    newest = _newest(batch)
    everything = Measurement.objects.filter(import_batch=batch).count()
    emptied = newest.filter(version=1).count()
    count = newest.count()
    allowed = may_undo(batch=batch, standing=standing)
    return Plan(count - emptied, emptied, everything - count, allowed)


def _newest(batch: ImportBatch) -> QuerySet[Measurement]:
    """The file's figures that nobody has changed since."""
    return Measurement.objects.filter(import_batch=batch, version=F("cell__version"))


@transaction.atomic
def begin(*, batch_id: int, by: User, standing: Standing) -> ImportBatch:
    """Order the undoing of a file; the returned batch is its account. Raises `NotAllowed`."""
    batch = ImportBatch.objects.select_for_update().get(pk=batch_id)
    if not may_undo(batch=batch, standing=standing):
        raise NotAllowed("may_undo")
    asked = plan(batch=batch, standing=standing)
    undo, _is_new = ImportBatch.objects.update_or_create(
        undo_of=batch,
        defaults={
            "file_name": batch.file_name, "sha256": batch.sha256, "kind": batch.kind,
            "source": batch.source, "state": ImportBatch.State.TAKING, "imported_by": by,
            "total": asked.count, "changed": asked.count, "unchanged": asked.changed_since,
            "message": None, "cancel_asked": False, "done": 0, "touched_at": timezone.now(),
        },
    )  # fmt: skip
    nudge_after_commit(batches.TASK)
    return undo


@transaction.atomic
def carry_out(*, batch: ImportBatch, standing: Standing | None, progress: Progress) -> None:
    """Write the new versions: what stood before, or "mangler" where nothing did.

    A figure that somebody changed since the file came stays as it is; how many these are is told.
    Raises `Refused` when one is changed at this very moment.
    """
    undone = batch.undo_of
    assert undone is not None  # noqa: S101 - this is what makes it an undoing
    done = 0
    emptied: set[Group] = set()
    everything = Measurement.objects.filter(import_batch=undone).count()
    for part in _slices(_newest(undone)):
        before = _before(part)
        emptied |= {one.data_set.indicator.group for one in part if one.cell_id not in before}
        entries = [_entry(one, before.get(one.cell_id), undone) for one in part]
        try:
            recorded = record_many(
                entries=entries, by=batch.imported_by, standing=standing, import_batch=batch,
                reason="import",
            )  # fmt: skip
        except ParallelEdit:
            raise Refused("moved_while_undone") from None
        saved = map(Saved, entries, recorded.measurements)
        review(saved=list(saved), by=batch.imported_by, standing=standing)
        done += len(part)
        progress.tell(done)
    if emptied:  # even of a draft it was known that it exists
        mark_stale(groups=emptied, reason="import")
    state = ImportBatch.State
    batches.move(
        batch=batch, to=state.DONE, done=done, changed=done, unchanged=everything - done,
        imported_at=timezone.now(), message=None,
    )  # fmt: skip
    batches.move(batch=undone, to=state.UNDONE)


def _slices(found: QuerySet[Measurement]) -> Iterator[list[Measurement]]:
    """The figures, some thousands at a time; those put back are no longer among the newest."""
    last = 0
    related = (
        "cell__definition__indicator__group", "cell__area", "cell__category",
        "data_set__indicator__group",
    )  # fmt: skip
    while True:
        rows = found.filter(pk__gt=last).select_related(*related, "cell__definition__source")
        part = list(rows.order_by("pk")[:SLICE])
        if not part:
            return
        yield part
        last = part[-1].pk


def _before(part: list[Measurement]) -> dict[int, Measurement]:
    """For each figure the version that stood in its cell before the file came."""
    cells = [one.cell_id for one in part if one.version > 1]
    older = Measurement.objects.filter(cell__in=cells, version=F("cell__version") - 1)
    return {one.cell_id: one for one in older.select_related("source", "data_set")}


def _entry(now: Measurement, before: Measurement | None, file: ImportBatch) -> NewFigure:
    name = {"name": file.file_name}
    if before is None:
        figure = Figure(state=MISSING)
        undone = _("Filen %(name)s er fortrudt. Før den stod her ikke noget.") % name
        # Nobody said why the figure is missing, so a round still asks. Where the file itself said
        # "mangler", its reason must go: without a word of its own there would be no new version.
        comment = undone if now.state == MISSING else ""
    else:
        figure, comment = figure_of(before), before.comment
        undone = _("Filen %(name)s er fortrudt.") % name
    cell = now.cell
    return NewFigure(
        definition=cell.definition,
        area=cell.area,
        slot=cell.slot,
        figure=figure,
        data_set=before.data_set if before else now.data_set,
        category=cell.category,
        seen_version=now.version,
        source=before.source if before else None,
        comment=comment[:500],
        published_on=before.published_on if before else None,
        starts_on=before.starts_on if before else None,
        ends_on=before.ends_on if before else None,
        correction=undone[:300],
    )
