"""The way of a follow-up (opgave), who may do what with it, and when somebody is reminded."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from partnership.rules.access import Standing
from partnership.rules.bodies import may_run_body, sits_in

OPEN, DONE, DROPPED = "open", "done", "dropped"
FINISH, DROP = "finish", "drop"

# state → verb → next state
STEPS: dict[str, dict[str, str]] = {
    OPEN: {FINISH: DONE, DROP: DROPPED},
    DONE: {},
    DROPPED: {},
}
WEEK, DAY, LATE = "week", "day", "late"
AHEAD = dt.timedelta(days=7)
FURTHEST = 10  # years ahead that a deadline may lie


@dataclass(frozen=True)
class Task:
    """What the rules must know of a follow-up."""

    state: str
    body_id: int
    owner_id: int | None = None
    created_by_id: int | None = None


def _is(standing: Standing, person_id: int | None) -> bool:
    return person_id is not None and person_id == standing.person_id


def may_give_task(standing: Standing, body_id: int) -> bool:
    """Set up a follow-up of a body: everybody in it, and those who run it."""
    return may_run_body(standing, body_id) or body_id in sits_in(standing)


def may_write_task(standing: Standing, task: Task) -> bool:
    """Change its words and its day, or drop it: who set it up, and those who run the body."""
    if task.state != OPEN:
        return False
    return may_run_body(standing, task.body_id) or _is(standing, task.created_by_id)


def may_hand_on(standing: Standing, task: Task) -> bool:
    """Finish it, or pass it on: its owner, and those who may write it."""
    if task.state != OPEN:
        return False
    return _is(standing, task.owner_id) or may_write_task(standing, task)


def may_close(verb: str, standing: Standing, task: Task) -> bool:
    """Whether the person may take the step now."""
    if verb not in STEPS[task.state]:
        return False
    return may_hand_on(standing, task) if verb == FINISH else may_write_task(standing, task)


def reminder_stage(*, created_on: dt.date, due_on: dt.date, today: dt.date) -> str:
    """What there is to be reminded of today: a week before, on the day, too late; "" for nothing.

    Who was given it less than a week before its day is not told that a week is left.
    """
    if today > due_on:
        return LATE
    if today == due_on:
        return DAY
    if today >= due_on - AHEAD >= created_on:
        return WEEK
    return ""


def day_fault(*, due_on: dt.date, since: dt.date) -> str:
    """What is wrong with a deadline: before it was given, or absurdly far; "" where it is right."""
    if due_on < since:
        return "before"
    return "far" if due_on.year > since.year + FURTHEST else ""
