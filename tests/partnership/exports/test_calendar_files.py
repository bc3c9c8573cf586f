"""Calendar files, read back by two programs that know nothing of ours."""

from __future__ import annotations

import datetime as dt

import icalendar
import vobject

from partnership.exports.calendar_files import CalendarEvent, calendar_file

SUMMER = dt.datetime(2027, 6, 10, 12, 0, tzinfo=dt.UTC)
WINTER = dt.datetime(2027, 12, 10, 13, 0, tzinfo=dt.UTC)
LONG = "Rådhuset, mødelokale på første sal; ring på døren, så åbner vi for jer – æøå ÆØÅ 🧭 " * 3


def event(begins: dt.datetime = SUMMER, **fields: object) -> CalendarEvent:
    values = {
        "uid": "7f1@test.dk", "sequence": 3, "title": "Årsmøde", "starts_at": begins,
        "ends_at": begins + dt.timedelta(hours=2), "place": LONG, "text": "Deltag: https://m.test/1",
        "url": "https://test.dk/partnerskab/moeder/1/", "status": "CONFIRMED", "changed_at": begins,
    }  # fmt: skip
    return CalendarEvent(**{**values, **fields})  # type: ignore[arg-type]


def test_two_programs_read_the_same_meeting() -> None:
    content = calendar_file([event()])
    first = icalendar.Calendar.from_ical(content).walk("VEVENT")[0]
    second = vobject.readOne(content.decode()).vevent
    for begins in (first.decoded("dtstart"), second.dtstart.value):
        assert begins.astimezone(dt.UTC) == SUMMER
        assert begins.utcoffset() == dt.timedelta(hours=2)
    assert str(first["location"]) == second.location.value == LONG
    assert str(first["summary"]) == second.summary.value == "Årsmøde"
    assert (int(first["sequence"]), second.sequence.value) == (3, "3")
    assert str(first["uid"]) == second.uid.value == "7f1@test.dk"


def test_winter_and_summer_come_from_the_rules_in_the_file() -> None:
    content = calendar_file([event(), event(WINTER, uid="8@test.dk")])
    zones = icalendar.Calendar.from_ical(content).walk("VTIMEZONE")
    assert [str(zone["tzid"]) for zone in zones] == ["Europe/Copenhagen"]
    events = list(vobject.readOne(content.decode()).vevent_list)
    offsets = [one.dtstart.value.utcoffset() for one in events]
    assert offsets == [dt.timedelta(hours=2), dt.timedelta(hours=1)]


def test_lines_are_folded_within_75_octets_and_letters_stay_whole() -> None:
    lines = calendar_file([event()]).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()


def test_a_meeting_called_off_is_cancelled_and_takes_no_time() -> None:
    found = icalendar.Calendar.from_ical(calendar_file([event(status="CANCELLED")]))
    cancelled = found.walk("VEVENT")[0]
    assert (str(cancelled["status"]), str(cancelled["transp"])) == ("CANCELLED", "TRANSPARENT")


def test_an_empty_feed_is_still_a_calendar_with_its_name() -> None:
    found = icalendar.Calendar.from_ical(calendar_file([], name="Kvarterkompas"))
    assert str(found["x-wr-calname"]) == "Kvarterkompas"
    assert str(found["method"]) == "PUBLISH"


def test_what_is_missing_is_left_out() -> None:
    found = icalendar.Calendar.from_ical(calendar_file([event(place="", text="")])).walk("VEVENT")
    assert "location" not in found[0] and "description" not in found[0]
