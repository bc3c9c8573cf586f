"""What goes when a figure is withdrawn: all that holds it, and all that could tell it.

Its versions and the words beside them, flags, evidence, the files it came in with what was read of
them, what feeds noted, the results of every run, what earlier editions showed of it, and its place
in locked evidence and issued briefs.
"""

from __future__ import annotations

from collections.abc import Collection

import pgtrigger
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from areas.models import Area, AreaExtent
from indicators.models import (
    Cell,
    CheckRule,
    Evidence,
    FeedFetch,
    Flag,
    Group,
    ImportBatch,
    ImportRow,
    Measurement,
    PublishedCell,
    Result,
    Run,
    Withdrawal,
    WorkflowStep,
)
from indicators.models.runs import LOCK_CLASS
from indicators.services import frozen_purges
from indicators.services.recompute.editions import record_editions
from partnership.models import StoredFile
from partnership.services import files

FIGURES = (
    "numerator", "denominator", "value", "n", "invited", "population", "sd", "design_effect",
)  # fmt: skip
SAYS_FIGURE = ("numerator", "denominator", "value", "n")
GONE = "Fjernet ved tilbagekaldelse."  # where a text must stand; data, so not translated
STEPS, VERSIONS = (
    "indicators.WorkflowStep:never_rewritten",
    "indicators.Measurement:never_rewritten",
)
State = ImportBatch.State
FINISHED = (State.DONE, State.REFUSED, State.CANCELLED, State.UNDONE)


def hold(group: Group) -> Group:
    """Wait for a computation of the group that is under way, and let none begin until we are done.

    One that had read the figure would otherwise publish it after it was purged.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK_CLASS, group.pk])
    return Group.objects.get(pk=group.pk)


def purge(*, withdrawal: Withdrawal, rows: Collection[Measurement], group: Group) -> None:
    """Take everything away. Call inside the transaction, with the group held and the cell locked."""
    cell = withdrawal.cell
    _files(cell, rows)  # first, while the versions still say what they held
    frozen_purges.purge(withdrawal=withdrawal, cell=cell, rows=rows)
    _words(cell)
    with pgtrigger.ignore(VERSIONS):
        Measurement.objects.filter(pk__in=[row.pk for row in rows]).update(
            state=Measurement.State.MISSING, withdrawal=withdrawal, **dict.fromkeys(FIGURES)
        )
    _flags(cell)
    _evidence(cell)
    _results(group, cell)


def _words(cell: Cell) -> None:
    """Comments and reasons of all the cell's versions: a correction tells what it corrects."""
    with pgtrigger.ignore(VERSIONS):
        cell.measurements.update(comment="", correction="")
    with pgtrigger.ignore(STEPS):
        WorkflowStep.objects.filter(measurement__cell=cell).exclude(reason="").update(reason=GONE)


def _flags(cell: Cell) -> None:
    """Flags with their traces: the cell's own, and those that held it against other figures."""
    indicator = cell.definition.indicator
    rules = CheckRule.objects.filter(Q(left=indicator) | Q(right=indicator))
    flags = Flag.objects.filter(
        Q(cell=cell)
        | Q(cell__definition=cell.definition_id, cell__slot=cell.slot)
        | Q(rule__in=rules, cell__slot=cell.slot)
    )
    ids = list(flags.values_list("pk", flat=True))
    empty = {"details": None, "note": "", "clearing": ""}
    traces = Flag.events.rel.related_model  # type: ignore[attr-defined]
    Flag.objects.filter(pk__in=ids).update(**empty)
    traces.objects.filter(pgh_obj_id__in=ids).update(**empty)


def _evidence(cell: Cell) -> None:
    """Evidence beside the figure: the files, and the titles with their traces."""
    evidence = Evidence.objects.filter(cell=cell)
    for file in StoredFile.objects.filter(evidence__in=evidence).distinct():
        files.purge(file=file)
    ids = list(evidence.values_list("pk", flat=True))
    Evidence.objects.filter(pk__in=ids).update(title=GONE)
    Evidence.objects.filter(pk__in=ids, withdrawn_at__isnull=True).update(
        withdrawn_at=timezone.now()
    )
    traces = Evidence.events.rel.related_model  # type: ignore[attr-defined]
    traces.objects.filter(pgh_obj_id__in=ids).update(title=GONE)


def _files(cell: Cell, rows: Collection[Measurement]) -> None:
    """The files the figure came in, the same files handed in again, and what was read of them."""
    staged = ImportRow.objects.filter(
        definition_id=cell.definition_id, area_id=cell.area_id, slot=cell.slot,
        category_id=cell.category_id,
    )  # fmt: skip
    alike = Q(pk__in=[])
    for row in rows:
        if row.state == Measurement.State.VALUE:
            alike |= Q(
                **{name: getattr(row, name) for name in ("numerator", "denominator", "value")}
            )
    batches = {row.import_batch_id for row in rows if row.import_batch_id}
    batches |= set(staged.filter(alike).values_list("batch_id", flat=True))
    prints = ImportBatch.objects.filter(pk__in=batches).values("sha256")
    same = ImportBatch.objects.filter(Q(pk__in=batches) | Q(sha256__in=prints))
    ids = list(same.values_list("pk", flat=True))
    for file in StoredFile.objects.filter(batches__in=ids).distinct():
        files.purge(file=file)
    ImportRow.objects.filter(batch_id__in=ids).delete()
    staged.delete()
    found = ImportBatch.objects.filter(pk__in=ids)
    found.update(recognised=None, message=None)
    found.exclude(state__in=FINISHED).update(state=State.CANCELLED)
    FeedFetch.objects.filter(feed__mapping__indicator=cell.definition.indicator.code).update(
        details=None
    )


def _results(group: Group, cell: Cell) -> None:
    """All that was computed of the group. Pages say "beregnes" until the worker is through.

    What other figures the last edition showed, and which it hid, is carried on: without it the next
    one might show what, together with those, gives a small count away.
    """
    last = group.current_run
    if last is not None:
        empty = Run.objects.create(
            group=group, reason="tilbagekaldt", state=Run.State.DONE, finished_at=timezone.now(),
            high_water=last.high_water, code_version=last.code_version,
            audit=last.audit,
        )  # fmt: skip
        record_editions(group, last.pk, empty.pk)
        Group.objects.filter(pk=group.pk).update(current_run=empty)
    Result.objects.filter(run__group=group)._raw_delete(using="default")
    own = PublishedCell.objects.filter(definition__indicator=cell.definition.indicator_id)
    places = {cell.area_id}
    if cell.area.kind == Area.Kind.DIVISION:  # the area's figure is a sum with this one in it
        places |= set(AreaExtent.objects.filter(area=cell.area_id).values_list("parent", flat=True))
    own.filter(area__in=places, slot=cell.slot, category=cell.category_id).delete()
    own.filter(area=cell.area_id, statement=Result.Statement.POOLED).delete()
    own.filter(statement=Result.Statement.COMPARATOR, slot=cell.slot).delete()
