"""Filters of pages with results: numbers as the reader's language has them, cells beside their heads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.utils.translation import get_language

from indicators.rules.figures import style_of

register = template.Library()


@register.filter
def figure(value: float | None, decimals: int = 0) -> str:
    """1.234,5 in Danish and 1,234.5 in English; nothing for None."""
    return "" if value is None else style_of(get_language() or "da").plain(value, decimals)


@register.filter
def beside(cells: Sequence[Any], heads: Iterable[Any]) -> list[tuple[Any, Any]]:
    """Each cell with the head of its column, which a phone writes over the cell."""
    return list(zip(cells, heads, strict=True))
