"""Numbers as people write them, Danish and English, and what is none."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.importers.figure_texts import (
    BELOW,
    COMMA,
    COMMA_3,
    DOT,
    DOT_3,
    MARK,
    WHOLE,
    WORDS,
    plain,
    proposed_meaning,
    way_of,
)

NUMBERS = st.decimals(min_value=-(10**9), max_value=10**9, places=2)


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("12", WHOLE), ("1 234", WHOLE), ("12 %", WHOLE), ("−5", WHOLE),
        ("1.234", DOT_3), ("1,234", COMMA_3),
        ("1.234,5", COMMA), ("12,5", COMMA), ("1.234.567", COMMA), ("0,125", COMMA),
        ("1,234.5", DOT), ("12.5", DOT), ("0.125", DOT), ("1,234,567", DOT), (".5", DOT),
        ("..", MARK), ("-", MARK), ("NA", MARK), ("x", MARK), ("M", MARK), ("*", MARK),
        ("<5", BELOW), ("ca. 5", WORDS), ("1.23.4", WORDS), ("1E5", WORDS),
    ],
)  # fmt: skip
def test_each_way_of_writing_is_known(text: str, way: str) -> None:
    assert way_of(text) == way


@given(NUMBERS)
def test_a_number_written_in_either_way_is_read_back_exactly(number: Decimal) -> None:
    english = f"{number:,.2f}"
    danish = english.translate(str.maketrans(",.", ".,"))
    assert Decimal(plain(english, ".")) == number
    assert Decimal(plain(danish, ",")) == number


@given(NUMBERS)
def test_a_decimal_sign_that_is_not_the_columns_is_never_read(number: Decimal) -> None:
    with pytest.raises(ValueError, match=r"."):
        plain(f"{number:.2f}", ",")


def test_what_may_be_thousands_or_decimals_needs_the_columns_sign() -> None:
    with pytest.raises(ValueError, match="1.234"):
        plain("1.234", "")
    assert (plain("1.234", ","), plain("1.234", ".")) == ("1234", "1.234")
    assert (plain("1,234", ","), plain("1,234", ".")) == ("1.234", "1234")


def test_a_percent_sign_stays_and_spaces_go() -> None:
    assert plain("12,5 %", ",") == "12.5%"
    assert plain("1\u00a0234", "") == "1234"
    assert plain("−.5", "") == "-0.5"


def test_marks_mean_what_their_source_documents_and_are_asked_about_else() -> None:
    assert proposed_meaning("-", is_statbank=True) == "0"
    assert proposed_meaning("-", is_statbank=False) == ""
    assert proposed_meaning("..", is_statbank=False) == "M"
    assert proposed_meaning("<5", is_statbank=False) == "<5"
