"""Names and texts of rows in the reader's language."""

from __future__ import annotations

from django import template

from indicators.services import names

register = template.Library()


@register.filter
def spoken(row: object, field: str) -> str:
    """`{{ definition|spoken:"unit" }}`: the unit in the reader's language."""
    return names.spoken(row, field)
