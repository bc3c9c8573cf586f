"""A person's answers about a file: how it is read, whom its names mean, and that it may be taken in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from indicators.importers.shapes import Shape
from indicators.models import ImportBatch, Source
from indicators.services.import_files import batches
from indicators.services.import_files.books import Book
from indicators.services.import_files.interpreting import (
    Reading,
    looked_at,
    propose,
    reading_of,
    remember,
    unanswered,
)
from indicators.services.import_files.meanings import Meaning
from indicators.services.nudges import nudge_after_commit
from indicators.services.round_template_files import read_as_template

State = ImportBatch.State


def reading_on(*, batch: ImportBatch, book: Book, sheet: str = "") -> Reading:
    """How a file is read, or would be from another of its sheets."""
    looked = looked_at(batch)
    template = read_as_template(looked)
    if template is not None:
        return template
    if sheet and sheet != (batch.shape or {}).get("sheet"):
        return propose(
            looked=looked, source=batch.source, book=book, file_name=batch.file_name, sheet=sheet
        )
    return reading_of(batch, book)


@transaction.atomic
def explain(
    *,
    batch: ImportBatch,
    book: Book,
    reading: Reading,
    shape: Shape,
    meaning: Meaning,
    source: Source,
    name: str,
    by: User,
) -> Reading:
    """Keep the answers with the file, and remember them for the next; then it is tested.

    What is still unanswered is asked again. A file that went on meanwhile takes no answers.
    """
    if not _waits(batch):
        return reading
    asked = unanswered(reading.recognised, shape, meaning, book)
    said = replace(reading, shape=shape, meaning=meaning, asked=asked)
    if not asked:  # half an answer is none for the next file
        mapping = remember(source=source, reading=said, file_name=batch.file_name, name=name, by=by)
        said = replace(said, mapping=mapping)
    batches.move(
        batch=batch, to=State.SHAPE if asked else State.CHECKING, source=source,
        shape=said.to_json(), message=None, done=0, total=reading.recognised.figures,
    )  # fmt: skip
    nudge_after_commit(batches.TASK)
    return said


@transaction.atomic
def name_areas(
    *, batch: ImportBatch, book: Book, areas: Mapping[str, int], leaves_out: bool, by: User
) -> bool:
    """Say whom the file's names mean; remembered with the mapping of its source.

    False where the file went on meanwhile.
    """
    if not _waits(batch):
        return False
    reading = reading_on(batch=batch, book=book)
    meaning = replace(
        reading.meaning,
        areas={**reading.meaning.areas, **areas},
        leaves_out=leaves_out or reading.meaning.leaves_out,
    )
    said = replace(reading, meaning=meaning)
    if batch.source is not None and batch.kind != ImportBatch.Kind.TEMPLATE:
        named = reading.mapping.name if reading.mapping else batch.file_name
        mapping = remember(
            source=batch.source, reading=said, file_name=batch.file_name, name=named, by=by
        )
        said = replace(said, mapping=mapping)
    batches.move(batch=batch, to=State.CHECKING, shape=said.to_json(), message=None, done=0)
    nudge_after_commit(batches.TASK)
    return True


def _waits(batch: ImportBatch) -> bool:
    """Whether the file still waits for a person; held until the transaction ends."""
    locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    return locked.undo_of_id is None and locked.state in (State.SHAPE, State.CHECKED)


@transaction.atomic
def begin_taking(*, batch: ImportBatch, correction: str = "") -> bool:
    """Order that a tested file be taken in; False where there is nothing to take, or no longer."""
    locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if locked.state != State.CHECKED or locked.refused or not locked.new + locked.changed:
        return False
    told = {n: what for n, what in (locked.message or {}).items() if n in {"left_out", "names"}}
    batches.move(
        batch=batch, to=State.TAKING, message={**told, "correction": correction}, done=0,
        total=locked.new + locked.changed, cancel_asked=False,
    )  # fmt: skip
    nudge_after_commit(batches.TASK)
    return True


def asked_in_words(reading: Reading) -> list[str]:
    """What must be answered before the file can be read."""
    words = {
        "ask_decimal": _("hvad der skiller decimaler"),
        "ask_split_year": _("hvilket år et delt år er tal for"),
        "ask_date": _("hvilken periode en dato gælder"),
        "ask_mark": _("hvad tegn i stedet for tal betyder"),
        "no_area_column": _("hvor områderne står"),
        "no_period_column": _("hvor perioderne står"),
        "ask_indicator": _("hvilken indikator tallene er for"),
        "ask_indicators": _("hvilke indikatorer filens navne er"),
        "ask_dimension": _("hvilke tal af en opdeling der skal med"),
    }
    return [words[code] for code in reading.asked if code in words]


def crumbs(batch: ImportBatch) -> list[tuple[str, str]]:
    """The pages above a file's own."""
    return [
        (_("Filer"), reverse("indicators:import")),
        (batch.file_name, reverse("indicators:import-detail", args=[batch.pk])),
    ]
