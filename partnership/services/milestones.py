"""Milestones (milepæle) on an intervention's way: set up, changed, reached."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partnership.models import Intervention, Milestone
from partnership.rules.access import Standing
from partnership.services import edits
from partnership.services.interventions import check_write


@transaction.atomic
def create(*, by: Standing, intervention: Intervention, values: Mapping[str, Any]) -> Milestone:
    """Set up a milestone."""
    check_write(by)
    _check(values)
    made = Milestone(intervention=intervention, **values)
    with pghistory.context(reason="milestone made"):
        made.full_clean()
        made.save()
    return made


@transaction.atomic
def change(*, by: Standing, milestone_id: int, seen: int, values: Mapping[str, Any]) -> Milestone:
    """Change it, or say that it was reached."""
    check_write(by)
    _check(values)
    found = edits.locked(Milestone, milestone_id)
    with pghistory.context(reason="milestone changed"):
        edits.change(found, seen=seen, values=values)
    return found


def _check(values: Mapping[str, Any]) -> None:
    reached = values.get("reached_on")
    if reached is not None and reached > timezone.localdate():
        raise ValidationError(
            {"reached_on": _("Dagen ligger i fremtiden. Vælg i dag eller en tidligere dag.")}
        )
