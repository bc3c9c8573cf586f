"""The catalogue says everything a reader needs, in both languages, and loads once."""

from __future__ import annotations

import pytest

from indicators.models import Definition, Indicator
from indicators.services.catalogue import load_catalogue, read_catalogue

ROWS = list(read_catalogue().indicators.values())


def test_it_has_the_45_indicators_once_each():
    assert [row["number"] for row in ROWS] == list(range(1, 46))
    assert len({row["name"] for row in ROWS}) == 45
    assert len({row["name_en"] for row in ROWS}) == 45


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["code"])
def test_every_indicator_is_told_in_both_languages(row):
    for name in ("name", "unit", "numerator", "denominator", "caveat"):
        assert bool(row.get(name)) == bool(row.get(f"{name}_en")), name
    assert row["numerator"]
    if row["kind"] in ("share", "rate", "mean"):
        assert row["denominator"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["code"])
def test_every_indicator_belongs_to_a_vision_and_a_source(row):
    assert row["vision"] in (1, 2, 3, 4)
    assert row["source"] in read_catalogue().sources
    assert row["release_lag_months"] > 0


@pytest.mark.parametrize("vision", [1, 2, 3, 4])
def test_every_vision_has_three_to_six_indicators_on_its_front(vision):
    front = [row for row in ROWS if row["vision"] == vision and row.get("front")]
    assert 3 <= len(front) <= 6


def test_what_is_only_context_is_never_given_a_relevant_change():
    for row in ROWS:
        if row["direction"] == "context":
            assert "smallest_relevant_change" not in row


@pytest.mark.django_db
def test_loading_makes_every_indicator_with_a_sound_definition_and_only_once():
    load_catalogue()
    assert Indicator.objects.count() == 45
    for definition in Definition.objects.all():
        definition.full_clean()
    assert load_catalogue().made == []


@pytest.mark.django_db
def test_origin_is_off_and_hidden_until_somebody_decides_otherwise():
    load_catalogue()
    origin = Indicator.objects.get(number=5)
    assert not origin.is_active
    assert origin.is_restricted
    assert origin not in Indicator.objects.seen_by(restricted=False)


@pytest.mark.django_db
def test_safe_and_unsafe_are_hidden_together():
    load_catalogue()
    safe, unsafe = Indicator.objects.filter(number__in=(20, 21))
    assert safe.group == unsafe.group


@pytest.mark.django_db
def test_what_somebody_renamed_keeps_its_name():
    load_catalogue()
    Indicator.objects.filter(number=7).update(name="I arbejde")
    load_catalogue()
    assert Indicator.objects.get(number=7).name == "I arbejde"
