"""The meeting itself as a file in the mail that calls to it, moves it or calls it off.

A mail may be read by others, so the file says when and where, and which page: no link to take part,
no agenda.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from email.utils import parseaddr

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.models import Notice, User
from accounts.services.digests import Attachment
from partnership.exports.calendar_files import CalendarEvent, Call, invitation_file
from partnership.models import Meeting
from partnership.rules import meetings as rules
from partnership.services.body_rights import seen_by
from partnership.services.calendars import events_of
from partnership.services.meeting_notices import meeting_of
from partnership.services.standing import standing_of


def attached(user: User, notices: Sequence[Notice]) -> Iterator[Attachment]:
    """A file for each meeting these notices are about, as it stands now, by the rights of today."""
    ids = {pk for notice in notices if (pk := meeting_of(notice)) is not None}
    if not ids:
        return
    found = Meeting.objects.filter(
        pk__in=ids, attendances__person__user=user, body__in=seen_by(standing_of(user)),
        state__in=(rules.CALLED, rules.CANCELLED, rules.MERGED),
    )  # fmt: skip
    meetings = list(found.select_related("body").order_by("starts_at", "pk"))
    for meeting, event in zip(meetings, events_of(meetings), strict=True):
        call = Call(meeting.body.name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1], user.email)
        method = "CANCEL" if event.status == "CANCELLED" else "REQUEST"
        yield Attachment(
            name=f"moede-{meeting.pk}.ics",
            content=invitation_file(_public(event), call),
            content_type=f"text/calendar; method={method}",
        )


def _public(event: CalendarEvent) -> CalendarEvent:
    """The meeting without what stands on its page alone."""
    words = _("Dagsorden og bilag: %(page)s") % {"page": event.url}
    return dataclasses.replace(event, text="" if event.status == "CANCELLED" else words)
