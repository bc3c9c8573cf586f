"""The feed at a secret address: whose meetings it holds, and when it opens nothing."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import icalendar
import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from partnership.models import CalendarFeed, Seat
from partnership.services import calendars
from tests.factories import meetings as made
from tests.factories import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def member() -> User:
    return people.seated_user("group")


def address_of(user: User) -> str:
    client = Client()
    client.force_login(user)
    page = client.post("/partnerskab/kalender/opret/").content.decode()
    found = re.search(r"https?://[^<\s]+(/kalender/[^<\s]+\.ics)", page)
    assert found
    return found[1]


def titles(url: str) -> list[str]:
    answer = Client().get(url)
    assert answer.status_code == 200
    found = icalendar.Calendar.from_ical(answer.content)
    return sorted(str(event["summary"]).split(": ")[1] for event in found.walk("VEVENT"))


def soon(days: float = 5) -> Any:
    return timezone.now() + dt.timedelta(days=days)


def test_a_program_reads_the_meetings_of_the_persons_bodies_only(member: User) -> None:
    made.meeting(title="Vores", state="called", starts_at=soon())
    made.meeting(title="Aflyst", state="cancelled", cancelled_because="Syg", starts_at=soon())
    made.meeting(title="For længst", starts_at=soon(-900))
    made.meeting(people.body("board"), title="De andres", state="called", starts_at=soon())
    url = address_of(member)
    answer = Client().get(url)
    assert answer["Content-Type"].startswith("text/calendar")
    assert "no-store" in answer["Cache-Control"]
    found = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    status = {str(event["summary"]).split(": ")[1]: str(event["status"]) for event in found}
    assert status == {"Vores": "CONFIRMED", "Aflyst": "CANCELLED"}
    assert CalendarFeed.objects.get().last_read_at is not None


def test_the_secretariat_reads_all_it_runs() -> None:
    made.meeting(title="Gruppens", state="planned", starts_at=soon())
    made.meeting(people.body("board"), title="Bestyrelsens", state="called", starts_at=soon())
    assert titles(address_of(people.seated_user("secretariat"))) == ["Bestyrelsens", "Gruppens"]


def test_rights_of_today_decide(member: User) -> None:
    made.meeting(title="Vores", state="called", starts_at=soon())
    url = address_of(member)
    assert titles(url) == ["Vores"]
    Seat.objects.filter(person__user=member).update(
        ends_on=timezone.localdate() - dt.timedelta(days=1)
    )
    assert Client().get(url).status_code == 404


def test_a_closed_login_a_revoked_and_a_replaced_address_open_nothing(member: User) -> None:
    url = address_of(member)
    replaced = address_of(member)
    assert Client().get(url).status_code == 404
    assert Client().get(replaced).status_code == 200
    client = Client()
    client.force_login(member)
    client.post("/partnerskab/kalender/luk/")
    assert Client().get(replaced).status_code == 404
    last = address_of(member)
    User.objects.filter(pk=member.pk).update(is_active=False)
    assert Client().get(last).status_code == 404


def test_the_address_itself_is_stored_nowhere(member: User) -> None:
    token = address_of(member).removeprefix("/kalender/").removesuffix(".ics")
    feed = CalendarFeed.objects.get()
    assert token not in str(vars(feed)) and len(token) > 30
    client = Client()
    client.force_login(member)
    assert token not in client.get("/partnerskab/kalender/").content.decode()


def test_too_many_readings_from_one_place_are_asked_to_wait(
    member: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendars, "MOST_A_MINUTE", 2)
    answers = [Client().get("/kalender/forkert.ics").status_code for _number in range(3)]
    assert answers in ([404, 404, 429], [404, 404, 404])  # a minute may turn over in between
    assert calendars.within_limit("10.0.0.1")


def test_a_person_without_a_body_has_no_calendar() -> None:
    client = Client()
    client.force_login(people.seated_user("administrator"))
    assert client.post("/partnerskab/kalender/opret/").status_code == 403


def test_one_meeting_as_a_file(member: User) -> None:
    meeting = made.meeting(
        title="Vores", state="planned", starts_at=soon(), link="https://moede.test/1", place=""
    )
    client = Client()
    client.force_login(member)
    answer = client.get(f"/partnerskab/moeder/{meeting.pk}/moede.ics")
    event = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")[0]
    assert (str(event["status"]), str(event["location"])) == ("TENTATIVE", "Online")
    assert "https://moede.test/1" in str(event["description"])
    merged = made.meeting(state="merged", merged_into=meeting, starts_at=soon())
    answer = client.get(f"/partnerskab/moeder/{merged.pk}/moede.ics")
    assert b"STATUS:CANCELLED" in answer.content
