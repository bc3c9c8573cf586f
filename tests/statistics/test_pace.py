"""Actual against required change per year."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.statistics import pace
from indicators.statistics.intervals import Interval

YEARS = {"start": 2020, "now": 2024, "due": 2030}
levels = st.integers(0, 1000).map(lambda tenths: tenths / 10)


def change(estimate, lower=np.nan, upper=np.nan):
    return Interval(*(np.asarray(x, dtype=float) for x in (estimate, lower, upper)))


def test_half_the_way_at_the_pace_required():
    found = pace.straight(50, change(4, 1, 7), 60, **YEARS)
    assert float(found.required) == 1
    assert float(found.actual) == 1
    assert float(found.ratio.estimate) == 1
    assert (float(found.ratio.lower), float(found.ratio.upper)) == (0.25, 1.75)
    assert float(found.from_now) == 1


def test_a_target_below_turns_the_limits_round():
    found = pace.straight(40, change(-2, -5, 1), 30, **YEARS)
    assert float(found.ratio.estimate) == 0.5
    assert (float(found.ratio.lower), float(found.ratio.upper)) == (-0.25, 1.25)
    assert float(found.from_now) == pytest.approx(-8 / 6)


@given(first=levels, now=levels, goal=levels)
def test_complements_have_the_same_pace(first, now, goal):
    one = pace.straight(first, change(now - first), goal, **YEARS)
    other = pace.straight(100 - first, change(first - now), 100 - goal, **YEARS)
    np.testing.assert_allclose(one.ratio.estimate, other.ratio.estimate, rtol=1e-9, atol=1e-9)


@given(unit=st.floats(0.001, 1000))
def test_the_unit_does_not_matter(unit):
    for method in (pace.straight, pace.compound):
        one = method(50, change(4, 1, 7), 60, **YEARS)
        other = method(50 * unit, change(4 * unit, unit, 7 * unit), 60 * unit, **YEARS)
        np.testing.assert_allclose(one.ratio.lower, other.ratio.lower, rtol=1e-6)


def test_a_target_equal_to_the_baseline_has_no_ratio():
    for method in (pace.straight, pace.compound):
        found = method(50, change(4, 1, 7), 50, **YEARS)
        assert np.isnan([found.ratio.estimate, found.ratio.lower, found.ratio.upper]).all()


def test_no_time_passed_or_left_gives_no_rate():
    early = pace.straight(50, change(0), 60, start=2020, now=2020, due=2030)
    assert np.isnan(early.ratio.estimate)
    late = pace.straight(50, change(5), 60, start=2020, now=2031, due=2030)
    assert np.isnan(late.from_now)
    assert float(late.ratio.estimate) == pytest.approx(5 / 11)


def test_amounts_grow_by_percent():
    # 200 → 242 in two years is 10 % a year; 200 → 200 · 1.1⁵ in five years as well
    found = pace.compound(200, change(42, 20, 60), 200 * 1.1**5, start=2020, now=2022, due=2025)
    assert float(found.actual) == pytest.approx(0.1)
    assert float(found.required) == pytest.approx(0.1)
    assert float(found.from_now) == pytest.approx(0.1)
    assert float(found.ratio.estimate) == pytest.approx(1)
    assert float(found.ratio.lower) == pytest.approx((1.1**0.5 - 1) / 0.1)
    assert float(found.ratio.upper) == pytest.approx((1.3**0.5 - 1) / 0.1)


@pytest.mark.parametrize(("first", "moved", "goal"), [(0, 5, 10), (5, -5, 10), (5, 1, 0)])
def test_growth_from_or_to_nothing_has_no_rate(first, moved, goal):
    found = pace.compound(first, change(moved, moved - 1, moved + 1), goal, **YEARS)
    assert np.isnan([found.ratio.estimate, found.ratio.lower, found.ratio.upper]).all()


def test_a_limit_below_nothing_counts_as_nothing():
    found = pace.compound(10, change(1, -12, 14), 20, **YEARS)
    assert float(found.ratio.lower) == pytest.approx(-1 / (2**0.1 - 1))


def test_random_series_answer_as_the_formula_written_out():
    rng = np.random.default_rng(4)
    first, goal = rng.uniform(10, 90, (2, 10_000))
    moved, half = rng.uniform(-40, 40, 10_000), rng.uniform(0.1, 5, 10_000)
    straight = pace.straight(first, change(moved, moved - half, moved + half), goal, **YEARS)
    compound = pace.compound(first, change(moved, moved - half, moved + half), goal, **YEARS)
    for k, (y0, y2, d, h) in enumerate(zip(first, goal, moved, half, strict=True)):
        required = (y2 - y0) / 10
        judged = sorted(((d - h) / 4 / required, (d + h) / 4 / required))
        assert straight.ratio.estimate[k] == pytest.approx(d / 4 / required)
        assert [straight.ratio.lower[k], straight.ratio.upper[k]] == pytest.approx(judged)
        assert straight.from_now[k] == pytest.approx((y2 - y0 - d) / 6)
        if y0 + d > 0:
            growth = ((y0 + d) / y0) ** (1 / 4) - 1
            assert compound.actual[k] == pytest.approx(growth)
            assert compound.ratio.estimate[k] == pytest.approx(growth / ((y2 / y0) ** 0.1 - 1))
            assert compound.from_now[k] == pytest.approx((y2 / (y0 + d)) ** (1 / 6) - 1)
        else:
            assert np.isnan(compound.ratio.estimate[k])
