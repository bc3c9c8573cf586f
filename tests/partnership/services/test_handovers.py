"""What is on the name of somebody who leaves is found, and passed on with its history."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client

from partnership.models import Decision, FollowUp, Handover
from partnership.rules.access import NotAllowed, SeatFact, Standing
from partnership.services import handovers
from tests.factories import people

TODAY = dt.date(2026, 11, 23)


@pytest.fixture
def board(db):
    return people.body("board")


@pytest.fixture
def secretary(board):
    client = Client()
    client.force_login(people.seated_user("secretariat"))
    return client


def leaver(board, last_day):
    person = people.person("Afdelingschef")
    people.seat("board", person=person, body=board, ends_on=last_day)
    FollowUp.objects.create(body=board, title="Ring til skolen", owner=person, due_on=TODAY)
    Decision.objects.create(
        year=2026, serial=1, body=board, title="Lektiecafé", text="Vi åbner.", state="adopted",
        decided_on=TODAY, responsible=person,
    )  # fmt: skip
    return person


def test_whoever_left_with_something_on_the_name_stands_on_the_list_until_it_is_passed_on(
    board, secretary
):
    with time_machine.travel(dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)):
        secretary.force_login(people.seated_user("secretariat"))
        gone = leaver(board, dt.date(2026, 11, 22))
        heir = people.person("Ny afdelingschef")
        people.seat("board", person=heir, body=board)
        page = secretary.get("/partnerskab/overdragelser/").content.decode()
        assert "Sidste dag var 22. november 2026" in page
        assert "Ring til skolen" in page and "2026-001 Lektiecafé" in page
        answer = secretary.post(
            f"/partnerskab/overdragelser/{gone.pk}/",
            {
                "things": [f"follow_up:{FollowUp.objects.get().pk}",
                           f"decision:{Decision.objects.get().pk}"],
                "to": heir.pk,
                "reason": "Har fået nyt arbejde",
            },
            follow=True,
        )  # fmt: skip
        page = answer.content.decode()
    assert "2 ting er givet videre til Ny afdelingschef" in page
    assert "Intet venter på at blive givet videre" in page
    assert "Har fået nyt arbejde" in page
    assert FollowUp.objects.get().owner == heir
    assert Decision.objects.get().responsible == heir
    assert {h.from_person for h in Handover.objects.all()} == {gone}


def test_a_seat_that_ends_within_a_month_is_told_ahead_and_a_later_one_is_not(board, secretary):
    with time_machine.travel(dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)):
        secretary.force_login(people.seated_user("secretariat"))
        person = leaver(board, dt.date(2026, 12, 20))
        assert (
            "Stopper 20. december 2026"
            in secretary.get("/partnerskab/overdragelser/").content.decode()
        )
        person.seats.update(ends_on=dt.date(2027, 6, 1))
        assert (
            "Intet venter på at blive givet videre"
            in secretary.get("/partnerskab/overdragelser/").content.decode()
        )


def test_a_chair_passes_on_what_is_with_the_own_body_only(board):
    person = leaver(board, dt.date(2026, 1, 1))
    other = people.body("coordination")
    FollowUp.objects.create(body=other, title="En anden gruppes", owner=person, due_on=TODAY)
    chair = Standing(user_id=1, seats=(SeatFact("chair", 1, board.pk, "board"),))
    mine = handovers.on_name([person.pk], standing=chair)[person.pk]
    assert {str(each.row) for each in mine} == {"Ring til skolen", "2026-001 Lektiecafé"}
    heir = people.seat("board", person=people.person()).person
    foreign = FollowUp.objects.get(body=other)
    moved = handovers.pass_on_person(
        by=chair, person_id=person.pk, to_id=heir.pk, keys=[f"follow_up:{foreign.pk}"], reason="x"
    )
    assert moved == 0
    foreign.refresh_from_db()
    assert foreign.owner == person


def test_members_pass_nothing_on(board):
    member = Standing(user_id=1, seats=(SeatFact("member", 1, board.pk, "board"),))
    with pytest.raises(NotAllowed):
        handovers.pass_on_person(by=member, person_id=1, to_id=2, keys=["x"], reason="x")


def test_nothing_chosen_and_the_same_person_are_refused_in_words(board, secretary):
    person = leaver(board, dt.date(2026, 1, 1))
    people.seat("group", person=person)
    url = f"/partnerskab/overdragelser/{person.pk}/"
    nothing = secretary.post(url, {"to": person.pk, "reason": "x"}).content.decode()
    assert "Vælg en anden end den, der har dem nu" in nothing
    heir = people.person()
    people.seat("board", person=heir, body=board)
    nothing = secretary.post(url, {"to": heir.pk, "reason": "x"}).content.decode()
    assert "Vælg mindst én ting" in nothing


def test_whoever_leaves_one_body_and_stays_in_another_passes_on_what_is_with_the_first(
    board, secretary
):
    with time_machine.travel(dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)):
        secretary.force_login(people.seated_user("secretariat"))
        person = leaver(board, dt.date(2026, 11, 1))
        people.seat("group", person=person)
        group = people.body("coordination")
        FollowUp.objects.create(body=group, title="Bliver hos gruppen", owner=person, due_on=TODAY)
        page = secretary.get("/partnerskab/overdragelser/").content.decode()
    assert "Sidste dag var 1. november 2026" in page
    assert "Ring til skolen" in page
    assert "Bliver hos gruppen" not in page


def test_whoever_takes_over_is_told(board, secretary):
    person = leaver(board, dt.date(2026, 1, 1))
    heir = people.person("Ny", user=people.user())
    people.seat("board", person=heir, body=board)
    task = FollowUp.objects.get()
    secretary.post(
        f"/partnerskab/overdragelser/{person.pk}/",
        {"things": [f"follow_up:{task.pk}"], "to": heir.pk, "reason": "Nyt job"},
    )
    assert heir.user.notices.filter(text__contains="overtaget 1 ting efter Afdelingschef").exists()


def test_only_somebody_else_with_a_seat_today_can_take_over(board, secretary):
    person = leaver(board, None)
    gone = people.person("Gået for længst")
    people.seat("board", person=gone, body=board, ends_on=dt.date(2021, 1, 1))
    supplier = people.seated_user("supplier").person
    url = f"/partnerskab/overdragelser/{person.pk}/"
    page = secretary.get(url).content.decode()
    offered = page[page.index('name="to"') : page.index("</select>")]
    for other in (person, gone, supplier):
        assert f'value="{other.pk}"' not in offered
    assert "(valgfrit)" not in page
    task = FollowUp.objects.get()
    by = Standing(user_id=1, seats=(SeatFact("secretariat", 1, 1, "secretariat"),))
    for other in (gone, supplier):
        with pytest.raises(ValidationError, match="plads i et organ i dag"):
            handovers.pass_on_person(
                by=by, person_id=person.pk, to_id=other.pk, keys=[f"follow_up:{task.pk}"],
                reason="Stopper",
            )  # fmt: skip
    task.refresh_from_db()
    assert task.owner == person
