"""Difference-in-differences on gap series: judges, worked examples, simulation and mirror images."""

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats
from statsmodels.stats.power import TTestIndPower

from indicators.rules.contribution import ALARMS_OF_T
from indicators.statistics.contribution import (
    CORRELATIONS,
    contribution,
    false_alarms,
    gap_series,
    serial_noise,
)

SERIES = 10_000
YEARS = np.arange(2015, 2024)
AFTER = YEARS >= 2020


def panel(seed, *, areas=3, periods=9, series=SERIES):
    rng = np.random.default_rng(seed)
    return 40 + 6 * rng.standard_normal((series, areas, periods)) * rng.uniform(
        0.2, 3, (series, 1, 1)
    )


def test_the_gap_is_the_area_minus_the_mean_of_the_others():
    levels = [[40.0, 42, 41], [30, 31, 32], [34, np.nan, 36]]
    np.testing.assert_allclose(gap_series(levels), [8, np.nan, 7])
    np.testing.assert_allclose(gap_series(levels, effort=1), [-7, np.nan, -6.5])


def test_estimate_limits_and_p_agree_with_scipy_on_random_series():
    levels = panel(1908)
    found = contribution(levels, AFTER, YEARS)
    gaps = levels[:, 0] - levels[:, 1:].mean(axis=1)
    judge = stats.ttest_ind(gaps[:, AFTER], gaps[:, ~AFTER], axis=1, equal_var=True)
    np.testing.assert_allclose(found.p, judge.pvalue, rtol=1e-9)
    for level, mine in ((0.95, found.estimate), (0.998, found.wide)):
        limits = judge.confidence_interval(level)
        np.testing.assert_allclose(mine.lower, limits.low, atol=1e-9)
        np.testing.assert_allclose(mine.upper, limits.high, atol=1e-9)
    np.testing.assert_array_equal(found.leaves_out_zero, judge.pvalue < 0.05)


def test_estimate_and_pre_trend_agree_with_least_squares_on_random_series():
    """One regression with a column per series gives 10,000 coefficients; limits for every tenth."""
    levels = panel(2004)
    found = contribution(levels, AFTER, YEARS)
    gaps = levels[:, 0] - levels[:, 1:].mean(axis=1)
    step = sm.add_constant(AFTER.astype(float))
    early = sm.add_constant((YEARS[~AFTER] - 2015).astype(float))
    np.testing.assert_allclose(
        found.estimate.estimate, (np.linalg.pinv(step) @ gaps.T)[1], atol=1e-9
    )
    for k in range(SERIES):
        if k % 10:
            slope = np.polyfit(YEARS[~AFTER] - 2015, gaps[k, ~AFTER], 1)[0]
            assert found.slope.estimate[k] == pytest.approx(slope, abs=1e-9)
            continue
        whole, before = sm.OLS(gaps[k], step).fit(), sm.OLS(gaps[k, ~AFTER], early).fit()
        assert found.estimate.estimate[k] == pytest.approx(whole.params[1])
        assert found.estimate.lower[k] == pytest.approx(whole.conf_int()[1][0])
        assert found.slope.lower[k] == pytest.approx(before.conf_int()[1][0])
        assert found.slope.upper[k] == pytest.approx(before.conf_int()[1][1])
        line = before.predict(sm.add_constant((YEARS[AFTER] - 2015).astype(float)))
        assert found.adjusted[k] == pytest.approx(np.mean(gaps[k, AFTER] - line))


def test_the_published_example_of_card_and_krueger():
    # Card & Krueger (1994), American Economic Review 84, table 3: mean employment per restaurant in
    # New Jersey 20.44 and 21.03, in Pennsylvania 23.33 and 21.17; the change in the difference is
    # printed as 2.76, from figures with more decimals.
    found = contribution([[20.44, 21.03], [23.33, 21.17]], [False, True], [1992.1, 1992.9])
    assert float(found.estimate.estimate) == pytest.approx(2.76, abs=0.015)
    assert np.isnan(found.estimate.lower)


def test_the_pooled_t_of_students_sleep_data():
    # Student (1908), Biometrika 6, 1-25: extra hours of sleep with two drugs. As two groups with one
    # variance: difference 1.58, t = 1.8608 with 18 degrees of freedom, p = 0.07919, 95 % limits
    # -0.2039 to 3.3639.
    first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
    second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
    levels = [[*first, *second], [0.0] * 20]
    found = contribution(levels, np.arange(20) >= 10, np.arange(20))
    assert float(found.estimate.estimate) == pytest.approx(1.58)
    assert float(found.p) == pytest.approx(0.07919, abs=5e-6)
    assert float(found.estimate.lower) == pytest.approx(-0.203874, abs=5e-7)
    assert float(found.estimate.upper) == pytest.approx(3.363874, abs=5e-7)


@pytest.mark.parametrize("effect", [0.0, 3.0, -1.5])
def test_a_known_effect_lies_within_the_interval_as_often_as_it_says(effect):
    levels = serial_noise((SERIES, 3, 9), 0.0, np.random.default_rng(93))
    levels[:, 0, AFTER] += effect
    found = contribution(levels, AFTER, YEARS).estimate
    assert 0.93 < np.mean((found.lower <= effect) & (effect <= found.upper)) < 0.97


@pytest.mark.parametrize(("before", "after", "areas"), [(3, 2, 3), (5, 4, 3), (8, 3, 3), (4, 3, 9)])
def test_false_alarms_without_an_effect_are_as_often_as_the_page_prints(before, after, areas):
    printed = false_alarms(before, after, areas)
    years = np.arange(before + after)
    for place, correlation in enumerate(CORRELATIONS):
        noise = serial_noise(
            (SERIES * 2, areas, len(years)), correlation, np.random.default_rng(before + place)
        )
        found = contribution(50 + 3 * noise, years >= before, years)
        assert printed.plain[place] == pytest.approx(np.mean(found.leaves_out_zero), abs=0.01)
        assert printed.rule[place] == pytest.approx(np.mean(found.fires), abs=0.01)


@pytest.mark.parametrize(("before", "after"), ALARMS_OF_T)
def test_the_page_of_methods_states_the_rates_that_are_drawn(before, after):
    drawn = false_alarms(before, after, 3).plain
    assert [round(100 * rate) for rate in drawn] == list(ALARMS_OF_T[before, after])


def test_the_same_question_about_false_alarms_has_the_same_answer():
    first = false_alarms(4, 3, 3)
    false_alarms.cache_clear()
    assert false_alarms(4, 3, 3) == first
    assert first.plain[0] == pytest.approx(0.05, abs=0.005)
    assert first.plain[0] < first.plain[1] < first.plain[2]
    assert all(rule < plain for rule, plain in zip(first.rule, first.plain, strict=True))


def test_serial_noise_has_the_correlation_asked_for():
    noise = serial_noise((40_000, 6), 0.6, np.random.default_rng(6))
    assert np.std(noise, axis=0) == pytest.approx(np.ones(6), abs=0.02)
    assert np.corrcoef(noise[:, 2], noise[:, 3])[0, 1] == pytest.approx(0.6, abs=0.02)
    assert np.corrcoef(noise[:, 2], noise[:, 4])[0, 1] == pytest.approx(0.36, abs=0.02)


@pytest.mark.parametrize(("before", "after"), [(3, 2), (4, 3), (5, 5), (10, 4)])
def test_the_smallest_detectable_difference_has_four_chances_in_five(before, after):
    years = np.arange(before + after)
    levels = panel(80, periods=before + after, series=50)
    found = contribution(levels, years >= before, years)
    power = TTestIndPower().power(found.detectable / found.spread, before, 0.05, after / before)
    np.testing.assert_allclose(power, 0.8, atol=1e-6)


def test_every_comparison_area_in_turn_as_if_it_had_made_the_effort():
    levels = panel(7, areas=4, series=20)
    found = contribution(levels, AFTER, YEARS)
    for place in (1, 2, 3):
        turned = levels[:, [place, *(k for k in range(4) if k != place)]]
        np.testing.assert_allclose(
            found.placebo[:, place - 1], contribution(turned, AFTER, YEARS).estimate.estimate
        )
    largest = np.abs(found.placebo).max(axis=1) <= np.abs(found.estimate.estimate)
    np.testing.assert_array_equal(found.is_largest, largest)


def test_a_complement_is_the_mirror_image():
    levels = panel(100, series=200)
    one, other = contribution(levels, AFTER, YEARS), contribution(100 - levels, AFTER, YEARS)
    np.testing.assert_allclose(one.estimate.lower, -other.estimate.upper, atol=1e-9)
    np.testing.assert_allclose(one.slope.lower, -other.slope.upper, atol=1e-9)
    np.testing.assert_allclose(one.adjusted, -other.adjusted, atol=1e-9)
    for name in ("p", "spread", "detectable"):
        np.testing.assert_allclose(getattr(one, name), getattr(other, name), atol=1e-9)
    np.testing.assert_array_equal(one.fires, other.fires)


def test_order_of_comparison_areas_unit_and_common_movement_do_not_matter():
    levels = panel(3, areas=4, series=200)
    plain = contribution(levels, AFTER, YEARS)
    moved = contribution(levels[:, [0, 3, 1, 2]] + 5 * np.sin(YEARS), AFTER, YEARS)
    np.testing.assert_allclose(moved.estimate.lower, plain.estimate.lower, atol=1e-9)
    np.testing.assert_array_equal(moved.fires, plain.fires)
    scaled = contribution(levels / 100, AFTER, YEARS)
    np.testing.assert_allclose(100 * scaled.estimate.upper, plain.estimate.upper)
    np.testing.assert_allclose(scaled.p, plain.p)
    np.testing.assert_array_equal(scaled.fires, plain.fires)


def test_a_missing_period_is_as_if_it_were_not_there():
    levels = panel(5, series=100)
    plain = contribution(levels, AFTER, YEARS)
    for fill in (np.nan, np.inf):
        holed = np.insert(levels, 3, 40.0, axis=-1)
        holed[:, 1, 3] = fill  # one area's figure is enough
        years = np.insert(YEARS.astype(float), 3, 2017.5)
        found = contribution(holed, years >= 2020, years)
        np.testing.assert_array_equal(found.before, plain.before)
        np.testing.assert_allclose(found.estimate.lower, plain.estimate.lower)
        np.testing.assert_allclose(found.slope.upper, plain.slope.upper)
        np.testing.assert_allclose(found.placebo, plain.placebo)


def test_the_effort_may_begin_at_another_time_in_each_series():
    levels = panel(9, series=2)
    starts = np.array([[2018], [2021]])
    found = contribution(levels, starts <= YEARS, YEARS)
    assert found.before.tolist() == [3, 6]
    for k, start in enumerate((2018, 2021)):
        alone = contribution(levels[k], start <= YEARS, YEARS)
        assert float(found.estimate.upper[k]) == pytest.approx(float(alone.estimate.upper))


def test_a_trend_that_was_there_before_is_no_agreement():
    steady = np.array([[30.0, 31, 32.1, 33, 34, 35, 36.1, 37, 38], [20.0] * 9, [21.0] * 9])
    found = contribution(steady, AFTER, YEARS)
    assert bool(found.leaves_out_zero)
    assert not bool(found.agrees)
    assert not bool(found.fires)
    leap = np.where(AFTER, 40.0, 30.0) + np.tile([0.1, -0.1, 0], 3)
    found = contribution([leap, steady[1], steady[2]], AFTER, YEARS)
    assert bool(found.fires)


def test_a_gap_that_never_varies_has_an_estimate_but_no_probability():
    levels = [np.where(AFTER, 44.1, 40.3), [30.7] * 9, [31.9] * 9]
    found = contribution(levels, AFTER, YEARS)
    assert float(found.estimate.estimate) == pytest.approx(3.8)
    for figure in (found.p, found.estimate.lower, found.wide.upper, found.detectable):
        assert np.isnan(figure)
    assert not bool(found.fires)


@pytest.mark.parametrize(
    "after", [[False] * 9, [True] * 9, [False] * 8 + [True]], ids=["never", "always", "last"]
)
def test_too_few_years_on_one_side_are_no_error(after):
    found = contribution(panel(2, series=3), after, YEARS)
    assert found.before[0] + found.after[0] == 9
    if sum(after) != 1:
        assert np.isnan(found.estimate.estimate).all()
    assert not found.fires[0] or sum(after) == 1


def test_hardly_any_figures_are_no_error():
    found = contribution(np.full((2, 3, 4), np.nan), [False, False, True, True], range(4))
    assert found.before.tolist() == [0, 0]
    assert np.isnan(found.estimate.estimate).all() and np.isnan(found.detectable).all()
    assert contribution(np.zeros((0, 3, 4)), [True] * 4, range(4)).p.shape == (0,)


def test_two_areas_are_each_others_mirror_so_neither_is_larger():
    found = contribution(panel(4, areas=2, series=5), AFTER, YEARS)
    np.testing.assert_allclose(found.placebo[:, 0], -found.estimate.estimate)
    assert found.is_largest.all()
