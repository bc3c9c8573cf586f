"""The story behind the curve: dated notes of people who know the place, and what happened when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from indicators.models import EventMarker, Result
from indicators.services.curve_points import sign_of
from indicators.services.indicator_grounds import Ground, Happening, Story
from indicators.services.periods_in_words import slot_in_words
from indicators.services.results import Reading


@dataclass(frozen=True)
class EventLine:
    """One event: its letter on the time axis, and where its contribution is told, if it is asked for."""

    sign: str
    on: dt.date
    kind: str
    title: str
    text: str
    area: str
    contribution_url: str


@dataclass(frozen=True)
class NoteLine:
    """One note: who wrote it, when, about what."""

    text: str
    written_on: dt.date
    role: str
    about: str


def shown_events(ground: Ground, area_id: int | None) -> list[Happening]:
    """Events of the curves shown: of one area those in it and those of all, else every one."""
    return [event for event in ground.events if area_id is None or event.area_id in (None, area_id)]


def event_lines(
    events: Sequence[Happening], ground: Ground, readings: Sequence[Reading]
) -> list[EventLine]:
    """The events in the order of time, lettered as on the time axis."""
    labels = {area.pk: area.label for area in ground.areas}
    told = {
        reading.event_id
        for reading in readings
        if reading.statement == Result.Statement.CONTRIBUTION and reading.event_id is not None
    }
    kinds = dict(EventMarker.Kind.choices)
    return [
        EventLine(
            sign=sign_of(at),
            on=event.on,
            kind=str(kinds.get(EventMarker.Kind(event.kind), "")),
            title=event.title,
            text=event.text,
            area=labels.get(event.area_id, "") if event.area_id else "",
            contribution_url=reverse("dashboards:contribution-detail", args=[event.id])
            if event.id in told
            else "",
        )
        for at, event in enumerate(events)
    ]


def note_lines(ground: Ground, area_id: int | None) -> list[NoteLine]:
    """The notes, newest first; of one area those about it and those about all."""
    labels = {area.pk: area.label for area in ground.areas}
    return [
        NoteLine(
            text=story.text,
            written_on=story.written_on,
            role=story.writer_role or _("uden angivet rolle"),
            about=_about(story, labels),
        )
        for story in ground.stories
        if area_id is None or story.area_id in (None, area_id)
    ]


def _about(story: Story, labels: Mapping[int, str]) -> str:
    """Place and period that a note is about, as far as it says."""
    place = labels.get(story.area_id, "") if story.area_id else _("alle områder")
    period = slot_in_words(story.slot) if story.slot else ""
    return ", ".join(part for part in (place, period) if part)
