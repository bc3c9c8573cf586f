"""Names in the reader's language: Danish, or English where one was written."""

from __future__ import annotations

from django.db.models import CharField, F, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language

from indicators.models import EventMarker, Group, Indicator, Source, StatutoryRule


def in_english() -> bool:
    """Whether the reader's language is English."""
    return (get_language() or "da").startswith("en")


def in_language(path: str) -> Coalesce | F:
    """A column in the reader's language, for queries; Danish where no English was written."""
    if not in_english():
        return F(path)
    return Coalesce(NullIf(F(f"{path}_en"), Value("")), F(path), output_field=CharField())


def localised(named: Indicator | Source | StatutoryRule) -> str:
    """The name in the reader's language."""
    return named.name_en if in_english() and named.name_en else named.name


def spoken(row: object, field: str) -> str:
    """A text of a row in the reader's language; Danish where no English was written."""
    english = getattr(row, f"{field}_en", "") if in_english() else ""
    return str(english or getattr(row, field))


def event_title(event: EventMarker) -> str:
    """What happened, in the reader's language."""
    return event.title_en if in_english() and event.title_en else event.title


def group_name(group: Group) -> str:
    """The indicators that are computed together, by name; they must be fetched along."""
    return ", ".join(localised(found) for found in group.indicators.all()) or group.code
