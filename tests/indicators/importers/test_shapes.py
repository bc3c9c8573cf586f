"""Shapes are kept, offered again and laid over the next file from the same source."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.importers.files import open_file
from indicators.importers.recognition import recognise
from indicators.importers.shapes import (
    Shape,
    apply_remembered,
    letters,
    remembered,
    shape_from_json,
)
from indicators.importers.workbook_cells import place_of
from tests.factories.uploads import written

FIRST = "sted;gruppe;2019;2020\nNord;unge;1;x\nNord;gamle;3;4\nSyd;unge;5;6\nSyd;gamle;7;8\n"
LATER = "sted;gruppe;2019;2020;2021\nNord;unge;1;x;2\nNord;gamle;3;4;*\nSyd;unge;5;6;7\n"


def shape_of(path: Path, text: str) -> Shape:
    return recognise(open_file(written(path / "tal.csv", text))[1][0]).shape


def test_a_shape_survives_being_stored(tmp_path: Path) -> None:
    shape = shape_of(tmp_path, FIRST).corrected(marks={"x": "M"}, constants={"indicator": "ledige"})
    assert shape_from_json(json.loads(json.dumps(shape.to_json()))) == shape


def test_a_later_file_with_more_periods_has_the_same_signature(tmp_path: Path) -> None:
    assert shape_of(tmp_path, FIRST).signature == shape_of(tmp_path, LATER).signature
    other = FIRST.replace("gruppe", "køn")
    assert shape_of(tmp_path, FIRST).signature != shape_of(tmp_path, other).signature


def test_answers_are_remembered_and_only_what_is_new_is_asked(tmp_path: Path) -> None:
    first = shape_of(tmp_path, FIRST).corrected(
        roles={1: "category"}, names={1: "Alder"}, marks={"x": "M"}, chosen={"Alder": "unge"}
    )
    later = recognise(open_file(written(tmp_path / "tal.csv", LATER))[1][0])
    assert [note.text for note in later.questions] == ["x", "*"]
    laid = apply_remembered(json.loads(json.dumps(remembered(first))), later.shape)
    assert (laid.columns[1].role, laid.columns[1].name) == ("category", "Alder")
    assert [column.role for column in laid.columns[2:]] == ["value"] * 3
    assert laid.chosen == {"Alder": "unge"}
    assert [note.text for note in later.questions if note.text not in laid.marks] == ["*"]


def test_the_period_or_area_of_one_file_is_not_laid_over_the_next(tmp_path: Path) -> None:
    said = {"period": "2023", "area": "Nord", "indicator": "ledige"}
    first = shape_of(tmp_path, FIRST).corrected(constants=said)
    kept = json.loads(json.dumps(remembered(first)))
    assert apply_remembered(kept, shape_of(tmp_path, LATER)).constants == {"indicator": "ledige"}
    older = {**kept, "constants": said}  # as it was remembered before
    assert apply_remembered(older, shape_of(tmp_path, LATER)).constants == {"indicator": "ledige"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("sted;år;værdi\nNord;2019;1.234\n", "ask_decimal"),
        ("sted;år;værdi\nNord;2019;1,5\nSyd;2019;1.5\n", "mixed_decimals"),
        ("sted;år;værdi\nNord;2018/19;1\n", "ask_split_year"),
        ("sted;år;værdi\nNord;1.2.2019;1\n", "ask_date"),
        ("sted;værdi\nNord;1\n", "no_period_column"),
        ("år;værdi\n2019;1\n", "no_area_column"),
    ],
)
def test_what_only_a_person_can_tell_is_asked(text: str, code: str, tmp_path: Path) -> None:
    found = recognise(open_file(written(tmp_path / "tal.csv", text))[1][0])
    assert [note.code for note in found.questions] == [code]


@given(st.integers(min_value=0, max_value=16_383))
def test_columns_have_the_letters_of_a_spreadsheet(place: int) -> None:
    assert place_of(letters(place)) == place
    assert (letters(0), letters(25), letters(26), letters(16_383)) == ("A", "Z", "AA", "XFD")
