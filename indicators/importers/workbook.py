"""Workbooks of the kind .xlsx, read as a stream: sheets, cells, number formats, merged ranges.

Written on the standard library's XML parser, so that a formula without a stored value, a percent
format and a blank leading row are all seen, and no sheet is ever held in memory as a whole.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import Counter

from indicators.importers.archives import parsed, scanned, xml_parser
from indicators.importers.sheets import (
    LONGEST_TEXT,
    MOST_CELLS,
    MOST_ROWS,
    Merged,
    Sheet,
)
from indicators.importers.styles import Styles, read_styles
from indicators.importers.workbook_cells import Parts, local_name, place_of, plain_text, rows_of
from indicators.rules.values import Refused

MOST_SHEETS = 200
_MOST_LETTERS = 20_000_000  # of all shared texts together
_LARGEST_TEXTS = 60_000_000  # as XML
_MERGED = re.compile(rb'mergeCell\s+ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_MOST_MERGED = 20_000


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
        rows=lambda: rows_of(parts, name, part, fills),
        is_hidden=is_hidden,
        merged=_scan(parts.archive, name, part),
        fills=fills,
    )


def _listed(archive: zipfile.ZipFile, book: str) -> tuple[list[tuple[str, str, bool]], bool]:
    """Name, relation and hiddenness of each sheet; whether days are counted from 1904."""
    sheets: list[tuple[str, str, bool]] = []
    from_1904: list[str] = []

    def start(tag: str, said: dict[str, str]) -> None:
        if local_name(tag) == "sheet":
            relation = next((v for k, v in said.items() if k.endswith(":id")), "")
            hidden = said.get("state", "visible") != "visible"
            sheets.append((said.get("name", ""), relation, hidden))
        elif local_name(tag) == "workbookPr":
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
        if local_name(tag) == "Relationship" and said.get("TargetMode") != "External":
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
        local = local_name(tag)
        if local == "si":
            pieces.clear()
        elif local == "rPh":  # how a Japanese name is said: no part of the text
            state["is_reading"] = True
        state["is_text"] = local == "t" and not state["is_reading"]

    def end(tag: str) -> None:
        nonlocal letters
        local = local_name(tag)
        if local == "si":
            texts.append(plain_text("".join(pieces)))
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
