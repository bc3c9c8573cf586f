"""Pooled years: sums and nothing but sums, in windows that do not overlap."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson

from indicators.statistics import intervals, pooling

SERIES = 10_000


def counts(seed, years=3):
    rng = np.random.default_rng(seed)
    n = rng.integers(20, 900, (SERIES, years))
    return rng.binomial(n, rng.uniform(0, 1, (SERIES, 1))), n


def test_pooled_shares_agree_with_statsmodels_on_the_mean_yearly_base():
    x, n = counts(31)
    found = pooling.pooled_share(x, n, level=0.95, is_stock=True)
    np.testing.assert_allclose(found.estimate, x.sum(axis=1) / n.sum(axis=1))
    lower, upper = proportion_confint(x.mean(axis=1), n.mean(axis=1), method="wilson")
    some = (x.sum(axis=1) > 0) & (x.sum(axis=1) < n.sum(axis=1))
    np.testing.assert_allclose(found.lower[some], lower[some], rtol=1e-8, atol=1e-12)
    np.testing.assert_allclose(found.upper[some], upper[some], rtol=1e-8, atol=1e-12)


def test_shares_of_new_people_every_year_rest_on_the_sum():
    x, n = counts(32)
    found = pooling.pooled_share(x, n, level=0.998, is_stock=False)
    judge = intervals.wilson(x.sum(axis=1), n.sum(axis=1), level=0.998)
    np.testing.assert_array_equal(found.lower, judge.lower)
    stock = pooling.pooled_share(x, n, level=0.998, is_stock=True)
    assert (stock.upper - stock.lower >= found.upper - found.lower).all()


def test_pooled_rates_agree_with_statsmodels():
    rng = np.random.default_rng(33)
    x, base = rng.integers(0, 60, (SERIES, 2)), rng.integers(300, 4000, (SERIES, 2))
    found = pooling.pooled_rate(x, base, per=1000, level=0.95)
    lower, upper = confint_poisson(x.sum(axis=1), base.sum(axis=1), method="exact-c")
    np.testing.assert_allclose(found.lower, np.nan_to_num(lower) * 1000, rtol=1e-8)
    np.testing.assert_allclose(found.upper, upper * 1000, rtol=1e-8)


def test_pooled_means_are_those_of_all_answers_put_together():
    rng = np.random.default_rng(34)
    years = [rng.normal(3.4, 1, (SERIES, n)) for n in (31, 54)]
    everyone = np.concatenate(years, axis=1)
    found = pooling.pooled_mean(
        np.stack([year.mean(axis=1) for year in years], axis=1),
        np.stack([year.std(axis=1, ddof=1) for year in years], axis=1),
        [31, 54],
        level=0.95,
    )
    judge = intervals.mean_t(everyone.mean(axis=1), everyone.std(axis=1, ddof=1), 85, level=0.95)
    np.testing.assert_allclose(found.estimate, judge.estimate)
    np.testing.assert_allclose(found.lower, judge.lower)


def test_percentages_are_never_averaged():
    found = pooling.pooled_share([[1, 90]], [[10, 100]], level=0.95, is_stock=True)
    assert found.estimate[0] == pytest.approx(91 / 110)


def test_an_unknown_year_or_no_base_gives_no_figure():
    share = pooling.pooled_share(
        [[1, np.nan], [0, 0]], [[10, 20], [0, 0]], level=0.95, is_stock=True
    )
    rate = pooling.pooled_rate([[1, np.nan], [0, 0]], [[10, 20], [0, 0]], per=1000, level=0.95)
    mean = pooling.pooled_mean([[1, np.nan], [3, 3]], 1, [[10, 20], [0, 0]], level=0.95)
    for found in (share, rate, mean):
        assert np.isnan([found.estimate, found.lower, found.upper]).all()


@given(st.permutations(range(3)))
def test_the_order_of_years_does_not_matter(order):
    x, n = np.array([[4, 9, 2]]), np.array([[30, 41, 28]])
    one = pooling.pooled_share(x, n, level=0.95, is_stock=True)
    other = pooling.pooled_share(x[:, order], n[:, order], level=0.95, is_stock=True)
    np.testing.assert_array_equal(one.lower, other.lower)


@given(st.lists(st.integers(0, 400), min_size=2, max_size=3), st.booleans())
def test_a_share_and_its_complement_are_mirrored(x, is_stock):
    n = np.full(len(x), 400)
    one = pooling.pooled_share(x, n, level=0.95, is_stock=is_stock)
    other = pooling.pooled_share(n - x, n, level=0.95, is_stock=is_stock)
    assert float(one.lower) == pytest.approx(1 - float(other.upper), abs=1e-12)


@pytest.mark.parametrize(
    ("ordinals", "size", "expected"),
    [
        (range(2018, 2025), 3, [[1, 2, 3], [4, 5, 6]]),
        (range(2018, 2024), 2, [[0, 1], [2, 3], [4, 5]]),
        ([2018, 2019, 2020, 2022, 2023, 2024], 2, [[1, 2], [4, 5]]),
        ([2024], 2, []),
        ([], 2, []),
    ],
)
def test_windows_run_back_from_the_newest_and_never_overlap(ordinals, size, expected):
    found = pooling.windows(list(ordinals), size)
    assert found.tolist() == expected
    assert found.shape == (len(expected), size)


def test_of_two_year_means_every_second_one_is_kept():
    ends = np.arange(2016, 2025.0)
    found = pooling.without_overlap(np.ones((1, 9), dtype=bool), ends - 2, ends - 0.01)
    assert found[0].tolist() == [True, False] * 4 + [True]


def test_periods_side_by_side_are_all_kept():
    starts = np.arange(2016, 2025.0)
    assert pooling.without_overlap(np.ones((2, 9)), starts, starts + 0.99).all()


def test_a_missing_mean_lets_its_neighbour_in():
    ends = np.arange(2018, 2025.0)
    known = np.array([[True, True, True, True, True, False, True], [False] * 7])
    found = pooling.without_overlap(known, ends - 2, ends - 0.01)
    assert found[0].tolist() == [True, False, True, False, True, False, True]
    known[0, 4:] = [True, True, False]
    found = pooling.without_overlap(known, ends - 2, ends - 0.01)
    assert found[0].tolist() == [False, True, False, True, False, True, False]
    assert not found[1].any()
