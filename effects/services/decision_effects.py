"""What effects know of a decision: the review it was taken on, those of itself, and what it expects."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch

from areas.models import Area
from effects.models import EffectVersion, Review
from effects.services import expectations, review_lists
from effects.services.expected_effect_pages import sentence_of, unit_of, url_of
from partnership.models import Decision
from partnership.rules.access import Standing


@dataclass(frozen=True)
class Foretold:
    """An expectation as it was written with the decision, and its page with all versions."""

    words: str
    url: str


@dataclass(frozen=True)
class DecisionEffects:
    """What this person may read of it."""

    settled: tuple[Review, ...]  # the reviews on which it was taken
    followed: tuple[Review, ...]  # the reviews of what became of it
    foretold: tuple[Foretold, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.settled or self.followed or self.foretold)


def of_decision(decision: Decision, standing: Standing) -> DecisionEffects:
    """Read it; a fixed number of queries."""
    seen = review_lists.visible_to(standing).filter(withdrawn_because="")
    seen = seen.select_related("intervention", "decision").order_by("due_on", "pk")
    return DecisionEffects(
        settled=tuple(seen.filter(settled_by=decision)),
        followed=tuple(seen.filter(decision=decision)),
        foretold=tuple(_foretold(decision, restricted=standing.sees_restricted)),
    )


def _foretold(decision: Decision, *, restricted: bool) -> list[Foretold]:
    """What was written with the decision, each as it was written then."""
    areas = Prefetch("areas", queryset=Area.objects.order_by("position", "name"))
    rows = EffectVersion.objects.filter(decision=decision)
    if not restricted:
        rows = rows.filter(effect__indicator__is_restricted=False)
    found = rows.select_related("effect__indicator", "effect__intervention")
    found = found.prefetch_related(areas, "effect__indicator__definitions")
    told = []
    for version in found.order_by("effect__intervention", "effect__number", "number"):
        expected = expectations.of_versions(version.effect, [version])
        words = sentence_of(expected, unit_of(version.effect.indicator))
        told.append(Foretold(words, url_of(version.effect)))
    return told
