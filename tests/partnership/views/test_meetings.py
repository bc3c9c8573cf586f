"""Meetings on screen: from the wheel to a called agenda, its order, comments, answers; foreign: 404."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from partnership.models import (
    AgendaItem,
    Attendance,
    Comment,
    Meeting,
    Person,
    PlannedMeeting,
    Seat,
    StandingItem,
)
from partnership.services import attendances
from tests.doors import meetings as doors
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


def called(body: Any = None, **fields: Any) -> Meeting:
    soon = timezone.now() + dt.timedelta(days=10)
    values = {"state": "called", "starts_at": soon, "called_at": timezone.now(), **fields}
    return made.meeting(body, **values)


def path(name: str, pk: int) -> str:
    return reverse(f"partnership:{name}", args=[pk])


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_from_the_wheel_to_a_called_meeting(secretary: Client) -> None:
    member = people.seated_user("group")
    body = people.body("coordination")
    answer = secretary.post(
        "/partnerskab/aarshjul/nyt/",
        {
            "body": body.pk, "name": "Forårsmøde", "month": 3, "day": 10, "starts_at": "14",
            "ends_at": "16.30", "form": "in_person", "place": "Salen", "is_active": "on",
        },
    )  # fmt: skip
    assert answer.status_code == 302
    secretary.post(
        "/partnerskab/aarshjul/faste-punkter/nyt/",
        {
            "body": body.pk, "title": "Eventuelt", "kind": "discussion", "minutes": 5,
            "position": 1, "is_last": "on", "is_active": "on",
        },
    )  # fmt: skip
    mark = PlannedMeeting.objects.get()
    page = secretary.get(path("planned-meeting-call", mark.pk))
    shown = page.context["form"].initial
    answer = secretary.post(
        path("planned-meeting-call", mark.pk),
        {
            "title": shown["title"], "day": f"{shown['day']:%d.%m.%Y}", "starts": "14.00",
            "ends": "16.30", "form": "in_person", "place": "Salen",
        },
    )  # fmt: skip
    meeting = Meeting.objects.get()
    assert timezone.localtime(meeting.starts_at).hour == 14
    assert answer["Location"] == path("meeting-detail", meeting.pk)
    item = {
        "title": "Fritidsjob",
        "kind": "decision",
        "minutes": 30,
        "recommendation": "Vi begynder",
    }
    secretary.post(path("agenda-item-create", meeting.pk), item)
    titles = meeting.items.order_by("position").values_list("title", flat=True)
    assert list(titles) == ["Fritidsjob", "Eventuelt"]
    reader = client_of(member)
    before = text(reader.get(path("meeting-detail", meeting.pk)))
    assert "ikke sendt ud endnu" in before and "Fritidsjob" not in before
    assert secretary.get(path("meeting-call", meeting.pk)).status_code == 200
    secretary.post(path("meeting-call", meeting.pk), {})
    after = text(reader.get(path("meeting-detail", meeting.pk)))
    assert "Fritidsjob" in after and "Punkterne tager 35 minutter." in after


def test_a_longer_agenda_than_the_meeting_is_said(secretary: Client) -> None:
    meeting = called()
    made.item(meeting, minutes=150)
    page = text(secretary.get(path("meeting-detail", meeting.pk)))
    assert "Det er 30 minutter mere, end mødet varer." in page


def test_bad_times_come_back_with_what_was_typed(secretary: Client) -> None:
    body = people.body("coordination")
    typed = {
        "body": body.pk, "title": "Vårmøde", "day": "1.3.2020", "starts": "14", "ends": "16",
        "form": "in_person", "place": "Salen",
    }  # fmt: skip
    page = text(secretary.post("/partnerskab/moeder/nyt/", typed))
    assert "sæt kryds ved, at mødet er holdt" in page and 'value="Vårmøde"' in page
    typed |= {"day": "1.3.2099", "ends": "13"}
    page = text(secretary.post("/partnerskab/moeder/nyt/", typed))
    assert "kan ikke slutte, før det begynder" in page
    assert "ligner et CPR-nummer" in text(
        secretary.post("/partnerskab/moeder/nyt/", {**typed, "title": "Om 010203-1234"})
    )
    assert not Meeting.objects.exists()


def test_two_windows_the_second_sees_both_texts(secretary: Client) -> None:
    meeting = called()
    item = made.item(meeting, "Fritidsjob", text="Oprindelig")
    typed = secretary.get(path("agenda-item-change", item.pk)).context["form"].initial
    typed = {name: value for name, value in typed.items() if value is not None}
    url = path("agenda-item-change", item.pk)
    assert secretary.post(url, {**typed, "text": "Den første"}).status_code == 302
    page = text(secretary.post(url, {**typed, "text": "Den anden"}))
    assert "Den første" in page and "Den anden" in page
    item.refresh_from_db()
    assert item.text == "Den første"


def test_the_order_by_buttons_and_by_drag(secretary: Client) -> None:
    meeting = called()
    first, second, third = (made.item(meeting, title) for title in "abc")
    seen = f"{first.pk},{second.pk},{third.pk}"
    url = path("agenda-order", meeting.pk)
    answer = secretary.post(url, {"seen": seen, "move": f"{third.pk}:op"})
    assert answer["Location"].endswith(f"#punkt-{third.pk}")
    assert [item.title for item in meeting.items.all()] == ["a", "c", "b"]
    stale = secretary.post(
        url, {"seen": seen, "order": f"{second.pk},{first.pk},{third.pk}"},
        headers={"Accept": "application/json"},
    )  # fmt: skip
    assert stale.status_code == 409 and "En anden" in stale.json()["message"]
    seen = f"{first.pk},{third.pk},{second.pk}"
    moved = {"seen": seen, "order": f"{second.pk},{first.pk},{third.pk}"}
    answer = secretary.post(url, moved, headers={"Accept": "application/json"})
    assert answer.status_code == 200
    assert [item.title for item in meeting.items.all()] == ["b", "a", "c"]
    for nonsense in ({"seen": "x"}, {"seen": seen, "move": "0:op"}, {}):
        assert secretary.post(url, nonsense).status_code == 302


def test_an_item_is_deleted_before_and_withdrawn_after_the_agenda_was_sent(
    secretary: Client,
) -> None:
    draft = called(state="planned", called_at=None)
    item = made.item(draft)
    secretary.post(path("agenda-item-withdraw", item.pk))
    assert not AgendaItem.objects.exists()
    meeting = called()
    item = made.item(meeting, "Trivsel")
    secretary.post(path("agenda-item-withdraw", item.pk))
    page = text(secretary.get(path("meeting-detail", meeting.pk)))
    assert "Trukket fra dagsordenen" in page and "Trivsel" in page


def test_a_member_comments_and_takes_it_back(secretary: Client) -> None:
    user = people.seated_user("group")
    meeting, member = called(), client_of(user)
    item = made.item(meeting)
    member.post(path("agenda-comment-create", item.pk), {"text": "Vi mangler tal."})
    assert "Vi mangler tal." in text(secretary.get(path("meeting-detail", meeting.pk)))
    comment = Comment.objects.get()
    assert secretary.post(path("agenda-comment-withdraw", comment.pk)).status_code == 403
    member.post(path("agenda-comment-withdraw", comment.pk))
    page = text(member.get(path("meeting-detail", meeting.pk)))
    assert "trukket tilbage" in page and "Vi mangler tal." not in page
    refused = text(member.post(path("agenda-comment-create", item.pk), {"text": "010203-1234"}))
    assert "ligner et CPR-nummer" in refused


def test_a_case_officer_comments_for_the_member_by_name() -> None:
    served = people.person("Områdechefen")
    people.seat("group", person=served)
    helper = people.seated_user("group")
    Seat.objects.filter(person__user=helper).update(role="case_officer", serves=served)
    meeting = called()
    item = made.item(meeting)
    client = client_of(helper)
    alone = text(client.post(path("agenda-comment-create", item.pk), {"text": "Hej"}))
    assert not Comment.objects.exists() and 'value="Hej"' not in alone and "Hej" in alone
    other = people.person()
    people.seat("group", person=other)
    foreign = {"text": "Hej", "on_behalf_of": other.pk}
    client.post(path("agenda-comment-create", item.pk), foreign)
    assert not Comment.objects.exists()
    client.post(path("agenda-comment-create", item.pk), {"text": "Hej", "on_behalf_of": served.pk})
    assert "på vegne af Områdechefen" in text(client.get(path("meeting-detail", meeting.pk)))


def test_those_above_read_but_do_not_comment() -> None:
    body = people.body("coordination")
    body.parent = people.body("board")
    body.save()
    above = client_of(people.seated_user("board"))
    meeting = called(body)
    item = made.item(meeting)
    assert "Skriv en kommentar" not in text(above.get(path("meeting-detail", meeting.pk)))
    assert above.post(path("agenda-comment-create", item.pk), {"text": "Hej"}).status_code == 403


def test_apologies_with_a_substitute_who_takes_the_vote(secretary: Client) -> None:
    user = people.seated_user("group")
    body = people.body("coordination")
    body.quorum, body.votes = 1, True
    body.save()
    own = Person.objects.get(user=user)
    substitute = people.person("Suppleanten")
    Seat.objects.create(
        person=substitute, body=body, role="substitute", serves=own, starts_on=people.FROM,
        organisation=people.organisation(),
    )  # fmt: skip
    meeting = called(state="planned", called_at=None)
    made.item(meeting)
    secretary.post(path("meeting-call", meeting.pk), {})
    client, url = client_of(user), path("attendance-answer", meeting.pk)
    client.post(url, {"comes": "nej"})
    page = text(client.get(path("meeting-detail", meeting.pk)))
    assert "bliver mødet ikke beslutningsdygtigt" in page
    client.post(url, {"comes": "nej", "substitute": substitute.pk})
    row = Attendance.objects.get(person=substitute)
    assert (row.stands_in_for, row.has_vote) == (own, True)
    page = text(client.get(path("meeting-detail", meeting.pk)))
    assert "ikke beslutningsdygtigt" not in page
    client.post(url, {"comes": "ja"})
    row.refresh_from_db()
    assert (row.stands_in_for, row.has_vote) == (None, False)


def test_the_secretariat_notes_who_came(secretary: Client) -> None:
    meeting = called()
    rows = [made.attendance(meeting, people.person(), "invited") for _number in range(3)]
    url = path("attendance", meeting.pk)
    assert secretary.get(url).status_code == 200
    noted = {f"status_{row.pk}": "present" for row in rows[:2]} | {f"status_{rows[2].pk}": "absent"}
    noted |= {"seen": str(attendances.stamp_of(meeting))}
    assert secretary.post(url, noted).status_code == 302
    statuses = list(meeting.attendances.order_by("pk").values_list("status", flat=True))
    assert statuses == ["present", "present", "absent"]


def test_a_meeting_is_held_cancelled_and_merged_on_screen(secretary: Client) -> None:
    now = timezone.now()
    over = called(starts_at=now - dt.timedelta(hours=2))
    item = made.item(over, "Udsættes")
    later, other = called(), called()
    hold = {f"item_{item.pk}": "postponed", "all_came": "on"}
    assert secretary.get(path("meeting-hold", over.pk)).status_code == 200
    assert secretary.post(path("meeting-hold", over.pk), hold).status_code == 302
    assert AgendaItem.objects.get(outcome="").meeting in (later, other)
    secretary.post(path("meeting-merge", other.pk), {"into": later.pk})
    assert AgendaItem.objects.get(outcome="").meeting == later
    assert "holdes sammen med" in text(secretary.get(path("meeting-detail", other.pk)))
    secretary.post(path("meeting-cancel", later.pk), {"reason": "For få kan komme"})
    assert "For få kan komme" in text(secretary.get(path("meeting-detail", later.pk)))
    assert "Udsættes" in text(secretary.get("/partnerskab/aarshjul/"))


def test_a_foreign_groups_member_finds_nothing_by_get_or_post() -> None:
    samples = doors.arguments()
    stranger = client_of(people.seated_user("group", body=people.body("ad_hoc")))
    objects = {name: keys for name, keys in samples.items() if "pk" in keys}
    assert len(objects) > 15
    for name, keys in objects.items():
        url = reverse(name, kwargs=keys)
        answers = {stranger.get(url).status_code, stranger.post(url).status_code}
        assert 404 in answers and answers <= {404, 405}, name
    assert "Prøveorgan" not in text(stranger.get("/partnerskab/moeder/?organ=organ-1"))
    assert Comment.objects.get().is_withdrawn is False


def test_draft_items_are_not_reached_by_their_own_addresses() -> None:
    meeting = called(state="planned", called_at=None)
    item = made.item(meeting)
    member = client_of(people.seated_user("group"))
    for name in ("agenda-item-change", "agenda-item-withdraw", "agenda-comment-create"):
        assert member.post(path(name, item.pk)).status_code == 404


def test_twenty_years_of_meetings_cost_no_more_queries(secretary: Client) -> None:
    body = people.body("coordination")
    mark = PlannedMeeting.objects.create(
        body=body, name="Møde", month=3, starts_at=dt.time(9), ends_at=dt.time(11)
    )
    StandingItem.objects.create(body=body, title="Eventuelt")
    meeting = called(planned=mark)
    fill(meeting, 2)
    pages = ("/partnerskab/moeder/", path("meeting-detail", meeting.pk), "/partnerskab/aarshjul/")
    secretary.get(pages[0])
    few = [queries(secretary, url) for url in pages]
    for month in range(240):
        made.meeting(body, starts_at=timezone.now() - dt.timedelta(days=30 * month + 1))
    for number in range(11):
        PlannedMeeting.objects.create(
            body=body, name=f"{number}", month=4, starts_at=dt.time(9), ends_at=dt.time(11)
        )
        StandingItem.objects.create(body=body, title=f"{number}")
    fill(meeting, 15)
    assert [queries(secretary, url) for url in pages] == few
    assert max(few) <= 22


def fill(meeting: Meeting, count: int) -> None:
    for _number in range(count):
        item = made.item(meeting, carried_from=made.item(made.meeting(meeting.body)))
        Comment.objects.create(item=item, person=people.person(), text="Hej")
        made.paper(item=item)
        made.attendance(meeting, people.person(), stands_in_for=people.person())


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


def test_an_agenda_says_that_who_is_to_present_an_item_has_left(secretary: Client) -> None:
    body = people.body("coordination")
    meeting, today = called(body), timezone.localdate()
    gone = people.seat("group", person=people.person("Sagsbehandler A"), body=body)
    stays = people.seat("group", person=people.person("Sagsbehandler B"), body=body)
    made.item(meeting, "Lys", presenter=gone.person)
    made.item(meeting, "Haver", presenter=stays.person)
    address = path("meeting-detail", meeting.pk)
    assert "har ikke længere en plads" not in text(secretary.get(address))
    Seat.objects.filter(pk=gone.pk).update(ends_on=today - dt.timedelta(days=1))
    page = text(secretary.get(address))
    assert page.count("har ikke længere en plads") == 1
    assert page.index("Sagsbehandler A") < page.index("har ikke længere en plads")
    assert "vælg en anden" in page
    reader = text(client_of(people.seated_user("group", body=body)).get(address))
    assert "har ikke længere en plads" in reader and "vælg en anden" not in reader
