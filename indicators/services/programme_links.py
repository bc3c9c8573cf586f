"""At which effort areas and target groups an indicator is followed, and what is followed there."""

from __future__ import annotations

from collections.abc import Iterable

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from indicators.models import Indicator
from partnership.models import EffortArea, TargetGroup
from partnership.rules.access import NotAllowed, Standing, may_define
from partnership.services.edits import locked


def mark_of(indicator: Indicator) -> str:
    """What is chosen now, in few signs; a form carries it to tell whether it changed meanwhile."""
    efforts = sorted(indicator.effort_areas.values_list("pk", flat=True))
    groups = sorted(indicator.target_groups.values_list("pk", flat=True))
    return f"{','.join(map(str, efforts))};{','.join(map(str, groups))}"


@transaction.atomic
def choose(
    *,
    by: Standing,
    indicator_id: int,
    seen: str,
    effort_areas: Iterable[EffortArea],
    target_groups: Iterable[TargetGroup],
) -> Indicator:
    """Say where the indicator is followed, unless somebody else said so meanwhile."""
    if not may_define(by):
        raise NotAllowed("may_define")
    found = locked(Indicator, indicator_id)
    if mark_of(found) != seen:
        raise ValidationError(
            _(
                "En anden har lige ændret det samme. Dine krydser står her endnu: se efter, og gem igen."
            )
        )
    with pghistory.context(reason="indicator linked to the programme"):
        found.effort_areas.set(effort_areas)
        found.target_groups.set(target_groups)
    return found


def followed_at(place: EffortArea | TargetGroup, *, restricted: bool) -> list[Indicator]:
    """The indicators of an effort area or a target group that the person may read."""
    rows = Indicator.objects.seen_by(restricted=restricted)
    if isinstance(place, EffortArea):
        return list(rows.filter(effort_areas=place).select_related("home_goal"))
    return list(rows.filter(target_groups=place).select_related("home_goal"))
