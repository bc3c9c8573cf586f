"""Places of a brief, and how much room they have."""

import itertools

import pytest

from indicators.rules import frozen
from reports.rules import blocks, corrections
from reports.rules.budgets import BUDGETS, shortened


@pytest.mark.parametrize("key", ["opening", "decide", "deliveries"])
def test_known_places(key):
    assert blocks.is_key(key)


@pytest.mark.parametrize("key", ["", "forside", "review:12", "item:3", "opening "])
def test_unknown_places(key):
    assert not blocks.is_key(key)


def test_each_kind_of_text_has_its_length_and_only_sections_are_left_out():
    assert blocks.longest("opening") > blocks.longest("gaps")
    assert blocks.may_be_left_out("gaps")
    assert not blocks.may_be_left_out("opening")


def test_each_budget_holds_no_more_than_the_one_before():
    for wide, narrow in itertools.pairwise(BUDGETS):
        assert wide.lines >= narrow.lines
        assert wide.points >= narrow.points
        assert wide.signs >= narrow.signs
        assert narrow.decisions > narrow.lines


def test_a_text_is_cut_at_a_word():
    assert shortened("kort  tekst", 20) == "kort tekst"
    assert shortened("en lang, lang tekst", 12) == "en lang…"
    assert shortened("W" * 50, 10) == "W" * 9 + "…"


def test_what_is_told_of_several_figures_at_once():
    assert corrections.news_of([frozen.REVISED, frozen.VERDICT]) == corrections.JUDGED
    assert corrections.news_of([frozen.REVISED, frozen.HIDDEN]) == corrections.MOVED
    assert corrections.news_of([frozen.HIDDEN, frozen.WITHDRAWN]) == corrections.SILENCED
    assert corrections.news_of([]) == corrections.MOVED
    assert corrections.is_superseded("trend", frozen.GONE)
    assert not corrections.is_superseded("level", frozen.GONE)
    assert not corrections.is_superseded("trend", frozen.REVISED)


def test_what_is_told_of_several_areas_at_once():
    moved, judged, silenced = corrections.MOVED, corrections.JUDGED, corrections.SILENCED
    assert corrections.together([moved, judged, silenced]) == judged
    assert corrections.together([silenced, silenced]) == silenced
    assert corrections.together([corrections.RESTORED, moved]) == moved
    assert corrections.together([moved, silenced]) == corrections.PARTLY_SILENCED
