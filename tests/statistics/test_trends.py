"""Mann-Kendall and Theil-Sen, against scipy, published examples and the slow way."""

from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from indicators.statistics import trends
from indicators.statistics.trends import trend

values = st.lists(st.integers(0, 100), min_size=5, max_size=8)


def score(row):
    return sum(np.sign(later - earlier) for earlier, later in combinations(row, 2))


@pytest.mark.parametrize("decimals", [12, 1, 0], ids=["no ties", "some ties", "many ties"])
@pytest.mark.parametrize("periods", [5, 8, 12])
def test_the_score_agrees_with_scipy_on_random_series(periods, decimals):
    rows = np.random.default_rng(1945).normal(size=(10_000, periods)).round(decimals)
    found = trend(rows, np.arange(periods))
    pairs = [np.sign(rows[:, j] - rows[:, i]) for i, j in combinations(range(periods), 2)]
    np.testing.assert_array_equal(found.score, sum(pairs))
    for k in range(0, 10_000, 100):
        tau = stats.kendalltau(np.arange(periods), rows[k]).statistic
        if np.isfinite(tau):
            assert np.sign(tau) == np.sign(found.score[k])


@pytest.mark.parametrize("periods", [5, 8, 12])
def test_the_probability_agrees_with_scipy_on_random_series(periods):
    rows = np.random.default_rng(1945).normal(size=(10_000, periods))
    found = trend(rows, np.arange(periods))
    exact = {}
    for row, s, p in zip(rows, found.score, found.p, strict=True):
        if s not in exact:  # without ties p depends on S alone
            exact[s] = stats.kendalltau(np.arange(periods), row, method="exact").pvalue
        assert p == pytest.approx(exact[s])


def test_with_ties_the_probability_agrees_with_all_orders_on_random_series():
    rows = np.random.default_rng(1970).integers(0, 4, size=(10_000, 6)).astype(float)
    found = trend(rows, np.arange(6))
    judged = {}
    for row, s, p in zip(rows, found.score, found.p, strict=True):
        pattern = tuple(sorted(np.unique(row, return_counts=True)[1]))
        if pattern not in judged:
            values = np.repeat(np.arange(len(pattern)), pattern)
            judged[pattern] = np.abs([score(order) for order in permutations(values)])
        if len(pattern) == 1:
            assert np.isnan(p)
        else:
            assert p == pytest.approx(np.mean(judged[pattern] >= abs(s)))


def test_the_slope_agrees_with_scipy_on_random_series():
    rows = np.random.default_rng(1968).normal(size=(10_000, 9))
    years = np.array([2010, 2011, 2012.5, 2013, 2015, 2016, 2017, 2019, 2020])
    found = trend(rows, years).at95
    i, j = np.array(list(combinations(range(9), 2))).T
    slopes = np.sort((rows[:, j] - rows[:, i]) / (years[j] - years[i]), axis=1)
    for k in range(10_000):
        judge = stats.theilslopes(rows[k], years)
        assert found.estimate[k] == pytest.approx(judge.slope)
        # scipy cuts by a normal approximation; the exact cut is at most one slope away
        for mine, theirs in ((found.lower[k], judge[2]), (found.upper[k], judge[3])):
            places = np.searchsorted(slopes[k], (mine - 1e-12, theirs - 1e-12))
            assert abs(places[0] - places[1]) <= 1


@pytest.mark.parametrize(
    ("periods", "one_sided"),
    [  # Mann-Kendall's table as in Gilbert, Statistical Methods for Environmental Pollution
        # Monitoring (1987), table A18: S and P(at least S)
        (5, {0: 0.592, 2: 0.408, 4: 0.242, 6: 0.117, 8: 0.042, 10: 0.0083}),
        (8, {8: 0.199, 12: 0.089, 14: 0.054, 16: 0.031, 18: 0.016, 20: 0.0071, 22: 0.0028}),
        (9, {16: 0.060, 18: 0.038, 20: 0.022, 22: 0.012, 24: 0.0063, 26: 0.0029}),
    ],
)
def test_the_probabilities_are_those_of_gilberts_table(periods, one_sided):
    for s, probability in one_sided.items():
        found = trend([with_score(periods, s)], range(periods))
        assert found.score[0] == s
        if s:
            assert found.p[0] / 2 == pytest.approx(probability, abs=6e-4)


def with_score(periods, s):
    """An order of so many values with this score: the last value moved forward, again and again."""
    row, falling = list(range(periods)), (periods * (periods - 1) // 2 - s) // 2
    at = 0
    while falling:
        steps = min(falling, periods - 1 - at)
        row.insert(at, row.pop(at + steps))
        falling -= steps
        at += 1
    return [float(value) for value in row]


def test_the_worked_example_of_theils_slope():
    # Hollander & Wolfe, Nonparametric Statistical Methods, example 9.1 (cloud seeding): C = -6 with
    # one-sided P = .117, slope -.056
    found = trend([[1.26, 1.27, 1.12, 1.16, 1.03]], [1, 2, 3, 4, 5])
    assert found.score[0] == -6
    assert found.p[0] / 2 == pytest.approx(0.117, abs=5e-4)
    assert found.at95.estimate[0] == pytest.approx(-0.056, abs=5e-4)


def test_the_worked_example_of_hollander_and_wolfe():
    # Hollander & Wolfe, Nonparametric Statistical Methods, 8.1: Kendall's K for nine tuna lots,
    # K = 16 with one-sided P = .060
    lightness = [44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1]
    panel = [2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8]
    ordered = [y for _x, y in sorted(zip(lightness, panel, strict=True))]
    found = trend([ordered], range(9))
    assert found.score[0] == 16
    assert found.p[0] / 2 == pytest.approx(0.060, abs=5e-4)


@given(values)
def test_the_probability_is_that_of_all_orders(row):
    row = row[:6]
    found = trend([row], range(len(row)))
    if len(set(row)) == 1:
        assert np.isnan(found.p[0])
        return
    scores = np.array([abs(score(order)) for order in permutations(row)])
    assert found.score[0] == score(row)
    assert found.p[0] == pytest.approx(np.mean(scores >= abs(score(row))))


@pytest.mark.parametrize(("name", "level"), [("at95", 0.95), ("at998", 0.998)])
def test_slopes_inside_the_limits_are_those_the_test_does_not_reject(name, level):
    rng = np.random.default_rng(7)
    years = np.arange(7.0)
    for row in rng.normal(size=(20, 7)):
        found = getattr(trend([row], years), name)
        slopes = np.sort([(row[j] - row[i]) / (j - i) for i, j in combinations(range(7), 2)])
        between = np.concatenate(
            ([slopes[0] - 1], (slopes[1:] + slopes[:-1]) / 2, [slopes[-1] + 1])
        )
        rejected = trend(row - between[:, None] * years, years).p < 1 - level
        outside = (between < found.lower[0]) | (between > found.upper[0])
        np.testing.assert_array_equal(rejected, outside)


@given(values)
def test_falling_is_the_mirror_image_of_rising(row):
    rising, falling = (trend([np.array(row) * sign], range(len(row))) for sign in (1, -1))
    np.testing.assert_array_equal(rising.p, falling.p)
    np.testing.assert_array_equal(rising.score, -falling.score)
    np.testing.assert_array_equal(rising.at95.lower, -falling.at95.upper)


@given(values, st.integers(0, 8))
def test_a_missing_period_is_as_if_it_were_not_there(row, at):
    years = np.arange(len(row) + 1.0)
    place = min(at, len(row))
    holed = np.insert(np.array(row, dtype=float), place, np.nan)
    with_hole = trend([holed], years)
    without = trend([row], np.delete(years, place))
    np.testing.assert_array_equal(with_hole.p, without.p)
    np.testing.assert_array_equal(with_hole.at95.estimate, without.at95.estimate)
    np.testing.assert_array_equal(with_hole.at95.lower, without.at95.lower)


def test_four_periods_are_too_few():
    found = trend([[1.0, 2, 3, 4, np.nan]], range(5))
    assert found.periods.tolist() == [4]
    assert np.isnan([found.score[0], found.p[0], found.at95.estimate[0], found.at95.lower[0]]).all()


@pytest.mark.parametrize("periods", [0, 1, 2])
def test_hardly_any_periods_are_no_error(periods):
    found = trend(np.ones((3, periods)), range(periods))
    assert found.periods.tolist() == [periods] * 3
    assert np.isnan(found.at95.estimate).all()


def test_clear_signs_need_seven_periods():
    for periods, has_limits in ((6, False), (7, True)):
        found = trend([np.arange(periods, dtype=float)], range(periods))
        assert np.isfinite(found.at998.lower[0]) == has_limits
        assert (found.p[0] < 0.002) == has_limits


def test_equal_values_have_slope_zero_and_no_probability():
    found = trend([[3.0] * 6], range(6))
    assert np.isnan(found.p[0])
    assert (found.at95.lower[0], found.at95.estimate[0], found.at95.upper[0]) == (0, 0, 0)


def test_infinity_from_a_file_counts_as_missing():
    found = trend([[1.0, np.inf, 2, 3, 4, 5]], range(6))
    assert found.periods[0] == 5
    assert found.score[0] == 10


def test_the_shape_of_the_series_is_kept():
    found = trend(np.random.default_rng(3).normal(size=(2, 3, 6)), range(6))
    assert found.p.shape == found.at95.upper.shape == found.periods.shape == (2, 3)


def test_series_may_have_dates_of_their_own():
    rows = np.random.default_rng(5).normal(size=(4, 6))
    years = np.sort(np.random.default_rng(6).uniform(2010, 2020, size=(4, 6)), axis=1)
    together = trend(rows, years)
    for k in range(4):
        alone = trend(rows[k], years[k])
        assert together.at95.lower[k] == alone.at95.lower
        assert together.p[k] == alone.p


def test_many_series_in_portions_answer_as_one_by_one(monkeypatch):
    rows = np.random.default_rng(9).normal(size=(50, 7)).round(1)
    whole = trend(rows, range(7))
    monkeypatch.setattr(trends, "_PORTION", 21 * 8)
    parted = trend(rows, range(7))
    np.testing.assert_array_equal(whole.p, parted.p)
    np.testing.assert_array_equal(whole.at998.upper, parted.at998.upper)


@given(st.permutations(range(8)), st.floats(0.001, 1000), st.integers(0, 100))
def test_the_order_of_areas_and_the_unit_do_not_matter(order, unit, seed):
    rows = np.random.default_rng(seed).integers(0, 50, size=(8, 7)).astype(float)
    found, other = trend(rows, range(7)), trend(rows[order] * unit, range(7))
    np.testing.assert_array_equal(found.p[order], other.p)
    np.testing.assert_allclose(found.at95.lower[order] * unit, other.at95.lower, rtol=1e-9)
