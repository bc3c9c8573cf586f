"""The way of an agreed delivery (aftalt leverance), and when its responsible is reminded."""

from __future__ import annotations

import datetime as dt

AGREED, KEPT, PARTLY, NOT_KEPT, DROPPED = "agreed", "kept", "partly", "not_kept", "dropped"
KEEP, KEEP_PARTLY, FAIL, DROP, REOPEN = "keep", "keep_partly", "fail", "drop", "reopen"

# state → verb → next state
STEPS: dict[str, dict[str, str]] = {
    AGREED: {KEEP: KEPT, KEEP_PARTLY: PARTLY, FAIL: NOT_KEPT, DROP: DROPPED},
    KEPT: {REOPEN: AGREED},
    PARTLY: {REOPEN: AGREED},
    NOT_KEPT: {REOPEN: AGREED},
    DROPPED: {REOPEN: AGREED},
}
SETTLED = (KEPT, PARTLY, NOT_KEPT, DROPPED)
# Not held: settled as less than promised; beside them stand those that are agreed still and late.
BROKEN = (PARTLY, NOT_KEPT)
WEEK, LATE = "week", "late"
AHEAD = dt.timedelta(days=7)


def next_state(verb: str, state: str) -> str:
    """Where a step leads; "" where it cannot be taken."""
    return STEPS[state].get(verb, "")


def is_late(state: str, due_on: dt.date, today: dt.date) -> bool:
    """Whether its day is over and nobody has said how it went."""
    return state == AGREED and due_on < today


def reminder_stage(due_on: dt.date, today: dt.date) -> str:
    """What there is to be reminded of today: a week before, too late; "" for nothing."""
    if today > due_on:
        return LATE
    return WEEK if today >= due_on - AHEAD else ""
