"""A seat ends while its person is signed in: out at the next request, and still named in what was done."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from partnership.models import Body, Seat
from partnership.services import follow_ups
from tests.factories import decisions, meetings, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Body:
    return people.body("coordination")


@pytest.fixture
def user(group: Body) -> User:
    made = people.user("formand@test.dk")
    chair = people.person("Gruppens formand", user=made)
    Seat.objects.create(
        person=chair, body=group, role="chair", starts_on=people.FROM,
        organisation=people.organisation(),
    )  # fmt: skip
    return made


@pytest.fixture
def client(user: User) -> Client:
    made = Client()
    made.force_login(user)
    return made


def seat_ends(user: User) -> None:
    Seat.objects.filter(person=user.person).update(
        ends_on=timezone.localdate() - dt.timedelta(days=1)
    )


def test_the_next_request_is_refused_by_get_and_by_post(
    client: Client, group: Body, user: User
) -> None:
    task = decisions.follow_up(group, title="Ring til naboerne")
    page = reverse("partnership:follow-up-detail", args=[task.pk])
    finish = reverse("partnership:follow-up-finish", args=[task.pk])
    assert client.get(page).status_code == 200
    assert client.get(finish).status_code == 200
    seat_ends(user)
    answer = client.get(page)
    assert answer.status_code == 403
    assert "Du har ingen plads i dag" in answer.content.decode()
    assert client.post(finish, {"word": "Gjort"}).status_code == 403
    task.refresh_from_db()
    assert task.state == "open"
    for name in ("overview", "search"):
        assert client.get(reverse(f"dashboards:{name}")).status_code == 403


def test_history_still_names_who_left(client: Client, group: Body, user: User) -> None:
    held = meetings.meeting(group, title="Junimøde")
    meetings.attendance(held, user.person, has_vote=True)
    taken = decisions.decision(group, title="Lys på stien", responsible=user.person)
    seat_ends(user)
    office = Client()
    office.force_login(people.seated_user("secretariat"))
    for url in (
        reverse("partnership:meeting-detail", args=[held.pk]),
        reverse("partnership:decision-detail", args=[taken.pk]),
        reverse("partnership:body-detail", args=[group.slug]),
    ):
        assert "Gruppens formand" in office.get(url).content.decode(), url


def test_what_is_open_on_the_name_stands_on_the_handover_list(group: Body, user: User) -> None:
    decisions.follow_up(group, title="Ring til naboerne", owner=user.person)
    decisions.decision(group, title="Lys på stien", responsible=user.person)
    done = decisions.follow_up(group, title="Er gjort", owner=user.person)
    follow_ups.close(by=decisions.secretary(), follow_up_id=done.pk, verb="finish", word="Gjort")
    seat_ends(user)
    office = Client()
    office.force_login(people.seated_user("secretariat"))
    page = office.get(reverse("partnership:handover-list")).content.decode()
    assert "Gruppens formand" in page
    assert "Ring til naboerne" in page
    assert "Lys på stien" in page
    assert "Er gjort" not in page
