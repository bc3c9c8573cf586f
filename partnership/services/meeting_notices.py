"""What those called to a meeting are told: that it was called, and what changed since."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.models import Notice, User
from accounts.services.notices import Sentence, tell
from partnership.models import Meeting
from partnership.services import recipients

WHEN = frozenset({"starts_at", "ends_at"})
# Changes of these are told, and a calendar asks for them anew.
TOLD = ("starts_at", "ends_at", "form", "place", "link")
KINDS = ("meeting_called", "meeting_changed", "meeting_cancelled", "meeting_merged")


def called(meeting: Meeting) -> None:
    """The agenda is ready."""
    _tell(
        meeting, "meeting_called",
        _("%(body)s: du er indkaldt til %(title)s den %(day)s kl. %(time)s. Se dagsordenen."),
    )  # fmt: skip


def changed(meeting: Meeting, fields: Iterable[str]) -> None:
    """Another time, another place or link, or both."""
    moved, elsewhere = bool(WHEN & set(fields)), bool(set(fields) - WHEN)
    if moved and elsewhere:
        message = _("%(body)s: %(title)s har nyt tidspunkt, den %(day)s kl. %(time)s, og nyt sted.")
    elif moved:
        message = _("%(body)s: %(title)s har nyt tidspunkt: den %(day)s kl. %(time)s.")
    else:
        message = _("%(body)s: %(title)s den %(day)s kl. %(time)s har fået nyt sted eller link.")
    _tell(meeting, "meeting_changed", message)


def cancelled(meeting: Meeting, *, users: Iterable[User] | None = None) -> None:
    """It will not be held. `users` are others who were given something to read for it."""
    _tell(
        meeting, "meeting_cancelled", _("%(body)s: %(title)s den %(day)s er aflyst. %(reason)s"),
        users=users, reason=meeting.cancelled_because,
    )  # fmt: skip


def merged(meeting: Meeting, other: Meeting, *, users: Iterable[User] | None = None) -> None:
    """It is held together with another one; `users` as where it is cancelled."""
    _tell(
        meeting, "meeting_merged",
        _("%(body)s: %(title)s den %(day)s er lagt sammen med mødet den %(other)s."),
        users=users, other=timezone.localtime(other.starts_at).date(),
    )  # fmt: skip


def _tell(
    meeting: Meeting, kind: str, message: Sentence, *, users: Iterable[User] | None = None,
    **more: object,
) -> None:  # fmt: skip
    begins = timezone.localtime(meeting.starts_at)
    tell(
        users=called_users(meeting) if users is None else users,
        kind=kind,
        message=message,
        values={
            "body": meeting.body.name,
            "title": meeting.title,
            "day": begins.date(),
            "time": date_format(begins, "H.i"),
            **more,
        },
        path=reverse("partnership:meeting-detail", args=[meeting.pk]),
        key=f"{kind}:{meeting.pk}:{meeting.sequence}",
    )


def meeting_of(notice: Notice) -> int | None:
    """The number of the meeting that a notice calls to, moves or calls off; None of all others."""
    return int(notice.key.split(":")[1]) if notice.kind in KINDS else None


def called_users(meeting: Meeting) -> list[User]:
    """Those called who can sign in, and who still hold a seat."""
    listed = meeting.attendances.select_related("person__user").order_by("pk")
    return recipients.seated(each.person.user for each in listed)
