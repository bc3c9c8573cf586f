"""What is late stands on its body's next agenda by itself, once, until it is done."""

from __future__ import annotations

import datetime as dt

import pghistory
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from partnership.models import AgendaItem, FollowUp
from partnership.services import agendas, clock_steps


def origin_of(found: FollowUp) -> str:
    """The name of the matter on agendas."""
    return f"follow_up:{found.pk}"


def place_overdue(*, today: dt.date | None = None) -> int:
    """Put every late follow-up on its body's next agenda; says how many were put there now."""
    today = today or timezone.localdate()
    late = FollowUp.objects.open().filter(due_on__lt=today)
    return clock_steps.each(lambda pk: _place(pk, today), late.values_list("pk", flat=True))


@transaction.atomic
def _place(pk: int, today: dt.date) -> bool:
    # The task is held before the agenda, as where it is closed: the two never wait for each other.
    held = FollowUp.objects.select_for_update(of=("self",))
    found = held.select_related("body", "owner").get(pk=pk)
    if found.state != FollowUp.State.OPEN or found.due_on >= today:
        return False
    if agendas.where(origin_of(found)) is not None or _was_there(found):
        return False
    with pghistory.context(reason="follow-up overdue"):
        agendas.place(
            body=found.body, origin=origin_of(found), text=_words(found), presenter=found.owner,
            title=_("Opgave over fristen: %(title)s") % {"title": found.title}, carries_over=True,
        )  # fmt: skip
    return True


def _was_there(found: FollowUp) -> bool:
    """Whether an agenda had it since this deadline passed, and a meeting took it off again."""
    known = AgendaItem.objects.filter(origin=origin_of(found))
    return any(timezone.localdate(item.created_at) > found.due_on for item in known)


def take_off(found: FollowUp) -> None:
    """Close what stands on an agenda because the follow-up was late."""
    agendas.close(origin=origin_of(found), outcome=AgendaItem.Outcome.WITHDRAWN)


def _words(found: FollowUp) -> str:
    day = date_format(found.due_on, "j. F Y")
    if found.owner is None:
        return _("Fristen var %(day)s, og ingen har opgaven.") % {"day": day}
    return _("Fristen var %(day)s.") % {"day": day}
