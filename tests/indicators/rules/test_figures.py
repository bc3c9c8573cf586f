"""How numbers are written."""

from __future__ import annotations

import pytest

from indicators.rules.figures import DANISH, ENGLISH, style_of


@pytest.mark.parametrize(
    ("value", "decimals", "danish", "english"),
    [
        (1234.5, 1, "1.234,5", "1,234.5"),
        (-2.84, 1, "−2,8", "−2.8"),
        (-0.04, 1, "0,0", "0.0"),
        (1500000, 0, "1.500.000", "1,500,000"),
        (0, 0, "0", "0"),
    ],
)
def test_a_number_in_two_languages(value: float, decimals: int, danish: str, english: str) -> None:
    assert DANISH.plain(value, decimals) == danish
    assert ENGLISH.plain(value, decimals) == english


def test_signs_sizes_and_intervals() -> None:
    assert DANISH.signed(3.0, 1) == "+3,0"
    assert DANISH.signed(-3.0, 1) == "−3,0"
    assert DANISH.signed(0.01, 1) == "0,0"
    assert DANISH.size(-12.44, 1) == "12,4"
    assert DANISH.interval(-2.8, 5.4, 1) == "−2,8 til 5,4"
    assert DANISH.interval(-2.62, -0.03, 1) == "−2,6 til −0,03"  # it leaves out 0, and looks so
    assert DANISH.interval(0.004, 5.4, 1) == "0,004 til 5,4"
    assert DANISH.interval(0.0004, 5.4, 1) == "0,0 til 5,4"
    assert DANISH.interval(-0.03, 5.4, 1) == "0,0 til 5,4"
    assert DANISH.interval(0.0, 5.4, 1) == "0,0 til 5,4"
    assert style_of("en-gb") is ENGLISH
    assert style_of("da") is DANISH


def test_halves_are_rounded_up_as_they_are_written():
    assert DANISH.plain(3.25, 1) == "3,3"
    assert DANISH.plain(-2.675, 2) == "−2,68"
    assert DANISH.plain(1234567.5) == "1.234.568"
    assert DANISH.plain(0.04, 1) == "0,0"
