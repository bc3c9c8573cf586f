"""Raw sheets: rows of cells as they stand, with nothing read into them yet.

A cell is a plain tuple (place, kind, text), since a workbook may have a million. Blank cells are
left out; rows keep their number in the file, so leading blank rows move no address.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from indicators.rules.values import Refused

TEXT, NUMBER, PERCENT, DATE = "t", "n", "p", "d"
FORMULA = "f"  # a formula whose value the file does not hold
ERROR = "e"  # #N/A, #DIV/0!
Cell = tuple[int, str, str]
Row = tuple[int, list[Cell]]
Merged = tuple[int, int, int, int]  # first row, first place, last row, last place

MOST_CELLS = 1_000_000
MOST_ROWS = 250_000
LONGEST_TEXT = 32_767  # what a cell of a spreadsheet can hold


@dataclass(frozen=True)
class Sheet:
    """One table of a file; `rows` starts anew at each call."""

    name: str
    rows: Callable[[], Iterator[Row]]
    is_hidden: bool = False
    is_text: bool = False
    merged: tuple[Merged, ...] = ()
    delimiter: str = ""
    encoding: str = ""
    # Text files: the same rows as plain lines, for what lies far below the headings.
    lines: Callable[[], Iterator[tuple[int, list[str]]]] | None = None
    # How many figures have each fill; counted while the rows are read.
    fills: Counter[int] = field(default_factory=Counter)


class Extent:
    """Watches how far the cells of a sheet reach. Raises `Refused` when that is too far."""

    def __init__(self, sheet: str) -> None:
        self._sheet, self._place, self._count = sheet, 0, 0

    def take(self, row: int, cells: list[Cell]) -> None:
        """One row more; its last cell is the one furthest to the right."""
        self._place = max(self._place, cells[-1][0])
        self._count += 1
        if row * (self._place + 1) > MOST_CELLS or self._count > MOST_ROWS:
            raise Refused("sheet_too_large", sheet=self._sheet, limit=MOST_CELLS, rows=MOST_ROWS)


def canonical(text: str) -> str:
    """A number as a spreadsheet stores it, with the fifteen digits that it shows.

    Raises `ValueError` when it is none, or is not finite.
    """
    if text.isascii() and text.isdigit() and len(text) < 16 and text[0] != "0":
        return text
    number = float(text)
    short = f"{number:.15g}"
    if "e" in short:
        short = format(Decimal(short), "f")
    elif not short.lstrip("-")[:1].isdigit():
        raise ValueError(text)
    return "0" if short == "-0" else short


def percent(text: str) -> str:
    """A share as stored (0.125) in percent (12.5%)."""
    number = (Decimal(canonical(text)) * 100).normalize()
    return f"{number:f}%"


def date_of(text: str, *, from_1904: bool) -> str:
    """A serial day as an ISO date. Raises `ValueError` or `OverflowError` for what is none."""
    days = float(text)
    # Spreadsheets count a 29 February 1900 that never was.
    first = dt.datetime(1904, 1, 1) if from_1904 else dt.datetime(1899, 12, 30)  # noqa: DTZ001
    if not 60 < days < 2_958_466:
        raise ValueError(text)
    return (first + dt.timedelta(days=days)).date().isoformat()
