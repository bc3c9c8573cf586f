"""Meetings as calendar programs read them: iCalendar (RFC 5545), in the wall time of Denmark."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from icalendar import (
    Calendar,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vCalAddress,
    vText,
    vUri,
)

ZONE = ZoneInfo("Europe/Copenhagen")
MAKER = "-//Kvarterkompas//Kvarterkompas//DA"


@dataclass(frozen=True)
class CalendarEvent:
    """One meeting. `sequence` tells a program that has it already whether it is to look again."""

    uid: str
    sequence: int
    title: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    place: str
    text: str
    url: str
    status: str  # TENTATIVE, CONFIRMED or CANCELLED
    changed_at: dt.datetime


@dataclass(frozen=True)
class Call:
    """Who calls whom to a meeting, by mail."""

    name: str  # of the body that meets
    sender: str
    reader: str


def calendar_file(events: Iterable[CalendarEvent], *, name: str = "") -> bytes:
    """A calendar with these meetings, and with the rules of summer time it needs."""
    return bytes(_calendar(events, name=name, method="PUBLISH").to_ical())


def invitation_file(event: CalendarEvent, call: Call) -> bytes:
    """One meeting as a calendar program takes it from a mail (RFC 5546): asked for, or called off."""
    method = "CANCEL" if event.status == "CANCELLED" else "REQUEST"
    return bytes(_calendar([event], method=method, call=call).to_ical())


def _calendar(
    events: Iterable[CalendarEvent], *, method: str, name: str = "", call: Call | None = None
) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    if name:
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("x-wr-timezone", ZONE.key)
        calendar.add("refresh-interval", dt.timedelta(hours=4), parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "PT4H")
    calendar.add_component(_zone())
    for event in events:
        component = _component(event)
        if call is not None:
            _add_people(component, call)
        calendar.add_component(component)
    return calendar


def _add_people(component: Event, call: Call) -> None:
    """The sender and the one reader. Answers are given on the meeting's page, so none is asked for."""
    sender, reader = vCalAddress(f"mailto:{call.sender}"), vCalAddress(f"mailto:{call.reader}")
    sender.params["CN"] = vText(call.name)
    reader.params["RSVP"], reader.params["PARTSTAT"] = vText("FALSE"), vText("NEEDS-ACTION")
    component.add("organizer", sender)
    component.add("attendee", reader)


def _zone() -> Timezone:
    """Summer time as a rule for every year: lists of single years are misread by some programs."""
    zone = Timezone()
    zone.add("tzid", ZONE.key)
    for part, name, month, begins, before, after in (
        (TimezoneDaylight(), "CEST", 3, dt.datetime(1981, 3, 29, 2), 1, 2),  # noqa: DTZ001 wall time
        (TimezoneStandard(), "CET", 10, dt.datetime(1996, 10, 27, 3), 2, 1),  # noqa: DTZ001
    ):
        part.add("tzname", name)
        part.add("dtstart", begins)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzoffsetfrom", dt.timedelta(hours=before))
        part.add("tzoffsetto", dt.timedelta(hours=after))
        zone.add_component(part)
    return zone


def _component(event: CalendarEvent) -> Event:
    made = Event()
    made.add("uid", event.uid)
    made.add("sequence", event.sequence)
    made.add("dtstamp", event.changed_at.astimezone(dt.UTC))
    made.add("last-modified", event.changed_at.astimezone(dt.UTC))
    made.add("dtstart", event.starts_at.astimezone(ZONE))
    made.add("dtend", event.ends_at.astimezone(ZONE))
    made.add("summary", event.title)
    if event.place:
        made.add("location", event.place)
    if event.text:
        made.add("description", event.text)
    made.add("url", vUri(event.url))
    made.add("status", event.status)
    made.add("transp", "TRANSPARENT" if event.status == "CANCELLED" else "OPAQUE")
    return made
