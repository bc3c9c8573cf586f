"""Doors: meetings, agendas, the yearly wheel and calendars."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from partnership.models import Comment, PlannedMeeting, StandingItem
from tests.doors.door import MEMBERS, PUBLIC, Door, doors
from tests.factories import meetings, people

# Read by the body, the body above it and the secretariat; written by the secretariat and its chairs.
READ = {
    "anonymous": 302, "no_seat": 403, "supplier": 403, "administrator": 404,
    "board": 200, "group": 200, "secretariat": 200,
}  # fmt: skip
RUN = READ | {"board": 403, "group": 403}
READ_POST = READ | dict.fromkeys(("administrator", "board", "group", "secretariat"), 405)
MAKE = doors("secretariat")
IN_A_BODY = doors("secretariat", "board", "group")

DOORS: dict[str, Door | dict[str, int]] = {
    "partnership:meeting-list": MEMBERS,
    "partnership:meeting-create": MAKE,
    "partnership:meeting-detail": READ,
    "partnership:meeting-change": RUN,
    "partnership:meeting-file": READ,
    "partnership:meeting-call": RUN,
    "partnership:meeting-hold": RUN,
    "partnership:meeting-cancel": RUN,
    "partnership:meeting-merge": RUN,
    "partnership:agenda-item-create": RUN,
    "partnership:agenda-order": READ_POST,
    "partnership:agenda-item-change": RUN,
    "partnership:agenda-item-withdraw": RUN,
    "partnership:agenda-comment-create": READ_POST,
    "partnership:agenda-comment-withdraw": READ_POST,
    "partnership:attendance-answer": READ_POST,
    "partnership:attendance": RUN,
    "partnership:planned-meeting-list": MEMBERS,
    "partnership:planned-meeting-create": MAKE,
    "partnership:planned-meeting-change": RUN,
    "partnership:planned-meeting-call": RUN,
    "partnership:standing-item-create": MAKE,
    "partnership:standing-item-change": RUN,
    "partnership:calendar": IN_A_BODY,
    "partnership:calendar-create": doors("secretariat", "board", "group", answer=405),
    "partnership:calendar-revoke": doors("secretariat", "board", "group", answer=405),
    "partnership:calendar-feed": Door(PUBLIC.roles, 404),
}

OBJECTS = (
    "meeting-detail", "meeting-change", "meeting-file", "meeting-call", "meeting-hold",
    "meeting-cancel", "meeting-merge", "agenda-item-create", "agenda-order", "attendance-answer",
    "attendance",
)  # fmt: skip


def arguments() -> dict[str, dict[str, Any]]:
    """A called meeting of the coordination group, which belongs under the board."""
    body = people.body("coordination")
    body.parent = people.body("board")
    body.save()
    soon = timezone.now() + dt.timedelta(days=10)
    meeting = meetings.meeting(body, state="called", starts_at=soon, called_at=timezone.now())
    item = meetings.item(meeting)
    comment = Comment.objects.create(item=item, person=people.person(), text="Zq")
    mark = PlannedMeeting.objects.create(
        body=body, name="Zq", month=3, starts_at=dt.time(9), ends_at=dt.time(11)
    )
    standing = StandingItem.objects.create(body=body, title="Zq")
    return {
        **{f"partnership:{name}": {"pk": meeting.pk} for name in OBJECTS},
        "partnership:agenda-item-change": {"pk": item.pk},
        "partnership:agenda-item-withdraw": {"pk": item.pk},
        "partnership:agenda-comment-create": {"pk": item.pk},
        "partnership:agenda-comment-withdraw": {"pk": comment.pk},
        "partnership:planned-meeting-change": {"pk": mark.pk},
        "partnership:planned-meeting-call": {"pk": mark.pk},
        "partnership:standing-item-change": {"pk": standing.pk},
        "partnership:calendar-feed": {"token": "findes-ikke"},
    }
