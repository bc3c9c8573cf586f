"""A file of bookings as rows of texts: semicolons or commas, UTF-8 or the older Danish code page."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

COLUMNS = ("pulje", "art", "år", "kvartal", "organisation", "indsats", "tekst", "beløb")
REQUIRED = ("pulje", "art", "år", "kvartal", "beløb")
LARGEST = 1 << 20  # bytes: some fifteen thousand rows
_ALSO = {"aar": "år", "beloeb": "beløb", "belob": "beløb", "tekster": "tekst"}
_MARKS = (";", "\t", ",")


class NotReadable(Exception):
    """The file as a whole cannot be read; `code` says why, `names` which columns."""

    def __init__(self, code: str, names: tuple[str, ...] = ()) -> None:
        super().__init__(code)
        self.code = code
        self.names = names


@dataclass(frozen=True)
class FileRow:
    """One row: its line in the file, and its cells by the names of the columns."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class FileRows:
    """All rows that hold something, and the columns nobody reads."""

    rows: tuple[FileRow, ...]
    unused: tuple[str, ...]


def decoded(data: bytes) -> str:
    """The bytes as text. Raises `NotReadable` for a workbook, or what is no text at all."""
    if len(data) > LARGEST:
        raise NotReadable("too_large")
    if data.startswith(b"PK"):
        raise NotReadable("workbook")
    if b"\0" in data:
        raise NotReadable("not_text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read(text: str) -> FileRows:
    """The rows of a file with a heading. Raises `NotReadable`."""
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_mark(text))
    try:
        return _rows(lines)
    except csv.Error as broken:
        raise NotReadable("not_text") from broken


def _mark(text: str) -> str:
    """The sign between cells: the one the first line has most of."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(_MARKS, key=first.count)


def _rows(lines: csv._reader) -> FileRows:  # type: ignore[name-defined]
    header: list[str] = []
    rows = []
    for cells in lines:
        bare = [_clean(cell) for cell in cells]
        if not any(bare):
            continue
        if not header:
            header = [_ALSO.get(cell.lower(), cell.lower()) for cell in bare]
            _check_header(header)
            continue
        rows.append(FileRow(lines.line_num, dict(zip(header, bare, strict=False))))
    if not rows:
        raise NotReadable("empty")
    return FileRows(tuple(rows), tuple(name for name in header if name and name not in COLUMNS))


def _check_header(header: list[str]) -> None:
    lacking = tuple(name for name in REQUIRED if name not in header)
    if lacking:
        raise NotReadable("columns", lacking)
    twice = tuple(sorted({name for name in header if name and header.count(name) > 1}))
    if twice:
        raise NotReadable("twice", twice)


def _clean(cell: str) -> str:
    """A cell without the apostrophe that made it harmless when it was written."""
    bare = cell.strip()
    return bare[1:].strip() if bare.startswith(("'=", "'+", "'-", "'@")) else bare
