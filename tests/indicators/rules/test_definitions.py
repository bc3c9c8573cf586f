"""Definitions that hold together, and changes that make another definition."""

from __future__ import annotations

import pytest

from indicators.rules.definitions import needs_version, problems, set_apart

SHARE = {"kind": "share", "per": 100, "numerator": "trygge", "denominator": "svar"}


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, []),
        ({"numerator": ""}, [("numerator", "parts_unnamed")]),
        ({"per": 1000}, [("per", "share_per_hundred")]),
        ({"kind": "rate", "per": 1}, [("per", "rate_per_what")]),
        ({"kind": "rate", "per": None}, [("per", "rate_per_what")]),
        ({"kind": "rate", "per": 1000}, []),
        ({"kind": "count", "data_kind": "survey"}, [("data_kind", "survey_counts")]),
        ({"kind": "mean", "numerator": ""}, []),
        ({"direction": "band"}, [("band_lower", "band_unlimited")]),
        (
            {"direction": "band", "band_lower": 5, "band_upper": 5},
            [("band_upper", "band_upside_down")],
        ),
        ({"direction": "band", "band_lower": 5, "band_upper": 6}, []),
        ({"least": 10, "most": 10}, [("most", "range_upside_down")]),
        ({"least": 0, "most": 100}, []),
        ({"least": 0}, []),
        ({"pool_years": 1}, [("pool_years", "pool_years_odd")]),
        ({"pool_years": 11}, [("pool_years", "pool_years_odd")]),
        ({"pool_years": 3}, []),
    ],
)
def test_what_does_not_hold_together_is_named_by_its_field(changed, found):
    assert problems({**SHARE, **changed}) == found


def test_clearer_words_are_no_new_definition_but_another_count_is():
    before = {"caveat": "", "kind": "share", "unit": "pct."}
    assert needs_version(before, {**before, "caveat": "Nu med forbehold"}) == set()
    assert needs_version(before, {**before, "kind": "rate", "unit": "pr. 1.000"}) == {
        "kind",
        "unit",
    }


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"numerator": "meget trygge", "source": 2, "direction": "lower"}, []),
        ({"unit": "procent"}, ["unit"]),
        ({"kind": "rate", "per": 1000}, ["kind", "per"]),
        ({"counts": "things"}, ["counts"]),
    ],
)
def test_figures_of_another_kind_stand_apart(changed, found):
    assert set_apart(SHARE, {**SHARE, **changed}) == found


def test_the_multiplier_of_a_mean_says_nothing():
    assert set_apart({"kind": "mean", "per": 1}, {"kind": "mean", "per": 100}) == []
