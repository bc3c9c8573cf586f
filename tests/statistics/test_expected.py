"""The range expected of a figure that is left out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep

from indicators.statistics import intervals
from indicators.statistics.expected import expected

SERIES = 10_000


def test_history_agrees_with_scipy_on_random_series_with_each_figure_left_out():
    rows = np.random.default_rng(1974).normal(50, 4, size=(SERIES, 6))
    found = expected(rows)
    for column in range(6):
        others = np.delete(rows, column, axis=1)
        middle = np.median(others, axis=1)
        spread = stats.median_abs_deviation(others, axis=1, scale=1 / 1.4826)
        np.testing.assert_allclose(found.lower[:, column], middle - 3 * spread)
        np.testing.assert_allclose(found.upper[:, column], middle + 3 * spread)
        np.testing.assert_allclose(found.estimate[:, column], middle)


def test_the_previous_figure_agrees_with_newcombes_interval_of_no_difference():
    rng = np.random.default_rng(1998)
    n = rng.integers(20, 2000, SERIES)
    x = rng.binomial(n, rng.uniform(0, 1, SERIES))
    limits = intervals.wilson(np.stack((x, x), axis=1), n[:, None], level=0.998)
    found = expected(limits.estimate, limits)
    lower, upper = confint_proportions_2indep(x, n, x, n, method="newcomb", alpha=0.002)
    np.testing.assert_allclose(found.lower[:, 1], x / n + lower, atol=1e-9)
    np.testing.assert_allclose(found.upper[:, 1], x / n + upper, atol=1e-9)
    assert np.isnan(found.lower[:, 0]).all(), "nothing comes before the first"


def test_by_hand():
    # others of the last: 10, 12, 11, 13; median 11.5, MAD 1
    found = expected([[10, 12, 11, 13, 99.0]])
    assert found.estimate[0, 4] == 11.5
    assert found.upper[0, 4] == pytest.approx(11.5 + 3 * 1.4826)
    assert found.periods[0, 4] == 4


def test_a_figure_is_unexpected_only_when_both_say_so():
    values = [[40.0, 41, 39, 43, 42, 41]]
    limits = intervals.Interval(*(np.array(values) + by for by in (0, -20, 20)))
    found = expected(values, limits)
    assert found.history.upper[0, 5] < found.previous.upper[0, 5] == found.upper[0, 5]
    assert found.upper[0, 0] == found.history.upper[0, 0]


def test_three_other_figures_are_no_history():
    found = expected([[1.0, 3, 2, 5], [1, 3, np.nan, np.inf]])
    assert np.isnan(found.lower).all()
    assert np.isnan(found.estimate).all()


def test_equal_figures_say_nothing_about_how_far_the_next_may_lie():
    assert np.isnan(expected([[3.0] * 6]).upper).all()


def test_an_empty_cell_has_a_range_too():
    found = expected([[10, 12, 11, 13, np.nan]])
    assert np.isfinite(found.lower[0, 4])
    assert np.isnan(found.lower[0, 0]), "three others are too few"


@pytest.mark.parametrize("width", [0, 1])
def test_hardly_any_periods_are_no_error(width):
    assert expected(np.ones((2, width))).lower.shape == (2, width)


def test_shares_are_expected_between_none_and_all():
    limits = intervals.wilson([[1, 0]], [[30, 30]], level=0.998).scaled(100)
    found = expected([[100 / 30, np.nan]], limits, bounds=(0, 100))
    assert found.lower[0, 1] == 0


shares = st.lists(st.integers(0, 1000).map(lambda x: x / 10), min_size=5, max_size=8)


@given(shares)
def test_a_share_and_its_complement_are_mirrored(row):
    one, other = expected([row]), expected([[100 - x for x in row]])
    np.testing.assert_allclose(one.lower, 100 - other.upper, atol=1e-9)
    np.testing.assert_array_equal(one.periods, other.periods)


@given(shares, st.integers(0, 8))
def test_a_missing_period_changes_nothing(row, at):
    place = min(at, len(row))
    holed = np.insert(np.array(row), place, np.nan)
    one, other = expected([row]), expected([holed])
    np.testing.assert_array_equal(one.upper, np.delete(other.upper, place, axis=1))


@given(st.permutations(range(5)), st.floats(0.001, 1000))
def test_the_order_of_areas_and_the_unit_do_not_matter(order, unit):
    rows = np.random.default_rng(8).normal(size=(5, 7))
    one, other = expected(rows), expected(rows[order] * unit)
    np.testing.assert_allclose(one.lower[order] * unit, other.lower, rtol=1e-9)
