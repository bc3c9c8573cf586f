"""A tidy file: one figure a row. Bytes go in, rows of text come out; nothing is looked up here.

Column names are English or Danish in any order and case; the separator is ";", "," or a tab; the
text is UTF-8 (with or without a mark), UTF-16 with a mark, or Windows-1252.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from indicators.rules.values import Refused
from partnership.rules.privacy import looks_like_cpr

MOST_ROWS = 20_000
COLUMNS = {
    "area": {"area", "område", "omraade"},
    "indicator": {"indicator", "indikator"},
    "period": {"period", "periode", "year", "år", "aar"},
    "numerator": {"numerator", "tæller", "taeller"},
    "denominator": {"denominator", "nævner", "naevner"},
    "value": {"value", "værdi", "vaerdi"},
    "n": {"n", "answers", "antal_svar", "svar"},
    "invited": {"invited", "inviterede", "inviteret"},
    "population": {"population", "gruppen_i_alt", "befolkning"},
    "design_effect": {"design_effect", "designeffekt"},
    "sd": {"sd", "spredning", "standardafvigelse"},
    "state": {"state", "tilstand"},
    "source": {"source", "kilde"},
    "published_on": {"published_on", "published", "offentliggjort"},
    "comment": {"comment", "kommentar", "bemærkning"},
}
NUMBERS = ("numerator", "denominator", "value", "n", "design_effect", "sd")
_DELIMITERS = (";", ",", "\t")
_DANISH_DECIMALS = re.compile(r"\d,(\d{1,2}|\d{4,})\D*$")
_ENGLISH_DECIMALS = re.compile(r"(\d\.(\d{1,2}|\d{4,})|^0\.\d+)\D*$")


@dataclass(frozen=True)
class FileRow:
    """One row as text by column; `number` is its line in the file, the heading being line 1."""

    number: int
    texts: dict[str, str]
    private: str = ""  # the column in which something looks like a CPR number; its texts are gone


@dataclass(frozen=True)
class FileRows:
    """All rows of a file, whether its numbers are English, and columns that are not used."""

    rows: list[FileRow]
    is_english: bool = False
    unused: list[str] = field(default_factory=list)
    left_out: int = 0


def decode(content: bytes) -> str:
    """The file's text. Raises `Refused` for workbooks and for what is no text."""
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Refused("is_workbook")
    try:
        if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return content.decode("utf-16")
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError:
            raise Refused("not_text") from None
    if "\0" in text:
        raise Refused("not_text")
    return text


def read_lines(text: str) -> tuple[list[str], list[tuple[int, list[str]]], str]:
    """Heading, numbered lines and separator. Raises `Refused` when nothing is there."""
    heading = text.lstrip("\ufeff\r\n").split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=heading.count)
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=delimiter)
    try:
        lines = [
            (reader.line_num, [part.strip() for part in line])
            for line in reader
            if any(part.strip() for part in line)
        ]
    except csv.Error:
        raise Refused("not_text") from None
    if len(lines) < 2:
        raise Refused("empty_file")
    if len(lines) - 1 > MOST_ROWS:
        raise Refused("too_many_rows", limit=MOST_ROWS)
    return lines[0][1], lines[1:], delimiter


def read_table(content: bytes, *, needs_indicator: bool = True) -> FileRows:
    """Rows of a tidy file. Raises `Refused` when the file as a whole cannot be read."""
    heading, lines, delimiter = read_lines(decode(content))
    places: dict[str, int] = {}
    unused = []
    for place, name in enumerate(heading):
        column = _column(name)
        if column is None or column in places:
            unused.append("" if looks_like_cpr(name) else name)
        else:
            places[column] = place
    needed = ["area", "period", *(["indicator"] if needs_indicator else [])]
    missing = [column for column in needed if column not in places]
    if missing:
        raise Refused("missing_columns", columns=tuple(missing))
    if not {"value", "numerator", "state"} & set(places):
        raise Refused("missing_columns", columns=("value",))
    rows = [_row(number, line, places, heading) for number, line in lines]
    return FileRows(rows, is_english(rows, delimiter), [name for name in unused if name])


def _column(name: str) -> str | None:
    plain = name.strip().lower().replace(" ", "_")
    return next((column for column, known in COLUMNS.items() if plain in known), None)


def _row(
    number: int, line: Sequence[str], places: dict[str, int], heading: Sequence[str]
) -> FileRow:
    private = first_private(line, heading)
    if private:
        return FileRow(number, {}, private)
    texts = {column: line[place] if place < len(line) else "" for column, place in places.items()}
    return FileRow(number, texts)


def first_private(line: Sequence[str], heading: Sequence[str]) -> str:
    """The name of the first column whose text looks like a CPR number; empty when none does."""
    for place, part in enumerate(line):
        if looks_like_cpr(part):
            return heading[place] if place < len(heading) and heading[place] else str(place + 1)
    return ""


def is_english(rows: Iterable[FileRow], delimiter: str) -> bool:
    """Whether the file's numbers have the dot as decimal sign; judged by all of them together."""
    numbers = [row.texts.get(column, "") for row in rows for column in NUMBERS]
    if any(_DANISH_DECIMALS.search(text) for text in numbers):
        return False
    return delimiter == "," or any(_ENGLISH_DECIMALS.search(text) for text in numbers)
