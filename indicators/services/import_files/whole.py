"""A file taken in at one go, by somebody on the server: no questions, the answers come with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from django.db import transaction

from indicators.importers import child, shapes
from indicators.models import ImportBatch, ImportRow, Source
from indicators.rules.values import Refused
from indicators.services.import_files import batches, staging, taking
from indicators.services.import_files.batches import State
from indicators.services.import_files.books import Book, read_book
from indicators.services.import_files.interpreting import Reading, propose
from indicators.services.import_files.meanings import Meaning
from indicators.services.import_files.pages import Line, lines

PIECE = 1 << 20
MOST_TOLD = 50


@dataclass(frozen=True)
class Answers:
    """What a person would be asked about the file."""

    indicator: str = ""
    source: str = ""
    leaves_out: bool = False
    chosen: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Report:
    """What the file did, or would do: rows by outcome, and why the first of them are refused."""

    counts: Mapping[str, int]
    left_out: int
    refused: tuple[Line, ...] = ()

    @property
    def is_taken(self) -> bool:
        """Whether nothing stood in its way."""
        return not self.counts.get(ImportRow.Outcome.REFUSED, 0)


def take_in_whole(*, path: Path, answers: Answers, dry_run: bool = False) -> Report:
    """Take in a file, or tell what it would do. All of it or nothing; no change, no trace.

    Raises `Refused` where the file as a whole cannot be read, or something is still to be asked.
    """
    book = read_book(None)
    source = book.source(answers.source) if answers.source else None
    with transaction.atomic():
        batch = batches.receive(name=path.name, pieces=_pieces(path), by=None, source=source)
        reading = _reading(path, answers, source, book)
        batch.shape = reading.to_json()
        staged = staging.stage(
            batch=batch, blocks=child.blocks(path, reading.shape), shape=reading.shape,
            meaning=reading.meaning, book=book, own=batches.own_data_sets(None),
        )  # fmt: skip
        if staged.private:
            raise Refused("cpr_in_file", "", address=staged.private)
        refused = _refused(batch, book)
        report = Report(staged.outcomes, staged.left_out, refused)
        changes = staged.count("new") + staged.count("changed")
        if dry_run or not report.is_taken or not changes:
            staging.clear(batch_id=batch.pk)
            transaction.set_rollback(True)
            return report
        batches.move(
            batch=batch, to=State.TAKING, shape=batch.shape, new=staged.count("new"),
            changed=staged.count("changed"), unchanged=staged.count("unchanged"), total=changes,
        )  # fmt: skip
        taking.take(batch=batch, book=book, standing=None)
    return report


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while piece := stream.read(PIECE):
            yield piece


def _reading(path: Path, answers: Answers, source: Source | None, book: Book) -> Reading:
    """How the file is read, with the answers that came along. Raises `Refused`."""
    looked = child.look(path, known_areas=list(book.areas))
    reading = propose(looked=looked, source=source, book=book, file_name=path.name)
    shape, meaning = reading.shape, reading.meaning
    if answers.chosen:
        names = {name.lower(): name for name in shape.categories}
        unknown = [name for name in answers.chosen if name.lower() not in names]
        if unknown:
            raise Refused("missing_columns", columns=", ".join(unknown))
        picked = {names[name.lower()]: member for name, member in answers.chosen.items()}
        shape = shape.corrected(chosen={**shape.chosen, **picked})
    open_ones = [n for n in shape.categories if n not in shape.chosen and n != meaning.breakdown]
    if open_ones:
        raise Refused("no_total", column=open_ones[0])
    meaning = replace(meaning, leaves_out=meaning.leaves_out or answers.leaves_out)
    if answers.indicator:
        meaning = replace(meaning, indicator=_indicator(answers.indicator, book))
    if not meaning.indicator and not shape.with_role(shapes.INDICATOR):
        raise Refused("needs_indicator", "indicator")
    _check_questions(reading)
    return replace(reading, shape=shape, meaning=meaning or Meaning())


def _check_questions(reading: Reading) -> None:
    settled = {"ask_indicator", "ask_indicators", "ask_dimension", "ask_mark"}
    left = [code for code in reading.asked if code not in settled]
    if left:
        raise Refused("must_be_asked")


def _indicator(text: str, book: Book) -> int:
    found = book.indicators.get(text.lower())
    if found is None:
        raise Refused("unknown_indicator", "indicator")
    return found


def _refused(batch: ImportBatch, book: Book) -> tuple[Line, ...]:
    _page, found = lines(batch, ImportRow.Outcome.REFUSED, None, book)
    return tuple(found[:MOST_TOLD])
