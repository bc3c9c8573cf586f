"""The evidence behind what must be decided, as points under the matters that it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.urls import reverse

from effects.services import evidence, evidence_strength, expectations
from effects.services.evidence import Evidence
from reports.services import passports
from reports.services.material import Passport, Point


def of_interventions(ids: Iterable[int]) -> dict[int, tuple[Point, ...]]:
    """The evidence of the interventions that have expected effects: how strong it is, then each effect's.

    What is expected of restricted indicators has no evidence here: an empty row, but not none.
    """
    known = expectations.of_interventions(sorted(set(ids)))
    every = [each for found in known.values() for each in found]
    evidences: dict[int, list[Evidence]] = defaultdict(list)
    for found in evidence.evidence_for(every, restricted=False):
        evidences[found.expected.effect.intervention_id].append(found)
    return {pk: _points(evidences[pk]) for pk, found in known.items() if found}


def _points(found: Sequence[Evidence]) -> tuple[Point, ...]:
    """How strong all of it is, which rests on every figure beneath, and then each on its own."""
    if not found:
        return ()
    words = f"{evidence_strength.question()} {evidence_strength.strength_in_words(found)}"
    strength = Point(words, tuple(_passport(each) for each in found))
    return strength, *(_point(each) for each in found)


def _point(found: Evidence) -> Point:
    return Point(f"{_title(found)}: {found.text}", (_passport(found),))


def _title(found: Evidence) -> str:
    return f"{found.entry.name}, {found.area.name}"


def _passport(found: Evidence) -> Passport:
    words = passports.in_words(found.passport)
    return Passport(
        text=f"{_title(found)}: {words}",
        url=reverse("effects:evidence-list", args=[found.expected.effect.intervention.slug]),
        readings=found.readings,
    )
