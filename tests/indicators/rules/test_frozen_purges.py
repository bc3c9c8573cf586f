"""Which frozen figures rest on a withdrawn one, and what is taken out of the words."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.rules.figures import DANISH, ENGLISH
from indicators.rules.frozen_purges import Place, Taken, WithdrawnCell, names, rests_on, without

TOWN, OWN, NEXT, LAND = 90, 1, 2, 99
WORDS = "tilbagekaldt 24.11.2026"


def place(statement="level", area=OWN, slot="2024", comparator="", other=None, kind="area"):
    return Place(statement, area, kind, comparator, other, slot)


def cell(*areas, kind="area", slot="2024"):
    return WithdrawnCell(frozenset(areas or (OWN,)), kind, slot)


@pytest.mark.parametrize(
    ("figure", "withdrawn", "rests"),
    [
        (place(), cell(), True),
        (place(area=NEXT), cell(), False),
        (place(), cell(7, OWN, kind="division"), True),
        (place("gap", comparator="rest", other=TOWN), cell(), True),
        (place("gap", NEXT, comparator="rest", other=TOWN), cell(), False),
        (place("gap", NEXT, comparator="without_areas", other=TOWN), cell(), True),
        (place("gap", NEXT, comparator="without_areas", other=TOWN), cell(7, kind="region"), False),
        (place("difference", NEXT, other=OWN), cell(), True),
        (place("did", NEXT), cell(), True),
        (place("did", NEXT), cell(5, kind="reference"), True),
        (place("did", NEXT), cell(TOWN, kind="municipality"), False),
        (place("gap", comparator="rest"), cell(TOWN, kind="municipality"), True),
        (place("gap", comparator="country", other=LAND), cell(TOWN, kind="municipality"), False),
        (place("gap", comparator="country", other=LAND), cell(LAND, kind="country"), True),
        # of the time
        (place(slot="2023"), cell(), False),
        (place(slot="2025"), cell(), False),
        (place("change", slot="2025"), cell(), True),
        (place("change", slot="2023"), cell(), False),
        (place("trend", slot="2025"), cell(slot="2019"), True),
        (place(slot="2024"), cell(slot="2024K3"), True),
        (place(slot="2024K3"), cell(slot="2024K2"), False),
        (place("pooled", slot="2022-2024"), cell(), True),
    ],
)
def test_what_rests_on_it(figure, withdrawn, rests):
    assert rests_on(figure, withdrawn) is rests


TAKEN = Taken(frozenset({"level/1"}), frozenset({31.2479, 412.0}), frozenset({35.0, 112.0}), WORDS)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Andelen var 31,2 pct. i 2024.", True),
        ("The share was 31.2 per cent.", True),
        ("31,25", True),
        ("bygger på 412 svar", True),
        ("112 af dem", True),
        ("35 unge", False),
        ("i 2024 og i 2412", False),
        ("31 pct.", False),
        ("31,3 og 30,9", False),
        ("12. marts 2027", False),
        ("", False),
    ],
)
def test_a_text_that_names_a_number_of_it(text, named):
    assert names(text, TAKEN) is named


def test_in_their_own_words_people_may_have_named_the_count_itself():
    assert names("35 unge", TAKEN, typed=True)
    assert not names("36 unge i 2031", TAKEN, typed=True)
    thousands = Taken(frozenset(), frozenset(), frozenset({61793.0}), WORDS)
    for text in ("61793", "61.793", "61,793", "61 793", "61\u00a0793"):
        assert names(f"i alt {text} sager", thousands), text
    assert not names("61.79.3 og 6,17,93", thousands)


@given(st.floats(100.5, 99999), st.integers(1, 3), st.sampled_from([DANISH, ENGLISH]))
def test_however_it_is_written_it_is_found(number, decimals, style):
    taken = Taken(frozenset(), frozenset({number}), frozenset(), WORDS)
    assert names(f"Tallet er {style.plain(number, decimals)} her", taken)


def test_the_figure_its_row_its_sentence_and_what_people_typed_of_it_make_room():
    content = {
        "code_version": "numpy 31.2",
        "figures": [
            {"key": "level/1", "state": "value", "estimate": 31.2479, "lower": 28.0, "upper": 34.0,
             "n": 412, "verdict": "forward", "certainty": "signs", "reason": "", "slot": "2024"},
            {"key": "level/2", "state": "value", "estimate": 55.0},
            {"key": "level/1"},
        ],
        "document": {
            "blocks": [
                {"kind": "prose", "label": "Grundlag", "text": "Den steg.", "tells": ["level/1"]},
                {"kind": "prose", "text": "Den anden var 55,0.", "tells": ["level/2"]},
                {"kind": "prose", "text": "Vi så 35 unge.", "typed": True, "tells": []},
                {"kind": "prose", "text": "Om 35 dage", "tells": []},
                {"kind": "table", "rows": [
                    {"cells": ["Niveau", "31,2", "28,0 til 34,0"], "tells": ["level/1"]},
                    {"cells": ["Niveau, b", "55,0", ""], "tells": ["level/2"]},
                    {"cells": ["ene"], "tells": ["level/1"]},
                    {"cells": ["Et andet sted", "31,25"], "tells": []},
                ]},
                {"kind": "box", "title": "Uden job", "aside": "x", "text": "a", "lines": ["b"],
                 "tells": ["level/1"]},
            ],
        },
        "heading": {"kind": "heading", "text": "Område a", "aside": "Tegn", "tells": ["level/1"]},
        "lines": [{"title": "Uden job", "text": "Den steg.", "figures": ["level/1"], "points": []}],
    }  # fmt: skip
    before = json.dumps(content)
    found = without(content, TAKEN)
    assert json.dumps(content) == before
    assert found["code_version"] == "numpy 31.2"
    assert found["figures"][0] == {
        "key": "level/1", "state": "withdrawn", "estimate": None, "lower": None, "upper": None,
        "n": None, "verdict": "", "certainty": "", "reason": "", "slot": "2024",
    }  # fmt: skip
    assert found["figures"][1:] == [content["figures"][1], {"key": "level/1"}]
    prose, other, typed, days, table, box = found["document"]["blocks"]
    assert (prose["label"], prose["text"]) == ("Grundlag", WORDS)
    assert (other["text"], days["text"]) == ("Den anden var 55,0.", "Om 35 dage")
    assert typed["text"] == WORDS
    assert [row["cells"] for row in table["rows"]] == [
        ["Niveau", WORDS, ""], ["Niveau, b", "55,0", ""], [WORDS], ["Et andet sted", WORDS],
    ]  # fmt: skip
    assert (box["title"], box["aside"], box["text"], box["lines"]) == ("Uden job", "", WORDS, [])
    assert (found["heading"]["text"], found["heading"]["aside"]) == ("Område a", "")
    assert found["lines"] == [
        {"title": "Uden job", "text": WORDS, "figures": ["level/1"], "points": []}
    ]
