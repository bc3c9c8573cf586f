"""Whoever was given a brief is told once of a matter in it that its meeting no longer treats.

Those called to the meeting were told when it happened; here are those who only have the brief. The
keys are the same, so nobody is told twice.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone, translation

from accounts.models import User
from partnership.models import Meeting
from partnership.rules import meetings as rules
from partnership.services import agenda_notices, meeting_notices
from partnership.services.body_rights import seen_by
from partnership.services.standing import standing_of
from reports.models import BriefEdition, BriefReader
from reports.services import departures
from reports.services.editions import address_of, content_of


@transaction.atomic
def settle() -> None:
    """Tell of meetings ahead with an edition whose matters left, or that are not held as called."""
    meetings = Meeting.objects.filter(
        starts_at__gt=timezone.now(), brief__editions__isnull=False
    ).exclude(state=rules.HELD)
    for meeting in meetings.select_related("body", "merged_into").order_by("pk").distinct():
        editions = BriefEdition.objects.filter(brief__meeting=meeting).select_related(
            "brief__meeting__body", "frozen"
        )
        if meeting.state in rules.AHEAD:
            for edition in editions.order_by("-number"):
                _tell(edition)
        elif meeting.merged_into is not None:
            meeting_notices.merged(meeting, meeting.merged_into, users=_readers(editions))
        else:
            meeting_notices.cancelled(meeting, users=_readers(editions))


def _tell(edition: BriefEdition) -> None:
    """The readers of one edition; whoever has a newer one was told with it."""
    content, meeting = content_of(edition), edition.brief.meeting
    if content is None:
        return
    with translation.override("da"):
        found = departures.of_content(content, meeting, None)
    readers = _readers([edition]) if found else []
    for each in found:
        agenda_notices.tell_of(
            meeting, each.item_id, each.title, why=each.why,
            users=[user for user in readers if user.pk != each.by],
            path=f"{address_of(edition)}#siden",
        )  # fmt: skip


def _readers(editions: Iterable[BriefEdition]) -> list[User]:
    """Who was given any of these, and may still read it."""
    rows = BriefReader.objects.filter(
        edition__in=[each.pk for each in editions], user__is_active=True
    )
    found = {
        row.user_id: row
        for row in rows.select_related("user", "edition__brief__meeting").order_by("pk")
    }
    return [
        row.user
        for row in found.values()
        if row.edition.brief.meeting.body_id in seen_by(standing_of(row.user))
    ]
