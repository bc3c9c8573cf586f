"""What answers in writing lead to, and when they can be counted."""

import datetime as dt

import pytest

from partnership.rules import written_procedures as rules
from partnership.rules.access import SeatFact, Standing

DAY = dt.date(2026, 11, 23)
WEEK = dt.timedelta(days=7)
MEMBER = Standing(seats=(SeatFact("member", 1, 5),))
CHAIR = Standing(seats=(SeatFact("chair", 1, 5),))
OBSERVER = Standing(seats=(SeatFact("observer", 1, 5),))


@pytest.mark.parametrize(
    ("answers", "verb"),
    [
        ({"approve": 3}, "adopt"),
        ({"approve": 2}, "move"),  # two of five are too few
        ({"approve": 4, "reject": 1}, "reject"),  # by agreement one no is a no
        ({"approve": 4, "meeting": 1}, "move"),
        ({"approve": 3, "reject": 2, "votes": True}, "adopt"),
        ({"approve": 2, "reject": 2, "votes": True}, "reject"),  # a tie is no majority
        ({"approve": 2, "quorum": 2}, "adopt"),
        ({"approve": 3, "quorum": 4}, "move"),
        ({}, "move"),
    ],
)
def test_what_the_answers_lead_to(answers, verb):
    assert rules.outcome(rules.Count(voters=5, **answers)) == verb


def test_answers_are_counted_when_all_are_in_or_the_deadline_is_over():
    some, every, nobody = rules.Count(5, approve=3), rules.Count(3, approve=3), rules.Count(0)
    assert not rules.may_be_closed(some, deadline=DAY, today=DAY)
    assert rules.may_be_closed(some, deadline=DAY, today=DAY + dt.timedelta(1))
    assert rules.may_be_closed(every, deadline=DAY, today=DAY)
    assert not rules.may_be_closed(nobody, deadline=DAY, today=DAY)


def test_members_answer_and_chairs_close_while_it_is_open():
    assert rules.may_answer(MEMBER, state="open", body_id=5)
    assert not rules.may_answer(OBSERVER, state="open", body_id=5)
    assert not rules.may_answer(MEMBER, state="adopted", body_id=5)
    assert rules.may_close(CHAIR, state="open", body_id=5)
    assert not rules.may_close(MEMBER, state="open", body_id=5)
    assert not rules.may_close(CHAIR, state="withdrawn", body_id=5)


@pytest.mark.parametrize(
    ("today", "is_told"),
    [(0, False), (4, False), (5, True), (7, True), (8, False)],
)
def test_the_silent_are_reminded_two_days_before(today, is_told):
    day = DAY + dt.timedelta(today)
    assert rules.is_reminded(opens_on=DAY, deadline=DAY + WEEK, today=day) is is_told


@pytest.mark.parametrize(
    ("opens", "deadline", "fault"),
    [(0, 0, ""), (0, -1, "before"), (-5, -1, "past"), (0, 367, "far"), (0, 366, "")],
)
def test_a_deadline_lies_between_today_and_a_year(opens, deadline, fault):
    found = rules.deadline_fault(
        opens_on=DAY + dt.timedelta(opens), deadline=DAY + dt.timedelta(deadline), today=DAY
    )
    assert found == fault


def test_every_step_leads_to_a_known_state():
    for steps in rules.STEPS.values():
        assert set(steps.values()) <= set(rules.STEPS)
