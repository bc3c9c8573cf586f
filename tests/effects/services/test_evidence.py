"""From published figures to evidence: what is found, what is said of it, and what it costs to read."""

from __future__ import annotations

import datetime as dt

import pytest

from effects.models import EffectVersion, ExpectedEffect
from effects.services import evidence, expectations, markers
from indicators.services.recompute import groups as recompute
from tests.factories import programme
from tests.factories.panels import Site, site

pytestmark = pytest.mark.django_db

TODAY = dt.date(2024, 6, 1)
YEARS = range(2015, 2024)
# Out of work of 400; the effort begins on 1 January 2020 in area a.
OWN = [160, 164, 158, 161, 159, 130, 126, 128, 100]
SECOND = [120, 123, 119, 122, 121, 120, 122, 119, 121]
THIRD = [101, 99, 102, 98, 100, 101, 99, 100, 102]


def years(counts, base=400):
    return {str(year): (count, base) for year, count in zip(YEARS, counts, strict=True)}


@pytest.fixture
def made() -> Site:
    return site(
        {
            "a": years(OWN), "b": years(SECOND), "c": years(THIRD),
            "kommune": years([1500] * 9, 9000),
        }
    )  # fmt: skip


def expect(made: Site, *slugs: str, intervention=None, **more) -> ExpectedEffect:
    """An expected effect as a form would have written it on the first of December 2019."""
    intervention = intervention or programme.running("Jobvejleder")
    effect = ExpectedEffect.objects.create(
        intervention=intervention, indicator=made.definition.indicator,
        number=intervention.expected_effects.count() + 1,
    )  # fmt: skip
    values = {
        "direction": "fall", "size": 8.0, "earliest_on": dt.date(2022, 1, 1),
        "latest_on": dt.date(2025, 12, 31), "why": "Fordi",
        "written_on": dt.date(2019, 12, 1), **more,
    }  # fmt: skip
    version = EffectVersion.objects.create(effect=effect, number=1, **values)
    version.areas.set([made.areas[slug] for slug in slugs or ("a",)])
    return effect


def read(*effects: ExpectedEffect, restricted=False, today=TODAY) -> list[evidence.Evidence]:
    markers.settle(today=today)
    recompute.drain()
    rows = ExpectedEffect.objects.filter(pk__in=[effect.pk for effect in effects])
    expected = expectations.read(rows, restricted=True)
    return evidence.evidence_for(expected, restricted=restricted, today=today)


def test_a_sure_fall_as_large_as_expected_and_a_comparison_that_only_describes(made):
    (found,) = read(expect(made))
    assert found.grade == 1
    for sentence in (
        "Forventningen er, at andelen i Område a falder med 8,0 procentpoint, tidligst synligt",
        "Andelen i Område a var 39,8 pct. i 2019, før indsatsen begyndte den 1.1.2020, og 25,0",
        "pct. i 2023 (−14,8 procentpoint, usikkerhed −",
        "Der er tegn på, at tallet er faldet, og faldet er mindst så stort som forventet.",
        "Det er en beskrivelse: det kan ikke siges, om indsatsen har bidraget.",
        "Det vides ikke, hvem der er flyttet",
    ):
        assert sentence in found.text, sentence
