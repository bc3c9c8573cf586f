"""How one text of a table is understood: a label, a code, a period, a figure, each with its doubt."""

from __future__ import annotations

import re
from collections.abc import Callable

from indicators.importers import shapes
from indicators.importers.figure_texts import BELOW, MARK, WORDS, plain, way_of
from indicators.importers.periods import read_period
from indicators.importers.shapes import Column, Shape
from indicators.importers.sheets import ERROR, FORMULA, NUMBER, PERCENT
from indicators.importers.vocabulary import code_and_name, is_broken
from indicators.rules.values import Refused
from partnership.rules.privacy import looks_like_cpr

Problem = tuple[str, str, str] | None  # code, role, and the text that stands there
Understood = tuple[str | None, Problem]  # no text: the row is left out
SKIPPED: Understood = (None, None)
# What a cell of a workbook is besides its text goes before the text, so that one way of reading
# serves workbooks and text files.
_NUMBER, _FORMULA, _ERROR = "\x01", "\x02", "\x03"
# Figures without thousands, spaces and units: "12.5" stays as it is, "12,5" gets its point.
_WHOLE = re.compile("-?[0-9]{1,15}")
_WRITTEN = {sign: re.compile(rf"-?[0-9]{{1,15}}(?:[{sign}][0-9]{{1,15}})?") for sign in ".,"}
SIGNS = {NUMBER: _NUMBER, PERCENT: _NUMBER, FORMULA: _FORMULA, ERROR: _ERROR}


def bare(raw: str) -> str:
    """A text without the sign of its kind."""
    return raw.lstrip(_NUMBER + _FORMULA + _ERROR).strip()


def text_of(column: Column, role: str) -> Callable[[str], Understood]:
    """A label: an area, a member, a comment."""

    def understand(raw: str) -> Understood:
        text = bare(raw)
        if looks_like_cpr(text) and not column.is_code:
            return "", ("cpr", role, "")
        if raw[:1] == _ERROR:
            return text, ("error_value", role, text)
        if raw[:1] == _FORMULA:
            return "", ("formula_without_value", role, "")
        broken = role != shapes.COMMENT and is_broken(text)
        return text, (("broken_text", role, text) if broken else None)

    return understand


def piece_of(column: Column, which: int) -> Callable[[str], Understood]:
    """The code or the name of "101 Nordby"."""
    whole = text_of(column, shapes.AREA)

    def understand(raw: str) -> Understood:
        text, problem = whole(raw)
        parts = code_and_name(text or "")
        if parts:
            return parts[which], problem
        return (text if which else ""), problem

    return understand


def chosen_of(member: str) -> Callable[[str], Understood]:
    """Leaves out the rows of other members."""
    wanted = member.casefold()

    def understand(raw: str) -> Understood:
        return ("", None) if bare(raw).casefold() == wanted else SKIPPED

    return understand


def period_of(shape: Shape) -> Callable[[str], Understood]:
    """A period as its slot."""

    def understand(raw: str) -> Understood:
        text = bare(raw)
        try:
            return read_period(text, split_year=shape.split_year, date_as=shape.date_as), None
        except Refused as refusal:
            private = looks_like_cpr(text)
            shown = "" if private else text
            return shown, ("cpr" if private else refusal.code, shapes.PERIOD, shown)

    return understand


def figure_of(shape: Shape, role: str) -> Callable[[str], Understood]:
    """A figure in canonical form, or what its mark means."""
    sign_of_part, marks = shape.decimal, shape.marks
    written = _WRITTEN.get(sign_of_part, _WHOLE).fullmatch

    def understand(raw: str) -> Understood:
        if written(raw) and raw not in marks:  # as most figures are written
            return (raw.replace(",", ".") if sign_of_part == "," else raw), None
        sign = raw[:1]
        if sign == _NUMBER:
            return raw[1:], None
        if sign == _FORMULA:
            return "", ("formula_without_value", role, "")
        text = raw.strip()
        if sign == _ERROR:
            return "", ("error_value", role, raw[1:])
        if not text:
            return "", None
        if text in shape.marks:
            meaning = shape.marks[text]
            return ("", None) if meaning == "skip" else (meaning, None)
        way = way_of(text)
        if way in {MARK, BELOW}:
            return "", ("unclear_mark", role, text)
        if way == WORDS:
            private = looks_like_cpr(text)
            return "", ("cpr" if private else "not_a_number", role, "" if private else text[:60])
        try:
            return plain(text, shape.decimal), None
        except ValueError:
            code = "mixed_decimals" if shape.decimal else "ask_decimal"
            return "", (code, role, text)

    return understand


def head_text(part: str, text: str) -> Understood:
    """A label that stands over figures."""
    if looks_like_cpr(text):
        return "", ("cpr", part, "")
    return text, (("broken_text", part, text) if is_broken(text) else None)
