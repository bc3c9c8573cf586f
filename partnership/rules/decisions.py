"""The way of a decision: proposed, taken or not, and how it ended; and which days go together.

The steps stand in one dict, from which the printed diagram is made, the buttons are drawn and the
actions are guarded. Everything is asked of plain values.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from partnership.rules.access import Standing
from partnership.rules.bodies import may_run_body

PROPOSED, ADOPTED, REJECTED = "proposed", "adopted", "rejected"
CARRIED_OUT, REPLACED, DROPPED = "carried_out", "replaced", "dropped"
ADOPT, REJECT, CARRY_OUT, REPLACE, DROP = "adopt", "reject", "carry_out", "replace", "drop"

# state → verb → next state
STEPS: dict[str, dict[str, str]] = {
    PROPOSED: {ADOPT: ADOPTED, REJECT: REJECTED},
    ADOPTED: {CARRY_OUT: CARRIED_OUT, REPLACE: REPLACED, DROP: DROPPED},
    REJECTED: {},
    CARRIED_OUT: {},
    REPLACED: {},
    DROPPED: {},
}
# What was taken is read by the bodies below, too; proposals and what was refused are not.
TAKEN = (ADOPTED, CARRIED_OUT, REPLACED, DROPPED)
FURTHEST = 20  # years ahead that a day of a decision may lie


class NotMoved(ValueError):
    """The step cannot be taken; `code` names why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Place:
    """What the rules must know of a decision: where it stands, and who follows it."""

    state: str
    body_id: int  # the body that follows it now
    responsible_id: int | None = None


def may_keep(standing: Standing, place: Place) -> bool:
    """Write a decision and take its steps: those who run the body that follows it."""
    return may_run_body(standing, place.body_id)


def _takes(verb: str, standing: Standing, place: Place) -> bool:
    is_responsible = place.responsible_id is not None and place.responsible_id == standing.person_id
    return may_keep(standing, place) or (verb == CARRY_OUT and is_responsible)


def check_move(verb: str, standing: Standing, place: Place) -> str:
    """The state that the step leads to. Raises `NotMoved` where this person cannot take it."""
    following = STEPS[place.state].get(verb)
    if following is None:
        raise NotMoved("other_state")
    if not _takes(verb, standing, place):
        raise NotMoved("not_allowed")
    return following


def may_move(verb: str, standing: Standing, place: Place) -> bool:
    """Whether the person may take the step now."""
    try:
        check_move(verb, standing, place)
    except NotMoved:
        return False
    return True


def steps_open(standing: Standing, place: Place) -> tuple[str, ...]:
    """The steps that the person may take now, in the order of the dict."""
    return tuple(verb for verb in STEPS[place.state] if may_move(verb, standing, place))


def day_faults(
    *,
    today: dt.date,
    decided_on: dt.date | None,
    due_on: dt.date | None,
    review_on: dt.date | None,
) -> dict[str, str]:
    """What is wrong with the days of a decision, by field: ahead, before, far."""
    faults = {}
    if decided_on is not None and decided_on > today:
        faults["decided_on"] = "ahead"
    since = decided_on or today
    for field, day in (("due_on", due_on), ("review_on", review_on)):
        if day is not None and decided_on is not None and day < decided_on:
            faults[field] = "before"
        elif day is not None and day.year > since.year + FURTHEST:
            faults[field] = "far"
    return faults
