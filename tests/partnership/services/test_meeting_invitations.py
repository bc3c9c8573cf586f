"""The mail that calls to a meeting brings the meeting itself, as two calendar programs read it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from email.message import Message

import icalendar
import pytest
import vobject
from django.core import mail
from django.core.cache import cache
from django.utils import timezone

from accounts.models import Notice
from partnership.models import Meeting, Seat
from partnership.rules.access import Standing
from partnership.services import meetings
from partnership.services.edits import stamp_of
from partnership.services.standing import standing_of
from partnership.tasks import mail_notices
from tests.factories import meetings as made
from tests.factories import people

pytestmark = pytest.mark.django_db
SECRET = "https://moede.test/hemmeligt-rum"


@pytest.fixture(autouse=True)
def no_pause() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def office() -> Standing:
    return standing_of(people.seated_user("secretariat"))


@pytest.fixture
def meeting(office: Standing) -> Meeting:
    """A meeting that was called, with one member who was mailed."""
    people.seated_user("group")
    starts_at = timezone.now() + dt.timedelta(days=20)
    planned = made.meeting(
        title="Møde om tryghed", state="planned", starts_at=starts_at, form="both", link=SECRET,
        called_at=None,
    )  # fmt: skip
    made.item(planned, "Hemmeligt punkt", text="Kun på siden")
    meetings.call(by=office, meeting_id=planned.pk)
    return planned


def files_in(letter: Message) -> list[Message]:
    return [part for part in letter.walk() if part.get_content_type() == "text/calendar"]


def sent() -> tuple[Message, icalendar.Component]:
    """The calendar file of the last mail, and the meeting in it."""
    mail_notices()
    (part,) = files_in(mail.outbox[-1].message())
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    assert vobject.readOne(content.decode()).vevent.uid.value
    calendar = icalendar.Calendar.from_ical(content)
    assert part.get_param("method") == str(calendar["method"])
    assert (part.get_content_charset(), part.get_content_disposition()) == ("utf-8", "attachment")
    return part, calendar.walk("VEVENT")[0]


def test_a_call_brings_time_place_and_page_and_nothing_secret(meeting: Meeting) -> None:
    part, event = sent()
    letter = mail.outbox[-1].message().as_bytes()
    assert part.get_param("method") == "REQUEST"
    assert event.decoded("dtstart").astimezone(dt.UTC) == meeting.starts_at.replace(microsecond=0)
    assert str(event["location"]) == "Rådhuset, lokale 2"
    assert str(event["url"]).endswith(f"/partnerskab/moeder/{meeting.pk}/")
    assert str(event["organizer"]).startswith("mailto:")
    assert str(event["attendee"]) == f"mailto:{mail.outbox[-1].to[0]}"
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    for secret in ("hemmeligt-rum", "Hemmeligt punkt", "Kun på siden"):
        assert secret not in content.decode()
        assert secret.encode() not in letter


def test_a_change_and_a_cancellation_reach_the_same_meeting_in_the_calendar(
    office: Standing, meeting: Meeting
) -> None:
    _part, first = sent()
    meeting.refresh_from_db()
    values = {
        name: getattr(meeting, name) for name in ("title", "starts_at", "ends_at", "form", "link")
    }
    meetings.change(
        by=office, meeting_id=meeting.pk, seen=stamp_of(meeting), **values, place="Biblioteket"
    )
    _part, second = sent()
    meetings.cancel(by=office, meeting_id=meeting.pk, reason="Der er ingen sager.")
    part, third = sent()
    assert len({str(event["uid"]) for event in (first, second, third)}) == 1
    numbers = [int(event["sequence"]) for event in (first, second, third)]
    assert numbers == sorted(set(numbers))
    assert str(second["location"]) == "Biblioteket"
    assert (part.get_param("method"), str(third["status"])) == ("CANCEL", "CANCELLED")


def test_whose_seat_ended_before_the_mail_went_gets_no_file(meeting: Meeting) -> None:
    Seat.objects.filter(body__kind="coordination").update(
        ends_on=timezone.localdate() - dt.timedelta(days=1)
    )
    assert Notice.objects.filter(kind="meeting_called", mailed_at__isnull=True).exists()
    mail_notices()
    assert [file for letter in mail.outbox for file in files_in(letter.message())] == []
