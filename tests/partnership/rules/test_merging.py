"""Two texts from one reading: whatever either wrote stands in the proposal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.rules.merging import Marks, has_marks, merge

MARKS = Marks("<<", "==", ">>")
LINES = st.lists(st.sampled_from(["a", "b", "c", "", "d e"]), max_size=8).map("\n".join)


def merged(base: str, stored: str, typed: str) -> tuple[str, bool]:
    found = merge(base, stored=stored, typed=typed, marks=MARKS)
    return found.text, found.has_conflict


@pytest.mark.parametrize(
    ("base", "stored", "typed", "text"),
    [
        ("a\nb\nc", "A\nb\nc", "a\nb\nC", "A\nb\nC"),
        ("a\nb", "a\nb\nny", "først\na\nb", "først\na\nb\nny"),
        ("a\nb\nc", "a\nc", "a\nb\nc\nd", "a\nc\nd"),
        ("a", "a", "b", "b"),
        ("a", "b", "a", "b"),
        ("a", "b", "b", "b"),
        ("", "", "ny", "ny"),
    ],
)
def test_changes_in_different_places_stand_side_by_side(base, stored, typed, text):
    assert merged(base, stored, typed) == (text, False)


def test_changes_of_the_same_place_stand_between_marks():
    text, has_conflict = merged("a\nb\nc", "a\nB1\nc", "a\nB2\nc")
    assert has_conflict
    assert text == "a\n<<\nB1\n==\nB2\n>>\nc"
    assert has_marks(text, MARKS)
    assert not has_marks("a\nb << c", MARKS)


@given(base=LINES, stored=LINES, typed=LINES)
def test_no_new_word_of_either_is_lost(base, stored, typed):
    text, has_conflict = merged(base, stored, typed)
    lines = text.splitlines()
    for new in (set(stored.splitlines()) | set(typed.splitlines())) - set(base.splitlines()):
        assert new in lines or not new, "an empty line is no word"
    assert has_conflict == has_marks(text, MARKS)


@given(base=LINES, text=LINES)
def test_where_one_changed_nothing_the_others_text_stands(base, text):
    wanted = "\n".join(text.splitlines())
    assert merged(base, text, base) == (wanted, False)
    assert merged(base, base, text) == (wanted, False)
    assert merged(base, text, text) == (wanted, False)
