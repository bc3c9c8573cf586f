"""Notices: one line that tells a person what waits. None of them carries a figure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format

from accounts.models import Notice, User

LONGEST = 300


class Sentence(Protocol):
    """What `gettext_lazy` and `ngettext_lazy` give: words in the language that is in force."""

    def __mod__(self, values: Any, /) -> str: ...


@transaction.atomic
def tell(
    *,
    users: Iterable[User],
    kind: str,
    message: Sentence,
    values: Mapping[str, object] | None = None,
    path: str,
    key: str,
) -> None:
    """Tell each of these people once: the same key is never told a person twice.

    `message` is a `gettext_lazy` (or `ngettext_lazy`) sentence, `values` what stands in its places:
    names as they are, dates as dates, words that have two languages as lazy ones. Whatever a reader
    may not see stays out of both; a notice says that something waits, never how large it is.
    """
    texts = {code: written(message, values or {}, code) for code in ("da", "en")}
    now = timezone.now()
    Notice.objects.bulk_create(
        [
            Notice(
                user=user,
                kind=kind,
                text=texts["da"],
                text_en=texts["en"],
                path=path,
                key=key,
                created_at=now,
            )
            for user in {user.pk: user for user in users if user.is_active}.values()
        ],
        ignore_conflicts=True,
    )


def written(message: Sentence, values: Mapping[str, object], language: str) -> str:
    """The sentence in one language, no longer than a line may be."""
    with translation.override(language):
        text = str(message % {name: _in_words(value) for name, value in values.items()})
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def text_for(notice: Notice, language: str) -> str:
    """The line in the language a page or a mail is written in."""
    return notice.text_en if language == "en" else notice.text


@transaction.atomic
def mark_read(*, user: User, notice_id: int) -> Notice | None:
    """Note that the person opened it; None where it is somebody else's, or was never there."""
    notice = Notice.objects.select_for_update().filter(user=user, pk=notice_id).first()
    if notice is not None and notice.read_at is None:
        notice.read_at = timezone.now()
        notice.save(update_fields=["read_at"])
    return notice


def mark_all_read(*, user: User) -> int:
    """Note that the person has seen them all; says how many were new."""
    return Notice.objects.unread().filter(user=user).update(read_at=timezone.now())


def lapse(*, beginning: str) -> int:
    """Of a matter that waits no more nothing new is told; says how many notices that was.

    They stay where they are, as read, and are not mailed. `beginning` is how their keys begin.
    """
    waiting = Notice.objects.unread().filter(key__startswith=beginning)
    return waiting.update(read_at=timezone.now())


def _in_words(value: object) -> object:
    """Dates are written out; numbers stay numbers, for they choose between one and many."""
    if isinstance(value, dt.date):
        return date_format(value, "j F Y" if translation.get_language() == "en" else "j. F Y")
    return value if isinstance(value, int) else str(value)
