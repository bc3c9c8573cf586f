"""Mails of notices: one mail with what a person was not mailed yet, as often as the person chose."""

from __future__ import annotations

import datetime as dt
import logging
import smtplib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import Notice, User
from accounts.rules.digests import URGENT, mailed_up_to
from accounts.services.notices import text_for

log = logging.getLogger(__name__)
MOST_LINES = 40
NOBODYS = ".example"  # set apart for examples: no such address can be reached
PAUSE = 30 * 60  # seconds before an address that was refused is tried again
# What the mail server says about one letter, not about itself.
REFUSED = (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException)


@dataclass(frozen=True)
class Line:
    """One notice in a mail."""

    text: str
    link: str


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a mail."""

    name: str
    content: bytes
    content_type: str


# What goes with a mail of these notices to this person; notices know nothing of what they are about.
Attach = Callable[[User, Sequence[Notice]], Iterable[Attachment]]


def nothing(_user: User, _notices: Sequence[Notice]) -> Iterable[Attachment]:
    """No file at all."""
    return ()


def send_due(*, now: dt.datetime | None = None, attach: Attach = nothing) -> int:
    """Mail everybody whose time has come; says how many mails went out.

    A mail server that is away ends the round: the next one finds what is left. A mail that cannot be
    written stops no other; it is raised when the others have gone.
    """
    now = timezone.localtime(now)
    sent, unwritten = 0, list[Exception]()
    waiting = Notice.objects.unread().filter(mailed_at__isnull=True)
    users = User.objects.filter(is_active=True, pk__in=waiting.values("user"))
    for user in users.exclude(email__iendswith=NOBODYS).order_by("pk"):
        if cache.get(_key(user)):
            continue
        try:
            sent += _mail(user, mailed_up_to(user.notice_frequency, now), attach)
        except REFUSED as trouble:
            log.warning("a mail of notices was refused: %s", type(trouble).__name__)
            cache.set(_key(user), True, PAUSE)  # noqa: FBT003 - the cache's own signature
        except OSError as trouble:
            log.warning("the mail server cannot be reached: %s", type(trouble).__name__)
            break
        except Exception as trouble:
            log.exception("a mail of notices could not be written")
            unwritten.append(trouble)
    if unwritten:
        raise unwritten[0]
    return sent


def _mail(user: User, up_to: dt.datetime, attach: Attach) -> bool:
    """Mail what came before a moment, and what cannot wait.

    Taken first and put back on failure, so never sent twice.
    Should the process end in between, the notice still stands on the site; it is only not mailed.
    """
    taken = _take(user, up_to)
    if not taken:
        return False
    try:
        _write(user, taken, attach)
    except Exception:  # refused, no answer from the server, or it could not be written
        Notice.objects.filter(pk__in=[notice.pk for notice in taken]).update(mailed_at=None)
        raise
    return True


@transaction.atomic
def _take(user: User, up_to: dt.datetime) -> list[Notice]:
    """What is to be mailed, marked as mailed; another clock beside this one finds nothing.

    What was read on the site needs no mail.
    """
    is_due = Q(created_at__lte=up_to) | Q(kind__in=URGENT)
    waiting = Notice.objects.unread().filter(is_due, user=user, mailed_at__isnull=True)
    taken = list(waiting.select_for_update(skip_locked=True).order_by("-created_at", "-pk"))
    Notice.objects.filter(pk__in=[notice.pk for notice in taken]).update(mailed_at=timezone.now())
    return taken


def _write(user: User, notices: list[Notice], attach: Attach) -> None:
    """One plain mail in the person's own language."""
    site = settings.SITE_URL.rstrip("/")
    with translation.override(user.language):
        lines = [
            Line(text_for(notice, user.language), site + notice.path if notice.path else "")
            for notice in notices[:MOST_LINES]
        ]
        context = {
            "lines": lines,
            "more": len(notices) - len(lines),
            "page": site + reverse("accounts:notice-list"),
            "frequency": user.get_notice_frequency_display(),
            "preferences": site + reverse("accounts:preferences"),
        }
        subject = " ".join(
            render_to_string("accounts/mail/notices_subject.txt", {"count": len(notices)}).split()
        )
        text = render_to_string("accounts/mail/notices.txt", context)
        letter = EmailMessage(subject, text, None, [user.email])
        for file in attach(user, notices):
            letter.attach(file.name, file.content, file.content_type)
        letter.send()


def _key(user: User) -> str:
    return f"notices-refused-{user.pk}"
