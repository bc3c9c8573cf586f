"""Meetings in a person's own calendar: one file for a meeting, and a feed at a secret address."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Iterable
from urllib.parse import urlsplit

import pghistory
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from partnership.exports.calendar_files import CalendarEvent, calendar_file
from partnership.models import CalendarFeed, Meeting
from partnership.rules import meetings as rules
from partnership.rules.access import NotAllowed, Standing
from partnership.rules.bodies import sits_in
from partnership.services.standing import standing_of

STATUS = {
    rules.PLANNED: "TENTATIVE", rules.CALLED: "CONFIRMED", rules.HELD: "CONFIRMED",
    rules.CANCELLED: "CANCELLED", rules.MERGED: "CANCELLED",
}  # fmt: skip
BACK = dt.timedelta(days=400)  # how far back a feed reaches
MOST_A_MINUTE = 60  # readings from one network address, as for the sign-in
NOTED = dt.timedelta(hours=1)  # how often a reading is noted


def has_calendar(standing: Standing) -> bool:
    """Sits in a body that meets, or runs the meetings of all."""
    return standing.is_secretariat or bool(sits_in(standing))


def open_feed(user_id: int) -> CalendarFeed | None:
    """The person's own feed, where there is one."""
    return CalendarFeed.objects.filter(user=user_id, revoked_at__isnull=True).first()


@transaction.atomic
def create(*, by: Standing) -> str:
    """Open a new address for the person's calendar and close the earlier one; returns the address.

    Only its hash is kept, so it is shown this once.
    """
    if not has_calendar(by) or by.user_id is None:
        raise NotAllowed("has_calendar")
    user = User.objects.select_for_update().get(pk=by.user_id)
    token = secrets.token_urlsafe(32)
    with pghistory.context(reason="calendar feed opened"):
        revoke(by=by)
        CalendarFeed.objects.create(user=user, token_hash=_hash_of(token))
    return f"{settings.SITE_URL.rstrip('/')}{reverse('partnership:calendar-feed', args=[token])}"


@transaction.atomic
def revoke(*, by: Standing) -> int:
    """Close the person's address: what is fetched from it now is not found. Says how many."""
    with pghistory.context(reason="calendar feed revoked"):
        held = CalendarFeed.objects.filter(user=by.user_id, revoked_at__isnull=True)
        return held.update(revoked_at=timezone.now())


def feed_file(token: str) -> bytes | None:
    """What a calendar program reads at an address, by the rights of today; None where it opens nothing."""
    now = timezone.now()
    feed = (
        CalendarFeed.objects.select_related("user")
        .filter(token_hash=_hash_of(token), revoked_at__isnull=True)
        .first()
    )
    if feed is None:
        return None
    standing = standing_of(feed.user)  # nothing for a login that was closed
    if not has_calendar(standing):
        return None
    if feed.last_read_at is None or feed.last_read_at < now - NOTED:
        CalendarFeed.objects.filter(pk=feed.pk).update(last_read_at=now)
    meetings = Meeting.objects.filter(starts_at__gte=now - BACK).select_related("body")
    if not standing.is_secretariat:
        meetings = meetings.filter(body__in=sits_in(standing))
    with translation.override(feed.user.language):
        return calendar_file(events_of(meetings.order_by("starts_at", "pk")), name="Kvarterkompas")


def within_limit(address: str) -> bool:
    """Whether a network address may ask (again): so many readings a minute, whatever the tokens."""
    minute = int(timezone.now().timestamp()) // 60
    key = f"calendar-feed-{hashlib.sha256(address.encode()).hexdigest()[:32]}-{minute}"
    asked = int(cache.get(key) or 0) + 1
    cache.set(key, asked, 120)
    return asked <= MOST_A_MINUTE


def meeting_file(meeting: Meeting) -> bytes:
    """One meeting as a file that a calendar program takes in."""
    found = Meeting.objects.filter(pk=meeting.pk).select_related("body")
    return calendar_file(events_of(found))


def events_of(meetings: Iterable[Meeting]) -> list[CalendarEvent]:
    """Meetings as a calendar sees them; one not called yet is tentative, one called off is cancelled."""
    rows = list(meetings)
    traced = Meeting.objects.filter(pk__in=[row.pk for row in rows])
    changed = dict(
        traced.annotate(at=Max("events__pgh_created_at")).order_by().values_list("pk", "at")
    )
    site = settings.SITE_URL.rstrip("/")
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return [
        CalendarEvent(
            uid=f"{meeting.uid}@{host}",
            sequence=meeting.sequence,
            title=f"{meeting.body.name}: {meeting.title}",
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            place=meeting.place or (_("Online") if meeting.link else ""),
            text=_text(meeting),
            url=site + reverse("partnership:meeting-detail", args=[meeting.pk]),
            status=STATUS[meeting.state],
            changed_at=changed.get(meeting.pk) or meeting.created_at,
        )
        for meeting in rows
    ]


def _text(meeting: Meeting) -> str:
    lines = []
    if meeting.state == rules.CANCELLED:
        lines.append(_("Aflyst: %(reason)s") % {"reason": meeting.cancelled_because})
    elif meeting.state == rules.MERGED:
        lines.append(_("Lagt sammen med et andet møde."))
    elif meeting.state == rules.PLANNED:
        lines.append(_("Planlagt. Indkaldelsen er ikke sendt endnu."))
    if meeting.link and meeting.is_ahead:
        lines.append(_("Deltag online: %(link)s") % {"link": meeting.link})
    return "\n".join(lines)


def _hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
