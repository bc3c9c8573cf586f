"""The list of names that still hold something although the person has left or is leaving."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Max, Q
from django.utils import timezone

from partnership.models import Handover, Person, Seat
from partnership.rules.access import Standing
from partnership.services import handovers
from partnership.services.handovers import Open

SOON = dt.timedelta(days=30)


@dataclass(frozen=True)
class Leaver:
    """A person whose last seat is over or ends soon, with what is open on the name."""

    person: Person
    last_day: dt.date | None
    has_left: bool
    things: list[Open]


def leavers(standing: Standing) -> list[Leaver]:
    """Persons with something open on their name and no seat a month from now, gone ones first."""
    today = timezone.localdate()
    later = today + SOON
    stays = Seat.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=later))
    people = {
        person.pk: person
        for person in Person.objects.exclude(pk__in=stays.values("person")).annotate(
            last_day=Max("seats__ends_on")
        )
    }
    found = handovers.on_name(list(people), standing=standing)
    rows = [
        Leaver(
            person=people[pk],
            last_day=people[pk].last_day,
            has_left=people[pk].last_day is None or people[pk].last_day < today,
            things=things,
        )
        for pk, things in found.items()
        if things
    ]
    return sorted(rows, key=lambda row: (not row.has_left, row.person.name))


def latest(standing: Standing, *, limit: int = 50) -> list[Handover]:
    """What was passed on lately, for the secretariat; others see it on the things themselves."""
    if not standing.is_secretariat:
        return []
    rows = Handover.objects.select_related(
        "follow_up", "decision", "item", "procedure", "intervention", "delivery",
        "from_body", "to_body", "from_person", "to_person",
    )  # fmt: skip
    return list(rows.order_by("-created_at", "-pk")[:limit])
