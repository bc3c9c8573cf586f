"""Who is told about reviews: the presenter, else the secretariat, once for each meeting.

Of one that is due and has no meeting to stand on, the secretariat is told.
"""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.notices import lapse, tell
from effects.models import Review
from partnership.models import AgendaItem, WaitingItem
from partnership.rules import meetings
from partnership.services import recipients

PLACED = _("Effektopfølgningen på %(name)s er sat på dagsordenen den %(day)s.")
SOON = _("Effektopfølgningen på %(name)s skal behandles den %(day)s. Læs grundlaget.")
WAITS = _("Effektopfølgningen på %(name)s er forfalden. Planlæg et møde i organet.")
WEEK = dt.timedelta(days=7)


def remind(*, today: dt.date | None = None) -> None:
    """Tell of each review that stands on an agenda: when it comes there, and a week before.

    Asked again nothing is told twice; moved to another meeting it is told anew.
    """
    today = today or timezone.localdate()
    reviews = {
        review.origin: review
        for review in Review.objects.filter(closed_at__isnull=True).select_related(
            "intervention", "decision"
        )
    }
    items = AgendaItem.objects.filter(
        origin__in=reviews, outcome=meetings.OPEN, meeting__state__in=meetings.AHEAD,
        meeting__starts_at__gt=timezone.now(),
    ).select_related("meeting", "presenter__user")  # fmt: skip
    for item in items:
        _tell(reviews[item.origin], item, today)
    waiting = WaitingItem.objects.filter(origin__in=reviews)
    for origin in waiting.order_by("pk").values_list("origin", flat=True):
        if reviews[origin].due_on <= today:
            _tell_of_waiting(reviews[origin])


def stop(review: Review) -> None:
    """Nobody is sent to a review that is closed: what told that it waits counts as read."""
    lapse(beginning=f"{review.origin}-")


def _tell(review: Review, item: AgendaItem, today: dt.date) -> None:
    day = timezone.localdate(item.meeting.starts_at)
    is_soon = day <= today + WEEK
    tell(
        users=_who_presents(item), kind="due", message=SOON if is_soon else PLACED,
        values={"name": review.intervention or review.decision, "day": day},
        path=reverse("effects:review-detail", args=[review.pk]),
        key=f"{review.origin}-{day:%Y%m%d}-{'soon' if is_soon else 'placed'}",
    )  # fmt: skip


def _tell_of_waiting(review: Review) -> None:
    tell(
        users=recipients.secretariat(), kind="due", message=WAITS,
        values={"name": review.intervention or review.decision},
        path=reverse("effects:review-detail", args=[review.pk]), key=f"{review.origin}-waits",
    )  # fmt: skip


def _who_presents(item: AgendaItem) -> list[User]:
    """The presenter while they hold a seat; else the secretariat."""
    person = item.presenter
    found = recipients.seated([person.user]) if person is not None else []
    return found or recipients.secretariat()
