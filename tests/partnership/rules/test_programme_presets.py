"""The known effort areas and kinds of interventions."""

from partnership.rules.programme_presets import EFFORT_AREAS, KINDS, kind_of
from partnership.rules.texts import slug_of


def test_four_effort_areas_with_the_addresses_their_names_give():
    assert len(EFFORT_AREAS) == 4
    assert all(slug_of(preset.name) == preset.slug for preset in EFFORT_AREAS)


def test_each_kind_has_its_theory_in_both_languages_and_an_effort_area():
    known = {preset.slug for preset in EFFORT_AREAS}
    for kind in KINDS:
        assert kind.effort_area in known
        assert kind_of(kind.code) is kind
        for language in ("da", "en"):
            theory = kind.spoken(language)
            assert theory.problem
            assert theory.for_whom
            assert theory.what_we_do
            assert theory.what_should_change
            assert len(theory.name) <= 120
    assert kind_of("ukendt") is None
