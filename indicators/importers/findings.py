"""What was found in a file: its sheets, a proposed shape for each, and what a person must know.

All of it is plain data: the child process writes it as JSON, and a page shows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from indicators.importers.shapes import Shape, shape_from_json

# Codes of notes. The sentence for each stands in services/refusals.py.
BROKEN_TEXT = "broken_text"  # "BallÃ¸v", "S¯nderby" or a replacement sign
NO_CACHED_VALUE = "formula_without_value"
ERROR_VALUE = "error_value"  # #N/A, #DIV/0!
TOTAL_AMONG_PARTS = "total_among_parts"
TOTAL_IS_SUM = "total_is_sum"
COLOURS_NOT_READ = "colours_not_read"
POOLED_PERIOD = "pooled_period"
UNKNOWN_PERIOD = "unknown_period"
ASK_DECIMAL = "ask_decimal"  # "1.234" only: one thousand or one and a bit
MIXED_DECIMALS = "mixed_decimals"
ASK_SPLIT_YEAR = "ask_split_year"  # "2018/19"
ASK_DATE = "ask_date"  # 2012-10-02: year, quarter, month?
ASK_MARK = "ask_mark"
NO_AREA = "no_area_column"
NO_PERIOD = "no_period_column"
NO_FIGURES = "no_figures"
PRIVATE = "cpr"

QUESTIONS = frozenset(
    {ASK_DECIMAL, MIXED_DECIMALS, ASK_SPLIT_YEAR, ASK_DATE, ASK_MARK, NO_AREA, NO_PERIOD}
)


@dataclass(frozen=True)
class Note:
    """One thing to know or to answer: its code, where it was first seen, how often, and the text.

    `text` is what stands there, "" when it looks like a CPR number.
    """

    code: str
    address: str = ""
    count: int = 1
    text: str = ""

    @property
    def is_question(self) -> bool:
        """Whether the file cannot be read before somebody has answered."""
        return self.code in QUESTIONS


@dataclass(frozen=True)
class Mark:
    """A sign that stands where a figure should: how often, where first, what it may mean.

    `proposed` is one of `shapes.MEANINGS` where the sign speaks for itself ("<5"), or where the
    family of the file documents it; otherwise "" and it must be asked.
    """

    text: str
    count: int
    address: str
    proposed: str = ""


@dataclass(frozen=True)
class Dimension:
    """A category and its members in the order seen; `total` is the one that says "i alt"."""

    name: str
    members: tuple[str, ...]
    total: str = ""
    is_cut: bool = False  # more members than are listed


@dataclass(frozen=True)
class Recognised:
    """What one table seems to be, for a person to confirm or correct."""

    shape: Shape
    title: str = ""
    unit: str = ""
    footnotes: tuple[str, ...] = ()
    rows: int = 0  # rows that hold figures
    figures: int = 0
    blanks: int = 0
    marks: tuple[Mark, ...] = ()
    notes: tuple[Note, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    areas: tuple[str, ...] = ()  # the first 200
    periods: tuple[str, ...] = ()  # as written, the first 200
    indicators: tuple[str, ...] = ()
    preview: tuple[tuple[str, ...], ...] = ()  # the first rows as they stand, from row 1
    is_wide: bool = False
    has_percent: bool = False

    @property
    def signature(self) -> str:
        """The digest by which a remembered mapping is found."""
        return self.shape.signature

    @property
    def questions(self) -> tuple[Note, ...]:
        """What must be answered before it can be read."""
        return tuple(note for note in self.notes if note.is_question)


@dataclass(frozen=True)
class SheetFound:
    """One sheet: what is recognised, or the code of why it cannot be used."""

    name: str
    is_hidden: bool = False
    rows: int = 0
    recognised: Recognised | None = None
    refusal: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Looked:
    """A whole file: its kind ("xlsx", "ods", "text", "json", "jsonstat") and its sheets."""

    kind: str
    sheets: tuple[SheetFound, ...]
    notes: tuple[Note, ...] = ()

    @property
    def best(self) -> SheetFound | None:
        """The sheet to offer first: visible before hidden, then the one with most figures."""
        usable = [sheet for sheet in self.sheets if sheet.recognised and sheet.recognised.figures]
        return max(
            usable,
            key=lambda s: (
                not any(note.code in {NO_AREA, NO_PERIOD} for note in _notes(s)),
                not s.is_hidden,
                s.recognised.figures if s.recognised else 0,
            ),
            default=None,
        )

    def to_json(self) -> dict[str, Any]:
        """Plain data."""
        return asdict(self)


def _notes(sheet: SheetFound) -> tuple[Note, ...]:
    return sheet.recognised.notes if sheet.recognised else ()


def looked_from_json(stored: Mapping[str, Any]) -> Looked:
    """What `Looked.to_json` wrote."""
    sheets = tuple(
        SheetFound(**{**sheet, "recognised": _recognised(sheet["recognised"])})
        for sheet in stored["sheets"]
    )
    return Looked(stored["kind"], sheets, tuple(Note(**note) for note in stored["notes"]))


def _recognised(stored: Mapping[str, Any] | None) -> Recognised | None:
    if stored is None:
        return None
    plain = dict(stored)
    plain["shape"] = shape_from_json(plain["shape"])
    plain["marks"] = tuple(Mark(**mark) for mark in plain["marks"])
    plain["notes"] = tuple(Note(**note) for note in plain["notes"])
    plain["dimensions"] = tuple(
        Dimension(**{**d, "members": tuple(d["members"])}) for d in plain["dimensions"]
    )
    plain["preview"] = tuple(tuple(row) for row in plain["preview"])
    for name in ("footnotes", "areas", "periods", "indicators"):
        plain[name] = tuple(plain[name])
    return Recognised(**plain)
