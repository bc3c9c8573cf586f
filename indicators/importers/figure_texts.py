"""What a text in a figure's place is: a number, in which way of writing, a mark, or neither."""

from __future__ import annotations

import re
from functools import lru_cache

# Ways of writing. The last four say something about the decimal sign of the whole column.
WHOLE, MARK, BELOW, WORDS = "whole", "mark", "below", "words"
DOT, COMMA = "dot", "comma"  # "12.5", "1,234.5"; "12,5", "1.234,5"
DOT_3, COMMA_3 = "dot3", "comma3"  # "1.234", "1,234": thousands or decimals

_LONGEST = 40
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f']+")
_UNIT = re.compile(r"(%|‰|pct\.?|procent)$", re.IGNORECASE)
_BELOW = re.compile(r"^<\d{1,3}$")
_MARKS = re.compile(
    r"^(?:\.{1,3}|…|[-–—−]{1,3}|[*:?xXmMuU]|#|n/?a|null|none|nan|ingen data|ikke oplyst|mangler)$",
    re.IGNORECASE,
)
_WAYS = (
    (WHOLE, re.compile(r"^\d+$")),
    (DOT_3, re.compile(r"^[1-9]\d{0,2}\.\d{3}$")),
    (COMMA_3, re.compile(r"^[1-9]\d{0,2},\d{3}$")),
    (COMMA, re.compile(r"^(?:\d+|[1-9]\d{0,2}(?:\.\d{3})+),\d+$|^[1-9]\d{0,2}(?:\.\d{3}){2,}$|^,\d+$")),
    (DOT, re.compile(r"^(?:\d+|[1-9]\d{0,2}(?:,\d{3})+)\.\d+$|^[1-9]\d{0,2}(?:,\d{3}){2,}$|^\.\d+$")),
)  # fmt: skip
# Marks that only stand for a figure, so that a row of nothing else is no heading.
_CERTAIN = frozenset({"..", "...", "…", "-", "–", "—", "na", "n/a", ":", "*", "null", "."})


def way_of(text: str) -> str:
    """How a text is written: one of the constants above."""
    return _way(text) if len(text) <= _LONGEST else WORDS


@lru_cache(maxsize=20_000)
def _way(text: str) -> str:
    bare = _SPACES.sub("", text)
    if _MARKS.match(text.strip()):
        return MARK
    if _BELOW.match(bare):
        return BELOW
    unit = _UNIT.search(bare)
    digits = (bare[: unit.start()] if unit else bare).replace("−", "-")
    digits = digits.removeprefix("-").removeprefix("+")
    for way, pattern in _WAYS:
        if pattern.match(digits):
            return way
    return WORDS


def is_certain_mark(text: str) -> bool:
    """Whether a text can be nothing but a mark ("x" or "M" may be a heading)."""
    return text.strip().lower() in _CERTAIN


def is_figure(text: str) -> bool:
    """A number in any way of writing, or "<5"."""
    return way_of(text) not in {MARK, WORDS}


def plain(text: str, decimal: str) -> str:
    """A number with "." as decimal sign and no thousands; a percent sign stays.

    `decimal` is the sign of the column, "" when nothing in it depends on that. Raises `ValueError`
    for what is no number, or cannot be told without knowing the sign.
    """
    way = way_of(text)
    if way in {MARK, WORDS, BELOW}:
        raise ValueError(text)
    if way in {DOT_3, COMMA_3} and not decimal:
        raise ValueError(text)
    if (way, decimal) in {(DOT, ","), (COMMA, ".")}:
        raise ValueError(text)
    bare = _SPACES.sub("", text).replace("−", "-").removeprefix("+")
    unit = _UNIT.search(bare)
    digits = bare[: unit.start()] if unit else bare
    comma = way == COMMA or (way in {DOT_3, COMMA_3} and decimal == ",")
    digits = digits.replace(".", "").replace(",", ".") if comma else digits.replace(",", "")
    sign, digits = ("-", digits[1:]) if digits.startswith("-") else ("", digits)
    digits = f"0{digits}" if digits.startswith(".") else digits
    return f"{sign}{digits}{'%' if unit and unit[0] != '‰' else ''}"


def proposed_meaning(mark: str, *, is_statbank: bool) -> str:
    """What a mark means where its source documents it; "" when it must be asked."""
    if _BELOW.match(_SPACES.sub("", mark)):
        return "<5"
    if is_statbank:
        return {"-": "0", "..": "M", "...": "M", "…": "M", ".": "X", "x": "M"}.get(mark, "")
    return {"..": "M", "...": "M", "…": "M", "null": "M"}.get(mark, "")
