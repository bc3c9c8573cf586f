"""Do the parts give the whole?"""

from __future__ import annotations

from decimal import Decimal

import pytest

from indicators.rules.sums import Difference, counted, difference
from indicators.rules.values import Figure

D = Decimal


@pytest.mark.parametrize(
    ("parts", "whole", "wrong"),
    [
        ([D(4), D(6)], D(10), None),
        ([D(4), D(7)], D(10), Difference(D(11), D(10))),
        ([D(4), D(5)], D(10), Difference(D(9), D(10))),
        ([D(4), None], D(10), None),
        ([D(11), None], D(10), Difference(D(11), D(10))),
        ([None, None], D(10), None),
        ([], D(10), None),
        ([D(4)], None, None),
    ],
)
def test_parts_are_wrong_where_they_cannot_give_the_whole(parts, whole, wrong) -> None:
    assert difference(parts, whole) == wrong


def test_what_can_be_added_up_is_a_count() -> None:
    assert counted(Figure(numerator=D(3), denominator=D(9)), "share") == 3
    assert counted(Figure(value=D(68)), "share") is None
    assert counted(Figure(value=D(68)), "count") == 68
    assert counted(Figure(state="missing"), "count") is None
    assert counted(None, "count") is None
