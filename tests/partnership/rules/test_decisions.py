"""Which steps a decision can take, who takes them, and which days go together."""

import datetime as dt

import pytest

from partnership.rules import decisions as rules
from partnership.rules.access import SeatFact, Standing

DAY = dt.date(2026, 11, 23)
OFFICE = Standing(person_id=1, seats=(SeatFact("secretariat", 1, 9),))
CHAIR = Standing(person_id=2, seats=(SeatFact("chair", 1, 5),))
MEMBER = Standing(person_id=3, seats=(SeatFact("member", 1, 5),))


def place(state, **values):
    return rules.Place(state=state, body_id=5, **values)


def test_every_step_leads_to_a_known_state_and_the_ends_are_ends():
    for steps in rules.STEPS.values():
        assert set(steps.values()) <= set(rules.STEPS)
    ends = {state for state, steps in rules.STEPS.items() if not steps}
    assert ends == {"rejected", "carried_out", "replaced", "dropped"}
    assert rules.check_move(rules.ADOPT, OFFICE, place("proposed")) == "adopted"


def test_those_who_run_the_body_take_steps_and_the_responsible_may_carry_out():
    assert rules.steps_open(CHAIR, place("proposed")) == ("adopt", "reject")
    assert rules.steps_open(OFFICE, place("adopted")) == ("carry_out", "replace", "drop")
    assert rules.steps_open(MEMBER, place("adopted")) == ()
    assert rules.steps_open(MEMBER, place("adopted", responsible_id=3)) == ("carry_out",)
    assert rules.steps_open(Standing(), place("adopted")) == ()


@pytest.mark.parametrize(
    ("verb", "standing", "state", "code"),
    [
        (rules.ADOPT, OFFICE, "dropped", "other_state"),
        (rules.DROP, MEMBER, "adopted", "not_allowed"),
    ],
)
def test_a_step_that_cannot_be_taken_says_why(verb, standing, state, code):
    with pytest.raises(rules.NotMoved) as refusal:
        rules.check_move(verb, standing, place(state))
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("days", "faults"),
    [
        ({}, {}),
        ({"decided_on": DAY, "due_on": DAY, "review_on": DAY}, {}),
        ({"decided_on": DAY + dt.timedelta(1)}, {"decided_on": "ahead"}),
        ({"decided_on": DAY, "due_on": DAY - dt.timedelta(1)}, {"due_on": "before"}),
        ({"decided_on": DAY, "review_on": DAY - dt.timedelta(1)}, {"review_on": "before"}),
        ({"due_on": dt.date(2047, 1, 1)}, {"due_on": "far"}),
        ({"review_on": dt.date(2046, 12, 31)}, {}),
    ],
)
def test_days_that_do_not_go_together_are_named(days, faults):
    asked = {"decided_on": None, "due_on": None, "review_on": None, **days}
    assert rules.day_faults(today=DAY, **asked) == faults
