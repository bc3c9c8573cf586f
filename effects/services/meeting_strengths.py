"""How strong the evidence is behind the reviews on an agenda, read for all of them at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from effects.services import expectations, review_lists
from effects.services.evidence import Evidence, evidence_for
from effects.services.evidence_strength import strength_in_words
from partnership.models import AgendaItem, Meeting
from partnership.rules.access import Standing

REVIEW = "review:"


@dataclass(frozen=True)
class Strength:
    """The line of one item, and the evidence it was read from."""

    item: AgendaItem
    words: str
    evidence: tuple[Evidence, ...]


def of_meeting(meeting: Meeting, standing: Standing) -> list[Strength]:
    """Of each open review this person may read; a fixed number of queries for any number of them."""
    items = {
        each.origin: each for each in meeting.items.filter(origin__startswith=REVIEW, outcome="")
    }
    reviews = review_lists.visible_to(standing).filter(
        pk__in=[int(key) for origin in items if (key := origin.removeprefix(REVIEW)).isdecimal()],
        closed_at__isnull=True, intervention__isnull=False,
    )  # fmt: skip
    about = {each.intervention_id or 0: items[each.origin] for each in reviews}
    found = _evidence(sorted(about), standing)
    return [
        Strength(item, words, tuple(found[pk]))
        for pk, item in about.items()
        if (words := strength_in_words(found[pk]))
    ]


def _evidence(ids: Sequence[int], standing: Standing) -> dict[int, list[Evidence]]:
    restricted = standing.sees_restricted
    known = expectations.of_interventions(ids, restricted=restricted) if ids else {}
    every = [each for rows in known.values() for each in rows]
    found: dict[int, list[Evidence]] = defaultdict(list)
    for each in evidence_for(every, restricted=restricted):
        found[each.expected.effect.intervention_id].append(each)
    return found
