"""Files that arrive as a person's upload does, and what is told of their rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from accounts.models import User
from indicators.importers import child
from indicators.importers.blocks import Block, unpacked
from indicators.importers.files import open_file
from indicators.importers.findings import Looked, looked_from_json
from indicators.importers.reader import blocks_by_shape
from indicators.importers.recognition import look_at
from indicators.importers.shapes import Shape
from indicators.models import ImportBatch, ImportRow, Source
from indicators.services.import_files import batches, explaining, work
from indicators.services.import_files.books import read_book
from indicators.services.import_files.pages import lines
from partnership.services.standing import standing_of


def arrive(
    user: User, content: str | bytes, *, name: str = "tal.csv", source: Source | None = None
) -> ImportBatch:
    """A file as far as it comes while its person waits."""
    raw = content.encode() if isinstance(content, str) else content
    batch = batches.receive(name=name, pieces=[raw], by=user, source=source)
    return moved_on(batch)


def moved_on(batch: ImportBatch, *, at_once: bool = True) -> ImportBatch:
    """The same file after its next steps."""
    work.advance(batch_id=batch.pk, at_once=at_once)
    return ImportBatch.objects.get(pk=batch.pk)


def taken(batch: ImportBatch, *, correction: str = "") -> ImportBatch:
    """The same file, taken in as the button does it."""
    explaining.begin_taking(batch=batch, correction=correction)
    return moved_on(batch)


def told(batch: ImportBatch, outcome: str = "refused") -> list[tuple[str, ...]]:
    """The rows of an outcome in words: address, what stands there and why; or place, old and new."""
    assert batch.imported_by is not None
    book = read_book(standing_of(batch.imported_by))
    _page, found = lines(batch, outcome, None, book)
    if outcome == ImportRow.Outcome.REFUSED:
        return [(line.address, line.place, line.reason) for line in found]
    return [(line.place, line.old, line.new) for line in found]


def counts(batch: ImportBatch) -> tuple[int, int, int, int]:
    """New, changed, unchanged and refused rows."""
    return batch.new, batch.changed, batch.unchanged, batch.refused


def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let files be read by this process instead of a child."""

    def look(path: Path, *, known_areas: Iterable[str] = (), seconds: int = 0) -> Looked:
        kind, sheets = open_file(path)
        found = look_at(kind, sheets, list(known_areas)).to_json()
        return looked_from_json(json.loads(json.dumps(found, default=str)))

    def blocks(path: Path, shape: Shape, *, seconds: int = 0) -> Iterator[Block]:
        said = blocks_by_shape(path, shape)
        yield from unpacked(json.loads(json.dumps(one)) for one in said)

    monkeypatch.setattr(child, "look", look)
    monkeypatch.setattr(child, "blocks", blocks)
