"""Rows to CSV: the file that a spreadsheet set to Danish opens as it stands.

UTF-8 with a mark, semicolons between cells, decimal commas, all digits of a number. A text that a
spreadsheet would run as a formula is made harmless.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
from collections.abc import Iterable, Iterator, Sequence

Cell = str | float | int | bool | dt.date | dt.datetime | None

CONTENT_TYPE = "text/csv; charset=utf-8"
_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


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
    if not math.isfinite(cell):
        return ""
    return repr(cell).removesuffix(".0").replace(".", ",")


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula: one that could be gets an apostrophe in front."""
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_FORMULA) else text


def _line(cells: Sequence[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";", lineterminator="\r\n").writerow(cells)
    return buffer.getvalue()
