"""The partnership's look at itself: who answers, when, and what may be told of the answers.

The census of a few dozen people has a limit of its own: nothing is told of fewer than `LEAST`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from partnership.rules.access import NotAllowed, Standing

LEAST = 5
WEEK = 7
MUCH = 4  # "i høj grad" and above
WAITING, OPEN, OVER, CLOSED = "waiting", "open", "over", "closed"
NOT_NOW, GONE, BACKWARDS = "not_now", "gone", "backwards"


@dataclass(frozen=True)
class Outcome:
    """What may be told of a group's answers; `share` is None where they are too few."""

    answers: int
    share: float | None


def may_run_evaluations(standing: Standing) -> bool:
    """Ask the year's question: the secretariat."""
    return standing.is_secretariat


def may_answer_evaluations(standing: Standing) -> bool:
    """Answer it: everybody with a seat in a body, once."""
    return standing.person_id is not None and any(s.body_id is not None for s in standing.seats)


def check_answer(standing: Standing) -> None:
    """Raise `NotAllowed` unless the person has a seat in a body."""
    if not may_answer_evaluations(standing):
        raise NotAllowed("may_answer_evaluations")


def state_of(*, opens_on: dt.date, closes_on: dt.date, is_closed: bool, today: dt.date) -> str:
    """Where a year's question stands: waiting, open, over (not counted yet), closed."""
    if is_closed:
        return CLOSED
    if today < opens_on:
        return WAITING
    return OPEN if today <= closes_on else OVER


def day_fault(*, opens_on: dt.date, closes_on: dt.date, today: dt.date) -> str:
    """What is wrong with the days: backwards, gone; "" where nothing is."""
    if closes_on < opens_on:
        return BACKWARDS
    return GONE if closes_on < today else ""


def remind_on(*, opens_on: dt.date, closes_on: dt.date) -> dt.date | None:
    """The day those who have not answered are reminded: a week before it closes.

    Of a short one it is half-way; one that is open for a day alone has none.
    """
    days = (closes_on - opens_on).days
    return closes_on - dt.timedelta(days=min(WEEK, days // 2)) if days else None


def outcome(answers: Collection[int]) -> Outcome:
    """The share that answered "i høj grad" or more, in percent; none of fewer than five."""
    if len(answers) < LEAST:
        return Outcome(len(answers), None)
    return Outcome(len(answers), 100 * sum(each >= MUCH for each in answers) / len(answers))


def split(parts: Mapping[str, Sequence[int]], *, rest: str) -> dict[str, Outcome]:
    """The same by organisation, only where nobody's answer can be told from it.

    Organisations with fewer than five answers stand together as `rest`. With those too few, or
    with a part in which all answered alike, or only one part, nothing is told: it could be worked
    out from the whole.
    """
    large = {name: list(found) for name, found in parts.items() if len(found) >= LEAST}
    small = [answer for found in parts.values() if len(found) < LEAST for answer in found]
    if small:
        large[rest] = [*large.get(rest, []), *small]
    told = {name: outcome(found) for name, found in large.items()}
    is_safe = all(each.share is not None and 0 < each.share < 100 for each in told.values())
    return told if is_safe and len(told) > 1 else {}
