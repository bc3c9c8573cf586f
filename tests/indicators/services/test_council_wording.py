"""Every combination of area × municipality × gap × lead or lag × direction has its sentence."""

from __future__ import annotations

from itertools import product

import pytest

from indicators.rules.council import three_part
from indicators.rules.verdicts import Evidence, Verdict, change, gap, gap_change
from indicators.services.council_wording import cause_sentence, council_sentence, told_by
from indicators.services.gap_wording import gap_sentence
from tests.indicators.services.test_wording import figures, reading

REST = "resten af kommunen"
CERTAINTIES = ("signs", "clear_signs")
WITH_SIDE = ("forward", "back", "unchanged", "cannot_tell")
WITHOUT_SIDE = ("rises", "falls", "unchanged", "cannot_tell")
IN_A_BAND = tuple(dict.fromkeys((*WITH_SIDE, *WITHOUT_SIDE)))
GAPS = (
    "narrowed",
    "widened",
    "crossed",
    "crossed_back",
    "lead_grown",
    "lead_shrunk",
    "unchanged",
    "cannot_tell",
)
FLAT = ("nearer", "farther", "crossed", "unchanged", "cannot_tell")
STANDINGS = ("lead", "lag", "equal", "cannot_tell")
CASES = [
    *product(WITH_SIDE, WITH_SIDE, GAPS, STANDINGS, CERTAINTIES, (True,)),
    *product(IN_A_BAND, IN_A_BAND, FLAT, ("above", "below", "equal"), CERTAINTIES, (False,)),
]


def told(area, rest, moved, standing, certainty="signs", has_side=True):
    three = three_part(
        Verdict(area), Verdict(rest), Verdict(moved, certainty), has_better_side=has_side
    )
    return council_sentence(three, standing=standing, rest=REST, has_better_side=has_side)


def test_every_combination_has_a_whole_sentence():
    for case in CASES:
        sentence = told(*case)
        gap_part, cause = sentence.split(". ", 1)
        assert gap_part and cause.endswith("."), case
        assert "%" not in sentence and "  " not in sentence, case
        assert REST in sentence or REST.capitalize() in sentence, case
        assert len(sentence) < 220, case


def test_different_combinations_are_told_apart_where_it_matters():
    for moved, standing in product(GAPS, ("lead", "lag")):
        told_apart = {
            told(area, rest, moved, standing)
            for area, rest in product(("forward", "back"), ("forward", "back"))
        }
        assert len(told_apart) >= 2, (moved, standing)
    for area, rest in product(WITH_SIDE, WITH_SIDE):
        assert len({told(area, rest, moved, "lag") for moved in GAPS}) == len(GAPS)


def test_a_lead_is_never_called_a_distance_and_a_lag_never_a_head_start():
    for area, rest, moved in product(WITH_SIDE, WITH_SIDE, ("unchanged", "cannot_tell")):
        assert "orspring" in told(area, rest, moved, "lead")
        assert "orspring" not in told(area, rest, moved, "lag")
    for area, rest in product(WITH_SIDE, WITH_SIDE):
        assert "orspring" in told(area, rest, "lead_shrunk", "lead")
        assert "orspring" not in told(area, rest, "narrowed", "lag")


def test_clear_signs_and_signs_are_told_apart():
    for area, rest, moved in product(WITH_SIDE, WITH_SIDE, GAPS[:6]):
        signs, clear = (told(area, rest, moved, "lag", each) for each in CERTAINTIES)
        assert "Der er tegn på, at" in signs
        assert "Der er klare tegn på, at" in clear


@pytest.mark.parametrize(
    ("case", "words"),
    [
        (
            ("unchanged", "back", "narrowed", "lag"),
            (
                "Der er tegn på, at afstanden til resten af kommunen er blevet mindre. Det skyldes, at "
                "resten af kommunen er gået tilbage."
            ),
        ),
        (
            ("forward", "forward", "widened", "lag"),
            (
                "Der er tegn på, at afstanden til resten af kommunen er blevet større. Området er gået "
                "frem, men resten af kommunen mere."
            ),
        ),
        (
            ("forward", "forward", "unchanged", "lead"),
            (
                "Forspringet til resten af kommunen er stort set uændret. Både området og resten af "
                "kommunen er gået frem."
            ),
        ),
        (
            ("cannot_tell", "cannot_tell", "cannot_tell", "lag"),
            (
                "Det kan endnu ikke afgøres, om afstanden til resten af kommunen har ændret sig. Hverken "
                "i området eller i resten af kommunen kan der ses en ændring."
            ),
        ),
        (
            ("back", "forward", "narrowed", "lag"),
            (
                "Der er tegn på, at afstanden til resten af kommunen er blevet mindre. Hver for sig "
                "peger tallene en anden vej, så årsagen kan ikke afgøres."
            ),
        ),
        (
            ("forward", "back", "crossed", "lead"),
            (
                "Der er tegn på, at området er kommet foran resten af kommunen. Området er gået frem, "
                "mens resten af kommunen er gået tilbage."
            ),
        ),
        (
            ("back", "cannot_tell", "unchanged", "lag"),
            (
                "Afstanden til resten af kommunen er stort set uændret. Området er gået tilbage; en "
                "ændring i resten af kommunen kan ikke ses."
            ),
        ),
    ],
)
def test_sentences_as_a_board_member_would_say_them(case, words):
    assert told(*case) == words


def test_without_a_better_side_nothing_is_called_progress():
    shown = told("rises", "falls", "crossed", "above", has_side=False)
    assert shown == (
        "Der er tegn på, at området og resten af kommunen har byttet plads. Området: steget. "
        "Resten af kommunen: faldet."
    )
    assert "foran" not in shown and "bag" not in shown


def test_an_indicator_and_its_complement_give_the_same_sentence():
    up, down = Evidence(5, 2, 8, 1, 9), Evidence(-5, -8, -2, -9, -1)
    still, unsure = Evidence(0.1, -0.5, 0.6, -0.8, 0.9), Evidence(2, -3, 7, -5, 9)
    kinds = (up, down, still, unsure)
    for area, rest, moved, before in product(kinds, kinds, kinds, (-12.0, -2.0, 2.0, 12.0)):
        after = Evidence(before + (moved.estimate or 0), before - 1, before + 1)
        sentences = set()
        for turn, direction in ((1, "higher"), (-1, "lower")):

            def seen(one, turn=turn):
                return one if turn > 0 else one.negated()

            three = three_part(
                change(seen(area), direction=direction, smallest=1.0),
                change(seen(rest), direction=direction, smallest=1.0),
                gap_change(seen(moved), before=turn * before, direction=direction, smallest=1.0),
            )
            standing = gap(seen(after), direction=direction, smallest=0.5).code
            sentences.add(council_sentence(three, standing=standing, rest=REST))
        assert len(sentences) == 1


def test_stored_figures_are_told_and_silent_ones_are_not():
    stored = figures(-12.4, 2.7, "lag", "narrowed", certainty="clear_signs", rest="back")
    assert told_by(stored) == (
        "Der er klare tegn på, at afstanden til resten af kommunen er blevet mindre. Området er "
        "gået frem, mens resten af kommunen er gået tilbage."
    )
    level = figures(3.0, 1.0, "above", "crossed", own="rises", rest="falls")
    assert "har byttet plads" in told_by(level)
    for lacking in ({"gap": None}, {"gap_change": None}, {"gap_change": reading(None)}):
        assert told_by(stored._replace(**lacking)) == ""


def test_a_card_says_who_moved_in_the_words_of_the_verdict_and_only_where_the_distance_has():
    for area, rest, moved in product(WITH_SIDE, WITH_SIDE, GAPS):
        stored = figures(-12.4, 2.7, "lag", moved, certainty="signs", own=area, rest=rest)
        cause = cause_sentence(stored)
        assert bool(cause) is (moved not in ("unchanged", "cannot_tell"))
        assert told_by(stored).endswith(cause)
    for lacking in ({"gap": None}, {"gap_change": None}, {"gap_change": reading(None)}):
        assert cause_sentence(stored._replace(**lacking)) == ""


@pytest.mark.parametrize("is_clear", [True, False])
def test_headline_sentences_exist_for_every_gap_and_standing(is_clear):
    for moved, standing in product((*GAPS, "nearer", "farther"), STANDINGS):
        assert gap_sentence(moved, is_clear=is_clear, standing=standing)
    crossed = gap_sentence("crossed", is_clear=is_clear, has_better_side=False)
    assert "skiftet side" in crossed and "foran" not in crossed
    for moved in ("unchanged", "cannot_tell"):
        assert "orspringet" in gap_sentence(moved, is_clear=is_clear, standing="lead")
        assert "fstanden" in gap_sentence(moved, is_clear=is_clear, standing="lag")
    assert gap_sentence("noget andet", is_clear=is_clear, standing="lead") == ""
    assert gap_sentence("noget andet", is_clear=is_clear) == ""
