"""Where the course so far would end, against scipy's line and its limits."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from indicators.statistics.projections import project
from indicators.statistics.trends import trend

SERIES = 10_000
YEARS = np.arange(2015, 2025.0)
percents = st.lists(st.integers(0, 1000).map(lambda x: x / 10), min_size=5, max_size=9)


def test_the_line_agrees_with_scipy_on_random_series():
    rows = np.random.default_rng(2030).normal(50, 3, size=(SERIES, len(YEARS)))
    found = project(rows, YEARS, 2030)
    for k in range(SERIES):
        judge = stats.theilslopes(rows[k], YEARS)  # the line through both medians
        assert found.at95.estimate[k] == pytest.approx(judge.intercept + judge.slope * 2030)


def test_the_limit_lines_go_through_the_same_point():
    rows = np.random.default_rng(3).normal(50, 3, size=(20, len(YEARS)))
    found, slope = project(rows, YEARS, 2030), trend(rows, YEARS)
    for ends, lines in ((found.at95, slope.at95), (found.at998, slope.at998)):
        np.testing.assert_allclose(ends.lower, found.level + lines.lower * (2030 - found.time))
        np.testing.assert_allclose(ends.upper, found.level + lines.upper * (2030 - found.time))


def test_by_hand():
    # rises of 1, 1, 1, 3 a year: median line through (2022, 3) with slope 1, upper limit slope 3
    found = project([[1, 2, 3, 4, 7]], range(2020, 2025), 2030)
    assert found.at95.estimate.tolist() == [11]
    assert (found.at95.lower[0], found.at95.upper[0]) == (11, 27)
    assert np.isnan(found.at998.lower[0]), "five periods never reach 99.8 %"


def test_shares_end_between_none_and_all():
    found = project([[70, 78, 85, 91, 96.0], [9, 7, 5, 3, 1.0]], range(5), 20, bounds=(0, 100))
    assert found.at95.estimate.tolist() == [100, 0]


@given(percents)
def test_a_share_and_its_complement_end_in_mirrored_places(row):
    share = project([row], range(len(row)), 15, bounds=(0, 100))
    other = project([[100 - value for value in row]], range(len(row)), 15, bounds=(0, 100))
    np.testing.assert_allclose(share.at95.estimate, 100 - other.at95.estimate, atol=1e-9)
    np.testing.assert_allclose(share.at95.lower, 100 - other.at95.upper, atol=1e-9)
    np.testing.assert_allclose(share.at95.upper, 100 - other.at95.lower, atol=1e-9)


@given(percents, st.integers(0, 8))
def test_a_missing_period_changes_nothing(row, at):
    years, place = np.arange(len(row) + 1.0), min(at, len(row))
    holed = project([np.insert(np.array(row), place, np.nan)], years, 15)
    without = project([row], np.delete(years, place), 15)
    np.testing.assert_array_equal(holed.at95.lower, without.at95.lower)
    np.testing.assert_array_equal(holed.at95.estimate, without.at95.estimate)


@given(st.permutations(range(6)), st.floats(0.001, 1000))
def test_the_order_of_areas_and_the_unit_do_not_matter(order, unit):
    rows = np.random.default_rng(1).normal(size=(6, 8))
    found, other = project(rows, range(8), 12), project(rows[order] * unit, range(8), 12)
    np.testing.assert_allclose(found.at95.upper[order] * unit, other.at95.upper, rtol=1e-9)


@pytest.mark.parametrize(
    ("row", "due"),
    [
        ([1, 2, 3, 4.0], 2030),
        ([1, 2, 3, 4, np.nan], 2030),
        ([1, 2, 3, 4, 5.0], 2024),
        ([1, 2, 3, 4, 5.0], 2020),
        ([], 2030),
        ([np.nan] * 5, 2030),
    ],
)
def test_too_few_periods_or_no_time_left_give_no_projection(row, due):
    found = project([row], 2020.0 + np.arange(len(row)), due)
    assert np.isnan([found.at95.estimate[0], found.at95.lower[0], found.at998.upper[0]]).all()


def test_equal_values_go_straight_on():
    found = project([[3.0] * 6], range(6), 20)
    assert (found.at95.lower[0], found.at95.estimate[0], found.at95.upper[0]) == (3, 3, 3)
