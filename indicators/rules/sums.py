"""Do the parts give the whole? Asked of breakdowns, and of an area and its divisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.rules.values import VALUE, Figure


@dataclass(frozen=True)
class Difference:
    """What the parts give together, and what stands for the whole."""

    parts: Decimal
    whole: Decimal


ADDED = frozenset({"count", "amount"})


def counted(figure: Figure | None, kind: str) -> Decimal | None:
    """What of a figure can be added up: its numerator, or the value of a count or an amount."""
    if figure is None or figure.state != VALUE:
        return None
    return figure.value if kind in ADDED else figure.numerator


def difference(parts: Sequence[Decimal | None], whole: Decimal | None) -> Difference | None:
    """How parts and whole disagree; None where they agree, or where it cannot be told.

    With a part unknown nothing is wrong before the known ones exceed the whole.
    """
    known = [part for part in parts if part is not None]
    if whole is None or not known:
        return None
    together = sum(known, Decimal(0))
    is_wrong = together != whole if len(known) == len(parts) else together > whole
    return Difference(together, whole) if is_wrong else None
