"""Workbooks of the kind .ods, read as a stream."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

from indicators.importers.archives import DAMAGE, is_in_part, parsed, xml_parser
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
    Merged,
    Row,
    Sheet,
    canonical,
    percent,
)
from indicators.rules.values import Refused

_PART, _MANIFEST = "content.xml", "META-INF/manifest.xml"
_KINDS = {"percentage": PERCENT, "float": NUMBER, "currency": NUMBER, "date": DATE}


def is_opendocument(archive: zipfile.ZipFile) -> bool:
    """Whether an archive says of itself that it is a spreadsheet of this kind."""
    try:
        with archive.open("mimetype") as stream:
            return b"opendocument.spreadsheet" in stream.read(100)
    except DAMAGE:
        return False


def read_opendocument(archive: zipfile.ZipFile) -> list[Sheet]:
    """The sheets of a workbook, hidden ones too. Raises `Refused`."""
    if _PART not in archive.namelist():
        raise Refused("not_a_workbook")
    if _MANIFEST in archive.namelist() and is_in_part(archive, _MANIFEST, b"encryption-data"):
        raise Refused("encrypted_file")
    # Names, hiddenness and merged ranges are known once the whole part has been read.
    readers = _Reader.all_of(archive)
    if not readers.names:
        raise Refused("empty_file")
    return [
        Sheet(
            name=name,
            rows=lambda wanted=place: _rows(archive, wanted),  # type: ignore[misc]
            is_hidden=readers.table_styles[place] in readers.hidden_styles,
            merged=tuple(readers.merged[place]),
        )
        for place, name in enumerate(readers.names)
    ]


def _rows(archive: zipfile.ZipFile, wanted: int) -> Iterator[Row]:
    reader = _Reader(wanted)
    extent: Extent | None = None
    for _ in reader.fed(archive):
        if len(reader.names) > wanted and extent is None:
            extent = Extent(reader.names[wanted])
        for row, cells in reader.done:
            if extent:
                extent.take(row, cells)
            yield row, cells
        reader.done.clear()
        if len(reader.names) > wanted + 1:
            return


class _Reader:
    """Collects the cells of one table, or with `wanted` None only names and merged ranges."""

    def __init__(self, wanted: int | None) -> None:
        self._wanted = wanted
        self.names: list[str] = []
        self.table_styles: list[str] = []
        self.hidden_styles: set[str] = set()
        self.merged: list[list[Merged]] = []
        self.done: list[Row] = []
        self._style = ""
        self._row, self._row_times = 0, 1
        self._place, self._times = 0, 1
        self._cells: list[Cell] = []
        self._said: dict[str, str] = {}
        self._pieces: list[str] = []
        self._is_text, self._notes = False, 0

    @classmethod
    def all_of(cls, archive: zipfile.ZipFile) -> _Reader:
        """One pass for what stands outside the cells."""
        reader = cls(None)
        for _ in reader.fed(archive):
            reader.done.clear()
        return reader

    def fed(self, archive: zipfile.ZipFile) -> Iterator[None]:
        """Parse the part, a chunk at a time."""
        parser = xml_parser()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._data
        return parsed(archive, _PART, parser)

    def _start(self, tag: str, said: dict[str, str]) -> None:
        if tag in {"table:table-cell", "table:covered-table-cell"}:
            self._said, self._pieces = said, []
            self._times = int(said.get("table:number-columns-repeated", 1))
        elif tag == "text:p":
            self._is_text = not self._notes
            if self._pieces:
                self._pieces.append(" ")
        elif tag == "office:annotation":
            self._notes += 1
        elif tag == "table:table-row":
            self._place, self._cells = 0, []
            self._row_times = int(said.get("table:number-rows-repeated", 1))
        elif tag == "table:table":
            self.names.append(said.get("table:name", ""))
            self.table_styles.append(said.get("table:style-name", ""))
            self.merged.append([])
            self._row = 0
        elif tag == "style:style":
            self._style = said.get("style:name", "")
        elif tag == "style:table-properties" and said.get("table:display") == "false":
            self.hidden_styles.add(self._style)

    def _data(self, text: str) -> None:
        if self._is_text and not self._notes and len(self._pieces) < LONGEST_TEXT:
            self._pieces.append(text)

    def _end(self, tag: str) -> None:
        if tag == "table:table-cell":
            self._take()
            self._place += self._times
        elif tag == "table:covered-table-cell":
            self._place += self._times
        elif tag == "text:p":
            self._is_text = False
        elif tag == "office:annotation":
            self._notes -= 1
        elif tag == "table:table-row":
            self._end_row()

    def _end_row(self) -> None:
        if self._cells and self._wanted == len(self.names) - 1:
            if self._row_times * self._cells[-1][0] > 1_000_000 or self._row_times > 250_000:
                raise Refused(
                    "sheet_too_large", sheet=self.names[-1], limit=1_000_000, rows=250_000
                )
            self.done.extend((self._row + n, self._cells) for n in range(1, self._row_times + 1))
        self._row += self._row_times

    def _take(self) -> None:
        said = self._said
        down = int(said.get("table:number-rows-spanned", 1))
        right = int(said.get("table:number-columns-spanned", 1))
        row = self._row + 1
        if (down > 1 or right > 1) and self.merged:
            self.merged[-1].append((row, self._place, row + down - 1, self._place + right - 1))
        if self._wanted != len(self.names) - 1:
            return
        kind, text = self._read()
        if text or kind == FORMULA:
            if self._times > 100_000:
                raise Refused(
                    "sheet_too_large", sheet=self.names[-1], limit=1_000_000, rows=250_000
                )
            self._cells += [(self._place + n, kind, text) for n in range(self._times)]

    def _read(self) -> tuple[str, str]:
        said, shown = self._said, " ".join("".join(self._pieces).split())[:LONGEST_TEXT]
        kind = _KINDS.get(said.get("office:value-type", ""), TEXT)
        if shown.startswith(("#", "Err:")) and "table:formula" in said:
            return ERROR, shown
        if kind == DATE:
            return DATE, said.get("office:date-value", "")[:10]
        if kind == TEXT:
            unread = "table:formula" in said and "office:value-type" not in said and not shown
            return (FORMULA, "") if unread else (TEXT, shown)
        try:
            number = said.get("office:value", "")
            return kind, percent(number) if kind == PERCENT else canonical(number)
        except (ValueError, ArithmeticError):
            return TEXT, shown
