"""What happened to a decision, from its trace: who, when, and what was changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnership.models import Body, Decision, Organisation, Person

FIELDS = {
    "title": gettext_lazy("Overskrift"),
    "text": gettext_lazy("Beslutning"),
    "reason": gettext_lazy("Begrundelse"),
    "kind": gettext_lazy("Art"),
    "decided_on": gettext_lazy("Besluttet den"),
    "responsible_id": gettext_lazy("Ansvarlig person"),
    "responsible_organisation_id": gettext_lazy("Ansvarlig organisation"),
    "held_by_id": gettext_lazy("Følges af"),
    "due_on": gettext_lazy("Frist"),
    "review_on": gettext_lazy("Følges op den"),
    "votes_for": gettext_lazy("Stemmer for"),
    "votes_against": gettext_lazy("Stemmer imod"),
    "votes_blank": gettext_lazy("Stemte ikke"),
}
NAMED = {
    "responsible_id": Person,
    "responsible_organisation_id": Organisation,
    "held_by_id": Body,
}
LONG = {"text", "reason"}  # too long to be told twice: that they changed is told


@dataclass(frozen=True)
class Happening:
    """One change of a decision."""

    text: str
    by: str
    at: str


def history_of(found: Decision) -> list[Happening]:
    """All that happened to the decision, the newest first."""
    trace: Any = getattr(found, "events")  # noqa: B009  added by its tracker
    events = list(trace.select_related("pgh_context").order_by("pgh_id"))
    people = dict(
        Person.objects.filter(user__in={_user(event) for event in events} - {None}).values_list(
            "user_id", "name"
        )
    )
    names = _names(events)
    told, before = [], None
    for event in events:
        text = "; ".join(_changes(before, event, names))
        if text:
            at = date_format(timezone.localtime(event.pgh_created_at), "SHORT_DATETIME_FORMAT")
            told.append(Happening(text, people.get(_user(event) or 0, ""), at))
        before = event
    return told[::-1]


def _user(event: Any) -> int | None:
    context = event.pgh_context
    return context.metadata.get("user") if context else None


def _names(events: list[Any]) -> dict[tuple[str, int], str]:
    """The names of all that was ever pointed at, one query for each kind."""
    found: dict[tuple[str, int], str] = {}
    for field, model in NAMED.items():
        wanted = {getattr(event, field) for event in events} - {None}
        rows: Any = model.objects.filter(pk__in=wanted) if wanted else ()  # type: ignore[attr-defined]
        found |= {(field, row.pk): str(row) for row in rows}
    return found


def _changes(before: Any, event: Any, names: dict[tuple[str, int], str]) -> Iterator[str]:
    state = dict(Decision.State.choices)[event.state]
    if before is None:
        yield _("Oprettet: %(state)s") % {"state": state}
        return
    if before.state != event.state:
        yield _("Status: %(state)s") % {"state": state}
    if before.locked_at is None and event.locked_at is not None:
        yield _("Låst sammen med referatet")
    for field, label in FIELDS.items():
        was, now = getattr(before, field), getattr(event, field)
        if was == now:
            continue
        if field in LONG:
            yield _("%(field)s er skrevet om") % {"field": label}
            continue
        words = {
            "field": label,
            "was": _spoken(field, was, names),
            "now": _spoken(field, now, names),
        }
        yield _("%(field)s: %(was)s → %(now)s") % words
    if before.item_id != event.item_id:
        yield _("Flyttet med punktet til et andet møde")
    if event.revision != before.revision:
        yield _("Indsatser eller effektmål er ændret")


def _spoken(field: str, value: Any, names: dict[tuple[str, int], str]) -> str:
    if value is None or value == "":
        return "–"
    if field in NAMED:
        return names.get((field, value), "–")
    if field == "kind":
        return str(dict(Decision.Kind.choices)[value])
    return date_format(value, "j. F Y") if isinstance(value, dt.date) else str(value)
