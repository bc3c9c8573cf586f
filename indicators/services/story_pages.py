"""The story behind the curve: dated notes of people who know the place, and what happened when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from indicators.models import EventMarker, Result
from indicators.services.curve_points import sign_of, together
from indicators.services.indicator_grounds import Ground, Happening, Story
from indicators.services.periods_in_words import slot_in_words
from indicators.services.results import Reading


@dataclass(frozen=True)
class EventLine:
    """One event: its letter on the time axis, the page it comes from, and where its contribution is told.

    `contributions` has the address for each area in which it may be asked for.
    """

    sign: str
    on: dt.date
    kind: str
    title: str
    text: str
    area: str
    path: str
    contributions: tuple[tuple[str, str], ...]


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
            on=group[0].on,
            kind=str(kinds.get(EventMarker.Kind(group[0].kind), "")),
            title=group[0].title,
            text=group[0].text,
            area=areas_in_words(group, labels),
            path=group[0].path,
            contributions=contributions_of([e for e in group if e.id in told], labels),
        )
        for at, group in enumerate(together(events))
    ]


def areas_in_words(group: Sequence[Happening], labels: Mapping[int, str]) -> str:
    """Where it happened; nothing where it concerns all."""
    names = (labels.get(event.area_id, "") for event in group if event.area_id)
    return ", ".join(dict.fromkeys(names))


def contributions_of(
    efforts: Sequence[Happening], labels: Mapping[int, str]
) -> tuple[tuple[str, str], ...]:
    """Where each area's contribution is told; the area is named where there are several."""
    return tuple(
        (
            labels.get(effort.area_id or 0, "") if len(efforts) > 1 else "",
            reverse("dashboards:contribution-detail", args=[effort.id]),
        )
        for effort in efforts
    )


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
