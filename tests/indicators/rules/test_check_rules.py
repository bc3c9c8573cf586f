"""Rules between indicators, on plain numbers."""

from decimal import Decimal

from indicators.rules.check_rules import AT_MOST, EQUALS, holds

ONE, TWO, THREE = Decimal(1), Decimal(2), Decimal(3)


def test_at_most_each_of_the_others() -> None:
    assert holds(AT_MOST, TWO, [TWO, THREE])
    assert not holds(AT_MOST, THREE, [TWO, None])
    assert holds(AT_MOST, None, [ONE])


def test_equal_to_their_sum_when_all_are_known() -> None:
    assert holds(EQUALS, THREE, [ONE, TWO])
    assert not holds(EQUALS, TWO, [ONE, TWO])
    assert holds(EQUALS, TWO, [ONE, None])
