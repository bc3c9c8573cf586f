"""The way of a meeting: states, steps, what its agenda holds, and what becomes of its items.

The steps stand in one dict, from which the buttons are drawn and the actions are guarded. All is
asked of plain values.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

PLANNED, CALLED, HELD = "planned", "called", "held"
CANCELLED, MERGED = "cancelled", "merged"
CALL, HOLD, CANCEL, MERGE, CHANGE = "call", "hold", "cancel", "merge", "change"

# state → verb → next state
STEPS: dict[str, dict[str, str]] = {
    PLANNED: {CALL: CALLED, CHANGE: PLANNED, HOLD: HELD, CANCEL: CANCELLED, MERGE: MERGED},
    CALLED: {CHANGE: CALLED, HOLD: HELD, CANCEL: CANCELLED, MERGE: MERGED},
    HELD: {},
    CANCELLED: {},
    MERGED: {},
}
STATES = tuple(STEPS)
AHEAD = (PLANNED, CALLED)

OPEN, TREATED, POSTPONED, MOVED, WITHDRAWN = "", "treated", "postponed", "moved", "withdrawn"
# What can be said of an item when the meeting is over.
AT_THE_END = (TREATED, POSTPONED, WITHDRAWN)


class NotMoved(ValueError):
    """The step cannot be taken from the state the meeting is in."""


def check_move(verb: str, state: str) -> str:
    """The state a step leads to. Raises `NotMoved` where there is no such step."""
    following = STEPS[state].get(verb)
    if following is None:
        raise NotMoved(verb)
    return following


def may_move(verb: str, state: str) -> bool:
    """Whether the step can be taken now."""
    return verb in STEPS[state]


def agenda_is_open(state: str, *, was_called: bool) -> bool:
    """Whether the body's members may read the agenda: once it was sent, or the meeting was held."""
    return was_called or state in (CALLED, HELD)


def takes_comments(state: str, *, was_called: bool) -> bool:
    """Whether members may comment on the agenda's items: from when it is sent to when it is treated."""
    return state in AHEAD and agenda_is_open(state, was_called=was_called)


def takes_items(state: str, *, is_locked: bool) -> bool:
    """Whether items may be put on the agenda: before the meeting, and after it until its minutes lock.

    A meeting that is entered when it is over begins with none, and a decision needs an item.
    """
    return state in AHEAD or (state == HELD and not is_locked)


def goes_on(outcome: str, *, carries_over: bool) -> bool:
    """Whether an item of a meeting that was held stands on the body's next agenda too.

    What was not treated goes on; so does what was treated but carries over until it is closed. What
    was withdrawn ends here, and what was moved stands on another agenda already.
    """
    if outcome in (OPEN, POSTPONED):
        return True
    return carries_over and outcome == TREATED


def time_problem(
    starts_at: dt.datetime, ends_at: dt.datetime, *, now: dt.datetime,
    stood_at: dt.datetime | None = None, is_over: bool = False,
) -> str:  # fmt: skip
    """Why a meeting cannot lie there: a code, or "". `stood_at` is when it was to begin so far.

    A meeting that was already held (`is_over`) may be entered afterwards, but not one to come.
    """
    if ends_at <= starts_at:
        return "ends_before_start"
    if is_over:
        return "not_over" if ends_at > now else ""
    if starts_at <= now and starts_at != stood_at:
        return "in_the_past"
    return ""


def next_occurrence(month: int, day: int, *, after: dt.date) -> dt.date:
    """The first day after a date on which a mark of the yearly wheel falls due."""
    this_year = dt.date(after.year, month, day)
    return this_year if this_year > after else dt.date(after.year + 1, month, day)


Item = TypeVar("Item")


def in_order(
    items: Sequence[Item], new: Item, last: Iterable[Item], *, is_last: bool
) -> list[Item]:
    """The agenda with a new item: before those that always stand last, unless it is one of them."""
    trailing = set(map(id, last))
    end = len(items)
    while not is_last and end and id(items[end - 1]) in trailing:
        end -= 1
    return [*items[:end], new, *items[end:]]


def moved(ids: Sequence[int], chosen: int, step: int) -> list[int]:
    """The order with one item a step up (-1) or down (1); at the end of the list it stays."""
    order = list(ids)
    at = order.index(chosen)
    to = min(max(at + step, 0), len(order) - 1)
    order.insert(to, order.pop(at))
    return order


def start_times(starts_at: dt.datetime, minutes: Sequence[int]) -> list[dt.datetime]:
    """When each item begins, if all before it take the time set aside."""
    begun, found = starts_at, []
    for each in minutes:
        found.append(begun)
        begun += dt.timedelta(minutes=each)
    return found


def minutes_left(starts_at: dt.datetime, ends_at: dt.datetime, minutes: Iterable[int]) -> int:
    """The meeting's length without what is set aside for its items; negative where it is too short."""
    return int((ends_at - starts_at).total_seconds() // 60) - sum(minutes)


@dataclass(frozen=True)
class Quorum:
    """Whether enough of those with a vote are there; a warning in words, never a block."""

    needed: int
    present: int

    @property
    def is_met(self) -> bool:
        """Whether the body can decide by its own rules."""
        return self.present >= self.needed


def quorum(needed: int | None, present: int) -> Quorum | None:
    """The body's rule held against who is there; nothing where the body has no such rule."""
    return None if needed is None else Quorum(needed, present)
