"""What can be seen at which n."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm
from statsmodels.stats.proportion import confint_proportions_2indep, power_proportions_2indep

from indicators.rules import detectable


def test_the_change_is_found_with_eighty_percent_by_statsmodels_formula():
    rng = np.random.default_rng(80)
    shares, bases = rng.uniform(5, 95, 2000), rng.integers(150, 5000, 2000)
    for share, n in zip(shares, bases, strict=True):
        found = detectable.smallest(float(share), int(n))
        if found.rise is not None:
            power = power_proportions_2indep(found.rise / 100, share / 100, n, return_results=False)
            assert power == pytest.approx(0.8, abs=2e-3)


def test_a_change_is_hardly_seen_where_the_normal_distribution_gives_it_less_than_eighty_percent():
    for reach in (0.2, 1.0, 7.3):
        for change in np.linspace(-4 * reach, 4 * reach, 401):
            found = norm.sf(norm.isf(0.025) - abs(change) / (reach / norm.isf(0.025)))
            assert detectable.is_hardly_seen(float(change), reach) == (found < 0.8)


@pytest.mark.parametrize("power", [0.5, 0.72, 0.9])
def test_how_often_a_change_is_found_is_statsmodels_power(power):
    for share, n in ((12.0, 400), (50.0, 900), (85.0, 2500)):
        change = detectable.smallest(share, n, power=power).rise
        judge = power_proportions_2indep(change / 100, share / 100, n, return_results=False)
        assert detectable.power(share, change, n) == pytest.approx(power)
        assert judge == pytest.approx(power, abs=2e-3)
        assert detectable.power(100 - share, -change, n) == pytest.approx(power)


def test_fleiss_table_read_the_other_way_round():
    # Fleiss, Levin & Paik, Statistical Methods for Rates and Proportions, table A.4: from .60 to .70
    # with 80 % at 5 % two-sided asks for 376 in each group; 356 before the continuity correction
    n = 356
    assert n / 4 * (1 + (1 + 4 / (n * 0.1)) ** 0.5) ** 2 == pytest.approx(376, abs=1)
    assert detectable.smallest(60, n).rise == pytest.approx(10, abs=0.02)


def test_simulated_changes_of_that_size_are_seen_about_four_times_in_five():
    rng = np.random.default_rng(700)
    rise = detectable.smallest(40, 700).rise / 100
    before, after = rng.binomial(700, 0.4, 20_000), rng.binomial(700, 0.4 + rise, 20_000)
    mean = (before + after) / 1400
    z = (after - before) / 700 / np.sqrt(mean * (1 - mean) * 2 / 700)
    assert 0.785 < np.mean(np.abs(z) > 1.96) < 0.815


@pytest.mark.parametrize(
    ("share", "n", "after"),
    [(0, 60, 60), (0, 700, 300), (0.5, 700, 700), (2, 200, 3000), (1, 30, 30)],
)
def test_with_few_counted_it_is_what_a_simulation_of_counts_sees(share, n, after):
    rise = detectable.smallest(share, n, n_after=after).rise / 100
    rng = np.random.default_rng([n, after])
    for way, seen in ((0.9, (0, 0.8)), (1.0, (0.79, 0.9)), (1.1, (0.8, 1))):
        first = rng.binomial(n, share / 100, 40_000)
        last = rng.binomial(after, share / 100 + way * rise, 40_000)
        lower, _upper = confint_proportions_2indep(last, after, first, n, method="newcomb")
        assert seen[0] <= np.mean(lower > 0) <= seen[1], way


def test_with_hardly_any_people_nothing_shows_and_with_many_it_is_soon_told():
    assert detectable.smallest(0, 1) == detectable.Detectable(None, None)
    assert detectable.smallest(50, 2) == detectable.Detectable(None, None)
    assert detectable.smallest(0, 1_000_000).rise == pytest.approx(6.7 / 10_000, rel=0.01)
    many = detectable.smallest(3, 160, n_after=100_000)
    assert detectable.smallest(3, 160).rise / 2 < many.rise < detectable.smallest(3, 160).rise
    assert many.fall < 3


@given(st.integers(0, 100), st.integers(20, 3000))
def test_complements_are_mirrored(share, n):
    one, other = detectable.smallest(share, n), detectable.smallest(100 - share, n)
    assert (one.rise is None) == (other.fall is None)
    if one.rise is not None:
        assert one.rise == pytest.approx(other.fall)
    assert one.either is None or one.either == max(one.rise, one.fall)


def test_more_people_show_smaller_changes():
    found = [detectable.smallest(50, n).rise for n in (100, 300, 700, 3000)]
    assert found == sorted(found, reverse=True)
    assert found[2] == pytest.approx(7.46, abs=0.01)
    assert detectable.smallest(50, 700, n_after=10_000).rise < found[2]


def test_near_the_end_there_may_be_no_room_for_a_change_that_shows():
    found = detectable.smallest(2, 30)
    assert found.fall is None
    assert found.either is None
    assert detectable.smallest(100, 300).rise is None
    assert detectable.smallest(100, 300).fall > 0


@pytest.mark.parametrize(
    ("share", "n", "after"),
    [(-1, 100, None), (101, 100, None), (50, 0, None), (50, 10, 0), (float("nan"), 9, 9)],
)
def test_no_share_or_no_base_is_refused(share, n, after):
    with pytest.raises(ValueError, match=str(n)):
        detectable.smallest(share, n, n_after=after)


def test_a_comparator_that_is_hardly_known_hides_every_change_of_a_gap():
    assert detectable.smallest(50, 400, beside=1.0) == detectable.Detectable(None, None)
    whole = detectable.smallest(100, 400, beside=1e-4)  # nothing can rise above all
    assert whole.rise is None
    assert whole.fall == detectable.smallest(0, 400, beside=1e-4).rise
