"""What happened to a round, from its trace: who, when, and what was changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.models import Round
from indicators.services.periods_in_words import slot_in_words, written_out
from partnership.models import Person

FIELDS = {
    "name": gettext_lazy("Navn"),
    "opens_on": gettext_lazy("Åbner"),
    "deadline": gettext_lazy("Frist"),
    "release_on": gettext_lazy("Frigives tidligst"),
    "slots": gettext_lazy("Perioder"),
    "note": gettext_lazy("Besked til dem, der svarer"),
}


@dataclass(frozen=True)
class Happening:
    """One change of a round."""

    text: str
    by: str
    at: str


def history_of(found: Round) -> list[Happening]:
    """All that happened to the round, the newest first."""
    trace: Any = getattr(found, "events")  # noqa: B009  added by its tracker
    events = list(trace.select_related("pgh_context").order_by("pgh_id"))
    users = {_user(event) for event in events}
    people = dict(Person.objects.filter(user__in=users - {None}).values_list("user_id", "name"))
    told, before = [], None
    for event in events:
        text = "; ".join(_changes(before, event))
        if text:
            at = date_format(timezone.localtime(event.pgh_created_at), "SHORT_DATETIME_FORMAT")
            told.append(Happening(text, people.get(_user(event) or 0, ""), at))
        before = event
    return told[::-1]


def _user(event: Any) -> int | None:
    context = event.pgh_context
    return context.metadata.get("user") if context else None


def _changes(before: Any, event: Any) -> Iterator[str]:
    if before is None:
        yield _("Åbnet af årshjulet") if event.wheel_entry_id else _("Oprettet")
        return
    if before.closed_at is None and event.closed_at is not None:
        yield _("Lukket")
    if before.closed_at is not None and event.closed_at is None:
        yield _("Åbnet igen")
    for name, label in FIELDS.items():
        was, now = getattr(before, name), getattr(event, name)
        if was != now:
            words = {"field": label, "was": _spoken(was), "now": _spoken(now)}
            yield _("%(field)s: %(was)s → %(now)s") % words
    if event.revision != before.revision:
        yield _("Indikatorer, områder eller ansvarlige er ændret")


def _spoken(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(slot_in_words(slot) for slot in value)
    if isinstance(value, str) or value is None:
        return value or "–"
    return written_out(value)
