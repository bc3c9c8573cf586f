"""Moving files on: looked at, tested, taken in, each step as far as it goes without a person.

Small files are moved on while the person waits, others by the worker. Whoever works on a file holds
its lock, which dies with the process: the clock takes up again what nobody holds, and tells after
the third try that it did not go.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.db import OperationalError, connection
from django.urls import reverse
from django.utils.translation import gettext_lazy

from accounts.services import notices
from indicators.importers import child
from indicators.models import ImportBatch
from indicators.rules.values import Refused
from indicators.services.import_files import batches, staging, taking, template_rows, undoing
from indicators.services.import_files.batches import State, move, own_data_sets
from indicators.services.import_files.books import read_book
from indicators.services.import_files.interpreting import looked_at, propose, reading_of
from indicators.services.import_files.progress import Cancelled, Progress
from indicators.services.round_template_files import read_as_template
from partnership.rules.access import NotAllowed, Standing
from partnership.services import files
from partnership.services.standing import standing_of

log = logging.getLogger(__name__)
LOCK_CLASS = 4202  # first half of the advisory lock's key: files being read or taken in
MOST_TRIES = 3
AT_ONCE_FIGURES = 20_000  # tested while the person waits
AT_ONCE_CHANGES = 1_000  # taken in while the person waits
AT_ONCE_SECONDS = 10
READY = gettext_lazy("Filen %(name)s er klar til, at du ser, hvad den vil ændre.")
TAKEN = gettext_lazy("Filen %(name)s er indlæst.")
NOT_TAKEN = gettext_lazy("Filen %(name)s er ikke indlæst. Se hvorfor.")


def work_on_all() -> int:
    """Move on every file that waits for the worker; returns how many there were."""
    waiting = ImportBatch.objects.filter(state__in=batches.AT_WORK).order_by("created_at")
    count = 0
    for batch_id in list(waiting.values_list("pk", flat=True)):
        count += advance(batch_id=batch_id)
    return count


def advance(*, batch_id: int, at_once: bool = False, by_command: bool = False) -> bool:
    """Move a file on until it waits for a person; False where somebody else has it in hand.

    `at_once`: a person waits for the answer, so what is long is left to the worker. `by_command`:
    nobody is signed in, and everything may be taken in.
    """
    with _held(batch_id) as held:
        if not held:
            return False
        batch = ImportBatch.objects.select_related("file", "source", "imported_by").get(pk=batch_id)
        while (step := STEPS.get(State(batch.state))) and _fits(batch, at_once):
            before = batch.state
            _try(step, batch, at_once=at_once, by_command=by_command)
            if batch.state == before:
                break
        if not at_once:
            _tell(batch)
    return True


@contextmanager
def _held(batch_id: int) -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK_CLASS, batch_id])
        held = cursor.fetchone()[0]
    try:
        yield held
    finally:
        if held and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK_CLASS, batch_id])


def _fits(batch: ImportBatch, at_once: bool) -> bool:
    """Whether the next step is short enough for somebody who waits."""
    if not at_once:
        return True
    if batch.state == State.TAKING:
        return batch.new + batch.changed <= AT_ONCE_CHANGES
    if batch.file is None or batch.file.size > settings.IMPORT_AT_ONCE_BYTES:
        return False
    return batch.state != State.CHECKING or batch.total <= AT_ONCE_FIGURES


def _try(step: Callable[..., None], batch: ImportBatch, *, at_once: bool, by_command: bool) -> None:
    """Take one step; whatever goes wrong is told on the batch, and nothing half stays."""
    tries = (batch.message or {}).get("tries", 0)
    if tries >= MOST_TRIES:
        batches.refuse(batch=batch, refusal=Refused("import_failed"))
        return
    move(batch=batch, to=batch.state, message={**(batch.message or {}), "tries": tries + 1})
    try:
        if batch.cancel_asked:
            raise Cancelled
        with Progress(batch.pk) as progress:
            step(batch, _standing(batch, by_command), progress, at_once)
    except Cancelled:
        _stop(batch)
    except Refused as refusal:
        batches.refuse(batch=batch, refusal=refusal)
    except NotAllowed:
        batches.refuse(batch=batch, refusal=Refused("not_allowed"))
    except OperationalError:
        raise  # the database was lost, not the file: it is taken up again
    except Exception:
        log.exception("file %s could not be moved on", batch.pk)
        batches.refuse(batch=batch, refusal=Refused("import_failed"))


def _stop(batch: ImportBatch) -> None:
    """A file that a person stopped: tested ones keep their test, others are given up."""
    if batch.state == State.TAKING and batch.undo_of_id is None:
        move(batch=batch, to=State.CHECKED, cancel_asked=False, message=_said(batch), done=0)
        return
    staging.clear(batch_id=batch.pk)
    batches.forget_file(batch=batch)
    move(batch=batch, to=State.CANCELLED, cancel_asked=False, message=None)


def _said(batch: ImportBatch, **more: Any) -> dict[str, Any]:
    """What is told of the batch, without the count of tries."""
    told = {name: what for name, what in (batch.message or {}).items() if name != "tries"}
    return {**told, **more}


def _standing(batch: ImportBatch, by_command: bool) -> Standing | None:
    if by_command:
        return None
    return standing_of(batch.imported_by) if batch.imported_by else Standing()


def _look(
    batch: ImportBatch, standing: Standing | None, _progress: Progress, at_once: bool
) -> None:
    """See what the file holds, and how it seems to be made."""
    assert batch.file is not None  # noqa: S101 - it is received with one
    move(batch=batch, to=State.READING)
    book = read_book(standing)
    seconds = AT_ONCE_SECONDS if at_once else child.LOOK_SECONDS
    with files.on_disk(batch.file) as path:
        looked = child.look(path, known_areas=list(book.areas), seconds=seconds)
    notes = [*looked.notes, *(n for s in looked.sheets if s.recognised for n in s.recognised.notes)]
    if any(note.code == "cpr" for note in notes):
        raise Refused("cpr_in_file", "", address=next(n.address for n in notes if n.code == "cpr"))
    template = read_as_template(looked)
    reading = template or propose(
        looked=looked, source=batch.source, book=book, file_name=batch.file_name
    )
    is_known = template is not None or reading.mapping is not None
    kind = ImportBatch.Kind.TEMPLATE if template else ImportBatch.Kind.WORKBOOK
    if not template and looked.kind == "text":
        kind = ImportBatch.Kind.TABLE
    # A file that says everything itself needs no explanation.
    is_tidy = "ask_indicator" not in reading.asked and not reading.shape.categories
    ready = not reading.asked and (is_known or is_tidy)
    move(
        batch=batch, to=State.CHECKING if ready else State.SHAPE, kind=kind,
        recognised=looked.to_json(), shape=reading.to_json(), message=_said(batch),
        total=reading.recognised.figures, done=0,
    )  # fmt: skip


def _check(
    batch: ImportBatch, standing: Standing | None, progress: Progress, _at_once: bool
) -> None:
    """Test every row, and count what each would do."""
    assert batch.file is not None  # noqa: S101
    book = read_book(standing)
    template = read_as_template(looked_at(batch))
    reading = template or reading_of(batch, book)
    with files.on_disk(batch.file) as path:
        staged = staging.stage(
            batch=batch, blocks=child.blocks(path, reading.shape), shape=reading.shape,
            meaning=reading.meaning, book=book, own=own_data_sets(standing), progress=progress,
        )  # fmt: skip
    if staged.private:
        raise Refused("cpr_in_file", "", address=staged.private)
    if template is not None:
        staged = replace(staged, outcomes=template_rows.settle(batch=batch))
    told = {
        "left_out": staged.left_out, "names": staged.left_out_names, "ahead": staged.ahead,
    }  # fmt: skip
    move(
        batch=batch, to=State.CHECKED, new=staged.count("new"), changed=staged.count("changed"),
        unchanged=staged.count("unchanged"), refused=staged.count("refused"), done=0,
        total=staged.count("new") + staged.count("changed"),
        message={**told, **({"moved": True} if (batch.message or {}).get("moved") else {})},
    )  # fmt: skip


def _take(batch: ImportBatch, standing: Standing | None, progress: Progress, _at: bool) -> None:
    """Take in what was tested; where figures moved meanwhile, test anew."""
    correction = (batch.message or {}).get("correction", "")
    try:
        if batch.undo_of_id is not None:
            undoing.carry_out(batch=batch, standing=standing, progress=progress)
        else:
            taking.take(
                batch=batch, book=read_book(standing), standing=standing, progress=progress,
                correction=correction,
            )  # fmt: skip
    except taking.Moved:
        move(batch=batch, to=State.CHECKING, message={"moved": True}, done=0)
    except Refused as refusal:
        if batch.undo_of_id is not None:
            raise
        # A rule that only shows when all figures stand together: what was tested stays tested.
        facts = {name: str(fact) for name, fact in refusal.facts.items()}
        stopped = {"code": refusal.code, "field": refusal.field, "facts": facts}
        move(batch=batch, to=State.CHECKED, message=_said(batch, stopped=stopped), done=0)


def _tell(batch: ImportBatch) -> None:
    """A notice to the person who left the page while the worker went on."""
    sentences = {
        State.CHECKED: READY,
        State.SHAPE: READY,
        State.DONE: TAKEN,
        State.REFUSED: NOT_TAKEN,
    }
    sentence = sentences.get(State(batch.state))
    if sentence is None or batch.imported_by is None:
        return
    notices.tell(
        users=[batch.imported_by], kind="import", message=sentence,
        values={"name": batch.file_name},
        path=reverse("indicators:import-detail", kwargs={"pk": batch.pk}),
        key=f"import-{batch.pk}-{batch.state}",
    )  # fmt: skip


STEPS: dict[State, Callable[[ImportBatch, Standing | None, Progress, bool], None]] = {
    State.WAITING: _look,
    State.READING: _look,
    State.CHECKING: _check,
    State.TAKING: _take,
}
