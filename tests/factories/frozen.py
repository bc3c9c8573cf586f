"""Closed reviews with their locked evidence, as closing one leaves them."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from effects.models import EffectVersion, ExpectedEffect, Review
from effects.services import frozen_evidence, markers
from indicators.services.recompute import groups as recompute
from partnership.models import Body, Intervention
from tests.factories import people, programme
from tests.factories.panels import Site, site

YEARS = range(2015, 2025)
# Out of work of 400; the effort begins on 1 January 2020 in area a.
OWN = [160, 164, 158, 161, 159, 130, 126, 128, 100, 98]
SECOND = [120, 123, 119, 122, 121, 120, 122, 119, 121, 120]
THIRD = [101, 99, 102, 98, 100, 101, 99, 100, 102, 101]


def many_years() -> Site:
    """Three areas over ten years: in the first people come into work once the effort has begun."""
    return site(
        {
            "a": _years(OWN), "b": _years(SECOND), "c": _years(THIRD),
            "kommune": _years([1500] * 10, 9000),
        }
    )  # fmt: skip


def _years(counts: list[int], base: int = 400) -> dict[str, tuple[float, float]]:
    return {str(year): (count, base) for year, count in zip(YEARS, counts, strict=True)}


def expect(made: Site, effort: Intervention, *slugs: str) -> ExpectedEffect:
    """An expected effect written the month before the effort began."""
    effect = ExpectedEffect.objects.create(
        intervention=effort, indicator=made.definition.indicator,
        number=effort.expected_effects.count() + 1,
    )  # fmt: skip
    version = EffectVersion.objects.create(
        effect=effect, number=1, direction="fall", size=8.0, earliest_on=dt.date(2022, 1, 1),
        latest_on=dt.date(2025, 12, 31), why="Fordi flere får en jobvejleder.",
        other_causes="Et nyt lager åbner.", written_on=dt.date(2019, 12, 1),
    )  # fmt: skip
    version.areas.set([made.areas[slug] for slug in slugs or ("a",)])
    markers.settle()
    return effect


def locked(
    made: Site | None = None, *slugs: str, body: Body | None = None, restricted: bool = False
) -> Review:
    """A closed review of the coordination group with its evidence locked; without figures no site."""
    body = body or people.body("coordination")
    effort = programme.running("Jobvejleder", body=body)
    if made is not None:
        expect(made, effort, *slugs)
        recompute.drain()
    review = Review.objects.create(
        intervention=effort, cause=Review.Cause.EXPECTED, due_on=dt.date(2025, 12, 31)
    )
    return close(review, body, restricted=restricted)


def close(review: Review, body: Body, *, restricted: bool = False) -> Review:
    """Close it as the service does, past its rules."""
    review.body, review.closed_at = body, timezone.now()
    review.finding, review.outcome, review.reason = "partly", "continue", "Det går den rigtige vej."
    review.frozen = frozen_evidence.lock(review, restricted=restricted)
    review.save()
    return review
