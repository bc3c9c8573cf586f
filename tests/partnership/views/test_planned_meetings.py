"""The wheel's months and the meeting made from a mark; what is said of overlaps and the unreached."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from partnership.models import PlannedMeeting
from tests.factories import meetings as made
from tests.factories import people

pytestmark = pytest.mark.django_db


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def secretary() -> Client:
    return client_of(people.seated_user("secretariat"))


def path(name: str, pk: int) -> str:
    return reverse(f"partnership:{name}", args=[pk])


def text(answer: Any) -> str:
    return str(answer.content.decode())


def mark(month: int = 3) -> PlannedMeeting:
    return PlannedMeeting.objects.create(
        body=people.body("coordination"), name="Forårsmøde", month=month, day=10,
        starts_at=dt.time(14), ends_at=dt.time(16),
    )  # fmt: skip


def typed(day: str, **changes: Any) -> dict[str, Any]:
    return {
        "title": "Vårmøde", "day": day, "starts": "14", "ends": "16", "form": "in_person",
        "place": "Salen", **changes,
    }  # fmt: skip


def test_a_meeting_is_made_once_a_year_and_the_refusal_leads_to_it(secretary: Client) -> None:
    url = path("planned-meeting-call", mark().pk)
    assert "Opret mødet: Forårsmøde" in text(secretary.get(url))
    address = secretary.post(url, typed("10.3.2099"))["Location"]
    page = text(secretary.post(url, typed("11.3.2099")))
    assert "Mødet er allerede oprettet for 2099:" in page and f'href="{address}"' in page
    assert secretary.post(url, typed("10.3.2098")).status_code == 302


def test_a_day_that_has_passed_is_refused_with_a_remedy_that_is_there(secretary: Client) -> None:
    page = text(secretary.post(path("planned-meeting-call", mark().pk), typed("10.3.2020")))
    assert "Møder › Opret møde" in page and "sæt kryds" not in page


def test_a_meeting_without_a_mark_stands_in_its_month(secretary: Client) -> None:
    year = timezone.localdate().year
    noon = dt.datetime(year, 5, 12, 10, tzinfo=dt.UTC)
    body = people.body("coordination")
    alone = made.meeting(body, title="Ekstra møde", starts_at=noon)
    made.meeting(body, title="Blev til intet", starts_at=noon, state="cancelled",
                 cancelled_because="Sygdom")  # fmt: skip
    made.meeting(body, title="Sidste års", starts_at=noon - dt.timedelta(days=365))
    answer = secretary.get("/partnerskab/aarshjul/")
    shown = {
        month.name: month.meetings for month in answer.context["wheel"].months if month.meetings
    }
    assert list(shown.values()) == [(alone,)]
    assert path("meeting-detail", alone.pk) in text(answer)


def test_a_meeting_made_from_a_mark_stands_in_its_own_year_on_the_day_it_got(
    secretary: Client,
) -> None:
    this = timezone.localdate().year
    planned = mark(3)
    moved = dt.datetime(this + 1, 4, 8, 10, tzinfo=dt.UTC)
    later = made.meeting(planned.body, title="Flyttet møde", starts_at=moved, planned=planned)
    page = text(secretary.get("/partnerskab/aarshjul/"))
    assert f"Møder i {this}" in page and "ikke oprettet" in page
    answer = secretary.get(f"/partnerskab/aarshjul/?aar={this + 1}")
    assert f"Møder i {this + 1}" in text(answer) and "ikke oprettet" not in text(answer)
    april = answer.context["wheel"].months[3]
    assert [(day.number, day.meeting) for day in april.days] == [(8, later)]
    assert secretary.get("/partnerskab/aarshjul/?aar=1066").context["wheel"].year == this


def test_the_months_show_meetings_where_no_mark_stands_at_all(secretary: Client) -> None:
    made.meeting(title="Ekstra møde", starts_at=timezone.now())
    page = text(secretary.get("/partnerskab/aarshjul/"))
    assert "Ekstra møde" in page and "Intet i årshjulet endnu" in page


def test_two_meetings_at_the_same_time_are_said_and_not_blocked(secretary: Client) -> None:
    body = people.body("coordination")
    first = typed("10.3.2099", body=body.pk)
    secretary.post("/partnerskab/moeder/nyt/", first)
    page = text(secretary.post("/partnerskab/moeder/nyt/", {**first, "starts": "15"}, follow=True))
    assert "ligger oven i et andet af organets møder: Vårmøde den 10. marts 2099" in page
    after = {**first, "starts": "16", "ends": "17"}
    answer = secretary.post("/partnerskab/moeder/nyt/", after, follow=True)
    assert "ligger oven i" not in text(answer)
    pk = answer.context["meeting"].pk
    seen = secretary.get(path("meeting-change", pk)).context["form"].initial["seen"]
    moved = {**first, "starts": "15", "ends": "17", "seen": seen}
    page = text(secretary.post(path("meeting-change", pk), moved, follow=True))
    assert "Mødet er rettet." in page and "ligger oven i" in page


def test_the_one_who_calls_is_told_how_many_got_no_message(secretary: Client) -> None:
    people.seated_user("group")
    people.seat("group", person=people.person())
    soon = timezone.now() + dt.timedelta(days=5)
    meeting = made.meeting(state="planned", called_at=None, starts_at=soon)
    made.item(meeting)
    page = text(secretary.post(path("meeting-call", meeting.pk), {}, follow=True))
    assert "2 personer er indkaldt." in page
    assert "1 af dem kan ikke logge ind og har ikke fået besked." in page
