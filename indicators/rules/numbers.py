"""Reading what people type and paste: Danish and English numbers, and marks that are no numbers.

Danish comes first: one comma is the decimal sign, and a dot before exactly three digits separates
thousands, so "1.234" is 1234 while "12.5" and "0.125" have decimals. With both signs the last one
is the decimal sign. In a file whose numbers are English throughout, "1.234" has three decimals.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from indicators.rules.values import (
    MISSING,
    NOT_RELEVANT,
    SUPPRESSED_BY_SOURCE,
    VALUE,
    Refused,
)

_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_UNIT = re.compile(r"(%|‰|pct\.?|procent|pr\.?[\d.]*)$", re.IGNORECASE)
_LESS_THAN = re.compile(r"^<\d+$")
_PLAIN = re.compile(r"^\d+$")
_DANISH_GROUPS = re.compile(r"^[1-9]\d{0,2}(\.\d{3})+$")
_ENGLISH_GROUPS = re.compile(r"^[1-9]\d{0,2}(,\d{3}){2,}$")
_ENGLISH_WHOLE = re.compile(r"^[1-9]\d{0,2}(,\d{3})+$")
LONGEST = 30

_MARKS = {
    "m": MISSING, "mangler": MISSING, "..": MISSING, "...": MISSING, "…": MISSING,
    "x": NOT_RELEVANT, "ikkerelevant": NOT_RELEVANT,
    "skjult": SUPPRESSED_BY_SOURCE, "skjultafkilden": SUPPRESSED_BY_SOURCE,
}  # fmt: skip
# Their meaning differs from source to source: zero, missing, or cannot occur.
_UNCLEAR = frozenset({"-", "–", "—", "−", ".", "*", "?"})


@dataclass(frozen=True)
class Typed:
    """One thing typed: a number, a number with its unit's sign, a state, or nothing."""

    state: str = VALUE
    number: Decimal | None = None
    has_unit: bool = False

    @property
    def is_blank(self) -> bool:
        """Nothing typed, which changes nothing."""
        return self.state == VALUE and self.number is None


def read_typed(text: str, field: str = "", *, english: bool = False, whole: bool = False) -> Typed:
    """Read one cell of text. Raises `Refused` when it is neither number nor state.

    Where only whole numbers have a meaning (`whole`), "1,234" is English thousands, since it
    cannot be decimals.
    """
    bare = _SPACES.sub("", text)
    if not bare:
        return Typed()
    if len(bare) > LONGEST:
        raise Refused("not_a_number", field)
    if bare in _UNCLEAR:
        raise Refused("unclear_mark", field, text=bare)
    state = SUPPRESSED_BY_SOURCE if _LESS_THAN.match(bare) else _MARKS.get(bare.lower())
    if state:
        return Typed(state=state)
    unit = _UNIT.search(bare)
    number = bare[: unit.start()] if unit else bare
    english = english or bool(whole and not unit and _ENGLISH_WHOLE.match(number))
    return Typed(number=read_number(number, field, english=english), has_unit=bool(unit))


def read_number(text: str, field: str = "", *, english: bool = False) -> Decimal:
    """Read one number, Danish unless said otherwise. Raises `Refused`."""
    bare = _SPACES.sub("", text).replace("−", "-")
    sign, digits = ("-", bare[1:]) if bare.startswith("-") else ("", bare.removeprefix("+"))
    if re.match(r"^[\d.,]+e[+-]?\d+$", digits, re.IGNORECASE):
        raise Refused("written_with_exponent", field)
    plain = _english(digits) if english else _danish(digits)
    whole, _point, part = plain.partition(".")
    if not _PLAIN.match(whole or "-") or (_point and not _PLAIN.match(part)) or not plain.isascii():
        raise Refused("not_a_number", field)
    if len(whole) > 18:
        raise Refused("too_large", field)
    return Decimal(sign + plain)


def _danish(digits: str) -> str:
    """Digits with at most one "." as decimal sign."""
    if "," in digits and "." in digits:
        if digits.rindex(",") > digits.rindex("."):
            whole, _comma, part = digits.rpartition(",")
            return whole.replace(".", "") + "." + part if _DANISH_GROUPS.match(whole) else "?"
        return _english(digits)
    if _DANISH_GROUPS.match(digits):
        return digits.replace(".", "")
    if _ENGLISH_GROUPS.match(digits):
        return digits.replace(",", "")
    return digits.replace(",", ".")


def _english(digits: str) -> str:
    whole, point, part = digits.partition(".")
    return (whole.replace(",", "") if _ENGLISH_WHOLE.match(whole) else whole) + point + part
