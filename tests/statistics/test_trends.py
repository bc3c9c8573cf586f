"""Mann-Kendall and Theil-Sen, against scipy, published examples and the slow way."""

from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from indicators.statistics.trends import trend

values = st.lists(st.integers(0, 100), min_size=5, max_size=8)


def score(row):
    return sum(np.sign(later - earlier) for earlier, later in combinations(row, 2))


@pytest.mark.parametrize("periods", [5, 8, 12])
def test_the_probability_agrees_with_scipy_on_random_series(periods):
    rows = np.random.default_rng(1945).normal(size=(10_000, periods))
    found = trend(rows, np.arange(periods), level=0.95)
    exact = {}
    for row, s, p in zip(rows, found.score, found.p, strict=True):
        if s not in exact:  # without ties p depends on S alone
            exact[s] = stats.kendalltau(np.arange(periods), row, method="exact").pvalue
        assert p == pytest.approx(exact[s])


def test_the_slope_agrees_with_scipy_on_random_series():
    rows = np.random.default_rng(1968).normal(size=(10_000, 9))
    years = np.array([2010, 2011, 2012.5, 2013, 2015, 2016, 2017, 2019, 2020])
    found = trend(rows, years, level=0.95)
    for k in range(0, 10_000, 25):
        judge = stats.theilslopes(rows[k], years)
        assert found.slope.estimate[k] == pytest.approx(judge.slope)
        # scipy cuts by a normal approximation; the exact cut is at most one slope away
        slopes = np.sort(
            [
                (rows[k][j] - rows[k][i]) / (years[j] - years[i])
                for i, j in combinations(range(9), 2)
            ]
        )
        mine, theirs = (
            np.searchsorted(slopes, x - 1e-12) for x in (found.slope.lower[k], judge[2])
        )
        assert abs(mine - theirs) <= 1


def test_the_worked_example_of_hollander_and_wolfe():
    # Hollander & Wolfe, Nonparametric Statistical Methods, 8.1: Kendall's K for nine tuna lots,
    # K = 16 with one-sided P = .060
    lightness = [44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1]
    panel = [2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8]
    ordered = [y for _x, y in sorted(zip(lightness, panel, strict=True))]
    found = trend([ordered], range(9), level=0.95)
    assert found.score[0] == 16
    assert found.p[0] / 2 == pytest.approx(0.060, abs=5e-4)


@given(values)
def test_the_probability_is_that_of_all_orders(row):
    row = row[:6]
    found = trend([row], range(len(row)), level=0.95)
    if len(set(row)) == 1:
        assert np.isnan(found.p[0])
        return
    scores = np.array([abs(score(order)) for order in permutations(row)])
    assert found.score[0] == score(row)
    assert found.p[0] == pytest.approx(np.mean(scores >= abs(score(row))))


@pytest.mark.parametrize("level", [0.95, 0.998])
def test_slopes_inside_the_limits_are_those_the_test_does_not_reject(level):
    rng = np.random.default_rng(7)
    years = np.arange(7.0)
    for row in rng.normal(size=(20, 7)):
        found = trend([row], years, level=level).slope
        slopes = np.sort([(row[j] - row[i]) / (j - i) for i, j in combinations(range(7), 2)])
        between = np.concatenate(
            ([slopes[0] - 1], (slopes[1:] + slopes[:-1]) / 2, [slopes[-1] + 1])
        )
        rejected = trend(row - between[:, None] * years, years, level=level).p < 1 - level
        outside = (between < found.lower[0]) | (between > found.upper[0])
        np.testing.assert_array_equal(rejected, outside)


@given(values)
def test_falling_is_the_mirror_image_of_rising(row):
    rising, falling = (
        trend([np.array(row) * sign], range(len(row)), level=0.95) for sign in (1, -1)
    )
    np.testing.assert_array_equal(rising.p, falling.p)
    np.testing.assert_array_equal(rising.score, -falling.score)
    np.testing.assert_array_equal(rising.slope.lower, -falling.slope.upper)


@given(values, st.integers(0, 8))
def test_a_missing_period_is_as_if_it_were_not_there(row, at):
    years = np.arange(len(row) + 1.0)
    place = min(at, len(row))
    holed = np.insert(np.array(row, dtype=float), place, np.nan)
    with_hole = trend([holed], years, level=0.95)
    without = trend([row], np.delete(years, place), level=0.95)
    np.testing.assert_array_equal(with_hole.p, without.p)
    np.testing.assert_array_equal(with_hole.slope.estimate, without.slope.estimate)
    np.testing.assert_array_equal(with_hole.slope.lower, without.slope.lower)


def test_four_periods_are_too_few():
    found = trend([[1.0, 2, 3, 4, np.nan]], range(5), level=0.95)
    assert found.periods.tolist() == [4]
    assert np.isnan(
        [found.score[0], found.p[0], found.slope.estimate[0], found.slope.lower[0]]
    ).all()


@pytest.mark.parametrize("periods", [0, 1, 2])
def test_hardly_any_periods_are_no_error(periods):
    found = trend(np.ones((3, periods)), range(periods), level=0.95)
    assert found.periods.tolist() == [periods] * 3
    assert np.isnan(found.slope.estimate).all()


def test_clear_signs_need_seven_periods():
    for periods, has_limits in ((6, False), (7, True)):
        found = trend([np.arange(periods, dtype=float)], range(periods), level=0.998)
        assert np.isfinite(found.slope.lower[0]) == has_limits
        assert (found.p[0] < 0.002) == has_limits


def test_equal_values_have_slope_zero_and_no_probability():
    found = trend([[3.0] * 6], range(6), level=0.95)
    assert np.isnan(found.p[0])
    assert (found.slope.lower[0], found.slope.estimate[0], found.slope.upper[0]) == (0, 0, 0)


def test_infinity_from_a_file_counts_as_missing():
    found = trend([[1.0, np.inf, 2, 3, 4, 5]], range(6), level=0.95)
    assert found.periods[0] == 5
    assert found.score[0] == 10


def test_the_shape_of_the_series_is_kept():
    found = trend(np.random.default_rng(3).normal(size=(2, 3, 6)), range(6), level=0.95)
    assert found.p.shape == found.slope.upper.shape == found.periods.shape == (2, 3)
