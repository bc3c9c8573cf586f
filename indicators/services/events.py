"""Event markers: what happened, written down, corrected and withdrawn by the secretariat."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from areas.models import Area
from indicators.models import EventMarker, Group, Indicator
from indicators.services.staleness import mark_stale
from partnership.rules.access import Standing, check, may_describe
from partnership.services import edits
from partnership.services.plain_texts import refuse_civil_numbers

REASON = gettext_noop("hændelse ændret")


@transaction.atomic
def add(
    *,
    by: Standing,
    kind: str,
    title: str,
    happened_on: dt.date,
    title_en: str = "",
    text: str = "",
    described_on: dt.date | None = None,
    area: Area | None = None,
    indicator: Indicator | None = None,
) -> EventMarker:
    """Write down an event. An effort names its area and indicator, so that it can be asked about.

    Raises `NotAllowed`, and `ValidationError` by field.
    """
    check(may_describe, by)
    values = {
        "kind": kind, "title": title, "title_en": title_en, "text": text, "area": area,
        "happened_on": happened_on, "described_on": described_on, "indicator": indicator,
    }  # fmt: skip
    _check_values(values)
    event = EventMarker(created_by_id=by.user_id, **values)
    event.full_clean()
    with pghistory.context(reason="event added"):
        event.save()
    _results_follow(event.indicator if event.is_effort else None)
    return event


@transaction.atomic
def change(
    *,
    by: Standing,
    event_id: int,
    seen: int,
    kind: str,
    title: str,
    title_en: str,
    text: str,
    happened_on: dt.date,
    described_on: dt.date | None,
    area: Area | None,
    indicator: Indicator | None,
) -> EventMarker:
    """Correct an event. Raises `StaleEdit` when it changed after `seen`."""
    check(may_describe, by)
    values = {
        "kind": kind, "title": title, "title_en": title_en, "text": text, "area": area,
        "happened_on": happened_on, "described_on": described_on, "indicator": indicator,
    }  # fmt: skip
    _check_values(values)
    event = edits.locked(EventMarker, event_id)
    before = event.indicator if event.is_effort else None
    with pghistory.context(reason="event changed"):
        edits.change(event, seen=seen, values=values)
    _results_follow(before, event.indicator if event.is_effort else None)
    return event


@transaction.atomic
def withdraw(*, by: Standing, event_id: int) -> EventMarker:
    """Take an event off the curves; its row and its trace stay. Twice is as good as once."""
    check(may_describe, by)
    event = edits.locked(EventMarker, event_id)
    if not event.is_withdrawn:
        with pghistory.context(reason="event withdrawn"):
            event.is_withdrawn = True
            event.save(update_fields=["is_withdrawn"])
        _results_follow(event.indicator if event.is_effort else None)
    return event


def mark(values: Mapping[str, Any]) -> EventMarker:
    """Put an event on the curves that follows from what is written elsewhere; nobody asks for it.

    Call inside the transaction of the change, and in its context.
    """
    event = EventMarker(**values)
    event.full_clean()
    event.save()
    _results_follow(event.indicator if event.is_effort else None)
    return event


def keep(event: EventMarker, values: Mapping[str, Any]) -> bool:
    """Bring such an event in line; whether anything differed."""
    if all(getattr(event, name) == value for name, value in values.items()):
        return False
    for name, value in values.items():
        setattr(event, name, value)
    event.full_clean()
    event.save()
    _results_follow(event.indicator if event.is_effort else None)
    return True


def _check_values(values: dict[str, Any]) -> None:
    refuse_civil_numbers(title=values["title"], title_en=values["title_en"], text=values["text"])
    if values["kind"] != EventMarker.Kind.EFFORT:
        return
    told = {
        "area": _("Vælg det område, indsatsen er i."),
        "indicator": _("Vælg den indikator, indsatsen skal flytte."),
    }
    missing = {name: sentence for name, sentence in told.items() if values[name] is None}
    if missing:
        raise ValidationError(missing)


def _results_follow(*indicators: Indicator | None) -> None:
    """Only an effort has a result of its own: whether its area developed differently."""
    groups: list[Group] = [indicator.group for indicator in indicators if indicator is not None]
    if groups:
        mark_stale(groups=groups, reason=REASON)
