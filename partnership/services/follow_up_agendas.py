"""What is late stands on its body's next agenda by itself, once for each deadline that passed."""

from __future__ import annotations

import datetime as dt

import pghistory
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from partnership.models import AgendaItem, FollowUp, Meeting, StandingItem


def origin_of(found: FollowUp) -> str:
    """The name of the matter on agendas."""
    return f"follow_up:{found.pk}"


def place_overdue(*, today: dt.date | None = None) -> int:
    """Put every late follow-up on its body's next agenda; says how many were put there now."""
    today = today or timezone.localdate()
    late = FollowUp.objects.open().filter(due_on__lt=today)
    return sum(_place(pk, today) for pk in late.values_list("pk", flat=True))


@transaction.atomic
def _place(pk: int, today: dt.date) -> bool:
    found = FollowUp.objects.select_for_update(of=("self",)).select_related("owner").get(pk=pk)
    if found.state != FollowUp.State.OPEN or found.due_on >= today:
        return False
    # What was treated after this deadline is not put there again; a new deadline begins anew.
    known = AgendaItem.objects.filter(origin=origin_of(found))
    if any(timezone.localdate(item.created_at) > found.due_on for item in known):
        return False
    meeting = Meeting.objects.ahead().filter(body=found.body_id).first()
    if meeting is None:
        return False
    last = meeting.items.order_by("-position").first()
    with pghistory.context(reason="follow-up overdue"):
        AgendaItem.objects.create(
            meeting=meeting, position=last.position + 1 if last else 0,
            title=_("Opgave over fristen: %(title)s") % {"title": found.title},
            kind=StandingItem.Kind.DISCUSSION, text=_words(found), origin=origin_of(found),
            carries_over=True, presenter=found.owner,
        )  # fmt: skip
    return True


def take_off(found: FollowUp) -> None:
    """Close what stands on an agenda because the follow-up was late."""
    for item in AgendaItem.objects.filter(origin=origin_of(found), outcome=""):
        item.outcome = AgendaItem.Outcome.WITHDRAWN
        item.save()


def _words(found: FollowUp) -> str:
    day = date_format(found.due_on, "j. F Y")
    if found.owner is None:
        return _("Fristen var %(day)s, og ingen har opgaven.") % {"day": day}
    return _("Fristen var %(day)s. Opgaven ligger hos %(name)s.") % {
        "day": day, "name": found.owner.name,
    }  # fmt: skip
