"""The change of a gap, against the four-figure formula written out and against simulation."""

import numpy as np
import pytest

from indicators.statistics import differences, gaps, intervals

SERIES = 10_000


def test_the_change_has_the_limits_of_a_sum_of_four_figures():
    # Zou, Huang & Zhang (2009), Computational Statistics & Data Analysis 53, 1080-1085, formula
    # for Σ cᵢθᵢ with c = (1, -1, -1, 1): latest area, latest rest, first area, first rest.
    area0, rest0, area1, rest1 = four_shares(seed=2008)
    found = gaps.gap_change(differences.newcombe(area0, rest0), differences.newcombe(area1, rest1))
    below = np.sqrt(
        (area1.estimate - area1.lower) ** 2
        + (rest1.upper - rest1.estimate) ** 2
        + (area0.upper - area0.estimate) ** 2
        + (rest0.estimate - rest0.lower) ** 2
    )
    above = np.sqrt(
        (area1.upper - area1.estimate) ** 2
        + (rest1.estimate - rest1.lower) ** 2
        + (area0.estimate - area0.lower) ** 2
        + (rest0.upper - rest0.estimate) ** 2
    )
    change = area1.estimate - rest1.estimate - area0.estimate + rest0.estimate
    np.testing.assert_allclose(found.estimate, change, atol=1e-12)
    np.testing.assert_allclose(found.lower, change - below, atol=1e-12)
    np.testing.assert_allclose(found.upper, change + above, atol=1e-12)


def test_by_hand():
    # gap 0: 15 points (12 to 19); gap 1: 12 points (8 to 15)
    before = intervals.Interval(*map(np.array, (15.0, 12.0, 19.0)))
    after = intervals.Interval(*map(np.array, (12.0, 8.0, 15.0)))
    found = gaps.gap_change(before, after)
    assert float(found.estimate) == -3
    assert float(found.lower) == pytest.approx(-3 - (16 + 16) ** 0.5)
    assert float(found.upper) == pytest.approx(-3 + (9 + 9) ** 0.5)


@pytest.mark.parametrize("true_change", [0.0, -0.05])
def test_the_interval_covers_the_truth_about_as_often_as_it_says(true_change):
    rng = np.random.default_rng(27)
    shares = [(0.42, 700), (0.25, 9000), (0.42 + true_change, 720), (0.25, 9100)]
    figures = [intervals.wilson(rng.binomial(n, p, SERIES), n, level=0.95) for p, n in shares]
    found = gap_change(figures)
    covered = np.mean((found.lower <= true_change) & (found.upper >= true_change))
    assert 0.94 < covered < 0.96


def test_the_absolute_gap_can_shrink_while_the_ratio_grows():
    figures = [
        intervals.wilson(x, n, level=0.95)
        for x, n in ((4000, 10000), (2000, 10000), (2000, 10000), (500, 10000))
    ]
    assert gap_change(figures).upper < 0
    before, after = (differences.ratio(*figures[k : k + 2]) for k in (0, 2))
    assert float(before.estimate) == pytest.approx(2)
    assert float(after.estimate) == pytest.approx(4)
    assert after.lower > before.upper


def gap_change(figures):
    """Area and comparator before, area and comparator after."""
    before, after = (differences.newcombe(*figures[k : k + 2]) for k in (0, 2))
    return gaps.gap_change(before, after)


def four_shares(seed):
    rng = np.random.default_rng(seed)
    n = rng.integers(20, 3000, (4, SERIES))
    x = rng.binomial(n, rng.uniform(0, 1, (4, SERIES)))
    return [intervals.wilson(*pair, level=0.95) for pair in zip(x, n, strict=True)]


def test_the_slope_of_a_gap_closes_or_opens_it():
    slope = intervals.Interval(*(np.array([x] * 4) for x in (1.0, -0.5, 2.0)))
    found = gaps.closing(slope, [-15.0, 15.0, 0.0, np.nan])
    np.testing.assert_array_equal(found.estimate, [1.0, -1.0, np.nan, np.nan])
    np.testing.assert_array_equal(found.lower, [-0.5, -2.0, np.nan, np.nan])
    np.testing.assert_array_equal(found.upper, [2.0, 0.5, np.nan, np.nan])
