"""Names of goals, effort areas and target groups in the reader's language."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

register = template.Library()


@register.filter
def in_words(row: object, field: str = "name") -> str:
    """`{{ goal|in_words:"title" }}`: Danish, or English where one was written."""
    is_english = (get_language() or "da").startswith("en")
    english: object = getattr(row, f"{field}_en", "") if is_english else ""
    return str(english or getattr(row, field))
