"""The list of names that still hold something although the person has left or is leaving."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
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
    """Persons with something open on their name who leave within a month, gone ones first.

    Who leaves one body and stays in another has on the list what is with the body that is left.
    """
    today = timezone.localdate()
    later = today + SOON
    stays = Seat.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=later))
    staying = set(stays.values_list("person", flat=True))
    kept = set(stays.values_list("person", "body"))
    ended = Seat.objects.filter(ends_on__lte=later).order_by("ends_on")
    last_days = {
        (person, body): ends_on
        for person, body, ends_on in ended.values_list("person", "body", "ends_on")
        if ends_on is not None and (person, body) not in kept
    }
    left = set(last_days)
    people = {
        person.pk: person
        for person in Person.objects.exclude(
            pk__in=staying - {person for person, body in left if body is not None}
        )
    }
    found = {
        pk: [one for one in things if pk not in staying or (pk, one.body_id) in left]
        for pk, things in handovers.on_name(list(people), standing=standing).items()
    }
    rows = []
    for pk, things in found.items():
        days = [day for (person, _body), day in last_days.items() if person == pk]
        last_day = max(days, default=None)
        has_left = last_day is None or last_day < today
        if things:
            rows.append(Leaver(people[pk], last_day, has_left, things))
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
