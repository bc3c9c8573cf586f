"""Is a figure as one would expect? A question to the person who entered it, never a refusal."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Range:
    """What the other figures of a series let one expect of this one, both ends included."""

    lower: float
    upper: float


def is_unexpected(value: float | None, expected: Range | None) -> bool:
    """Whether a figure lies outside; no figure and no range raise no question."""
    if value is None or expected is None or math.isnan(value):
        return False
    return not expected.lower <= value <= expected.upper
