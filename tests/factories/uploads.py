"""Small files as staff have them, and small files as nobody should have them."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

TYPES = (
    '<?xml version="1.0"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
)
SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BOOK = (
    f'<workbook {SPACE} xmlns:r="{RELATIONS}">'
    '<sheets><sheet name="Ark1" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
BOOK_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{RELATIONS}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
    f'<Relationship Id="rId3" Type="{RELATIONS}/styles" Target="styles.xml"/>'
    "</Relationships>"
)


def sheet_xml(rows: str, *, before: str = "", after: str = "") -> str:
    """A worksheet part with these rows."""
    return f"{before}<worksheet {SPACE}><sheetData>{rows}</sheetData>{after}</worksheet>"


ONE_CELL = sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>')


def archive(path: Path, parts: Mapping[str, str | bytes] | None = None) -> Path:
    """A workbook put together by hand, with these parts instead of or beside the usual ones."""
    usual = {
        "[Content_Types].xml": TYPES,
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": BOOK_RELATIONS,
        "xl/worksheets/sheet1.xml": ONE_CELL,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name, content in {**usual, **(parts or {})}.items():
            packed.writestr(name, content)
    return path


def workbook(
    path: Path,
    sheets: Mapping[str, Sequence[Sequence[Any]]],
    *,
    hidden: Sequence[str] = (),
    merged: Mapping[str, Sequence[str]] | None = None,
) -> Path:
    """A workbook as a spreadsheet program writes it; None is a blank cell, "=A1" a formula.

    A pair is a value and its number format; a merged range takes the text of its first cell.
    """
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                for place, cell in enumerate(cells):
                    _write(book, sheet, row, place, cell)
            for area in (merged or {}).get(name, ()):
                first = area.split(":")[0]
                place = ord(first[0]) - 65
                sheet.merge_range(area, rows[int(first[1:]) - 1][place])
            if name in hidden:
                sheet.hide()
    return path


def _write(book: Any, sheet: Any, row: int, place: int, cell: Any) -> None:
    if isinstance(cell, tuple):
        value, form = cell
        sheet.write(row, place, value, book.add_format({"num_format": form}))
    elif isinstance(cell, str) and cell.startswith("="):
        formula, _bar, cached = cell.partition("|")
        sheet.write_formula(row, place, formula, None, cached)
    elif cell is not None:
        sheet.write(row, place, cell)


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    """A text file."""
    path.write_bytes(text.encode(encoding))
    return path


def opendocument(path: Path, content: str, **parts: str) -> Path:
    """An .ods of one content part."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style")
    )
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr(
            "content.xml", f"<office:document-content {spaces}>{content}</office:document-content>"
        )
        for name, part in parts.items():
            packed.writestr(name.replace("__", "/"), part)
    return path
