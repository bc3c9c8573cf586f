"""When what waits is mailed: at once, every morning, or every Monday morning."""

from __future__ import annotations

import datetime as dt

AT_ONCE, DAILY, WEEKLY = "at_once", "daily", "weekly"
MORNING = dt.time(7)
MONDAY = 0
# A call to a meeting, and what changes it or its agenda, comes too late with the next digest.
URGENT = frozenset({
    "meeting_called", "meeting_changed", "meeting_cancelled", "meeting_merged", "agenda_left",
})  # fmt: skip


def mailed_up_to(frequency: str, now: dt.datetime) -> dt.datetime:
    """What came before this moment is to be mailed by now; `now` in the readers' own time.

    That is the latest morning (Monday morning) that has begun. A clock that stood still over it
    finds the same moment afterwards, so nothing is left out and nothing mailed in between.
    """
    if frequency == AT_ONCE:
        return now
    day = now.date() if now.time() >= MORNING else now.date() - dt.timedelta(days=1)
    if frequency == WEEKLY:
        day -= dt.timedelta(days=(day.weekday() - MONDAY) % 7)
    return dt.datetime.combine(day, MORNING, tzinfo=now.tzinfo)
