"""Differences and ratios, against Newcombe's own examples, statsmodels and slow judges."""

import numpy as np
import pytest
from scipy import stats
from scipy.optimize import brentq
from statsmodels.stats.proportion import confint_proportions_2indep
from statsmodels.stats.rates import confint_poisson_2indep
from statsmodels.stats.rates import test_poisson_2indep as etest_poisson_2indep

from indicators.statistics import differences, intervals
from indicators.statistics.intervals import Interval

SERIES = 10_000


@pytest.mark.parametrize(
    ("first", "second", "lower", "upper"),
    [  # Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10, (a) to (h)
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0000),
        ((10, 10), (0, 10), 0.6075, 1.0000),
    ],
)
def test_the_difference_of_shares_has_the_limits_newcombe_printed(first, second, lower, upper):
    found = differences.newcombe(
        intervals.wilson(*first, level=0.95), intervals.wilson(*second, level=0.95)
    )
    assert (float(found.lower), float(found.upper)) == pytest.approx((lower, upper), abs=5e-5)


@pytest.mark.parametrize("level", [0.95, 0.998])
def test_differences_agree_with_statsmodels_on_random_series(level):
    first, second, counts = random_shares(level)
    lower, upper = confint_proportions_2indep(*counts, method="newcomb", alpha=1 - level)
    found = differences.newcombe(first, second)
    np.testing.assert_allclose(found.lower, lower, rtol=1e-8, atol=1e-10)
    np.testing.assert_allclose(found.upper, upper, rtol=1e-8, atol=1e-10)


def test_the_other_way_round_is_the_mirror_image():
    first, second, _counts = random_shares(0.95)
    one, other = differences.newcombe(first, second), differences.newcombe(second, first)
    np.testing.assert_array_equal(one.estimate, -other.estimate)
    np.testing.assert_array_equal(one.lower, -other.upper)


def test_complements_differ_by_the_same_with_the_other_sign():
    x, n, y, m = random_counts()
    one = differences.newcombe(
        intervals.wilson(x, n, level=0.95), intervals.wilson(y, m, level=0.95)
    )
    other = differences.newcombe(
        intervals.wilson(n - x, n, level=0.95), intervals.wilson(m - y, m, level=0.95)
    )
    np.testing.assert_allclose(one.lower, -other.upper, atol=1e-12)
    np.testing.assert_allclose(one.upper, -other.lower, atol=1e-12)


def test_the_interval_covers_the_truth_about_as_often_as_it_says():
    rng = np.random.default_rng(10)
    x, y = rng.binomial(700, 0.5, SERIES), rng.binomial(600, 0.45, SERIES)
    found = differences.newcombe(
        intervals.wilson(x, 700, level=0.95), intervals.wilson(y, 600, level=0.95)
    )
    covered = np.mean((found.lower <= 0.05) & (found.upper >= 0.05))
    assert 0.94 < covered < 0.96


def test_with_700_residents_behind_half_only_changes_of_about_five_points_show():
    before, after = (intervals.wilson(x, 700, level=0.95) for x in (350, 350 + 36))
    assert float(differences.newcombe(after, before).lower) == pytest.approx(-0.001, abs=2e-3)


def test_against_an_exact_line_the_figure_keeps_its_own_limits():
    share = intervals.wilson([56, 0], [70, 10], level=0.95)
    found = differences.newcombe(share, intervals.exact(0.6))
    np.testing.assert_allclose(found.lower, share.lower - 0.6)
    np.testing.assert_allclose(found.upper, share.upper - 0.6)


def test_an_unknown_side_gives_no_answer():
    known, unknown = intervals.wilson(5, 10, level=0.95), intervals.wilson(5, 0, level=0.95)
    for found in (
        differences.newcombe(known, unknown),
        differences.newcombe(unknown, known),
        differences.ratio(known, unknown),
        differences.ratio(unknown, known),
    ):
        assert np.isnan([found.estimate, found.lower, found.upper]).all()


def test_ratio_limits_are_where_the_difference_to_a_multiple_touches_zero():
    first = intervals.poisson_exact([30, 12, 7], [900, 400, 1500], per=1000, level=0.95)
    second = intervals.poisson_exact([300, 200, 4], [20000, 9000, 2000], per=1000, level=0.95)
    found = differences.ratio(first, second)
    for k in range(3):
        one, other = at(first, k), at(second, k)

        def limit(multiple, side, one=one, other=other):
            return float(getattr(differences.newcombe(one, other.scaled(multiple)), side))

        assert found.lower[k] == pytest.approx(brentq(limit, 1e-9, found.estimate[k], ("lower",)))
        assert found.upper[k] == pytest.approx(brentq(limit, found.estimate[k], 1e3, ("upper",)))


def test_a_ratio_with_no_events_on_top_starts_at_zero():
    first = intervals.poisson_exact(0, 500, per=1000, level=0.95)
    second = intervals.poisson_exact(20, 5000, per=1000, level=0.95)
    found = differences.ratio(first, second)
    assert (float(found.estimate), float(found.lower)) == (0.0, 0.0)
    assert 0 < found.upper < np.inf


def test_a_ratio_to_nothing_is_not_replaced_by_a_small_number():
    some = intervals.poisson_exact(4, 500, per=1000, level=0.95)
    none = intervals.poisson_exact(0, 500, per=1000, level=0.95)
    assert np.isnan(differences.ratio(some, none).estimate)
    barely = Interval(np.array(2.0), np.array(0.0), np.array(9.0))
    open_ended = differences.ratio(some, barely)
    assert open_ended.upper == np.inf
    assert open_ended.lower < open_ended.estimate


def jeffreys(x, n):
    return [stats.gamma.ppf(tail, x + 0.5) / n for tail in (0.05, 0.95)]


def score(x, n):
    z = stats.norm.ppf(0.95)
    return [(x + z**2 / 2 + side * z * np.sqrt(x + z**2 / 4)) / n for side in (-1, 1)]


@pytest.mark.parametrize(
    ("limits", "lower", "upper"), [(jeffreys, -0.9195, -0.3193), (score, -0.9232, -0.3188)]
)
def test_mover_gives_the_limits_li_and_others_printed(limits, lower, upper):
    # Li, Tang, Poon & Tang (2011), Communications in Statistics - Simulation and Computation 40,
    # 1478-1493: 30 cases in 54,308.7 person-years against 60 in 51,477.5, per 1,000, at 90 %
    first, second = (
        Interval(*(np.array(part) for part in (x / n, *limits(x, n))))
        for x, n in ((30, 54.3087), (60, 51.4775))
    )
    found = differences.newcombe(first, second)
    assert (float(found.lower), float(found.upper)) == pytest.approx((lower, upper), abs=5e-5)


@pytest.mark.parametrize("level", [0.95, 0.998])
def test_mover_of_rates_agrees_with_statsmodels_on_random_series(level):
    rng = np.random.default_rng(2008)
    x, y = rng.integers(1, 400, (2, SERIES))
    n, m = rng.integers(500, 9000, (2, SERIES))
    first, second = (
        intervals.poisson_exact(counts, base, per=1, level=level)
        for counts, base in ((x, n), (y, m))
    )
    for name, method in (("diff", differences.newcombe), ("ratio", differences.ratio)):
        lower, upper = confint_poisson_2indep(
            x, n, y, m, method="mover", method_mover="exact-c", compare=name, alpha=1 - level
        )
        found = method(first, second)
        np.testing.assert_allclose(found.lower, lower, rtol=1e-7, atol=1e-12)
        np.testing.assert_allclose(found.upper, upper, rtol=1e-7, atol=1e-12)


@pytest.mark.parametrize("level", [0.95, 0.998])
def test_rate_ratios_agree_with_statsmodels_on_random_series(level):
    rng = np.random.default_rng(2003)
    x, y = rng.integers(1, 400, SERIES), rng.integers(1, 4000, SERIES)
    n, m = rng.integers(500, 9000, SERIES), rng.integers(5000, 90000, SERIES)
    found = differences.rate_ratio(x, n, y, m, level=level)
    z = stats.norm.isf((1 - level) / 2)
    for limit in (found.lower, found.upper):  # the limits are where the score test just rejects
        np.testing.assert_allclose(score_statistic(x, n, y, m, limit), z, rtol=1e-8)
    for k in range(0, SERIES, 500):
        judge = confint_poisson_2indep(
            x[k], n[k], y[k], m[k], method="score", compare="ratio", alpha=1 - level
        )
        assert found.lower[k] == pytest.approx(judge[0], rel=1e-5)
        assert found.upper[k] == pytest.approx(judge[1], rel=1e-5)


def score_statistic(x, n, y, m, multiple):
    """How many standard errors lie between the rates and such a ratio, as statsmodels tests it."""
    return np.abs(
        etest_poisson_2indep(x, n, y, m, value=multiple, method="score", compare="ratio").statistic
    )


def test_a_rate_ratio_with_no_events_on_top_starts_at_zero_where_the_library_does_not():
    found = differences.rate_ratio(0, 100, 50, 1000, level=0.95)
    assert (float(found.estimate), float(found.lower)) == (0.0, 0.0)
    judge = confint_poisson_2indep(0, 100, 50, 1000, method="score", compare="ratio")
    assert judge[0] > 0.7, "statsmodels gives the upper limit twice"
    assert float(found.upper) == pytest.approx(judge[1], rel=1e-6)


@pytest.mark.parametrize(
    "counts", [(5, 100, 0, 1000), (5, 0, 5, 100), (-1, 10, 5, 10), (np.nan, 10, 5, 10)]
)
def test_a_rate_ratio_without_sound_counts_has_no_answer(counts):
    found = differences.rate_ratio(*counts, level=0.95)
    assert np.isnan([found.estimate, found.lower, found.upper]).all()


def at(interval, k):
    return Interval(interval.estimate[k], interval.lower[k], interval.upper[k])


def random_counts():
    rng = np.random.default_rng(1998)
    n, m = rng.integers(5, 3000, (2, SERIES))
    return rng.binomial(n, rng.uniform(0, 1, SERIES)), n, rng.binomial(m, 0.4), m


def random_shares(level):
    x, n, y, m = random_counts()
    return intervals.wilson(x, n, level=level), intervals.wilson(y, m, level=level), (x, n, y, m)
