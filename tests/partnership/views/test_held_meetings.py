"""A meeting that was entered when it was over: items, decisions and who came, until minutes lock."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import docx
import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from partnership.models import AgendaItem, Decision, FollowUp, Meeting
from partnership.services import attendances
from partnership.services.minutes_content import stands
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
    came = {f"status_{row.pk}": "present", "seen": attendances.stamp_of(meeting)}
    assert secretary.post(url, came).status_code == 302
    page = text(secretary.get(path("meeting-detail", meeting.pk)))
    assert "Til stede" in page and "Notér deltagere" not in page


def test_time_and_place_of_a_meeting_that_is_over_stand(secretary: Client) -> None:
    meeting = entered(secretary)
    change = path("meeting-change", meeting.pk)
    assert change not in text(secretary.get(path("meeting-detail", meeting.pk)))
    answer = secretary.get(change, follow=True)
    assert "Mødet er holdt eller aflyst, så tid og sted kan ikke rettes længere." in text(answer)
    secretary.post(change, {"title": "Et andet møde"})
    meeting.refresh_from_db()
    assert meeting.title == "Vårmøde"


def noted(meeting: Meeting, guests: str) -> dict[str, str]:
    rows = {f"status_{row.pk}": row.status for row in meeting.attendances.all()}
    return {**rows, "guests": guests, "seen": str(attendances.stamp_of(meeting))}


def test_guests_are_noted_and_stand_in_the_minutes_and_their_files(secretary: Client) -> None:
    meeting = entered(secretary)
    page = path("attendance", meeting.pk)
    refused = secretary.post(page, noted(meeting, "En gæst, 010190-1234"))
    assert "ligner et CPR-nummer" in text(refused)
    meeting.refresh_from_db()
    assert meeting.guests == ""
    assert secretary.post(page, noted(meeting, "Lokalpolitiet, to gæster")).status_code == 302
    assert "Lokalpolitiet, to gæster" in text(secretary.get(path("meeting-detail", meeting.pk)))
    made.minutes(meeting, state="approved")
    assert "Lokalpolitiet, to gæster" in text(secretary.get(path("minutes-detail", meeting.pk)))
    assert "Lokalpolitiet, to gæster" in words_of(secretary, meeting)
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(guests="En anden")


def test_of_two_who_note_who_came_the_later_is_told_of_the_first(secretary: Client) -> None:
    members = [people.seat("group", person=people.person(name)) for name in ("Ulla", "Villy")]
    spare = people.seat("group", person=people.person("Vikaren"))
    spare.role = "substitute"
    spare.save()
    meeting = entered(secretary)
    page = path("attendance", meeting.pk)
    row = {each.person.name: each.pk for each in meeting.attendances.select_related("person")}
    opened = noted(meeting, "")
    assert f'name="seen" value="{opened["seen"]}"' in text(secretary.get(page))
    first = {f"status_{row['Ulla']}": "excused", f"status_{row['Vikaren']}": "present"}
    first |= {f"for_{row['Vikaren']}": members[0].person_id, "guests": "Lokalpolitiet"}
    assert secretary.post(page, {**opened, **first}).status_code == 302
    second = {**opened, f"status_{row['Villy']}": "present"}
    told = secretary.post(page, second)
    assert "En anden har rettet det samme" in text(told)
    assert set(told.context["form"].conflicts) == {
        ("Ulla", "ikke noteret", "afbud"), ("Villy", "til stede", "ikke noteret"),
        ("Vikaren", "ikke noteret", "til stede"),
        ("Vikaren træder ind for", "–", "Ulla"), ("Gæster", "–", "Lokalpolitiet"),
    }  # fmt: skip
    assert ">Lokalpolitiet</td>" in text(told)
    meeting.refresh_from_db()
    assert meeting.guests == "Lokalpolitiet"
    seen = told.context["form"]["seen"].value()
    both = {**second, **first, "seen": seen, "guests": "Lokalpolitiet og to gæster"}
    assert secretary.post(page, both).status_code == 302
    meeting.refresh_from_db()
    assert meeting.guests == "Lokalpolitiet og to gæster"
    assert meeting.attendances.get(person__name="Ulla").status == "excused"


def test_the_same_noted_twice_is_no_conflict(secretary: Client) -> None:
    meeting = entered(secretary)
    form = noted(meeting, "To fra skolen")
    page = path("attendance", meeting.pk)
    assert secretary.post(page, form).status_code == 302
    assert secretary.post(page, form).status_code == 302


def words_of(secretary: Client, meeting: Meeting) -> str:
    """The minutes as a Word file, line by line."""
    answer = secretary.get(reverse("partnership:minutes-document", args=[meeting.pk, "docx"]))
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return "\n".join(line.text for line in docx.Document(io.BytesIO(content)).paragraphs)


def test_minutes_list_the_tasks_of_a_decision_as_they_stood_at_the_lock(secretary: Client) -> None:
    meeting = entered(secretary)
    decision = made.decision(made.item(meeting, "Flere lygter", kind="decision"))
    person = people.person("Driftschefen")
    task = FollowUp.objects.create(
        body=meeting.body, decision=decision, title="Indhent tilbud", owner=person,
        due_on=dt.date(2026, 5, 1),
    )  # fmt: skip
    minutes = made.minutes(meeting, state="approved")
    FollowUp.objects.filter(pk=task.pk).update(title="Noget andet", due_on=dt.date(2027, 1, 1))
    told = "Opgave: Indhent tilbud · ansvarlig Driftschefen · frist 1. maj 2026"
    assert told in " ".join(text(secretary.get(path("minutes-detail", meeting.pk))).split())
    assert told in words_of(secretary, meeting)
    minutes.refresh_from_db()
    assert stands(Meeting.objects.get(pk=meeting.pk), minutes)
