"""Intervals, against published examples, statsmodels and scipy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson

from indicators.statistics import intervals

LEVELS = (0.95, 0.998)
SERIES = 10_000


@pytest.mark.parametrize(
    ("x", "n", "lower", "upper"),
    [  # Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_limits_newcombe_printed(x, n, lower, upper):
    found = intervals.wilson(x, n, level=0.95)
    assert (float(found.lower), float(found.upper)) == pytest.approx((lower, upper), abs=5e-5)


@pytest.mark.parametrize("level", LEVELS)
def test_wilson_agrees_with_statsmodels_on_random_series(level):
    rng = np.random.default_rng(1927)
    n = rng.integers(1, 3000, SERIES)
    x = rng.binomial(n, rng.uniform(0, 1, SERIES))
    lower, upper = proportion_confint(x, n, alpha=1 - level, method="wilson")
    found = intervals.wilson(x, n, level=level)
    np.testing.assert_allclose(found.estimate, x / n, rtol=1e-12)
    np.testing.assert_allclose(found.lower, np.where(x == 0, 0, lower), rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(found.upper, np.where(x == n, 1, upper), rtol=1e-9, atol=1e-12)


@given(n=st.integers(1, 5000), data=st.data())
def test_a_share_and_its_complement_have_mirrored_limits(n, data):
    x = data.draw(st.integers(0, n))
    share = intervals.wilson(x, n, level=0.95)
    other = intervals.wilson(n - x, n, level=0.95)
    assert 1 - other.upper == pytest.approx(float(share.lower), abs=1e-12)
    assert 1 - other.lower == pytest.approx(float(share.upper), abs=1e-12)


def test_none_and_all_have_an_interval_to_one_side():
    found = intervals.wilson([0, 40], 40, level=0.95)
    assert found.lower[0] == 0
    assert found.upper[0] > 0.05
    assert found.upper[1] == 1
    assert found.lower[1] < 0.95


@pytest.mark.parametrize(
    ("x", "n"), [(0, 0), (1, -3), (-1, 10), (11, 10), (np.nan, 10), (1, np.nan), (1, np.inf)]
)
def test_a_share_without_a_sound_base_has_no_answer(x, n):
    found = intervals.wilson(x, n, level=0.95)
    assert np.isnan([found.estimate, found.lower, found.upper]).all()


def test_a_count_worked_out_from_a_percentage_may_miss_all_by_a_rounding_error():
    found = intervals.wilson(37 * (1 + 1e-15), 37, level=0.95)
    assert (float(found.estimate), float(found.upper)) == (1.0, 1.0)


def test_scaling_turns_proportions_into_percent():
    found = intervals.wilson(81, 263, level=0.95).scaled(100)
    assert float(found.lower) == pytest.approx(25.53, abs=5e-3)
    assert float(found.estimate) == pytest.approx(30.798, abs=5e-3)


def test_a_design_effect_widens_and_a_small_population_narrows():
    plain = intervals.wilson_survey(0.4, 200, level=0.95)
    clustered = intervals.wilson_survey(0.4, 200, level=0.95, design_effect=2)
    known = intervals.wilson_survey(0.4, 200, level=0.95, population=400)
    judge = intervals.wilson(40, 100, level=0.95)
    assert float(clustered.lower) == pytest.approx(float(judge.lower))
    assert clustered.lower < plain.lower < known.lower
    assert known.upper < plain.upper < clustered.upper


def test_effective_answers_by_hand():
    found = intervals.effective_answers(
        [200, 200, 200, 400, 401, 0, 200],
        design_effect=[np.nan, 2, 1, 1, 1, 1, 0],
        population=[np.nan, np.nan, 400, 400, 400, 400, 400],
    )
    np.testing.assert_allclose(found, [200, 100, 200 * 399 / 200, np.inf, *[np.nan] * 3])


def test_where_everyone_answered_the_share_is_exact():
    found = intervals.wilson_survey([0.4, 1.4], 50, level=0.95, population=50)
    assert (found.lower[0], found.estimate[0], found.upper[0]) == (0.4, 0.4, 0.4)
    assert np.isnan([found.lower[1], found.estimate[1], found.upper[1]]).all()


@pytest.mark.parametrize(
    ("events", "lower", "upper"),
    [  # Garwood (1936), as tabulated in Ulm (1990), American Journal of Epidemiology 131, 373-375
        (0, 0.0, 3.69),
        (1, 0.03, 5.57),
        (5, 1.62, 11.67),
        (10, 4.80, 18.39),
    ],
)
def test_exact_poisson_gives_the_tabulated_limits(events, lower, upper):
    found = intervals.poisson_exact(events, 1, per=1, level=0.95)
    assert (float(found.lower), float(found.upper)) == pytest.approx((lower, upper), abs=5e-3)


@pytest.mark.parametrize("level", LEVELS)
def test_exact_poisson_agrees_with_statsmodels_on_random_series(level):
    rng = np.random.default_rng(1936)
    x = rng.integers(0, 400, SERIES)
    base = rng.integers(20, 5000, SERIES)
    lower, upper = confint_poisson(x, base, method="exact-c", alpha=1 - level)
    found = intervals.poisson_exact(x, base, per=1000, level=level)
    np.testing.assert_allclose(found.estimate, x / base * 1000)
    np.testing.assert_allclose(found.lower, np.nan_to_num(lower) * 1000, rtol=1e-8)
    np.testing.assert_allclose(found.upper, upper * 1000, rtol=1e-8)


@pytest.mark.parametrize(("x", "base"), [(1, 0), (-1, 10), (np.nan, 10), (1, np.nan)])
def test_a_rate_without_a_sound_base_has_no_answer(x, base):
    found = intervals.poisson_exact(x, base, per=1000, level=0.95)
    assert np.isnan([found.estimate, found.lower, found.upper]).all()


@pytest.mark.parametrize("level", LEVELS)
def test_means_agree_with_scipy_on_random_series(level):
    rng = np.random.default_rng(1908)
    n = rng.integers(2, 500, SERIES)
    mean, sd = rng.normal(3.4, 1, SERIES), rng.uniform(0.1, 4, SERIES)
    lower, upper = stats.t.interval(level, n - 1, loc=mean, scale=sd / np.sqrt(n))
    found = intervals.mean_t(mean, sd, n, level=level)
    np.testing.assert_allclose(found.lower, lower, rtol=1e-8, atol=1e-10)
    np.testing.assert_allclose(found.upper, upper, rtol=1e-8, atol=1e-10)


def test_students_own_example():
    # Student (1908), the sleep data: mean 1.58, sd 1.23 over ten patients; limits as in
    # any table of t with 9 degrees of freedom (2.262).
    found = intervals.mean_t(1.58, 1.23, 10, level=0.95)
    assert float(found.upper - found.estimate) == pytest.approx(2.262 * 1.23 / 10**0.5, abs=1e-3)


@pytest.mark.parametrize(("sd", "n"), [(1, 1), (0, 10), (np.nan, 10), (1, np.nan)])
def test_a_mean_without_spread_or_answers_keeps_its_value_and_has_no_limits(sd, n):
    found = intervals.mean_t(3.4, sd, n, level=0.95)
    assert float(found.estimate) == 3.4
    assert np.isnan([found.lower, found.upper]).all()


def test_an_exact_figure_is_its_own_limits():
    found = intervals.exact([61.5, np.nan])
    assert found.lower[0] == found.upper[0] == found.estimate[0] == 61.5
    assert np.isnan(found.lower[1])


@given(st.floats(0.01, 1000))
def test_the_unit_of_a_rate_only_scales_it(per):
    one = intervals.poisson_exact(7, 300, per=1, level=0.95).scaled(per)
    other = intervals.poisson_exact(7, 300, per=per, level=0.95)
    assert float(one.upper) == pytest.approx(float(other.upper))
