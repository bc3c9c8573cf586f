"""What is told when an item leaves an agenda that people have read: once, with what became of it.

Whoever was called is told at once. Others who were given the item to read are told by whoever gave
it to them, under the same key: nobody is told twice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.notices import Sentence, tell
from partnership.models import AgendaItem, Meeting
from partnership.rules import meetings as rules
from partnership.services import meeting_notices

KIND = "agenda_left"
SETTLED, WITHDRAWN, TAKEN, MOVED = "settled", "withdrawn", "taken", "moved"
MESSAGES: dict[str, Sentence] = {
    SETTLED: _(
        "%(body)s: “%(item)s” skal ikke behandles på mødet den %(day)s. Det er afgjort uden for "
        "mødet."
    ),
    WITHDRAWN: _(
        "%(body)s: “%(item)s” skal ikke behandles på mødet den %(day)s. Opfølgningen er trukket "
        "tilbage."
    ),
    TAKEN: _(
        "%(body)s: “%(item)s” skal ikke behandles på mødet den %(day)s. Punktet er taget af "
        "dagsordenen."
    ),
    MOVED: _(
        "%(body)s: “%(item)s” skal ikke behandles på mødet den %(day)s. Punktet er flyttet fra "
        "dagsordenen."
    ),
}


def left(item: AgendaItem, *, why: str, title: str = "", by: int | None = None) -> None:
    """Tell those called that an item is not treated at its meeting; not the user who took it off."""
    meeting = item.meeting
    if meeting.called_at is not None:
        users = [each for each in meeting_notices.called_users(meeting) if each.pk != by]
        path = reverse("partnership:meeting-detail", args=[meeting.pk]) + "#dagsorden"
        tell_of(meeting, item.pk, title or item.title, why=why, users=users, path=path)


def tell_of(
    meeting: Meeting, item_id: int, title: str, *, why: str, users: Iterable[User], path: str
) -> None:
    """Tell these people, once for each item of a meeting that is still ahead."""
    if meeting.state in rules.AHEAD and meeting.starts_at > timezone.now():
        day: dt.date = timezone.localdate(meeting.starts_at)
        tell(
            users=users, kind=KIND, message=MESSAGES[why],
            values={"body": meeting.body.name, "item": title, "day": day},
            path=path, key=f"{KIND}:{meeting.pk}:{item_id}",
        )  # fmt: skip
