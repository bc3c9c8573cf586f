"""Who is told about decisions: the responsible when one is taken, and when it is to be reviewed."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.notices import tell
from partnership.models import Decision
from partnership.rules.access import Standing
from partnership.services import recipients

TAKEN = _("Du er ansvarlig for beslutning %(number)s: %(title)s.")
REVIEW_SOON = _("Beslutning %(number)s skal følges op den %(day)s: %(title)s.")
REVIEW_NOW = _("Beslutning %(number)s skulle følges op den %(day)s: %(title)s.")
AHEAD = dt.timedelta(days=7)


def path_of(decision: Decision) -> str:
    """The decision's own page."""
    return reverse("partnership:decision-detail", args=[decision.pk])


def tell_responsible(decision: Decision, *, by: Standing) -> None:
    """Tell whoever is to see to it, unless they wrote it themselves."""
    person = decision.responsible
    if person is None or person.user is None or person.pk == by.person_id:
        return
    tell(
        users=recipients.seated([person.user]), kind="decision", message=TAKEN,
        values={"number": decision.number, "title": decision.title}, path=path_of(decision),
        key=f"decision-{decision.pk}-responsible-{person.pk}",
    )  # fmt: skip


def remind_of_reviews(*, today: dt.date | None = None) -> None:
    """A week before a decision is to be reviewed, and on the day or after it; each once.

    Of one that names an intervention its effect review tells, with the meeting that takes it.
    """
    today = today or timezone.localdate()
    due = Decision.objects.filter(
        state__in=("adopted", "carried_out"), review_on__lte=today + AHEAD,
        review_on__gte=today - AHEAD, interventions__isnull=True,
    ).select_related("responsible__user")  # fmt: skip
    for decision in due:
        review_on = decision.review_on
        if review_on is None:
            continue
        is_now = review_on <= today
        tell(
            users=_who_follows(decision), kind="due",
            message=REVIEW_NOW if is_now else REVIEW_SOON,
            values={"number": decision.number, "title": decision.title, "day": review_on},
            path=path_of(decision),
            key=f"decision-{decision.pk}-review-{review_on:%Y%m%d}-{'now' if is_now else 'soon'}",
        )  # fmt: skip


def _who_follows(decision: Decision) -> list[User]:
    """The responsible while they hold a seat; else the secretariat."""
    person = decision.responsible
    found = recipients.seated([person.user]) if person is not None else []
    return found or recipients.secretariat()
