"""Names in the reader's language: Danish, or English where one was written."""

from __future__ import annotations

from django.utils.translation import get_language

from indicators.models import Group, Indicator, Source, StatutoryRule


def localised(named: Indicator | Source | StatutoryRule) -> str:
    """The name in the reader's language."""
    is_english = (get_language() or "da").startswith("en")
    return named.name_en if is_english and named.name_en else named.name


def group_name(group: Group) -> str:
    """The indicators that are computed together, by name; they must be fetched along."""
    return ", ".join(localised(found) for found in group.indicators.all()) or group.code
