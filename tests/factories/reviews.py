"""Reviews for tests: an intervention with an expected effect, and a review of it that is open."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from django.utils import timezone

from effects.models import EffectVersion, ExpectedEffect, Review
from indicators.models import Group, Indicator
from partnership.models import AgendaItem, Body, Intervention
from tests.factories import people, programme

_numbers = itertools.count(1)


def indicator(name: str = "", **fields: Any) -> Indicator:
    """An indicator without figures."""
    number = next(_numbers)
    group, _made = Group.objects.get_or_create(code="prove")
    name = name or f"Indikator {number}"
    return Indicator.objects.create(
        code=f"indikator-{number}", name=name, name_en=name, group=group, **fields
    )


def expected(intervention: Intervention, **fields: Any) -> ExpectedEffect:
    """Something an intervention should move, with its first version."""
    today = timezone.localdate()
    of = fields.pop("indicator", None) or indicator()
    area = fields.pop("area", None) or people.area()
    effect = ExpectedEffect.objects.create(
        intervention=intervention, indicator=of, number=intervention.expected_effects.count() + 1
    )
    values = {
        "direction": "rise", "size": 5, "why": "Fordi flere kommer i arbejde",
        "earliest_on": today - dt.timedelta(days=100), "latest_on": today, **fields,
    }  # fmt: skip
    version = EffectVersion.objects.create(effect=effect, number=1, **values)
    version.areas.set([area])
    return effect


def intervention(
    body: Body | None = None, *, latest_on: dt.date | None = None, **fields: Any
) -> Any:
    """One that runs, with an expected effect that should be seen by a day; today unless told."""
    found = programme.running(f"Indsats {next(_numbers)}", body=body, **fields)
    expected(found, latest_on=latest_on or timezone.localdate())
    return found


def review(of: Intervention | None = None, **fields: Any) -> Review:
    """An open review, due today."""
    fields.setdefault("due_on", timezone.localdate())
    fields.setdefault("cause", Review.Cause.EXPECTED)
    if "decision" not in fields:
        fields["intervention"] = of or intervention()
    return Review.objects.create(**fields)


def places(review: Review) -> list[AgendaItem]:
    """The agendas ahead on which it stands open."""
    return list(
        AgendaItem.objects.filter(
            origin=review.origin, outcome="", meeting__state__in=("planned", "called")
        ).select_related("meeting")
    )
