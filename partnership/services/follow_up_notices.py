"""Who is told about follow-ups: the owner when given one, and around its deadline; each once."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.notices import tell
from partnership.models import FollowUp
from partnership.rules.access import Standing
from partnership.rules.follow_ups import AHEAD, DAY, LATE, WEEK, reminder_stage
from partnership.services import recipients

GIVEN = _("Du har fået en opgave med frist %(day)s: %(title)s.")
SENTENCES = {
    WEEK: _("Din opgave “%(title)s” har frist den %(day)s."),
    DAY: _("Din opgave “%(title)s” har frist i dag, den %(day)s."),
    LATE: _(
        "Fristen for din opgave “%(title)s” var %(day)s. Den står på organets næste dagsorden."
    ),
}
# Where nobody holds it any more the secretariat hears of it.
ORPHANED = _("Fristen for opgaven “%(title)s” er %(day)s, og ingen har den. Giv den til en.")


def path_of(found: FollowUp) -> str:
    """The follow-up's own page."""
    return reverse("partnership:follow-up-detail", args=[found.pk])


def tell_owner(found: FollowUp, *, by: Standing) -> None:
    """Tell whoever was given it, unless they took it themselves."""
    owner = found.owner
    if owner is None or owner.user is None or owner.pk == by.person_id:
        return
    tell(
        users=recipients.seated([owner.user]), kind="follow_up", message=GIVEN,
        values={"title": found.title, "day": found.due_on}, path=path_of(found),
        key=f"follow-up-{found.pk}-given-{owner.pk}",
    )  # fmt: skip


def remind(*, today: dt.date | None = None) -> None:
    """Remind of what is due in a week, today, or was due. Asked again it tells nobody twice."""
    today = today or timezone.localdate()
    due = FollowUp.objects.open().filter(due_on__lte=today + AHEAD).select_related("owner__user")
    for found in due:
        stage = reminder_stage(
            created_on=timezone.localdate(found.created_at), due_on=found.due_on, today=today
        )
        if stage:
            _remind(found, stage)


def _remind(found: FollowUp, stage: str) -> None:
    users: list[User] = recipients.seated([found.owner.user]) if found.owner else []
    tell(
        users=users or recipients.secretariat(),
        kind="late" if stage == LATE else "due",
        message=SENTENCES[stage] if users else ORPHANED,
        values={"title": found.title, "day": found.due_on},
        path=path_of(found),
        key=f"follow-up-{found.pk}-{found.due_on:%Y%m%d}-{stage}",
    )
