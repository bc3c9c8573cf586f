"""Do figures of several indicators fit together? Asked of plain numbers."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

AT_MOST, EQUALS = "at_most", "equals"


def holds(relation: str, left: Decimal | None, right: Sequence[Decimal | None]) -> bool:
    """Whether a rule is kept: left at most each of the others, or their sum exactly.

    With a number unknown nothing can be said against it, but one known limit is enough to exceed.
    """
    if left is None:
        return True
    known = [number for number in right if number is not None]
    if relation == AT_MOST:
        return all(left <= limit for limit in known)
    return len(known) < len(right) or left == sum(known, Decimal(0))
