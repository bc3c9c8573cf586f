"""The cells of one sheet of a workbook of the kind .xlsx, as the parser meets them."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from indicators.importers.archives import parsed, xml_parser
from indicators.importers.sheets import (
    DATE,
    ERROR,
    FORMULA,
    LONGEST_TEXT,
    NUMBER,
    PERCENT,
    TEXT,
    Cell,
    Extent,
    Row,
    canonical,
    date_of,
    percent,
)
from indicators.importers.styles import Styles
from indicators.rules.values import Refused

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True)
class Parts:
    """What all sheets of a workbook share."""

    archive: zipfile.ZipFile
    texts: list[str]
    styles: Styles
    from_1904: bool


def local_name(tag: str) -> str:
    """An element's name without its namespace."""
    return tag.rpartition(":")[2]


def plain_text(text: str) -> str:
    """A text as it is read: without escapes and needless spaces."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return " ".join(text.split())[:LONGEST_TEXT]


def place_of(column: str) -> int:
    """The place of a column by its letters: A is 0, AA is 26."""
    place = 0
    for letter in column:
        place = place * 26 + ord(letter) - 64
    return place - 1


class SheetReader:
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
            tag = local_name(tag)
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
            tag = local_name(tag)
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
            return TEXT, plain_text(raw)
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


def rows_of(parts: Parts, name: str, part: str, fills: Counter[int]) -> Iterator[Row]:
    """The rows of a sheet as they come; the fills of its numbers are counted on the way."""
    fills.clear()
    reader, extent = SheetReader(parts, fills), Extent(name)
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
