"""Moves and shares: every possible group of movers ends inside the interval that is told."""

from itertools import product

import pytest

from indicators.rules.relocations import Reach, reach


def possible(x, n, movers, *, leaving):
    """All shares after a move, trying every mix of movers outside the base, inside, and counted."""
    for inside in range(movers + 1):
        for counted in range(inside + 1):
            if not leaving:
                yield (x + counted) / (n + inside)
            elif counted <= x and inside - counted <= n - x and inside < n:
                yield (x - counted) / (n - inside)


@pytest.mark.parametrize("leaving", [True, False])
def test_the_interval_is_exactly_what_can_happen(leaving):
    for n, movers in product(range(1, 9), range(6)):
        for x in range(n + 1):
            found = reach(x, n, movers, leaving=leaving)
            if leaving and movers >= n:
                assert found is None
                continue
            shares = [100 * share for share in possible(x, n, movers, leaving=leaving)]
            assert found == Reach(
                pytest.approx(100 * x / n), pytest.approx(min(shares)), pytest.approx(max(shares))
            )


@pytest.mark.parametrize(
    ("x", "n", "movers", "leaving", "expected"),
    [
        (400, 1000, 100, False, (400 / 11, 500 / 11)),
        (400, 1000, 100, True, (300 / 9, 400 / 9)),
        (50, 1000, 100, True, (0.0, 50 / 9)),
        (980, 1000, 100, True, (880 / 9, 100.0)),
        (400, 1000, 0, True, (40.0, 40.0)),
    ],
)
def test_by_hand(x, n, movers, leaving, expected):
    found = reach(x, n, movers, leaving=leaving)
    assert (found.lower, found.upper) == pytest.approx(expected)
    assert found.now == pytest.approx(100 * x / n)


@pytest.mark.parametrize(("x", "n", "movers"), [(1, 0, 1), (-1, 10, 1), (11, 10, 1), (1, 10, -1)])
def test_what_makes_no_sense_has_no_answer(x, n, movers):
    assert reach(x, n, movers, leaving=False) is None


@pytest.mark.parametrize(
    ("threshold", "is_upwards", "expected"),
    [(45.0, True, False), (44.0, True, True), (39.0, True, False), (35.0, False, True),
     (33.0, False, False), (41.0, False, False)],
)  # fmt: skip
def test_whether_a_threshold_may_be_passed(threshold, is_upwards, expected):
    assert Reach(40.0, 100 / 3, 400 / 9).may_pass(threshold, is_upwards=is_upwards) is expected
