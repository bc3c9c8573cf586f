"""The way of a review (effektopfølgning): when it is due, which answers go together, and its steps.

The steps stand in one dict, from which the printed diagram is made and the actions are guarded.
Everything is asked of plain values.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

OPEN, CLOSED, WITHDRAWN = "open", "closed", "withdrawn"
CLOSE, WITHDRAW, MOVE = "close", "withdraw", "move"

# state → verb → next state
STEPS: dict[str, dict[str, str]] = {
    OPEN: {MOVE: OPEN, CLOSE: CLOSED, WITHDRAW: WITHDRAWN},
    CLOSED: {},
    WITHDRAWN: {},
}

AS_EXPECTED, PARTLY, NOT = "as_expected", "partly", "not"
TOO_EARLY, CANNOT_TELL = "too_early", "cannot_tell"
CONTINUE, ADJUST, STOP = "continue", "adjust", "stop"
ANCHOR, POSTPONE = "anchor", "postpone"

FINDINGS = (AS_EXPECTED, PARTLY, NOT, TOO_EARLY, CANNOT_TELL)
OUTCOMES = (CONTINUE, ADJUST, STOP, ANCHOR, POSTPONE)
# A decision that names no intervention: there is nothing to become part of the ordinary running.
OUTCOMES_OF_A_DECISION = (CONTINUE, ADJUST, STOP, POSTPONE)
# What nobody can tell yet is looked at again on a day, unless the intervention ends.
UNANSWERED = frozenset({TOO_EARLY, CANNOT_TELL})
ENDINGS = frozenset({STOP, ANCHOR})
RESTS_ON_A_DECISION = frozenset({ADJUST, STOP, ANCHOR})

HORIZON = dt.timedelta(days=60)  # so long before its day a review is opened and put on an agenda
FURTHEST = 20  # years ahead that the next one may lie
AGAIN = dt.timedelta(days=365)  # proposed where no other day is known

# Why a review is due on a day.
EXPECTED, DECISION, POSTPONED, ASKED = "expected", "decision", "again", "asked"


@dataclass(frozen=True)
class Day:
    """A day on which something is to be looked at, and why; `decision_id` where one asked for it."""

    on: dt.date
    cause: str
    decision_id: int | None = None


@dataclass(frozen=True)
class Last:
    """The latest review that was closed with a finding."""

    closed_on: dt.date
    due_on: dt.date
    next_on: dt.date | None = None

    @property
    def covers(self) -> dt.date:
        """What fell due until this day was looked at then."""
        return max(self.closed_on, self.due_on)


def first_day(days: Iterable[Day], last: Last | None) -> Day | None:
    """The earliest day that no review has covered; the one that was agreed last always counts."""
    open_days = [day for day in days if last is None or day.on > last.covers]
    if last is not None and last.next_on is not None:
        open_days.append(Day(last.next_on, POSTPONED))
    return min(open_days, key=lambda day: (day.on, day.decision_id or 0), default=None)


def is_near(day: dt.date, today: dt.date) -> bool:
    """Whether it is time to open the review, so that it stands on the agenda before it is sent."""
    return day <= today + HORIZON


def new_day(due_on: dt.date, first: Day | None, today: dt.date) -> Day | None:
    """The day an open review is to be moved to; None where it stays.

    One whose day has come stays until somebody closes it: nobody amends their way around it.
    """
    if first is None or first.on == due_on:
        return None
    if first.on > due_on and due_on <= today:
        return None
    return first


@dataclass(frozen=True)
class Answer:
    """What is written when a review is closed, as far as the rules ask."""

    finding: str
    outcome: str
    reason: str
    early_reason: str = ""
    next_review_on: dt.date | None = None
    has_decision: bool = False
    has_home: bool = False
    is_on_item: bool = False
    is_settled_outside: bool = False
    settled_on: dt.date | None = None


@dataclass(frozen=True)
class Facts:
    """What the rules must know of what is looked at.

    Its first day, whether it stands on an agenda or waits for a meeting (`is_ahead`), and from which
    day it can have been settled (`open_from`).
    """

    is_intervention: bool
    is_running: bool
    earliest_on: dt.date | None = None
    is_ahead: bool = False
    open_from: dt.date | None = None


def outcomes(facts: Facts) -> tuple[str, ...]:
    """What may be decided on it at all."""
    if not facts.is_intervention:
        return OUTCOMES_OF_A_DECISION
    return OUTCOMES if facts.is_running else (CONTINUE, POSTPONE)


def is_early(finding: str, facts: Facts, today: dt.date) -> bool:
    """Whether it is judged before any of its effects can be seen."""
    if finding in UNANSWERED or facts.earliest_on is None:
        return False
    return today < facts.earliest_on


def needs_day(finding: str, outcome: str) -> bool:
    """Whether a day for the next review must be named."""
    return outcome == POSTPONE or (finding in UNANSWERED and outcome not in ENDINGS)


def faults(answer: Answer, facts: Facts, *, today: dt.date) -> dict[str, str]:
    """What is wrong with an answer, by field."""
    found = {}
    if answer.outcome not in outcomes(facts):
        found["outcome"] = "not_here"
    if not answer.reason.strip():
        found["reason"] = "missing"
    if is_early(answer.finding, facts, today) and not answer.early_reason.strip():
        found["early_reason"] = "early"
    if fault := _day_fault(answer, facts, today):
        found["next_review_on"] = fault
    if answer.outcome in RESTS_ON_A_DECISION and not answer.has_decision:
        found["decision"] = "no_decision"
    if answer.outcome == ANCHOR and not answer.has_home:
        found["anchored_with"] = "no_home"
    if facts.is_ahead and not (answer.is_on_item or answer.is_settled_outside):
        found["settled_outside"] = "unsaid"
    if fault := _settled_fault(answer, facts, today):
        found["settled_on"] = fault
    return found


def _settled_fault(answer: Answer, facts: Facts, today: dt.date) -> str:
    """What was not treated at a meeting has a day of its own, between its opening and today."""
    day = answer.settled_on
    if answer.is_on_item:
        return "at_meeting" if day is not None else ""
    if day is None:
        return "undated"
    if day > today:
        return "ahead"
    return "before" if facts.open_from is not None and day < facts.open_from else ""


def _day_fault(answer: Answer, facts: Facts, today: dt.date) -> str:
    day = answer.next_review_on
    if day is None:
        return "again" if needs_day(answer.finding, answer.outcome) else ""
    if answer.outcome in ENDINGS:
        return "ends"
    if day <= today:
        return "past"
    if day.year > today.year + FURTHEST:
        return "far"
    earliest = facts.earliest_on
    if answer.finding == TOO_EARLY and earliest is not None and day < earliest:
        return "unseen"
    return ""


def proposed_day(
    days: Iterable[dt.date], *, today: dt.date, known_by: dt.date | None = None
) -> dt.date:
    """A day for the next review: the next one on which something can be seen, else in a year.

    `known_by` is the day on which the first figure that can show anything should be out, where none
    can now: before it there is nothing new to look at.
    """
    if known_by is not None and known_by > today:
        return min((day for day in days if day >= known_by), default=known_by)
    return min((day for day in days if day > today), default=today + AGAIN)
