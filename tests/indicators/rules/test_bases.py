"""Which figures need the number behind them before anything is said of how they move."""

import pytest

from indicators.rules.bases import needs_base


@pytest.mark.parametrize(
    ("kind", "is_stated", "needed"),
    [
        ("share", False, True), ("rate", False, True), ("mean", False, True), ("index", False, True),
        ("index", True, True), ("count", False, False), ("count", True, False),
        ("amount", False, False), ("amount", True, True),
    ],
)  # fmt: skip
def test_a_count_is_its_own_number_and_an_amount_may_be(kind, is_stated, needed):
    assert needs_base(kind, is_stated=is_stated) is needed
