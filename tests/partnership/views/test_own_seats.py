"""An organisation's own administrator manages its people and seats, and nobody else's."""

import datetime as dt

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client

from partnership.models import Seat
from partnership.rules.access import NotAllowed, SeatFact, Standing
from partnership.services import seats
from tests.factories import people

SEATS = "/administration/pladser/"


@pytest.fixture
def housing(db):
    return people.organisation("Boligforeningen", kind="housing")


@pytest.fixture
def client(housing):
    user = people.user()
    Seat.objects.create(
        person=people.person("Kontorchef", user=user), organisation=housing, role="local_admin",
        starts_on=dt.date(2026, 1, 1),
    )  # fmt: skip
    client = Client()
    client.force_login(user)
    return client


def member_of(organisation, name):
    return people.seat("board", person=people.person(name), organisation=organisation)


def form(**changes):
    return {
        "name": "Nyt medlem", "email": "ny@test.dk", "role": "member", "starts_on": "1.1.2027",
        **changes,
    }  # fmt: skip


def test_only_the_own_organisations_seats_are_shown_and_found_in_the_menu(client, housing):
    member_of(housing, "Vores medlem")
    member_of(people.organisation("Kommunen"), "Kommunens medlem")
    page = client.get(SEATS).content.decode()
    assert "Vores medlem" in page
    assert "Kommunens medlem" not in page
    assert f'href="{SEATS}"' in page
    assert 'href="/administration/"' not in page


def test_a_member_is_invited_to_the_own_organisations_seat(
    client, housing, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(
            f"{SEATS}inviter/",
            form(organisation=housing.pk, body=people.body("board").pk),
        )
    assert answer.status_code == 302
    assert Seat.objects.get(person__name="Nyt medlem").organisation == housing
    assert mail.outbox[0].to == ["ny@test.dk"]


@pytest.mark.parametrize(
    "changes", [{"organisation": "foreign"}, {"role": "chair"}, {"role": "administrator"}]
)
def test_foreign_organisations_and_higher_seats_are_no_choice(client, housing, changes):
    foreign = people.organisation("Kommunen")
    values = form(organisation=housing.pk, body=people.body("board").pk) | changes
    if values["organisation"] == "foreign":
        values["organisation"] = foreign.pk
    answer = client.post(f"{SEATS}inviter/", values)
    assert answer.status_code == 200
    assert not Seat.objects.filter(person__name="Nyt medlem").exists()


def test_the_right_to_restricted_figures_is_not_theirs_to_give(housing):
    local = Standing(user_id=1, seats=(SeatFact("local_admin", housing.pk),))
    values = {
        "person": people.person(), "organisation": housing, "body": people.body("board"),
        "starts_on": dt.date(2027, 1, 1),
    }  # fmt: skip
    with pytest.raises(NotAllowed):
        seats.give(by=local, role="member", sees_restricted=True, **values)
    with pytest.raises(NotAllowed):
        seats.give(by=local, role="chair", **values)
    seats.give(by=local, role="member", **values)


def test_nobody_is_made_to_speak_for_another_organisations_member(client, housing):
    foreign = member_of(people.organisation("Kommunen"), "Kommunens medlem")
    own = member_of(housing, "Vores medlem")
    values = form(
        organisation=housing.pk, body=own.body_id, role="case_officer", serves=foreign.person_id
    )
    assert client.post(f"{SEATS}inviter/", values).status_code == 200
    local = Standing(user_id=1, seats=(SeatFact("local_admin", housing.pk),))
    with pytest.raises(ValidationError, match="din organisation"):
        seats.give(
            by=local, person=people.person(), organisation=housing, body=foreign.body,
            role="case_officer", starts_on=dt.date(2027, 1, 1), serves=foreign.person,
        )  # fmt: skip
    assert not Seat.objects.filter(serves=foreign.person).exists()
    assert client.post(f"{SEATS}inviter/", values | {"serves": own.person_id}).status_code == 302


def test_foreign_seats_and_people_are_not_there(client, housing):
    foreign = member_of(people.organisation("Kommunen"), "Kommunens medlem")
    for path in (f"pladser/{foreign.pk}/afslut/", f"personer/{foreign.person_id}/ret/"):
        assert client.get(f"/administration/{path}").status_code == 404
        assert client.post(f"/administration/{path}", {"on": "1.12.2026"}).status_code == 404
    foreign.refresh_from_db()
    assert foreign.ends_on is None
    own = member_of(housing, "Vores medlem")
    assert client.post(f"{SEATS}{own.pk}/afslut/", {"on": "1.12.2026"}).status_code == 302


def test_somebody_with_a_seat_elsewhere_is_not_renamed(client, housing):
    own = member_of(housing, "Begge steder")
    people.seat("group", person=own.person, organisation=people.organisation("Kommunen"))
    assert client.get(f"/administration/personer/{own.person_id}/ret/").status_code == 404


def test_a_case_officer_works_for_a_member_of_the_body(client, housing):
    board = people.body("board")
    member = member_of(housing, "Direktør")
    values = form(organisation=housing.pk, body=board.pk, role="case_officer")
    nobody = client.post(f"{SEATS}inviter/", values).content.decode()
    assert "Vælg det medlem, sagsforberederen arbejder for" in nobody
    stranger = people.seat(
        "group", person=people.person("Fra en anden gruppe"), organisation=housing
    )
    wrong = client.post(f"{SEATS}inviter/", values | {"serves": stranger.person_id})
    assert "er ikke medlem af organet i dag" in wrong.content.decode()
    assert client.post(f"{SEATS}inviter/", values | {"serves": member.person_id}).status_code == 302
    assert Seat.objects.get(role="case_officer").serves == member.person


def test_somebody_here_without_a_login_is_asked_for_and_stays_one_person(client, housing):
    known = member_of(housing, "Nyt Medlem").person
    values = form(organisation=housing.pk, body=people.body("coordination").pk)
    asked = client.post(f"{SEATS}inviter/", values).content.decode()
    assert "Der findes allerede en person med det navn. Vælg, om det er den samme." in asked
    assert f"Nyt Medlem · {people.body('board').name}" in asked
    assert not Seat.objects.filter(body__kind="coordination").exists()
    answer = client.post(f"{SEATS}inviter/", values | {"who": known.pk})
    assert answer.status_code == 302
    seat = Seat.objects.get(body__kind="coordination")
    assert seat.person == known
    assert (seat.person.email, seat.person.user.email) == ("ny@test.dk", "ny@test.dk")


def test_somebody_else_of_the_same_name_becomes_a_person_of_their_own(client, housing):
    known = member_of(housing, "Nyt medlem").person
    values = form(organisation=housing.pk, body=people.body("coordination").pk, who="new")
    assert client.post(f"{SEATS}inviter/", values).status_code == 302
    assert Seat.objects.get(body__kind="coordination").person != known


def test_a_namesake_in_another_organisation_is_not_told_of_nor_taken(client, housing):
    foreign = member_of(people.organisation("Kommunen"), "Nyt medlem").person
    values = form(organisation=housing.pk, body=people.body("coordination").pk, who=foreign.pk)
    assert client.post(f"{SEATS}inviter/", values).status_code == 302
    assert Seat.objects.get(body__kind="coordination").person != foreign


def test_a_namesake_with_a_login_is_invited_by_that_address(client, housing):
    known = member_of(housing, "Nyt medlem").person
    known.user = people.user("gammel@test.dk")
    known.save()
    values = form(organisation=housing.pk, body=people.body("board").pk, who=known.pk)
    page = client.post(f"{SEATS}inviter/", values).content.decode()
    assert "Nyt medlem logger ind med gammel@test.dk. Skriv den adresse." in page
