"""Rows to files for a spreadsheet: CSV as one set to Danish opens it, and a workbook (XLSX).

CSV: UTF-8 with a mark, semicolons between cells, decimal commas, all digits of a number; a text that
a spreadsheet would run as a formula is made harmless. XLSX: the same rows, numbers as numbers and
days as days; text is stored as text, so there is no formula to run.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

Cell = str | float | int | Decimal | bool | dt.date | dt.datetime | None

CONTENT_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_LONGEST = 32_767  # characters in a cell of a workbook
_WIDEST = 400  # pixels of a column, however long its longest text


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A whole CSV file; numbers given as numbers keep all their digits, text stays text."""
    return "".join(csv_lines(header, rows)).encode()


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """The same file line by line, for long ones that are sent while they are read."""
    yield _MARK + _line([harmless(name) for name in header])
    for row in rows:
        yield _line([text_of(cell) for cell in row])


def text_of(cell: Cell) -> str:
    """One cell as it stands in the file; nothing where there is no number."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return harmless(cell)
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, (dt.date, dt.datetime)):
        return cell.isoformat()
    if isinstance(cell, Decimal):
        return f"{cell:f}".replace(".", ",")
    if not math.isfinite(cell):
        return ""
    return repr(cell).removesuffix(".0").replace(".", ",")


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula: one that could be gets an apostrophe in front."""
    return f"'{text}" if _could_run(text) else text


def _could_run(text: str) -> bool:
    return text.lstrip(" \u00a0").startswith(_FORMULA)


def xlsx_bytes(
    header: Sequence[str], rows: Iterable[Sequence[Cell]], *, sheet: str, fixed: int = 0
) -> bytes:
    """A workbook with one sheet; its head and the first `fixed` columns stay in sight.

    Kept in memory, so meant for tables that fit on a screen's worth of scrolling. Where there is no
    number the cell is empty, as in the CSV file.
    """
    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        page = book.add_worksheet(sheet)
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        kinds = {
            "text": book.add_format({"quote_prefix": True}),  # stays text when edited, too
            "day": book.add_format({"num_format": "d.m.yyyy"}),
            "moment": book.add_format({"num_format": "d.m.yyyy h.mm"}),
        }
        for column, name in enumerate(header):
            page.write_string(0, column, name[:_LONGEST], bold)
        for at, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                _write(page, at, column, cell, kinds)
        page.freeze_panes(1, fixed)
        page.autofit(_WIDEST)
    return buffer.getvalue()


def _write(page: Worksheet, row: int, column: int, cell: Cell, kinds: dict[str, Format]) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, str):
        page.write_string(row, column, cell[:_LONGEST], kinds["text"] if _could_run(cell) else None)
    elif isinstance(cell, dt.datetime):
        page.write_datetime(row, column, cell.replace(tzinfo=None), kinds["moment"])
    elif isinstance(cell, dt.date):
        page.write_datetime(row, column, cell, kinds["day"])
    elif math.isfinite(cell):
        page.write_number(row, column, cell)


def _line(cells: Sequence[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";", lineterminator="\r\n").writerow(cells)
    return buffer.getvalue()
