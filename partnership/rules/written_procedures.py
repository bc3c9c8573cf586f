"""Decisions in writing: what the answers lead to, and who may answer or close.

Silence is no consent. One member who wants the matter at a meeting gets it there. Else a body that
decides by agreement adopts when nobody says no, and one that votes when more say yes than no; in
both, enough members must have answered: as many as make a quorum, or more than half.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from partnership.rules.access import Standing
from partnership.rules.bodies import has_vote, may_run_body

OPEN, ADOPTED, REJECTED = "open", "adopted", "rejected"
TO_MEETING, WITHDRAWN = "to_meeting", "withdrawn"
ADOPT, REJECT, MOVE, WITHDRAW = "adopt", "reject", "move", "withdraw"

# state → verb → next state
STEPS: dict[str, dict[str, str]] = {
    OPEN: {ADOPT: ADOPTED, REJECT: REJECTED, MOVE: TO_MEETING, WITHDRAW: WITHDRAWN},
    ADOPTED: {},
    REJECTED: {},
    TO_MEETING: {},
    WITHDRAWN: {},
}
REMINDED = dt.timedelta(days=2)  # before the deadline, those who have not answered are told
FURTHEST = dt.timedelta(days=366)  # how far ahead a deadline may lie


@dataclass(frozen=True)
class Count:
    """The answers of those with a vote, and by which rule the body decides."""

    voters: int
    approve: int = 0
    reject: int = 0
    meeting: int = 0
    votes: bool = False
    quorum: int | None = None

    @property
    def answered(self) -> int:
        """How many have answered."""
        return self.approve + self.reject + self.meeting

    @property
    def needed(self) -> int:
        """How many must have answered."""
        return self.quorum or self.voters // 2 + 1


def outcome(count: Count) -> str:
    """The step that the answers lead to, if nobody else answers."""
    if count.meeting:
        return MOVE
    if count.answered < count.needed:
        return MOVE  # too few: it is neither taken nor refused
    if count.votes:
        return ADOPT if count.approve > count.reject else REJECT
    return REJECT if count.reject else ADOPT


def may_be_closed(count: Count, *, deadline: dt.date, today: dt.date) -> bool:
    """Whether the answers can be counted: all have answered, or the deadline is over."""
    return today > deadline or (count.voters > 0 and count.answered >= count.voters)


def may_answer(standing: Standing, *, state: str, body_id: int) -> bool:
    """Answer, or answer anew: those with a vote, until it is closed."""
    return state == OPEN and has_vote(standing, body_id)


def may_close(standing: Standing, *, state: str, body_id: int) -> bool:
    """Change, close or withdraw it: those who run the body."""
    return state == OPEN and may_run_body(standing, body_id)


def is_reminded(*, opens_on: dt.date, deadline: dt.date, today: dt.date) -> bool:
    """Whether those who have not answered are reminded now."""
    return opens_on < today and deadline - REMINDED <= today <= deadline


def deadline_fault(*, opens_on: dt.date, deadline: dt.date, today: dt.date) -> str:
    """What is wrong with a deadline: past, before, far; "" where it is right."""
    if deadline < opens_on:
        return "before"
    if deadline < today:
        return "past"
    return "far" if deadline > today + FURTHEST else ""
