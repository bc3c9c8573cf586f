"""Decisions at their services: numbers, locks, rights, and who is told."""

import datetime as dt
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from partnership import tasks
from partnership.models import AgendaItem, Decision, Minutes
from partnership.rules.access import NotAllowed
from partnership.services import decision_notices, decisions
from partnership.services.edits import stamp_of
from partnership.services.standing import standing_of
from tests.factories import decisions as make
from tests.factories import meetings, people

TODAY = timezone.localdate


@pytest.fixture
def item(db):
    return meetings.item(meetings.meeting(starts_at=timezone.now() - dt.timedelta(days=2)))


@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gap_and_no_twin_when_many_decide_at_once():
    by, body = make.secretary(), people.body("coordination")
    start, failed = threading.Barrier(8), []

    def decide(number):
        try:
            start.wait()
            with transaction.atomic():
                decisions.adopt(by=by, body=body, wording=make.wording(title=f"Nr. {number}"))
                if number % 2:  # half of them come to nothing
                    raise LookupError
        except LookupError:
            pass
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    serials = sorted(Decision.objects.values_list("serial", flat=True))
    assert serials == [1, 2, 3, 4]


def test_each_year_begins_at_one(db):
    by, body = make.secretary(), people.body("coordination")
    days = (dt.date(2025, 6, 1), dt.date(2025, 7, 1), dt.date(2026, 1, 5))
    made = [decisions.adopt(by=by, body=body, wording=make.wording(), decided_on=d) for d in days]
    assert [each.number for each in made] == ["2025-001", "2025-002", "2026-001"]


def test_members_decide_together_but_do_not_write_it_down(item):
    user, _person = make.member()
    with pytest.raises(NotAllowed):
        decisions.adopt(by=standing_of(user), item=item, wording=make.wording())


def test_the_responsible_may_say_that_it_is_carried_out_and_nothing_else(db):
    user, person = make.member()
    made = make.decision(responsible=person)
    by = standing_of(user)
    with pytest.raises(NotAllowed):
        decisions.close(by=by, decision_id=made.pk, verb="drop", word="Nej")
    decisions.close(by=by, decision_id=made.pk, verb="carry_out", word="Ja")
    made.refresh_from_db()
    assert made.state == "carried_out"


def test_no_decision_is_added_to_locked_minutes(item):
    Minutes.objects.create(
        meeting=item.meeting, state="approved", locked_at=timezone.now(), sha256="0" * 64
    )
    with pytest.raises(ValidationError, match="godkendt og låst"):
        decisions.adopt(by=make.secretary(), item=item, wording=make.wording())


def test_the_database_itself_keeps_locked_words(db):
    made = make.decision(locked_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=made.pk).update(text="Noget andet")
    with pytest.raises(Exception, match="Cannot delete"), transaction.atomic():
        Decision.objects.filter(pk=made.pk).delete()
    by = make.secretary()
    decisions.change(
        by=by, decision_id=made.pk, seen=stamp_of(made),
        wording=make.wording(text="Noget andet", due_on=TODAY() + dt.timedelta(days=3)),
    )  # fmt: skip
    made.refresh_from_db()
    assert made.text == "Det blev besluttet."
    assert made.due_on is not None


def test_a_proposal_is_adopted_on_the_meeting_its_item_was_carried_to(item):
    by = make.secretary()
    old = decisions.propose(
        by=by, body=item.meeting.body, wording=make.wording(), item=item
    )  # fmt: skip
    later = meetings.meeting(starts_at=timezone.now() - dt.timedelta(days=1))
    there = meetings.item(later, carried_from=item)
    made = decisions.adopt_proposal(
        by=by, decision_id=old.pk, seen=stamp_of(old), wording=make.wording()
    )
    assert made.item == there
    assert made.decided_on == timezone.localdate(later.starts_at)


def test_what_follows_a_decision_of_a_closed_body_belongs_to_the_one_that_holds_it(db):
    board = people.body("board")
    made = make.decision(people.body("ad_hoc"), held_by=board)
    user, person = make.member("board")
    people.Seat.objects.filter(person=person).update(role="chair")
    decisions.close(by=standing_of(user), decision_id=made.pk, verb="drop", word="Ikke mere")
    made.refresh_from_db()
    assert made.state == "dropped"


def test_a_closing_day_lies_between_the_decision_and_today(db):
    made = make.decision(decided_on=TODAY() - dt.timedelta(days=3))
    for days, said in ((1, "i fremtiden"), (-4, "før beslutningen")):
        with pytest.raises(ValidationError, match=said):
            decisions.close(
                by=make.secretary(), decision_id=made.pk, verb="drop", word="Nej",
                on=TODAY() + dt.timedelta(days=days),
            )  # fmt: skip


def test_only_an_open_decision_is_rewritten(db):
    made = make.decision(state="carried_out")
    with pytest.raises(ValidationError, match="kan ikke rettes"):
        decisions.change(
            by=make.secretary(), decision_id=made.pk, seen=stamp_of(made), wording=make.wording()
        )


def test_the_responsible_is_told_at_once_and_at_the_review_and_else_the_secretariat(db):
    _user, person = make.member()
    review_on = TODAY() + dt.timedelta(days=10)
    decisions.adopt(
        by=make.secretary(), body=people.body("coordination"),
        wording=make.wording(responsible=person, review_on=review_on),
    )  # fmt: skip
    make.decision(review_on=review_on, title="Ingens")
    told = person.user.notices
    assert told.count() == 1
    for days, count in ((2, 1), (3, 2), (4, 2), (10, 3), (11, 3)):
        decision_notices.remind_of_reviews(today=TODAY() + dt.timedelta(days=days))
        assert told.count() == count, days
    chief = people.Seat.objects.get(role="secretariat").person.user
    assert chief.notices.filter(text__contains="Ingens").count() == 2


def test_the_clock_does_it_all_and_twice_is_once(db):
    _user, person = make.member()
    meetings.meeting(state="called", starts_at=timezone.now() + dt.timedelta(days=9))
    make.follow_up(owner=person, due_on=TODAY() - dt.timedelta(days=1))
    make.decision(responsible=person, review_on=TODAY())
    make.procedure(opens_on=TODAY() - dt.timedelta(days=5), deadline=TODAY())
    for _ in range(2):
        tasks.remind()
    assert person.user.notices.count() == 3
    assert AgendaItem.objects.count() == 1


@pytest.mark.django_db
def test_no_decision_comes_into_minutes_that_are_locked_by_whatever_route():
    first = meetings.item(meetings.meeting(), outcome="treated")
    other = meetings.item(meetings.meeting(), outcome="treated")
    made = meetings.decision(other)
    meetings.minutes(first.meeting, state="approved")
    with pytest.raises(IntegrityError, match="locked"), transaction.atomic():
        meetings.decision(first)
    with pytest.raises(IntegrityError, match="locked"), transaction.atomic():
        Decision.objects.filter(pk=made.pk).update(item=first)
