"""What happened to an intervention, from its trace: who, when, and what was changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnership.models import Body, EffortArea, Intervention, Person, Plan

FIELDS = {
    "name": gettext_lazy("Navn"),
    "problem": gettext_lazy("Problemet"),
    "for_whom": gettext_lazy("For hvem"),
    "what_we_do": gettext_lazy("Hvad vi gør"),
    "what_should_change": gettext_lazy("Hvad der skal ændre sig"),
    "body_id": gettext_lazy("Ansvarligt organ"),
    "responsible_id": gettext_lazy("Ansvarlig person"),
    "effort_area_id": gettext_lazy("Indsatsområde"),
    "plan_id": gettext_lazy("Plan eller aftale"),
}
NAMED: dict[str, Any] = {
    "body_id": Body, "responsible_id": Person, "effort_area_id": EffortArea, "plan_id": Plan,
}  # fmt: skip
LONG = {"problem", "for_whom", "what_we_do", "what_should_change"}  # that they changed is told


@dataclass(frozen=True)
class Happening:
    """One change of an intervention."""

    text: str
    by: str
    at: str


def history_of(found: Intervention) -> list[Happening]:
    """All that happened to the intervention, the newest first."""
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
        rows = model.objects.filter(pk__in=wanted) if wanted else ()
        found |= {(field, row.pk): str(row) for row in rows}
    return found


def _changes(before: Any, event: Any, names: dict[tuple[str, int], str]) -> Iterator[str]:
    state = dict(Intervention.State.choices)[event.state]
    if before is None:
        yield _("Oprettet: %(state)s") % {"state": state}
        return
    if before.state != event.state:
        yield _("Status: %(state)s") % {"state": state}
    for field, label in FIELDS.items():
        was, now = getattr(before, field), getattr(event, field)
        if was == now:
            continue
        if field in LONG:
            yield _("%(field)s er skrevet om") % {"field": label}
        else:
            words = {"was": _spoken(field, was, names), "now": _spoken(field, now, names)}
            yield _("%(field)s: %(was)s → %(now)s") % {"field": label, **words}
    if event.revision != before.revision:
        yield _("Effektmål, områder, målgrupper eller partnere er ændret")


def _spoken(field: str, value: Any, names: dict[tuple[str, int], str]) -> str:
    return (names.get((field, value), "") if field in NAMED else str(value or "")) or "–"
