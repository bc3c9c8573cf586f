"""Taking in a file that was tested: all of it in one transaction, or nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Protocol

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from indicators.importers.shapes import cell_address
from indicators.models import ImportBatch, ImportRow
from indicators.rules.values import Figure, Refused
from indicators.services.doubts import Saved
from indicators.services.figures import NewFigure
from indicators.services.flags import review
from indicators.services.import_files import batches, staging
from indicators.services.import_files.books import Book
from indicators.services.import_files.progress import Progress
from indicators.services.measurements import ParallelEdit, record_many
from partnership.models import StoredFile
from partnership.rules.access import Standing

SLICE = 2000
# What is read of a staged row, as plain values.
STAGED = (
    "definition_id", "area_id", "category_id", "slot", "state", "numerator", "denominator", "value",
    "n", "details", "outcome", "seen_version", "comment", "published_on",
)  # fmt: skip
CHANGES = (ImportRow.Outcome.NEW, ImportRow.Outcome.CHANGED)
_MOVED = """
SELECT EXISTS (
  SELECT FROM indicators_importrow r
  JOIN indicators_cell c ON c.definition_id = r.definition_id AND c.area_id = r.area_id
    AND c.slot = r.slot AND c.category_id = r.category_id
  WHERE r.batch_id = %s AND r.outcome = 'unchanged' AND c.version <> r.seen_version)
"""


class Staged(Protocol):
    """A staged row: the whole of it, or only what taking it in asks for."""

    definition_id: int | None
    area_id: int | None
    category_id: int | None
    slot: str
    state: str
    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None
    n: int | None
    details: Any
    outcome: str
    seen_version: int | None
    comment: str
    published_on: dt.date | None


class Moved(Exception):
    """A figure was changed since the file was tested, or the staged rows are gone."""


def take(
    *,
    batch: ImportBatch,
    book: Book,
    standing: Standing | None,
    progress: Progress | None = None,
    correction: str = "",
) -> None:
    """Record all new and changed figures of a tested file. Raises `Moved`, `Cancelled` or `Refused`.

    Each slice is written as everybody's figures are (`record_many`): a figure that somebody changed
    meanwhile stops the whole file. The person then sees anew what it would do.
    """
    with transaction.atomic():
        _check_unmoved(batch)
        found = ImportRow.objects.filter(batch=batch, outcome__in=CHANGES).order_by("row", "id")
        rows = found.values_list(*STAGED, named=True)
        done = 0
        for part in _slices(rows.iterator(chunk_size=SLICE)):
            entries = [_entry(row, batch, book, correction) for row in part]
            try:
                recorded = record_many(
                    entries=entries, by=batch.imported_by, standing=standing,
                    import_batch=batch, reason="import",
                )  # fmt: skip
            except ParallelEdit:
                raise Moved from None
            except Refused as refusal:
                _point(refusal, batch)
                raise
            saved = map(Saved, entries, recorded.measurements)
            review(saved=list(saved), by=batch.imported_by, standing=standing)
            done += len(part)
            if progress:
                progress.tell(done)
        staging.clear(batch_id=batch.pk)
        _keep_file(batch)
        batches.move(
            batch=batch, to=ImportBatch.State.DONE, imported_at=timezone.now(), done=done,
            message=batch.message,
        )  # fmt: skip


def _point(refusal: Refused, batch: ImportBatch) -> None:
    """Say where in the file the figure stands that stops it."""
    names = ("definition_id", "area_id", "slot", "category_id")
    cell = refusal.facts.pop("cell", None)
    if not isinstance(cell, tuple):
        return
    named = dict(zip(names, cell, strict=True))
    row = ImportRow.objects.filter(batch=batch, outcome__in=CHANGES, **named).first()
    if row is not None:
        is_text = batches.is_text(batch)
        refusal.facts["at"] = cell_address(row.row, row.place, is_text=is_text)


def _check_unmoved(batch: ImportBatch) -> None:
    staged = ImportRow.objects.filter(batch=batch).count()
    if staged != batch.new + batch.changed + batch.unchanged:
        raise Moved
    with connection.cursor() as cursor:
        cursor.execute(_MOVED, [batch.pk])
        if cursor.fetchone()[0]:
            raise Moved


def _slices(rows: Iterator[Staged]) -> Iterator[list[Staged]]:
    part: list[Staged] = []
    for row in rows:
        part.append(row)
        if len(part) == SLICE:
            yield part
            part = []
    if part:
        yield part


def _entry(row: Staged, batch: ImportBatch, book: Book, correction: str) -> NewFigure:
    definition = book.definition_by_id[row.definition_id or 0]
    more: dict[str, Any] = row.details or {}
    source = book.source_by_id.get(int(more["source"])) if "source" in more else batch.source
    return NewFigure(
        definition=definition,
        area=book.area_by_id[row.area_id or 0],
        slot=row.slot,
        figure=figure_of_row(row),
        data_set=book.data_sets[definition.indicator_id],
        category=book.categories[row.category_id or 0],
        seen_version=row.seen_version or 0,
        source=source,
        comment=row.comment,
        published_on=row.published_on,
        correction=correction if row.outcome == ImportRow.Outcome.CHANGED else "",
    )


def figure_of_row(row: Staged) -> Figure:
    """The figure that a staged row holds."""
    more: dict[str, Any] = row.details or {}
    return Figure(
        state=row.state,
        numerator=row.numerator,
        denominator=row.denominator,
        value=row.value,
        n=row.n,
        invited=int(more["invited"]) if "invited" in more else None,
        population=int(more["population"]) if "population" in more else None,
        sd=Decimal(more["sd"]) if "sd" in more else None,
        design_effect=Decimal(more["design_effect"]) if "design_effect" in more else None,
    )


def _keep_file(batch: ImportBatch) -> None:
    """A file that was taken in is kept as long as its source says."""
    if batch.file_id is None:
        return
    months = batch.source.retention_months if batch.source else None
    days = round((settings.IMPORT_KEPT_MONTHS if months is None else months) * 30.44)
    until = timezone.localdate() + dt.timedelta(days=days)
    StoredFile.objects.filter(pk=batch.file_id).update(kept_until=until)
