"""Amounts and shares as people write them, and as they stand on the screen."""

from __future__ import annotations

import re
from decimal import Decimal

_SPACES = re.compile(r"[\s\u00a0\u2009\u202f]+")
_GROUPED = re.compile(r"^[1-9]\d{0,2}(\.\d{3})+$")
_ENGLISH = re.compile(r"^[1-9]\d{0,2}(,\d{3})+\.\d{1,2}$")
_PLAIN = re.compile(r"^\d+$")
_DIGITS = 12  # kroner before the decimal comma that a column holds


class Unreadable(ValueError):
    """The text is no amount; the code says why: unreadable, decimals, too_large."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_number(text: str, *, decimals: int = 2, digits: int = _DIGITS) -> Decimal:
    """A number as Danes write it: 1.500.000,00 or 1500000 or 1500,5; also 1500.50.

    "1,500" is refused: an English reader means one thing by it and a Danish one another.
    """
    bare = _SPACES.sub("", text).replace("−", "-").replace("–", "-")
    bare = bare.lower().removesuffix("kr.").removesuffix("kr").removesuffix("%")
    sign, bare = ("-", bare[1:]) if bare.startswith("-") else ("", bare)
    whole, fraction = _parts(bare)
    if len(fraction) > decimals:
        raise Unreadable("decimals")
    if len(whole.lstrip("0")) > digits:
        raise Unreadable("too_large")
    return Decimal(f"{sign}{whole}.{fraction or '0'}").quantize(Decimal(1).scaleb(-decimals))


def _parts(bare: str) -> tuple[str, str]:
    """The digits before and after the decimal sign."""
    if _ENGLISH.match(bare):
        bare = bare.replace(",", "").replace(".", ",")
    whole, comma, fraction = bare.partition(",")
    if not comma and not _GROUPED.match(whole) and whole.count(".") == 1:
        whole, comma, fraction = whole.partition(".")  # 1500.50
    if comma and not (_PLAIN.match(fraction)):
        raise Unreadable("unreadable")
    if _GROUPED.match(whole):
        whole = whole.replace(".", "")
    if not _PLAIN.match(whole):
        raise Unreadable("unreadable")
    return whole, fraction


def written(number: Decimal, *, decimals: int = 2, english: bool = False) -> str:
    """1.500.000,00 in Danish, 1,500,000.00 in English; the minus is a minus."""
    text = f"{abs(number):,.{decimals}f}"
    if not english:
        text = text.translate(str.maketrans(",.", ".,"))
    return f"−{text}" if number < 0 and text.strip("0.,") else text


def share_written(number: Decimal, *, english: bool = False, at_least: int = 0) -> str:
    """A share with the decimals it has: 33,3333 or 25."""
    plain = number.normalize()
    exponent = plain.as_tuple().exponent
    decimals = max(at_least, -exponent if isinstance(exponent, int) else 0)
    return written(number, decimals=decimals, english=english)
