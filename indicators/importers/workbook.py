"""Workbooks of the kind .xlsx, read as a stream: sheets, cells, number formats, merged ranges.

Written on the standard library's XML parser, so that a formula without a stored value, a percent
format and a blank leading row are all seen, and no sheet is ever held in memory as a whole.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from indicators.importers.archives import parsed, scanned, xml_parser
from indicators.importers.sheets import (
    DATE,
    ERROR,
    FORMULA,
    LONGEST_TEXT,
    MOST_CELLS,
    MOST_ROWS,
    NUMBER,
    PERCENT,
    TEXT,
    Cell,
    Extent,
    Merged,
    Row,
    Sheet,
    canonical,
    date_of,
    percent,
)
from indicators.importers.styles import Styles, read_styles
from indicators.rules.values import Refused

MOST_SHEETS = 200
_MOST_LETTERS = 20_000_000  # of all shared texts together
_LARGEST_TEXTS = 60_000_000  # as XML
_MERGED = re.compile(rb'mergeCell\s+ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_MOST_MERGED = 20_000
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True)
class Parts:
    """What all sheets of a workbook share."""

    archive: zipfile.ZipFile
    texts: list[str]
    styles: Styles
    from_1904: bool


def read_workbook(archive: zipfile.ZipFile) -> list[Sheet]:
    """The sheets of a workbook, hidden ones too. Raises `Refused`."""
    names = set(archive.namelist())
    book = next((name for name in ("xl/workbook.xml", "xl/workbook2.xml") if name in names), "")
    if not book:
        raise Refused("not_a_workbook")
    listed, from_1904 = _listed(archive, book)
    targets = _targets(archive, book)
    strings = next((n for kind, n in targets.values() if kind == "sharedStrings"), "")
    formats = next((n for kind, n in targets.values() if kind == "styles"), "")
    if strings in names and archive.getinfo(strings).file_size > _LARGEST_TEXTS:
        raise Refused("file_takes_too_much")
    parts = Parts(
        archive,
        _shared_texts(archive, strings) if strings in names else [],
        read_styles(archive, formats) if formats in names else Styles(),
        from_1904,
    )
    sheets = []
    for name, relation, hidden in listed[:MOST_SHEETS]:
        kind, part = targets.get(relation, ("", ""))
        if kind == "worksheet" and part in names:
            sheets.append(_sheet(parts, name, part, is_hidden=hidden))
    if not sheets:
        raise Refused("empty_file")
    return sheets


def _sheet(parts: Parts, name: str, part: str, *, is_hidden: bool) -> Sheet:
    fills: Counter[int] = Counter()
    return Sheet(
        name=name,
        rows=lambda: _rows(parts, name, part, fills),
        is_hidden=is_hidden,
        merged=_scan(parts.archive, name, part),
        fills=fills,
    )


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


def _listed(archive: zipfile.ZipFile, book: str) -> tuple[list[tuple[str, str, bool]], bool]:
    """Name, relation and hiddenness of each sheet; whether days are counted from 1904."""
    sheets: list[tuple[str, str, bool]] = []
    from_1904: list[str] = []

    def start(tag: str, said: dict[str, str]) -> None:
        if _local(tag) == "sheet":
            relation = next((v for k, v in said.items() if k.endswith(":id")), "")
            hidden = said.get("state", "visible") != "visible"
            sheets.append((said.get("name", ""), relation, hidden))
        elif _local(tag) == "workbookPr":
            from_1904.append(said.get("date1904", ""))

    parser = xml_parser()
    parser.StartElementHandler = start
    for _ in parsed(archive, book, parser):
        pass
    return sheets, from_1904[:1] in (["1"], ["true"])


def _targets(archive: zipfile.ZipFile, book: str) -> dict[str, tuple[str, str]]:
    """Kind and part of each relation of the workbook."""
    folder, file = posixpath.split(book)
    targets: dict[str, tuple[str, str]] = {}

    def start(tag: str, said: dict[str, str]) -> None:
        if _local(tag) == "Relationship" and said.get("TargetMode") != "External":
            target = said.get("Target", "")
            joined = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
            targets[said.get("Id", "")] = said.get("Type", "").rpartition("/")[2], joined

    parser = xml_parser()
    parser.StartElementHandler = start
    for _ in parsed(archive, f"{folder}/_rels/{file}.rels", parser):
        pass
    return targets


def _shared_texts(archive: zipfile.ZipFile, name: str) -> list[str]:
    texts: list[str] = []
    pieces: list[str] = []
    state = {"is_text": False, "is_reading": False}
    letters = 0

    def start(tag: str, _said: dict[str, str]) -> None:
        local = _local(tag)
        if local == "si":
            pieces.clear()
        elif local == "rPh":  # how a Japanese name is said: no part of the text
            state["is_reading"] = True
        state["is_text"] = local == "t" and not state["is_reading"]

    def end(tag: str) -> None:
        nonlocal letters
        local = _local(tag)
        if local == "si":
            texts.append(_plain("".join(pieces)))
            letters += len(texts[-1])
            if letters > _MOST_LETTERS:
                raise Refused("file_takes_too_much")
        elif local == "rPh":
            state["is_reading"] = False
        state["is_text"] = False

    def data(text: str) -> None:
        if state["is_text"] and len(pieces) < LONGEST_TEXT:
            pieces.append(text[:LONGEST_TEXT])

    parser = xml_parser()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = data
    for _ in parsed(archive, name, parser):
        pass
    return texts


def _plain(text: str) -> str:
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return " ".join(text.split())[:LONGEST_TEXT]


def _scan(archive: zipfile.ZipFile, name: str, part: str) -> tuple[Merged, ...]:
    """Merged ranges, found without parsing; counts rows and cells on the way."""
    found: dict[Merged, None] = {}
    counts = [0, 0]

    def seen(chunk: bytes) -> None:
        counts[0] += chunk.count(b"<row ") + chunk.count(b":row ")
        counts[1] += chunk.count(b"<c ") + chunk.count(b":c ")
        if counts[0] > 4 * MOST_ROWS or counts[1] > 2 * MOST_CELLS:
            raise Refused("sheet_too_large", sheet=name, limit=MOST_CELLS, rows=MOST_ROWS)
        if b"mergeCell" in chunk and len(found) < _MOST_MERGED:
            for a, b, c, d in _MERGED.findall(chunk):
                found[int(b), place_of(a.decode()), int(d), place_of(c.decode())] = None

    scanned(archive, part, seen)
    return tuple(found)


def place_of(column: str) -> int:
    """The place of a column by its letters: A is 0, AA is 26."""
    place = 0
    for letter in column:
        place = place * 26 + ord(letter) - 64
    return place - 1


class _Reader:
    """Collects the cells of one sheet as the parser meets them."""

    def __init__(self, parts: Parts, fills: Counter[int]) -> None:
        self._parts, self._fills = parts, fills
        self.done: list[Row] = []
        self._row, self._place, self._cells = 0, -1, list[Cell]()
        self._kind, self._style = "", 0
        self._value: list[str] | None = None
        self._pieces: list[str] = []
        self._has_formula = False
        self._columns: dict[str, int] = {}

    def start(self, tag: str, said: dict[str, str]) -> None:
        """An element begins."""
        if ":" in tag:
            tag = _local(tag)
        if tag == "c":
            name = said.get("r")
            self._place = self._column(name) if name else self._place + 1
            self._kind = said.get("t", "n")
            self._style = int(said.get("s", 0))
            self._has_formula = False
            self._pieces = []
        elif tag in {"v", "t"}:
            self._value = self._pieces
        elif tag == "f":
            self._has_formula = True
        elif tag == "row":
            self._row = int(said["r"]) if "r" in said else self._row + 1
            self._place, self._cells = -1, []
        elif tag == "rPh":
            self._value = None

    def data(self, text: str) -> None:
        """Text inside an element."""
        if self._value is not None and len(self._value) < LONGEST_TEXT:
            self._value.append(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        if ":" in tag:
            tag = _local(tag)
        if tag in {"v", "t"}:
            self._value = None
        elif tag == "c":
            self._take("".join(self._pieces))
        elif tag == "row" and self._cells:
            self.done.append((self._row, self._cells))

    def _column(self, name: str) -> int:
        letters = name.rstrip("0123456789")
        place = self._columns.get(letters)
        if place is None:
            if not re.fullmatch("[A-Z]{1,3}", letters):
                raise Refused("damaged_file")
            place = self._columns[letters] = place_of(letters)
        return place

    def _take(self, raw: str) -> None:
        kind, text = self._read(raw)
        if text or kind == FORMULA:
            self._cells.append((self._place, kind, text))
            if kind in {NUMBER, PERCENT}:
                fill = self._parts.styles.fill(self._style)
                self._fills[fill] += 1

    def _read(self, raw: str) -> tuple[str, str]:
        kind = self._kind
        if kind == "s":
            place = int(raw or -1)
            known = 0 <= place < len(self._parts.texts)
            return TEXT, self._parts.texts[place] if known else ""
        if kind in {"str", "inlineStr"}:
            return TEXT, _plain(raw)
        if kind == "e":
            return ERROR, raw
        if kind == "b":
            return TEXT, raw
        if not raw:
            return (FORMULA, "") if self._has_formula else (TEXT, "")
        if kind == "d":
            return DATE, raw[:10]
        return self._number(raw)

    def _number(self, raw: str) -> tuple[str, str]:
        form = self._parts.styles.form(self._style)
        try:
            if form == DATE:
                return DATE, date_of(raw, from_1904=self._parts.from_1904)
            if form == PERCENT:
                return PERCENT, percent(raw)
            return NUMBER, canonical(raw)
        except (ValueError, OverflowError, ArithmeticError):
            return TEXT, raw[:100]


def _rows(parts: Parts, name: str, part: str, fills: Counter[int]) -> Iterator[Row]:
    fills.clear()
    reader, extent = _Reader(parts, fills), Extent(name)
    parser = xml_parser()
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.data
    last = 0
    for _ in parsed(parts.archive, part, parser):
        for row, cells in reader.done:
            if row <= last:
                raise Refused("damaged_file")
            last = row
            extent.take(row, cells)
            yield row, cells
        reader.done.clear()
