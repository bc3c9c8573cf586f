"""Doors: reports, the brief of a meeting and its editions."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from tests.doors.door import MEMBERS, Door
from tests.factories import briefs, meetings, people

# Read by the body, the body above it and the secretariat; written by the secretariat and its chairs.
READ = {
    "anonymous": 302, "no_seat": 403, "supplier": 403, "administrator": 404,
    "board": 200, "group": 200, "secretariat": 200,
}  # fmt: skip
RUN = READ | {"board": 403, "group": 403}

DOORS: dict[str, Door | dict[str, int]] = {
    "reports:report-list": MEMBERS,
    # Who does not write it is led to what was sent out.
    "reports:brief-detail": READ | {"board": 302, "group": 302},
    "reports:brief-whole": READ,
    "reports:brief-document": RUN,
    "reports:brief-change": RUN,
    "reports:brief-issue": RUN,
    "reports:edition-detail": READ,
    "effects:meeting-strength": READ,
    "reports:edition-document": READ,
}


def arguments() -> dict[str, dict[str, Any]]:
    """A meeting ahead of the coordination group, with a brief that was sent out once."""
    body = people.body("coordination")
    body.parent = people.body("board")
    body.save()
    soon = timezone.now() + dt.timedelta(days=10)
    meeting = meetings.meeting(body, state="called", starts_at=soon, called_at=timezone.now())
    briefs.issued(meeting)
    one = {"pk": meeting.pk}
    edition = {**one, "number": 1}
    return {
        "reports:brief-detail": one,
        "effects:meeting-strength": one,
        "reports:brief-whole": {**one, "name": "huller"},
        "reports:brief-document": {**one, "form": "pdf"},
        "reports:brief-change": one,
        "reports:brief-issue": one,
        "reports:edition-detail": edition,
        "reports:edition-document": {**edition, "form": "docx"},
    }
