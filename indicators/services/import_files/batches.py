"""Files on their way in: received, seen by whom, counted, stopped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import chain

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from indicators.models import DataSet, ImportBatch, Measurement, Source
from indicators.rules.values import Refused
from indicators.services.entry import data_sets_for
from indicators.services.import_files import staging
from indicators.services.nudges import nudge_after_commit
from partnership.rules.access import Standing
from partnership.rules.privacy import looks_like_cpr
from partnership.services import files

State = ImportBatch.State
AT_WORK = (State.WAITING, State.READING, State.CHECKING, State.TAKING)
OPEN = (*AT_WORK, State.SHAPE, State.CHECKED)
TASK = "indicators.tasks.work_on_imports"
UNUSED_DAYS = 7  # how long a file lies that was never taken in
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")


def receive(
    *,
    name: str,
    pieces: Iterable[bytes],
    by: User | None,
    source: Source | None = None,
    kind: str = ImportBatch.Kind.TABLE,
) -> ImportBatch:
    """Store a file as it comes, piece by piece, unread. Raises `Refused`.

    The name is a free text like any other. What is too large is given up at the first byte too
    many.
    """
    if looks_like_cpr(name):
        raise Refused("cpr")
    if source is not None and not source.shown_to:
        raise Refused("source_unsettled", "source", source=source.name, slug=source.code)
    until = timezone.localdate() + timedelta(days=UNUSED_DAYS)
    with transaction.atomic():
        file = files.keep(name=name, pieces=_within_limit(pieces), by=by, kept_until=until)
        batch = ImportBatch.objects.create(
            file_name=name[:200], sha256=file.sha256, file=file, kind=kind, source=source,
            state=State.WAITING, imported_by=by,
        )  # fmt: skip
        nudge_after_commit(TASK)
    return batch


def _within_limit(pieces: Iterable[bytes]) -> Iterator[bytes]:
    several = iter(pieces)
    first = next(several, b"")
    if not first:
        raise Refused("empty_file")
    is_archive = first.startswith(_ARCHIVES)
    limit = settings.IMPORT_MAX_WORKBOOK_BYTES if is_archive else settings.IMPORT_MAX_BYTES
    size = 0
    for piece in chain([first], several):
        size += len(piece)
        if size > limit:
            code = "too_large_workbook" if is_archive else "too_large_file"
            raise Refused(code, limit=limit // 1_000_000)
        yield piece


def visible_to(standing: Standing) -> QuerySet[ImportBatch]:
    """A person's own files; the secretariat sees what others took in, too.

    But for files with figures that their supplier owns, or that it was not given the right to see.
    """
    own = Q(imported_by_id=standing.user_id)
    batches = ImportBatch.objects.select_related("source", "imported_by__person", "undo_of")
    if not standing.is_secretariat:
        return batches.filter(own)
    # An undoing that touched nothing is still about the figures of the file it undoes.
    brought = Measurement.objects.filter(
        Q(import_batch=OuterRef("pk")) | Q(import_batch=OuterRef("undo_of"))
    )
    owned = brought.filter(data_set__is_supplier_owned=True)
    if not standing.sees_restricted:
        owned |= brought.filter(cell__definition__indicator__is_restricted=True)
    others = Q(state__in=[State.DONE, State.UNDONE]) & ~Exists(owned)
    return batches.filter(own | others)


def is_text(batch: ImportBatch) -> bool:
    """Whether its cells stand in lines of text; else in a sheet."""
    return bool((batch.shape or {}).get("read", {}).get("is_text"))


def own_data_sets(standing: Standing | None) -> list[int]:
    """The data sets whose figures the person may see as they were logged, and change."""
    sets = DataSet.objects.all() if standing is None else data_sets_for(standing)
    return list(sets.values_list("pk", flat=True))


@transaction.atomic
def move(*, batch: ImportBatch, to: str, **values: object) -> None:
    """Put a batch in another state, with what else is known of it."""
    ImportBatch.objects.filter(pk=batch.pk).update(state=to, touched_at=timezone.now(), **values)
    batch.refresh_from_db()


@transaction.atomic
def refuse(*, batch: ImportBatch, refusal: Refused) -> None:
    """A file that cannot be taken in; what holds a CPR number is deleted at once."""
    facts = {name: _plain(fact) for name, fact in refusal.facts.items()}
    message = {"code": refusal.code, "field": refusal.field, "facts": facts}
    staging.clear(batch_id=batch.pk)
    if refusal.code in {"cpr", "cpr_in_file"}:
        forget_file(batch=batch)
        ImportBatch.objects.filter(pk=batch.pk).update(recognised=None)
    move(batch=batch, to=State.REFUSED, message=message, cancel_asked=False)


def forget_file(*, batch: ImportBatch) -> None:
    """Delete the bytes of a batch's file; its name, size and fingerprint stay."""
    if batch.file is not None:
        files.purge(file=batch.file)


@transaction.atomic
def cancel(*, batch_id: int) -> ImportBatch:
    """Stop a file: what waits for a person ends at once, work under way at its next step."""
    batch = ImportBatch.objects.select_for_update().get(pk=batch_id)
    if batch.state in (State.SHAPE, State.CHECKED, State.WAITING):
        staging.clear(batch_id=batch.pk)
        forget_file(batch=batch)
        move(batch=batch, to=State.CANCELLED)
    elif batch.state in AT_WORK:
        ImportBatch.objects.filter(pk=batch.pk).update(cancel_asked=True)
        nudge_after_commit(TASK)  # a dead worker's batch is stopped by the next one
    return batch


def clear_unused() -> int:
    """Give up files that nobody went on with; returns how many."""
    long_ago = timezone.now() - timedelta(days=UNUSED_DAYS)
    stale = ImportBatch.objects.filter(
        state__in=[State.SHAPE, State.CHECKED], touched_at__lt=long_ago
    )
    count = 0
    for batch in stale:
        cancel(batch_id=batch.pk)
        count += 1
    return count


def _plain(fact: object) -> object:
    return fact if isinstance(fact, str | int | float | bool | None) else str(fact)
