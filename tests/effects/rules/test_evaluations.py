"""The year's question: who answers, when, and what may be told of the answers."""

import datetime as dt

import pytest

from effects.rules import evaluations as rules
from partnership.rules.access import NotAllowed, SeatFact, Standing

FIRST, LAST = dt.date(2027, 3, 1), dt.date(2027, 3, 31)


def test_everybody_with_a_seat_in_a_body_answers_and_the_secretariat_asks():
    office = Standing(person_id=1, seats=(SeatFact("secretariat", 1, body_id=2),))
    observer = Standing(person_id=2, seats=(SeatFact("observer", 1, body_id=2),))
    supplier = Standing(person_id=3, seats=(SeatFact("supplier", 1),))
    nobody = Standing(seats=(SeatFact("member", 1, body_id=2),))
    assert rules.may_run_evaluations(office)
    assert not rules.may_run_evaluations(observer)
    for person in (office, observer):
        rules.check_answer(person)
    for person in (supplier, nobody):
        assert not rules.may_answer_evaluations(person)
        with pytest.raises(NotAllowed):
            rules.check_answer(person)


@pytest.mark.parametrize(
    ("today", "closed", "state"),
    [
        (dt.date(2027, 2, 28), False, "waiting"), (FIRST, False, "open"), (LAST, False, "open"),
        (dt.date(2027, 4, 1), False, "over"), (dt.date(2027, 4, 1), True, "closed"),
    ],
)  # fmt: skip
def test_it_is_open_on_both_its_days(today, closed, state):
    found = rules.state_of(opens_on=FIRST, closes_on=LAST, is_closed=closed, today=today)
    assert found == state


def test_days_lie_in_order_and_ahead():
    assert rules.day_fault(opens_on=LAST, closes_on=FIRST, today=FIRST) == "backwards"
    assert rules.day_fault(opens_on=FIRST, closes_on=LAST, today=dt.date(2027, 4, 1)) == "gone"
    assert rules.day_fault(opens_on=FIRST, closes_on=LAST, today=LAST) == ""


def test_nothing_is_told_of_fewer_than_five():
    assert rules.outcome([5, 5, 4, 1]) == rules.Outcome(4, None)
    assert rules.outcome([5, 4, 3, 2, 1]) == rules.Outcome(5, 40.0)


MIXED = [5, 4, 3, 2, 1]


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"A": MIXED, "B": MIXED}, {"A", "B"}),
        ({"A": MIXED, "B": MIXED[:3], "C": MIXED[2:]}, {"A", "rest"}),
        ({"A": MIXED, "rest": MIXED, "C": MIXED[:2]}, {"A", "rest"}),
        ({"A": MIXED, "B": MIXED[:4]}, set()),  # B could be worked out from the whole
        ({"A": MIXED, "B": [5] * 5}, set()),  # all of B answered alike
        ({"A": MIXED, "B": [1] * 5}, set()),
        ({"A": MIXED * 3}, set()),
        ({}, set()),
    ],
)
def test_differences_are_told_only_where_no_answer_can_be_worked_out(parts, told):
    assert set(rules.split(parts, rest="rest")) == told


def test_the_small_ones_stand_together():
    found = rules.split({"A": MIXED, "B": MIXED[:3], "C": MIXED[2:]}, rest="rest")
    assert found["rest"] == rules.Outcome(6, 100 * 2 / 6)


def test_the_reminder_comes_a_week_before_the_end_or_half_way():
    first = dt.date(2026, 3, 1)
    for days, before in ((60, 7), (14, 7), (8, 4), (1, 0)):
        last = first + dt.timedelta(days=days)
        told = rules.remind_on(opens_on=first, closes_on=last)
        assert told == last - dt.timedelta(days=before)
    assert rules.remind_on(opens_on=first, closes_on=first) is None
