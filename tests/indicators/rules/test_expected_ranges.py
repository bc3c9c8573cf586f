"""A figure that is not as expected raises a question, never an error."""

import pytest

from indicators.rules.expected_ranges import Range, is_unexpected


@pytest.mark.parametrize(
    ("value", "expected", "answer"),
    [
        (20.0, Range(20, 30), False),
        (30.0, Range(20, 30), False),
        (30.1, Range(20, 30), True),
        (19.9, Range(20, 30), True),
        (99.0, None, False),
        (None, Range(20, 30), False),
        (float("nan"), Range(20, 30), False),
    ],
)
def test_only_what_lies_outside_is_asked_about(value, expected, answer):
    assert is_unexpected(value, expected) is answer
