"""The way of an intervention (indsats): every step is taken by a body's decision.

The steps stand in one dict, from which the printed diagram is made, the buttons are drawn and the
actions are guarded. Everything is asked of plain values.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

PROPOSED, RUNNING = "proposed", "running"
STOPPED, COMPLETED, ANCHORED, DROPPED = "stopped", "completed", "anchored", "dropped"
START, ADJUST, STOP, COMPLETE = "start", "adjust", "stop", "complete"
ANCHOR, DROP = "anchor", "drop"

# state → verb → next state
STEPS: dict[str, dict[str, str]] = {
    PROPOSED: {START: RUNNING, DROP: DROPPED},
    RUNNING: {ADJUST: RUNNING, COMPLETE: COMPLETED, ANCHOR: ANCHORED, STOP: STOPPED},
    STOPPED: {},
    COMPLETED: {},
    ANCHORED: {},
    DROPPED: {},
}
# Steps after which no more money is set aside for it.
ENDINGS = frozenset({STOP, COMPLETE, ANCHOR})
# A step rests on a decision that was taken, also when the decision has been carried out since.
RESTS_ON = ("adopted", "carried_out")
FURTHEST = 2  # years ahead that a step may be decided for


@dataclass(frozen=True)
class Offer:
    """A step as it is shown: open, or closed with a code that says why."""

    verb: str
    closed: str = ""  # "" or "no_decision"

    @property
    def is_open(self) -> bool:
        """Whether the step can be taken now."""
        return not self.closed


def closed(verb: str, state: str, *, has_decision: bool) -> str:
    """Why a step cannot be taken: other_state, no_decision; "" where it can."""
    if verb not in STEPS[state]:
        return "other_state"
    return "" if has_decision else "no_decision"


def offers(state: str, *, has_decision: bool) -> tuple[Offer, ...]:
    """The steps that lead on from a state, in their order; none where it has ended."""
    return tuple(
        Offer(verb, closed(verb, state, has_decision=has_decision)) for verb in STEPS[state]
    )


def day_fault(
    day: dt.date, *, decided_on: dt.date, today: dt.date, since: dt.date | None = None
) -> str:
    """What is wrong with the day of a step: undecided, before, far; "" where it is right.

    `since` is the day of the step before it.
    """
    if day < decided_on:
        return "undecided"
    if since is not None and day < since:
        return "before"
    return "far" if day.year > today.year + FURTHEST else ""
