"""What happened to a row, told from its trace: who, when, and what was changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from partnership.models import Person


@dataclass(frozen=True)
class Happening:
    """One change of a row."""

    text: str
    by: str
    at: str


@dataclass(frozen=True)
class Telling:
    """What is told of a kind of row: its fields in words, and how their values are said.

    `named` are fields that point at a row, `choices` those with a code and words for it, `long` those
    that are too long to be told twice. `more` tells what is special to the kind.
    """

    fields: Mapping[str, Any]
    states: Callable[[], Mapping[str, Any]]
    named: Mapping[str, type[Model]] = field(default_factory=dict)
    choices: Mapping[str, Callable[[], Mapping[str, Any]]] = field(default_factory=dict)
    long: frozenset[str] = frozenset()
    more: Callable[[Any, Any], Iterable[str]] = lambda before, event: ()


Names = Mapping[tuple[str, int], str]


def history_of(found: Model, telling: Telling) -> list[Happening]:
    """All that happened to a row, the newest first."""
    trace: Any = getattr(found, "events")  # noqa: B009  added by its tracker
    events = list(trace.select_related("pgh_context").order_by("pgh_id"))
    people = dict(
        Person.objects.filter(user__in={_user(event) for event in events} - {None}).values_list(
            "user_id", "name"
        )
    )
    names = _names(events, telling)
    told, before = [], None
    for event in events:
        text = "; ".join(_changes(before, event, telling, names))
        if text:
            at = date_format(timezone.localtime(event.pgh_created_at), "SHORT_DATETIME_FORMAT")
            told.append(Happening(text, people.get(_user(event) or 0, ""), at))
        before = event
    return told[::-1]


def _user(event: Any) -> int | None:
    context = event.pgh_context
    return context.metadata.get("user") if context else None


def _names(events: list[Any], telling: Telling) -> Names:
    """The names of all that was ever pointed at, one query for each kind."""
    found: dict[tuple[str, int], str] = {}
    for name, model in telling.named.items():
        wanted = {getattr(event, name) for event in events} - {None}
        rows = model._default_manager.filter(pk__in=wanted) if wanted else ()
        found |= {(name, row.pk): str(row) for row in rows}
    return found


def _changes(before: Any, event: Any, telling: Telling, names: Names) -> Iterator[str]:
    state = telling.states()[event.state]
    if before is None:
        yield _("Oprettet: %(state)s") % {"state": state}
        return
    if before.state != event.state:
        yield _("Status: %(state)s") % {"state": state}
    for name, label in telling.fields.items():
        was, now = getattr(before, name), getattr(event, name)
        if was == now:
            continue
        if name in telling.long:
            yield _("%(field)s er skrevet om") % {"field": label}
        else:
            words = [_spoken(name, value, telling, names) for value in (was, now)]
            yield _("%(field)s: %(was)s → %(now)s") % {
                "field": label, "was": words[0], "now": words[1],
            }  # fmt: skip
    yield from telling.more(before, event)


def _spoken(name: str, value: Any, telling: Telling, names: Names) -> str:
    if value is None or value == "":
        return "–"
    if name in telling.named:
        return names.get((name, value), "–")
    if name in telling.choices:
        return str(telling.choices[name]()[value])
    return date_format(value, "j. F Y") if isinstance(value, dt.date) else str(value)
