"""Invented parts sum to what they are parts of, and those who stay are the same people."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.rules.composition import ARRIVALS, DEPARTURES, MOVED_IN, MOVED_OUT, STAYED, STAYS
from indicators.services.invented_parts import breakdown, mean_of_years, movers, shared_out

places = st.lists(st.tuples(st.floats(0, 10), st.integers(0, 50)), min_size=1, max_size=5)


@given(places, st.integers(0, 300))
def test_what_is_shared_out_sums_and_fits(rooms, total):
    weights, most = [weight for weight, _room in rooms], [room for _weight, room in rooms]
    if total > sum(most):
        with pytest.raises(ValueError, match="room"):
            shared_out(total, weights, most)
        return
    given_out = shared_out(total, weights, most)
    assert sum(given_out) == total
    assert all(0 <= part <= room for part, room in zip(given_out, most, strict=True))


def test_a_breakdown_sums_to_its_whole():
    whole = {"numerator": 37, "denominator": 412}
    spec = {"women": [0.48, 0.4], "men": [0.52, 1.6]}
    parts = breakdown(whole, spec, random.Random("fast"))
    for name, count in whole.items():
        assert sum(part[name] for part in parts) == count
    assert parts[1]["numerator"] > parts[0]["numerator"]


def test_stayers_are_the_same_people_in_both_years():
    series = [{"numerator": 60, "denominator": 100}, {"numerator": 70, "denominator": 110}]
    first, second = movers(series, {"turnover": 0.1, "moved_in": 0.8, "moved_out": 1.2})
    assert first[DEPARTURES, STAYS]["denominator"] == 90 == second[ARRIVALS, STAYED]["denominator"]
    for parts, pair, whole in (
        (first, ((DEPARTURES, STAYS), (DEPARTURES, MOVED_OUT)), series[0]),
        (second, ((ARRIVALS, STAYED), (ARRIVALS, MOVED_IN)), series[1]),
    ):
        for name in ("numerator", "denominator"):
            assert sum(parts[key][name] for key in pair) == whole[name]


def test_a_mean_of_years_is_the_mean_of_their_shares_and_wants_them_all():
    first, second = {"numerator": 40, "denominator": 100}, {"numerator": 30, "denominator": 300}
    assert mean_of_years([first, second]) == {"value": Decimal("25.0"), "n": 200}
    assert mean_of_years([first, None]) is None
