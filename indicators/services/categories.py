"""The category that every undivided figure stands under."""

from __future__ import annotations

from indicators.models import Category, CategorySet


def total_category() -> Category:
    """The category "I alt", made on first use."""
    kinds, _made = CategorySet.objects.get_or_create(
        code="total", defaults={"name": "I alt", "name_en": "Total"}
    )
    category, _made = Category.objects.get_or_create(
        category_set=kinds, code="total", defaults={"name": "I alt", "name_en": "Total"}
    )
    return category
