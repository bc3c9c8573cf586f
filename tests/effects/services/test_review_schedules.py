"""A review stands on the right agenda once, whatever becomes of meetings, bodies and people."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from effects.models import Review
from effects.rules.reviews import Day
from effects.services import review_schedules, reviews
from partnership.models import AgendaItem, Body, Intervention, Meeting, Seat, WaitingItem
from partnership.services import agenda_items, bodies, meetings
from partnership.services.standing import standing_of
from tests.factories import decisions as decided
from tests.factories import meetings as made
from tests.factories import people, programme
from tests.factories import reviews as make

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def coming(body: Body, days: float) -> Meeting:
    return made.meeting(body, state="planned", starts_at=timezone.now() + dt.timedelta(days=days))


def tick() -> None:
    """What the clock does."""
    review_schedules.open_due()
    review_schedules.place_due()


def opened() -> Review:
    return Review.objects.get(closed_at__isnull=True)


def test_a_review_stands_on_the_first_meeting_on_its_day_or_after_it() -> None:
    body = people.body("board")
    coming(body, 10)
    right, later = coming(body, 30), coming(body, 60)
    due_on = timezone.localdate() + 20 * DAY
    intervention = make.intervention(body, latest_on=due_on)
    tick()
    tick()
    (item,) = make.places(opened())
    assert item.meeting == right and item.kind == "review" and item.carries_over
    assert intervention.name in item.title and "Indikator" in item.text
    assert not later.items.exists()


def test_it_opens_two_months_ahead_and_waits_for_a_meeting_from_its_day_on() -> None:
    body = people.body("board")
    due_on = timezone.localdate() + 70 * DAY
    make.intervention(body, latest_on=due_on)
    tick()
    assert not Review.objects.exists()
    with time_machine.travel(timezone.now() + 15 * DAY):
        tick()
        assert opened().due_on == due_on
        assert not WaitingItem.objects.exists() and not AgendaItem.objects.exists()
    with time_machine.travel(timezone.now() + 71 * DAY):
        tick()
        assert WaitingItem.objects.get().body == body
        meeting = coming(body, 5)
        tick()
        (item,) = make.places(opened())
        assert item.meeting == meeting and not WaitingItem.objects.exists()


def test_the_earliest_of_all_days_opens_one_review_and_the_others_merge_into_it() -> None:
    body, today = people.body("board"), timezone.localdate()
    intervention = make.intervention(body, latest_on=today + 40 * DAY)
    make.expected(intervention, latest_on=today + 50 * DAY)
    decision = decided.decision(body, review_on=today + 30 * DAY)
    decision.interventions.add(intervention)
    tick()
    review = opened()
    assert (review.due_on, review.cause, review.decision) == (
        today + 30 * DAY, "decision", decision,
    )  # fmt: skip


def test_a_decision_without_an_intervention_gets_its_own_review() -> None:
    body, today = people.body("board"), timezone.localdate()
    meeting = coming(body, 12)
    decision = decided.decision(body, review_on=today + 10 * DAY)
    tick()
    assert opened().decision == decision and opened().intervention is None
    (item,) = make.places(opened())
    assert item.meeting == meeting and decision.title in item.title


def test_a_decision_s_review_ends_when_an_intervention_that_runs_takes_it_along() -> None:
    body, today = people.body("board"), timezone.localdate()
    intervention = programme.intervention(body=body)
    decision = decided.decision(body, review_on=today + 10 * DAY)
    decision.interventions.add(intervention)
    coming(body, 12)
    tick()
    alone = opened()
    Intervention.objects.update(state="running", starts_on=today)
    tick()
    alone.refresh_from_db()
    assert alone.withdrawn_because
    assert opened().intervention == intervention
    assert [item.origin for item in AgendaItem.objects.filter(outcome="")] == [opened().origin]


def test_when_the_intervention_ends_otherwise_the_review_leaves_the_agenda() -> None:
    body = people.body("board")
    meeting = coming(body, 10)
    make.intervention(body)
    tick()
    Intervention.objects.update(state="stopped", ends_on=timezone.localdate())
    tick()
    review = Review.objects.get()
    assert review.closed_at and "stoppet" in review.withdrawn_because
    assert meeting.items.get().outcome == "withdrawn"


def test_a_day_that_is_moved_moves_the_review_but_nobody_amends_around_one_that_is_due() -> None:
    body, today = people.body("board"), timezone.localdate()
    intervention = make.intervention(body, latest_on=today + 20 * DAY)
    near, far = coming(body, 25), coming(body, 50)
    tick()
    assert make.places(opened())[0].meeting == near
    effect = intervention.expected_effects.get()
    version = effect.versions.get()
    version.pk, version.number, version.reason = None, 2, "Det tager længere tid"
    version.latest_on = today + 40 * DAY
    version.save()
    tick()
    assert opened().due_on == today + 40 * DAY
    assert make.places(opened())[0].meeting == far
    with time_machine.travel(timezone.now() + 41 * DAY):
        version.pk, version.number, version.latest_on = None, 3, today + 400 * DAY
        version.save()
        tick()
        assert opened().due_on == today + 40 * DAY
    version.pk, version.number = None, 4
    version.save()
    tick()  # seen from today it is not due for a year
    assert not Review.objects.filter(closed_at__isnull=True).exists()


def test_a_better_meeting_planned_later_takes_it_over_and_a_sent_agenda_keeps_it() -> None:
    body, today = people.body("board"), timezone.localdate()
    make.intervention(body, latest_on=today + 5 * DAY)
    first = coming(body, 30)
    tick()
    better = coming(body, 15)
    tick()
    assert make.places(opened())[0].meeting == better
    assert not first.items.exists()
    Meeting.objects.filter(pk=better.pk).update(state="called", called_at=timezone.now())
    coming(body, 7)
    tick()
    assert make.places(opened())[0].meeting == better


def test_taken_off_an_agenda_by_hand_it_comes_on_the_next_one() -> None:
    body, by = people.body("board"), decided.secretary()
    first, following = coming(body, 10), coming(body, 40)
    make.intervention(body)
    tick()
    agenda_items.withdraw(by=by, item_id=make.places(opened())[0].pk)
    tick()
    (item,) = make.places(opened())
    assert item.meeting == following
    assert first.items.get().outcome == "withdrawn"


def test_taken_off_by_hand_it_takes_along_what_people_wrote_and_the_rest_is_kept_right() -> None:
    body, by = people.body("board"), decided.secretary()
    for days in (10, 40, 70):
        coming(body, days)
    intervention = make.intervention(body)
    tick()
    (item,) = make.places(opened())
    AgendaItem.objects.filter(pk=item.pk).update(recommendation="At den stoppes.")
    agenda_items.withdraw(by=by, item_id=item.pk)
    make.expected(intervention)
    tick()
    (item,) = make.places(opened())
    assert item.recommendation == "At den stoppes."
    assert item.text.count("Indikator") == 2, "what is expected now, for nobody wrote otherwise"
    AgendaItem.objects.filter(pk=item.pk).update(text="Egen tekst")
    agenda_items.withdraw(by=by, item_id=item.pk)
    tick()
    (item,) = make.places(opened())
    assert (item.text, item.recommendation) == ("Egen tekst", "At den stoppes.")


def test_another_body_that_answers_for_it_gets_it_on_its_agenda() -> None:
    board, group = people.body("board"), people.body("coordination")
    coming(board, 10)
    meeting = coming(group, 20)
    make.intervention(board)
    tick()
    Intervention.objects.update(body=group)
    tick()
    assert make.places(opened())[0].meeting == meeting


def test_it_is_presented_by_whoever_answers_for_it_while_they_hold_a_seat() -> None:
    body = people.body("board")
    coming(body, 10)
    there, gone = people.person(), people.person()
    people.seat("board", person=there)
    for person in (there, gone):
        make.intervention(body, responsible=person)
    tick()
    presenters = {item.presenter for item in AgendaItem.objects.filter(kind="review")}
    assert presenters == {there, None}


def between_reading_and_writing(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Let somebody act after the clock has read which days there are, and before it writes."""
    days, acts = review_schedules.first_days, [act]

    def read() -> dict[reviews.Subject, Day | None]:
        found = days()
        while acts:
            acts.pop()()
        return found

    monkeypatch.setattr(review_schedules, "first_days", read)


def test_one_that_is_closed_while_the_clock_runs_is_not_opened_once_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    body, by = people.body("board"), decided.secretary()
    coming(body, 10)
    make.intervention(body)
    tick()
    review = opened()
    closing = reviews.Closing(
        finding="partly", outcome="continue", reason="Det går fremad", settled_outside=True,
        settled_on=timezone.localdate(),
    )  # fmt: skip
    between_reading_and_writing(
        monkeypatch, lambda: reviews.close(by=by, review_id=review.pk, closing=closing)
    )
    tick()
    tick()
    assert not Review.objects.filter(closed_at__isnull=True).exists()
    assert not AgendaItem.objects.filter(outcome="").exists()


@pytest.mark.parametrize("days", [20, 500])
def test_one_that_is_asked_for_while_the_clock_runs_keeps_the_day_that_was_asked_for(
    monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    body, by, today = people.body("board"), decided.secretary(), timezone.localdate()
    intervention = make.intervention(body, latest_on=today + 40 * DAY)
    tick()
    version = intervention.expected_effects.get().versions.get()
    version.pk, version.number, version.reason = None, 2, "Det kommer på en anden tid"
    version.earliest_on, version.latest_on = today, today + days * DAY
    version.save()

    def ask() -> None:
        reviews.ask(by=by, intervention_id=intervention.pk, on=today)

    monkeypatch.setattr(
        review_schedules, "_settle", _after_it_was_read(review_schedules._settle, ask)
    )
    tick()
    assert opened().due_on == today


def _after_it_was_read(settle: Callable[..., bool], act: Callable[[], None]) -> Callable[..., bool]:
    def later(*args: Any, **named: Any) -> bool:
        act()
        return settle(*args, **named)

    return later


_names = itertools.count(1)


class Years:
    """Meetings come, move, are held, cancelled and merged, bodies close, people leave, time passes."""

    def __init__(self) -> None:
        self.moment = dt.datetime(2026, 1, 5, 10, tzinfo=dt.UTC)
        self.clock = time_machine.travel(self.moment, tick=False)
        self.clock.start()
        self.board = people.body(
            "board", name=f"Bestyrelse {next(_names)}", slug=f"b{next(_names)}"
        )
        self.group = people.body(
            "ad_hoc", name=f"Gruppe {next(_names)}", slug=f"g{next(_names)}", parent=self.board,
            ends_on=dt.date(2032, 12, 31),
        )  # fmt: skip
        self.by = standing_of(people.seated_user("secretariat"))
        self.person = people.person()
        people.seat("board", person=self.person, body=self.board)
        today = timezone.localdate()
        self.of = [
            make.intervention(
                self.group, latest_on=today + dt.timedelta(days=days), responsible=self.person
            )
            for days in (20, 130)
        ]
        self.alone = decided.decision(self.group, review_on=today + dt.timedelta(days=70))
        tick()

    def end(self) -> None:
        self.clock.stop()

    def ahead(self) -> list[Meeting]:
        return list(Meeting.objects.ahead().filter(body__in=[self.board, self.group]))

    def pass_time(self, days: int) -> None:
        self.clock.stop()
        self.moment += dt.timedelta(days=days)
        self.clock = time_machine.travel(self.moment, tick=False)
        self.clock.start()

    def plan(self, days: int, which: int) -> None:
        body = self.group if which % 2 and self.group.closed_at is None else self.board
        starts = timezone.now() + dt.timedelta(days=days)
        if len(self.ahead()) < 5:
            meetings.plan(
                by=self.by, body=body, title=f"Møde {next(_names)}", form="online",
                starts_at=starts, ends_at=starts + dt.timedelta(hours=2),
            )  # fmt: skip
        tick()

    def move(self, days: int, which: int) -> None:
        starts = timezone.now() + dt.timedelta(days=days)
        for meeting in self.ahead()[which : which + 1]:
            meetings.change(
                by=self.by, meeting_id=meeting.pk, seen=meetings.edits.stamp_of(meeting),
                title=meeting.title, form=meeting.form, place="", link="", note="",
                starts_at=starts, ends_at=starts + dt.timedelta(hours=2),
            )  # fmt: skip
        tick()

    def call(self, days: int, which: int) -> None:
        for meeting in self.ahead()[which : which + 1]:
            is_open = meeting.state == "planned" and meeting.starts_at > timezone.now()
            if is_open and meeting.items.filter(outcome="").exists():
                meetings.call(by=self.by, meeting_id=meeting.pk)
        tick()

    def cancel(self, days: int, which: int) -> None:
        for meeting in self.ahead()[which : which + 1]:
            meetings.cancel(by=self.by, meeting_id=meeting.pk, reason="Sygdom")
        tick()

    def merge(self, other: int, which: int) -> None:
        found, other = self.ahead(), other % 5
        if which < len(found) and other < len(found) and which != other:
            one, into = found[which], found[other]
            if one.body_id == into.body_id:
                meetings.merge(by=self.by, meeting_id=one.pk, into=into)
        tick()

    def hold(self, days: int, which: int) -> None:
        for meeting in [one for one in self.ahead() if one.starts_at <= timezone.now()][:1]:
            outcome = ("treated", "postponed", "withdrawn")[which % 3]
            outcomes = {item.pk: outcome for item in meeting.items.filter(outcome="")}
            meetings.hold(by=self.by, meeting_id=meeting.pk, outcomes=outcomes)
        tick()

    def take_off(self, days: int, which: int) -> None:
        for item in AgendaItem.objects.filter(kind="review", outcome="")[which : which + 1]:
            if item.meeting.is_ahead:
                agenda_items.withdraw(by=self.by, item_id=item.pk)
        tick()

    def wait(self, days: int, which: int) -> None:
        self.pass_time(days // 2)
        tick()

    def close(self, days: int, which: int) -> None:
        for review in self.open_reviews()[which : which + 1]:
            outcome = "continue" if days % 2 else "postpone"
            again = timezone.localdate() + dt.timedelta(days=100)
            reviews.close(
                by=self.by, review_id=review.pk,
                closing=reviews.Closing(
                    finding="cannot_tell", outcome=outcome, reason="Det ved vi ikke",
                    next_review_on=again, item=(item := reviews.items_for(review).first()),
                    settled_outside=True,
                    settled_on=None if item else timezone.localdate(),
                ),
            )  # fmt: skip
        tick()

    def close_body(self, days: int, which: int) -> None:
        if self.group.closed_at is not None:
            return
        late = [one for one in self.ahead() if one.starts_at <= timezone.now()]
        if not any(one.body_id == self.group.pk for one in late):
            bodies.close(by=self.by, body_id=self.group.pk, on=timezone.localdate(), report="Nået")
            self.group.refresh_from_db()
        tick()

    def leave(self, days: int, which: int) -> None:
        Seat.objects.filter(person=self.person, ends_on__isnull=True).update(
            ends_on=timezone.localdate()
        )
        tick()

    def open_reviews(self) -> list[Review]:
        return list(Review.objects.filter(closed_at__isnull=True))

    def none_is_lost(self) -> None:
        """What was due was opened: each intervention and the decision is open, or closed lately."""
        today = timezone.localdate()
        for of in ({"intervention": self.of[0]}, {"intervention": self.of[1]},
                   {"intervention": None, "decision": self.alone}):  # fmt: skip
            found = Review.objects.filter(**of)
            last = found.order_by("due_on", "pk").last()
            if last is not None and last.closed_at is not None:
                assert last.next_review_on is not None
                assert last.next_review_on > today + dt.timedelta(days=60), "not opened again"

    def each_stands_once_and_where_it_belongs(self) -> None:
        owner = self.board if self.group.closed_at else self.group
        for review in Review.objects.all():
            items = make.places(review)
            waiting = WaitingItem.objects.filter(origin=review.origin)
            assert len(items) + len(waiting) <= 1
            if not review.is_open:
                assert not items and not waiting
                continue
            right = self.right_meeting(review, owner)
            if right is not None:
                assert items, "not on an agenda"
                now = items[0].meeting
                if now.state == "planned" and now.starts_at > timezone.now():
                    assert now == right, "on another agenda"
            if review.due_on <= timezone.localdate():
                assert len(items) + len(waiting) == 1, "lost"
            assert all(item.meeting.body_id == owner.pk for item in items)

    def right_meeting(self, review: Review, owner: Body) -> Meeting | None:
        """The first meeting on its day or after it that nobody has taken it off."""
        refused = AgendaItem.objects.filter(origin=review.origin, outcome="withdrawn")
        ahead = Meeting.objects.ahead().filter(body=owner, ends_at__gt=timezone.now())
        for meeting in ahead.exclude(pk__in=refused.values("meeting")):
            if timezone.localdate(meeting.starts_at) >= review.due_on:
                return meeting
        return None


STEPS = (
    "plan", "plan", "plan", "move", "call", "cancel", "merge", "hold", "hold", "take_off", "wait",
    "wait", "wait", "close", "close_body", "leave",
)  # fmt: skip
step = st.tuples(st.sampled_from(STEPS), st.integers(1, 200), st.integers(0, 4))


@settings(max_examples=10, derandomize=True)
@given(st.lists(step, min_size=10, max_size=24))
def test_over_any_course_of_events_it_stands_once_until_it_is_closed(
    course: list[tuple[str, int, int]],
) -> None:
    """Meetings come, move, are held, cancelled and merged; a body closes, people leave, time passes."""
    with transaction.atomic():
        years = Years()
        try:
            for verb, days, which in course:
                getattr(years, verb)(days, which)
                years.none_is_lost()
                years.each_stands_once_and_where_it_belongs()
        finally:
            years.end()
        transaction.set_rollback(True)
