"""Who may do what with a task, and when its owner is reminded."""

import datetime as dt

import pytest

from partnership.rules import follow_ups as rules
from partnership.rules.access import SeatFact, Standing

DAY = dt.date(2026, 11, 23)
OFFICE = Standing(person_id=1, seats=(SeatFact("secretariat", 1, 9),))
OWNER = Standing(person_id=2)
GIVER = Standing(person_id=3, seats=(SeatFact("member", 1, 5),))
OTHER = Standing(person_id=4, seats=(SeatFact("member", 1, 5),))


def task(state="open", **values):
    return rules.Task(state=state, body_id=5, **{"owner_id": 2, "created_by_id": 3, **values})


def test_the_owner_finishes_and_passes_on_but_does_not_drop_or_rewrite():
    assert rules.may_close(rules.FINISH, OWNER, task())
    assert rules.may_hand_on(OWNER, task())
    assert not rules.may_close(rules.DROP, OWNER, task())
    assert not rules.may_write_task(OWNER, task())


@pytest.mark.parametrize("standing", [OFFICE, GIVER])
def test_who_gave_it_and_who_runs_the_body_may_all(standing):
    assert rules.may_close(rules.FINISH, standing, task())
    assert rules.may_close(rules.DROP, standing, task())
    assert rules.may_write_task(standing, task())


def test_others_and_nobody_may_nothing():
    for standing in (OTHER, Standing()):
        assert not rules.may_hand_on(standing, task(owner_id=None, created_by_id=None))


def test_a_closed_task_is_left_alone():
    for state in ("done", "dropped"):
        assert not rules.may_close(rules.FINISH, OFFICE, task(state))
        assert not rules.may_hand_on(OWNER, task(state))
        assert not rules.may_write_task(OFFICE, task(state))


def test_members_give_tasks_in_their_own_body():
    assert rules.may_give_task(GIVER, 5)
    assert rules.may_give_task(OFFICE, 5)
    assert not rules.may_give_task(GIVER, 6)


@pytest.mark.parametrize(
    ("created", "due", "stage"),
    [
        (-30, 8, ""), (-30, 7, "week"), (-30, 3, "week"), (0, 3, ""), (0, 7, "week"),
        (0, 0, "day"), (-9, -1, "late"),
    ],
)  # fmt: skip
def test_the_owner_is_reminded_a_week_before_on_the_day_and_after(created, due, stage):
    found = rules.reminder_stage(
        created_on=DAY + dt.timedelta(created), due_on=DAY + dt.timedelta(due), today=DAY
    )
    assert found == stage


def test_a_deadline_lies_after_the_day_it_was_given_and_not_absurdly_far():
    assert rules.day_fault(due_on=DAY, since=DAY) == ""
    assert rules.day_fault(due_on=DAY - dt.timedelta(1), since=DAY) == "before"
    assert rules.day_fault(due_on=dt.date(2037, 1, 1), since=DAY) == "far"
