"""The evidence behind what must be decided, as points under the matters that it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.urls import reverse

from effects.services import evidence, expectations
from effects.services.evidence import Evidence
from reports.services import passports
from reports.services.material import Passport, Point


def of_interventions(ids: Iterable[int]) -> dict[int, tuple[Point, ...]]:
    """The evidence of the interventions that have expected effects.

    What is expected of restricted indicators has no evidence here: an empty row, but not none.
    """
    known = expectations.of_interventions(sorted(set(ids)))
    every = [each for found in known.values() for each in found]
    points: dict[int, list[Point]] = defaultdict(list)
    for found in evidence.evidence_for(every, restricted=False):
        points[found.expected.effect.intervention_id].append(_point(found))
    return {pk: tuple(points[pk]) for pk, found in known.items() if found}


def _point(found: Evidence) -> Point:
    title = f"{found.entry.name}, {found.area.name}"
    return Point(f"{title}: {found.text}", (_passport(found, title),))


def _passport(found: Evidence, title: str) -> Passport:
    words = passports.in_words(found.passport)
    return Passport(
        text=f"{title}: {words}",
        url=reverse("effects:evidence-list", args=[found.expected.effect.intervention.slug]),
        readings=found.readings,
    )
