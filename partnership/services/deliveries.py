"""Agreed deliveries: what each party promised, whether it was kept, and who is reminded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.services.notices import tell
from partnership.models import Delivery, Plan
from partnership.rules import deliveries as rules
from partnership.rules.access import Standing
from partnership.services import edits, recipients
from partnership.services.interventions import check_write

SENTENCES = {
    rules.WEEK: _("Leverancen “%(title)s” skal være på plads den %(day)s."),
    rules.LATE: _(
        "Leverancen “%(title)s” skulle være på plads den %(day)s. Skriv, hvordan det gik."
    ),
}


@transaction.atomic
def create(*, by: Standing, plan: Plan, values: Mapping[str, Any]) -> Delivery:
    """Write down what a party has promised in a plan."""
    check_write(by)
    made = Delivery(plan=plan, **values)
    with pghistory.context(reason="delivery agreed"):
        made.full_clean()
        made.save()
    return made


@transaction.atomic
def change(*, by: Standing, delivery_id: int, seen: int, values: Mapping[str, Any]) -> Delivery:
    """Change what was promised, by whom and until when."""
    check_write(by)
    found = edits.locked(Delivery, delivery_id)
    with pghistory.context(reason="delivery changed"):
        edits.change(found, seen=seen, values=values)
    return found


@transaction.atomic
def settle(
    *, by: Standing, delivery_id: int, verb: str, on: dt.date | None = None, word: str = ""
) -> Delivery:
    """Say how it went, with a word and a day; or open it again."""
    check_write(by)
    found = edits.locked(Delivery, delivery_id)
    state = rules.next_state(verb, found.state)
    if not state:
        raise ValidationError(
            gettext("Det kan ikke lade sig gøre mere: leverancen står nu som “%(state)s”.")
            % {"state": found.get_state_display()}
        )
    if state != rules.AGREED and (on is None or on > timezone.localdate()):
        raise ValidationError(
            {"on": gettext("Dagen ligger i fremtiden. Vælg i dag eller en tidligere dag.")}
        )
    found.state, found.word = state, word
    found.settled_on = None if state == rules.AGREED else on
    with pghistory.context(reason=f"delivery {state}"):
        found.full_clean()
        found.save()
    return found


def remind(*, today: dt.date | None = None) -> None:
    """Remind of what is due in a week or was due. Asked again it tells nobody twice."""
    today = today or timezone.localdate()
    due = Delivery.objects.filter(state=rules.AGREED, due_on__lte=today + rules.AHEAD)
    for found in due.select_related("responsible__user"):
        stage = rules.reminder_stage(found.due_on, today)
        if stage:
            _remind(found, stage)


def _remind(found: Delivery, stage: str) -> None:
    users = recipients.seated([found.responsible.user]) if found.responsible else []
    tell(
        users=users or recipients.secretariat(),
        kind="late" if stage == rules.LATE else "due",
        message=SENTENCES[stage],
        values={"title": found.title, "day": found.due_on},
        path=f"{reverse('partnership:delivery-list')}#leverance-{found.pk}",
        key=f"delivery-{found.pk}-{found.due_on:%Y%m%d}-{stage}",
    )
