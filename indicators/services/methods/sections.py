"""A section of "Sådan regner vi", and the sums that its examples are worked out by.

The numbers of the examples are computed, so that a text cannot say another one than the method does.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from indicators.services import wording
from indicators.services.explanations.cases import quantile


@dataclass(frozen=True)
class Section:
    """One question and its answer; `example` is a small sum, `source` where the method is from."""

    key: str
    title: str
    paragraphs: list[str]
    example: list[str]
    source: str = ""


def write(value: float, decimals: int = 1) -> str:
    """A number as the reader's language writes it."""
    return wording.number_style().plain(value, decimals)


def ends(low: float, high: float) -> str:
    """Two limits: "12,2 til 16,1"."""
    return wording.number_style().interval(low, high, 1)


def wilson(count: float, base: float) -> tuple[float, float, float]:
    """A share in percent with its 95 % limits: the formula of the page's first example."""
    z = quantile(0.95)
    middle = (count + z * z / 2) / (base + z * z)
    half = z / (base + z * z) * math.sqrt(count * (base - count) / base + z * z / 4)
    return 100 * count / base, 100 * (middle - half), 100 * (middle + half)


def minus(
    first: tuple[float, float, float], second: tuple[float, float, float]
) -> tuple[float, float, float]:
    """A difference with its limits: the two distances squared and added."""
    (a, l1, u1), (b, l2, u2) = first, second
    return a - b, a - b - math.hypot(a - l1, u2 - b), a - b + math.hypot(u1 - a, b - l2)
