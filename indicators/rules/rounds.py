"""Collection rounds: how far one is, how much of it is in and in time, and when someone is reminded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

PLANNED, OPEN, OVERDUE, CLOSED = "planned", "open", "overdue", "closed"
# Days before the deadline on which those who owe figures are reminded.
AHEAD = (14, 3)
WEEK = 7

# What became of one cell of a round, as far as the reader may know.
FILLED, MISSING, NO_REASON, RETURNED, AWAITED = (
    "filled", "missing", "no_reason", "returned", "awaited",
)  # fmt: skip


def state_of(
    *, opens_on: dt.date, deadline: dt.date, is_closed: bool, today: dt.date, is_complete: bool
) -> str:
    """Where a round is. The deadline's own day counts as in time; a complete round is not overdue."""
    if is_closed:
        return CLOSED
    if today < opens_on:
        return PLANNED
    return OVERDUE if today > deadline and not is_complete else OPEN


@dataclass(frozen=True)
class CellFact:
    """One cell that a round asks for; `state` is empty where nothing stands in it.

    `seen` says whether the reader sees the data set's figures as they were logged; of others only
    what was released is known. `first_on` is the day the first figure came, as far as it is known.
    """

    state: str = ""
    has_reason: bool = False
    workflow: str = ""
    is_released: bool = False
    is_withdrawn: bool = False
    seen: bool = True
    first_on: dt.date | None = None


def standing_of(cell: CellFact) -> str:
    """What the cell is counted as. A missing figure counts as answered once it says why."""
    if not cell.seen:
        return FILLED if cell.is_released else AWAITED
    if not cell.state or cell.is_withdrawn:
        return MISSING
    if cell.workflow == "returned":
        return RETURNED
    if cell.state == "missing" and not cell.has_reason:
        return NO_REASON
    return FILLED


@dataclass(frozen=True)
class Progress:
    """How much of a round, or a part of it, is in; `late` is the part that came after the deadline."""

    total: int = 0
    filled: int = 0
    late: int = 0
    awaited: int = 0

    @property
    def missing(self) -> int:
        """Cells that somebody still has to answer."""
        return self.total - self.filled

    @property
    def is_complete(self) -> bool:
        """Whether every cell is answered."""
        return self.filled == self.total

    @property
    def in_time(self) -> int:
        """Cells that were answered by the deadline."""
        return self.filled - self.late

    def __add__(self, other: Progress) -> Progress:
        return Progress(
            self.total + other.total,
            self.filled + other.filled,
            self.late + other.late,
            self.awaited + other.awaited,
        )


def progress_of(cells: Iterable[CellFact], *, deadline: dt.date) -> Progress:
    """Count cells by what became of them and whether it was in time."""
    total = filled = late = awaited = 0
    for cell in cells:
        total += 1
        standing = standing_of(cell)
        awaited += standing == AWAITED
        if standing == FILLED:
            filled += 1
            late += cell.first_on is not None and cell.first_on > deadline
    return Progress(total, filled, late, awaited)


def reminder_on(*, opens_on: dt.date, deadline: dt.date, today: dt.date) -> str:
    """Which reminder is the latest that is due by today; empty where none is.

    14 and 3 days before the deadline, on it, and every week after it. A clock that stood still over
    several of them sends the latest only; those that fall on the opening or before it are left out,
    for whoever opens a round is told of it anyway.
    """
    if today >= deadline:
        weeks = (today - deadline).days // WEEK
        return f"after-{weeks}" if weeks else "on"
    due = [days for days in AHEAD if opens_on < deadline - dt.timedelta(days=days) <= today]
    return f"before-{min(due)}" if due else ""
