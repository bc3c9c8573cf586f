"""What administrators can change, and what they are kept from."""

import datetime as dt
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from partnership.models import Organisation, Ownership, Person, Seat
from partnership.rules.access import NotAllowed, Standing
from partnership.services import (
    administrators,
    bodies,
    organisations,
    ownerships,
    people,
    seats,
    users,
)
from partnership.services.edits import StaleEdit, stamp_of
from partnership.services.standing import standing_of
from tests.factories import people as make

TODAY = timezone.localdate


@pytest.fixture
def admin(db):
    return make.seated_user("administrator")


@pytest.fixture
def by(admin):
    return standing_of(admin)


def the_seat(user):
    return Seat.objects.get(person__user=user)


def test_two_organisations_of_almost_one_name_get_addresses_of_their_own(by):
    first = organisations.create(by=by, kind="housing", name="Sølund")
    second = organisations.create(by=by, kind="housing", name="Soelund")
    assert (first.slug, second.slug) == ("soelund", "soelund-2")


def test_a_name_is_used_once_in_whatever_case(by):
    organisations.create(by=by, kind="housing", name="Lejerbo")
    with pytest.raises(ValidationError) as refusal:
        organisations.create(by=by, kind="housing", name="LEJERBO")
    assert "name" in refusal.value.message_dict


def test_the_trace_says_who_changed_what_and_why(by):
    made = organisations.create(by=by, kind="housing", name="Lejerbo")
    organisations.change(
        by=by, organisation_id=made.pk, seen=stamp_of(made), kind="housing", name="Lejerbo Nord",
        short_name="", is_party=True,
    )  # fmt: skip
    events = made.events.order_by("pgh_id")
    assert [event.name for event in events] == ["Lejerbo", "Lejerbo Nord"]
    assert events.last().pgh_context.metadata["reason"] == "organisation changed"


def test_an_edit_on_an_old_reading_is_refused_and_shows_what_stands(by):
    made = organisations.create(by=by, kind="housing", name="Lejerbo")
    seen = stamp_of(made)
    values = {"kind": "housing", "short_name": "", "is_party": True}
    organisations.change(by=by, organisation_id=made.pk, seen=seen, name="Første", **values)
    with pytest.raises(StaleEdit) as stale:
        organisations.change(by=by, organisation_id=made.pk, seen=seen, name="Anden", **values)
    assert stale.value.stored.name == "Første"
    organisations.change(
        by=by, organisation_id=made.pk, seen=stale.value.stamp, name="Anden", **values
    )
    assert Organisation.objects.get(pk=made.pk).name == "Anden"


def test_closing_an_organisation_ends_its_seats_and_ownerships_the_same_day(by):
    owner = make.organisation("Lejerbo", kind="housing")
    member = make.seated_user("board", organisation=owner)
    later = make.seat(
        "group", person=make.person(), organisation=owner, starts_on=dt.date(2100, 1, 1)
    )
    Ownership.objects.create(organisation=owner, area=make.area())
    last = TODAY() - dt.timedelta(days=1)
    organisations.close(by=by, organisation_id=owner.pk, on=last)
    assert the_seat(member).ends_on == last
    assert Ownership.objects.get(organisation=owner).ends_on == last
    assert not Seat.objects.filter(pk=later.pk).exists()
    assert not standing_of(member).seats


def test_a_seat_cannot_be_prolonged_beyond_its_closed_organisation(by):
    owner = make.organisation("Lejerbo", kind="housing")
    member = make.seated_user("board", organisation=owner)
    organisations.close(by=by, organisation_id=owner.pk, on=TODAY() - dt.timedelta(days=1))
    with pytest.raises(ValidationError):
        seats.end(by=by, seat_id=the_seat(member).pk, on=TODAY() + dt.timedelta(days=9))
    assert not standing_of(member).seats


def test_an_organisation_owns_homes_in_an_area_once_at_a_time(by):
    owner, place = make.organisation("Lejerbo"), make.area()
    first = ownerships.add(by=by, organisation=owner, area=place)
    with pytest.raises(ValidationError):
        ownerships.add(by=by, organisation=owner, area=place, starts_on=dt.date(2027, 1, 1))
    ownerships.end(by=by, ownership_id=first.pk, on=dt.date(2026, 12, 31))
    ownerships.add(by=by, organisation=owner, area=place, starts_on=dt.date(2027, 1, 1))
    with pytest.raises(ValidationError):
        ownerships.end(by=by, ownership_id=place.ownerships.latest("pk").pk, on=dt.date(2026, 1, 1))


def test_an_ad_hoc_group_needs_a_mandate_and_a_last_day(by):
    with pytest.raises(ValidationError) as refusal:
        bodies.create(by=by, kind="ad_hoc", name="Tryghed", ends_on=dt.date(2027, 1, 1))
    assert "mandate" in refusal.value.message_dict
    with pytest.raises(ValidationError) as refusal:
        bodies.create(by=by, kind="ad_hoc", name="Tryghed", mandate="Prøv af")
    assert "ends_on" in refusal.value.message_dict


def test_the_kind_of_a_body_with_seats_stays_because_rights_follow_it(by):
    make.seated_user("group")
    group = make.body("coordination")
    values = {"name": group.name, "mandate": "", "parent": None, "starts_on": None, "ends_on": None}
    with pytest.raises(ValidationError) as refusal:
        bodies.change(by=by, body_id=group.pk, seen=stamp_of(group), kind="board", **values)
    assert "kind" in refusal.value.message_dict
    with pytest.raises(ValidationError):
        bodies.change(
            by=by, body_id=group.pk, seen=stamp_of(group), kind=group.kind,
            **{**values, "parent": group},
        )  # fmt: skip


def test_closing_a_body_ends_its_seats(by):
    member = make.seated_user("group")
    bodies.close(by=by, body_id=make.body("coordination").pk, on=TODAY() - dt.timedelta(days=1))
    assert not standing_of(member).seats


def test_a_seat_holds_through_its_last_day_and_not_the_day_after(by):
    member = make.seated_user("board")
    seats.end(by=by, seat_id=the_seat(member).pk, on=dt.date(2027, 3, 1))
    assert standing_of(member, on=dt.date(2027, 3, 1)).seats
    assert not standing_of(member, on=dt.date(2027, 3, 2)).seats


def test_nobody_holds_the_same_seat_twice_at_once(by):
    person, town, board = make.person(), make.organisation(), make.body("board")
    seat = {"person": person, "organisation": town, "body": board, "role": "member"}
    seats.give(by=by, starts_on=dt.date(2027, 1, 1), ends_on=dt.date(2027, 3, 1), **seat)
    with pytest.raises(ValidationError):
        seats.give(by=by, starts_on=dt.date(2027, 3, 1), **seat)
    seats.give(by=by, starts_on=dt.date(2027, 3, 2), **seat)


def test_who_votes_in_a_body_is_not_its_observer_in_the_same_days(by):
    person, town, board = make.person("Vekslende"), make.organisation(), make.body("board")
    seat = {"person": person, "organisation": town, "body": board}
    given = seats.give(
        by=by, role="member", starts_on=dt.date(2027, 1, 1), ends_on=dt.date(2027, 3, 1), **seat
    )
    with pytest.raises(ValidationError, match="plads som medlem"):
        seats.give(by=by, role="observer", starts_on=dt.date(2027, 3, 1), **seat)
    seats.give(by=by, role="observer", starts_on=dt.date(2027, 3, 2), **seat)
    with pytest.raises(ValidationError, match="plads som observatør"):
        seats.end(by=by, seat_id=given.pk, on=dt.date(2027, 4, 1))
    assert seats.end(by=by, seat_id=given.pk, on=dt.date(2027, 2, 1)).ends_on.month == 2


def test_no_seat_for_a_closed_organisation_or_an_ended_body(by):
    person, board = make.person(), make.body("board")
    closed = make.organisation("Lukket", ends_on=dt.date(2026, 1, 1))
    ended = make.body("ad_hoc", ends_on=dt.date(2026, 1, 1))
    for organisation, body in ((closed, board), (make.organisation(), ended)):
        with pytest.raises(ValidationError):
            seats.give(
                by=by, person=person, organisation=organisation, body=body, role="member",
                starts_on=dt.date(2027, 1, 1),
            )  # fmt: skip


def test_the_last_administrator_cannot_be_lost(by, admin):
    yesterday = TODAY() - dt.timedelta(days=1)
    invited = make.user(password=None)
    make.seat("administrator", person=make.person(user=invited))  # has not chosen a password
    leaving = make.seated_user("administrator", ends_on=TODAY())
    assert leaving
    with pytest.raises(ValidationError):
        seats.end(by=by, seat_id=the_seat(admin).pk, on=yesterday)
    with pytest.raises(ValidationError):
        users.deactivate(by=by, user_id=admin.pk)
    with pytest.raises(ValidationError):
        organisations.close(by=by, organisation_id=the_seat(admin).organisation_id, on=yesterday)
    admin.refresh_from_db()
    assert admin.is_active
    assert standing_of(admin).is_administrator
    make.seated_user("administrator")
    users.deactivate(by=by, user_id=admin.pk)
    admin.refresh_from_db()
    assert not admin.is_active


def test_others_come_and_go_even_while_every_administrators_seat_has_an_end(by, admin):
    Seat.objects.filter(person__user=admin).update(ends_on=dt.date(2090, 1, 1))
    member = make.seated_user("board", organisation=make.organisation("Lejerbo"))
    users.deactivate(by=by, user_id=member.pk)
    organisations.close(by=by, organisation_id=make.organisation("Lejerbo").pk, on=TODAY())
    with pytest.raises(ValidationError):
        users.deactivate(by=by, user_id=admin.pk)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("verb", ["end", "deactivate"])
def test_two_administrators_who_remove_each_other_at_once_leave_one(verb):
    pair = [make.seated_user("administrator"), make.seated_user("administrator")]
    yesterday = TODAY() - dt.timedelta(days=1)
    start, refused = threading.Barrier(2), []

    def remove(actor, target):
        try:
            standing, seat = standing_of(actor), the_seat(target)
            start.wait()
            if verb == "end":
                seats.end(by=standing, seat_id=seat.pk, on=yesterday)
            else:
                users.deactivate(by=standing, user_id=target.pk)
        except ValidationError:
            refused.append(target)
        finally:
            connection.close()

    threads = [threading.Thread(target=remove, args=p) for p in (pair, pair[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    for user in pair:
        user.refresh_from_db()
    assert [standing_of(user).is_administrator for user in pair].count(True) == 1


def test_a_person_is_recognised_by_the_address(by):
    known = make.person("Formand", email="Formand@Test.dk")
    town, board = make.organisation(), make.body("board")
    seat = {"organisation": town, "body": board, "role": "chair", "starts_on": TODAY()}
    given, is_mailed = seats.invite(by=by, name="Formand", email="formand@test.dk", **seat)
    assert given.person == known
    assert is_mailed
    with pytest.raises(ValidationError) as refusal:
        seats.invite(by=by, name="En anden", email="formand@test.dk", **{**seat, "role": "member"})
    assert "name" in refusal.value.message_dict
    assert Person.objects.filter(email__iexact="formand@test.dk").count() == 1


def test_whoever_can_sign_in_already_needs_no_link(by):
    member = make.seated_user("group")
    given, is_mailed = seats.invite(
        by=by, name=member.person.name, email=member.email, organisation=make.organisation(),
        body=make.body("board"), role="member", starts_on=TODAY(),
    )  # fmt: skip
    assert not is_mailed
    assert given.person == member.person


def test_a_deactivated_user_is_not_invited_but_let_in_again(by):
    member = make.seated_user("group")
    users.deactivate(by=by, user_id=member.pk)
    with pytest.raises(ValidationError) as refusal:
        seats.invite(
            by=by, name=member.person.name, email=member.email, organisation=make.organisation(),
            body=make.body("board"), role="member", starts_on=TODAY(),
        )  # fmt: skip
    assert "email" in refusal.value.message_dict
    users.reactivate(by=by, user_id=member.pk)
    member.refresh_from_db()
    assert standing_of(member).seats


def test_a_person_is_renamed_once_per_reading(by):
    person = make.person("Fejl")
    seen = stamp_of(person)
    people.change(by=by, person_id=person.pk, seen=seen, name="Rigtig", title="Chef")
    with pytest.raises(StaleEdit):
        people.change(by=by, person_id=person.pk, seen=seen, name="Anden", title="Chef")


@pytest.mark.parametrize("role", ["secretariat", "board", "group", "supplier"])
def test_nobody_else_administers(db, role):
    other = standing_of(make.seated_user(role))
    someone = make.seated_user("board")
    for standing in (other, Standing()):
        with pytest.raises(NotAllowed):
            organisations.create(by=standing, kind="housing", name="Lejerbo")
        with pytest.raises(NotAllowed):
            seats.end(by=standing, seat_id=the_seat(someone).pk, on=TODAY())
        with pytest.raises(NotAllowed):
            users.deactivate(by=standing, user_id=someone.pk)


def test_the_first_administrator_is_made_and_made_again_without_harm(db):
    first, is_new = administrators.ensure(
        email="Admin@Test.dk", organisation_name="Ny Kommune", password="en-lang-adgangskode"
    )
    assert is_new
    assert standing_of(first).is_administrator
    again, is_new = administrators.ensure(
        email="admin@test.dk", organisation_name="Ny Kommune", password=None
    )
    assert (again, is_new) == (first, False)
    assert again.check_password("en-lang-adgangskode")
    assert Seat.objects.count() == Organisation.objects.count() == 1
