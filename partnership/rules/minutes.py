"""The way of minutes from a draft to what stands for good: states, steps, and what must be there.

Asked of plain values; the printed diagram (docs/states.md), the buttons and the guards come from
the same dict.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from partnership.rules.access import MEMBER_ROLES, Standing
from partnership.rules.bodies import may_run_body

DRAFT, PROPOSED, APPROVED = "draft", "proposed", "approved"
WRITE, PROPOSE, TAKE_BACK, APPROVE, CORRECT = "write", "propose", "take_back", "approve", "correct"

# state → verb → next state
STEPS: dict[str, dict[str, str]] = {
    DRAFT: {WRITE: DRAFT, PROPOSE: PROPOSED},
    PROPOSED: {WRITE: PROPOSED, TAKE_BACK: DRAFT, APPROVE: APPROVED},
    APPROVED: {CORRECT: APPROVED},
}
STATES = tuple(STEPS)
# In these states the body's readers see them; a draft is for those who write it.
SEEN = (PROPOSED, APPROVED)
CLOSED_OUTCOMES = frozenset({"treated", "postponed", "moved", "withdrawn"})


class NotMoved(ValueError):
    """The step cannot be taken; `code` names why, `about` what it is about."""

    def __init__(self, code: str, about: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.about = about


@dataclass(frozen=True)
class ItemFact:
    """What approval must know of an item of the agenda."""

    name: str
    outcome: str
    open_decisions: tuple[str, ...] = ()


def following(state: str, verb: str) -> str:
    """The state a verb leads to. Raises `NotMoved` where it cannot be done in this state."""
    found = STEPS[state].get(verb)
    if found is None:
        raise NotMoved("locked" if state == APPROVED else "other_state")
    return found


def may(verb: str, state: str, standing: Standing, body_id: int) -> bool:
    """Whether a button is there: the step exists, and the person runs the body's meetings."""
    return verb in STEPS[state] and may_run_body(standing, body_id)


def may_read(state: str, standing: Standing, body_id: int) -> bool:
    """Of minutes that the person may see at all: a draft only by those who write it."""
    return state in SEEN or may_run_body(standing, body_id)


def may_comment(state: str, standing: Standing, body_id: int, *, is_open: bool) -> bool:
    """Say something about proposed minutes, until the day set: those in the body, and its writers.

    An observer only reads.
    """
    roles = MEMBER_ROLES - {"observer"}
    sits = any(seat.body_id == body_id and seat.role in roles for seat in standing.seats)
    return state == PROPOSED and is_open and (sits or may_run_body(standing, body_id))


def check_complete(items: Iterable[ItemFact], *, is_held: bool) -> None:
    """Raise `NotMoved` unless the meeting was held and every matter on its agenda is settled."""
    if not is_held:
        raise NotMoved("not_held")
    items = list(items)
    without = [item.name for item in items if item.outcome not in CLOSED_OUTCOMES]
    if without:
        raise NotMoved("no_outcome", ", ".join(without))
    undecided = [number for item in items for number in item.open_decisions]
    if undecided:
        raise NotMoved("undecided", ", ".join(undecided))


def canonical(content: Mapping[str, object]) -> bytes:
    """All that is locked, written in the one way that always gives the same bytes."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def fingerprint(content: Mapping[str, object]) -> str:
    """SHA-256 of what is locked, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(content)).hexdigest()
