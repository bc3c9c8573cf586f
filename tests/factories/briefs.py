"""Briefs for tests: a meeting ahead, and its brief sent out by the secretariat."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from partnership.models import Body, Meeting
from partnership.services.standing import standing_of
from reports.models import BriefEdition
from reports.services import drafts, editions
from tests.factories import meetings, people


def ahead(body: Body | None = None, **fields: Any) -> Meeting:
    """A meeting of the coordination group in ten days, called today."""
    values = {
        "state": "called", "starts_at": timezone.now() + dt.timedelta(days=10),
        "called_at": timezone.now(), **fields,
    }  # fmt: skip
    return meetings.meeting(body, **values)


def issued(meeting: Meeting) -> BriefEdition:
    """The brief as it stands now, sent out."""
    user = people.seated_user("secretariat")
    return editions.issue(
        by=standing_of(user), meeting_id=meeting.pk, user=user,
        read=editions.fingerprint_of(drafts.draft_of(meeting)),
    )  # fmt: skip
