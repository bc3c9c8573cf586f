"""Whether an agenda is still the one that was sent out, told from the trace of its items."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch

from partnership.models import AgendaItem, Meeting
from partnership.rules import meetings as rules

# What a reader of the agenda would see changed; its order alone is no news.
FIELDS = ("title", "kind", "text", "recommendation", "minutes", "presenter_id")
LEFT = (rules.WITHDRAWN, rules.MOVED)


def changed_at(meeting: Meeting) -> dt.datetime | None:
    """When it was last changed after it was sent out and before the meeting; None where it was not."""
    if meeting.called_at is None:
        return None
    trace = AgendaItem.events.rel.related_model.objects.order_by("pgh_id")  # type: ignore[attr-defined]
    items = meeting.items.prefetch_related(Prefetch("events", queryset=trace))
    moments = [
        moment
        for item in items
        for moment in _changes(list(item.events.all()), meeting)  # type: ignore[attr-defined]
    ]
    return max(moments, default=None)


def _changes(trace: list[Any], meeting: Meeting) -> Iterator[dt.datetime]:
    """The moments at which an item came, was written otherwise, or left."""
    assert meeting.called_at is not None  # noqa: S101 - asked above
    was_loaded = meeting.created_at > meeting.called_at  # from a file, where the trace is younger
    since = max(meeting.called_at, meeting.created_at)
    for before, event in zip([None, *trace], trace, strict=False):
        moment = event.pgh_created_at
        if not since < moment < (meeting.held_at or meeting.ends_at):
            continue
        if before is None:
            if not was_loaded:
                yield moment
        elif any(getattr(before, name) != getattr(event, name) for name in FIELDS) or (
            event.outcome in LEFT and before.outcome not in LEFT
        ):
            yield moment
