"""How a figure is written: Danish 1.234,5 or English 1,234.5, with a typographic minus.

Formatting happens once, in Python, where a page is put together: a localised filter per cell
costs more than all queries of a page.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

MINUS = "−"


def rounded(value: float, decimals: int = 0) -> Decimal:
    """The figure as it is shown: halves away from zero, of the number as it is written."""
    exact = Decimal(repr(float(value)))  # as it is written, not as it is stored
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


@dataclass(frozen=True)
class NumberStyle:
    """The marks of one language."""

    thousands: str
    decimal: str
    to: str

    def plain(self, value: float, decimals: int = 0) -> str:
        """The figure with a fixed number of decimals, halves rounded up (3,25 is 3,3); never "−0,0"."""
        text = f"{rounded(abs(value), decimals):,}"
        sign = MINUS if value < 0 and any(digit in "123456789" for digit in text) else ""
        whole, _point, part = text.partition(".")
        whole = whole.replace(",", self.thousands)
        return f"{sign}{whole}{self.decimal}{part}" if part else f"{sign}{whole}"

    def signed(self, value: float, decimals: int = 0) -> str:
        """The figure with its sign, plus included; a rounded zero has none."""
        text = self.plain(value, decimals)
        is_zero = not any(digit in "123456789" for digit in text)
        return text if value < 0 or is_zero else f"+{text}"

    def size(self, value: float, decimals: int = 0) -> str:
        """The figure without its sign, for sentences that say "lower" or "higher" themselves."""
        return self.plain(abs(value), decimals)

    def interval(self, lower: float, upper: float, decimals: int = 0) -> str:
        """Both limits: "−2,8 til 5,4"; one that is not 0 is not shown as 0: "−2,6 til −0,03".

        Else an interval that leaves out 0 would be read as one that holds it.
        """
        has_zero = lower <= 0 <= upper
        low, high = (
            self.plain(end, decimals if has_zero else _decimals_beside_zero(end, decimals))
            for end in (lower, upper)
        )
        return f"{low} {self.to} {high}"


def _decimals_beside_zero(limit: float, decimals: int) -> int:
    """As many decimals as it takes not to be shown as 0, of at most two more."""
    enough = (decimals + more for more in range(3) if rounded(limit, decimals + more))
    return next(enough, decimals)


DANISH = NumberStyle(thousands=".", decimal=",", to="til")
ENGLISH = NumberStyle(thousands=",", decimal=".", to="to")


def style_of(language: str) -> NumberStyle:
    """The number style of a language code; Danish unless it is English."""
    return ENGLISH if language.startswith("en") else DANISH
