"""A meeting that was entered when it was over: items, decisions and who came, until minutes lock."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from partnership.models import AgendaItem, Decision, Meeting
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


def entered(secretary: Client) -> Meeting:
    """A meeting of the coordination group, entered afterwards."""
    body = people.body("coordination")
    body.quorum = 1
    body.save()
    secretary.post(
        "/partnerskab/moeder/nyt/",
        {
            "body": body.pk, "title": "Vårmøde", "day": "1.3.2026", "starts": "14", "ends": "16",
            "form": "in_person", "place": "Salen", "is_over": "on",
        },
    )  # fmt: skip
    return Meeting.objects.get(title="Vårmøde")


def add(secretary: Client, meeting: Meeting, title: str = "Fritidsjob") -> Any:
    values = {"title": title, "kind": "decision", "minutes": 0}
    return secretary.post(path("agenda-item-create", meeting.pk), values)


def test_a_decision_is_registered_on_a_meeting_that_was_over(secretary: Client) -> None:
    meeting = entered(secretary)
    page = text(secretary.get(path("meeting-detail", meeting.pk)))
    assert "Nyt punkt" in page and "Opret et punkt for hvert emne" in page
    assert add(secretary, meeting).status_code == 302
    item = meeting.items.get()
    assert item.outcome == "treated"
    page = text(secretary.get(path("meeting-detail", meeting.pk)))
    assert path("decision-create", item.pk) in page
    words = {"title": "Vi begynder", "kind": "other", "text": "Vi begynder i maj."}
    assert secretary.post(path("decision-create", item.pk), words).status_code == 302
    assert Decision.objects.get().item == item


def test_an_item_added_afterwards_is_changed_and_taken_off_until_something_hangs_on_it(
    secretary: Client,
) -> None:
    meeting = entered(secretary)
    add(secretary, meeting)
    item = meeting.items.get()
    typed = secretary.get(path("agenda-item-change", item.pk)).context["form"].initial
    typed = {name: value for name, value in typed.items() if value is not None}
    url = path("agenda-item-change", item.pk)
    assert secretary.post(url, {**typed, "title": "Lommepenge"}).status_code == 302
    made.decision(item)
    secretary.post(path("agenda-item-withdraw", item.pk))
    assert meeting.items.get().title == "Lommepenge"
    Decision.objects.all().delete()
    secretary.post(path("agenda-item-withdraw", item.pk))
    assert not AgendaItem.objects.exists()


def test_what_the_meeting_really_had_on_its_agenda_stands(secretary: Client) -> None:
    meeting = entered(secretary)
    item = made.item(meeting, outcome="treated", created_at=meeting.starts_at)
    secretary.post(path("agenda-item-withdraw", item.pk))
    assert meeting.items.get() == item
    assert path("agenda-item-change", item.pk) not in text(
        secretary.get(path("meeting-detail", meeting.pk))
    )


def test_locked_minutes_take_no_more_items(secretary: Client) -> None:
    meeting = entered(secretary)
    made.minutes(meeting, state="approved")
    assert "Nyt punkt" not in text(secretary.get(path("meeting-detail", meeting.pk)))
    assert "Referatet er godkendt og låst" in text(add(secretary, meeting))
    assert not meeting.items.exists()


def test_it_is_noted_who_came_and_nobody_stays_called(secretary: Client) -> None:
    people.seat("group", person=people.person())
    meeting = entered(secretary)
    row = meeting.attendances.get()
    page = text(secretary.get(path("meeting-detail", meeting.pk)))
    assert "Ikke noteret" in page and "Notér deltagere" in page
    assert "Indkaldt" not in page and "beslutningsdygtig" not in page
    url = path("attendance", meeting.pk)
    assert "kommer" not in text(secretary.get(url)).split("<table")[1]
    assert secretary.post(url, {f"status_{row.pk}": "present"}).status_code == 302
    page = text(secretary.get(path("meeting-detail", meeting.pk)))
    assert "Til stede" in page and "Notér deltagere" not in page
