"""XmR charts, against published examples, a slow second implementation and simulation."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.statistics import control_charts
from indicators.statistics.control_charts import DRIFT, NEAR_LIMIT, OUTSIDE, SHIFT, xmr

SERIES = 10_000
QUIET = [50, 52, 49, 51, 50, 48, 51, 50, 52, 49, 50, 51]


@pytest.mark.parametrize(
    ("values", "mean", "moving_range", "lower", "upper"),
    [
        (  # Montgomery, Introduction to Statistical Quality Control: viscosity of primer paint
            [33.75, 33.05, 34.00, 33.81, 33.46, 34.02, 33.68, 33.27, 33.49, 33.20, 33.62, 33.00,
             33.54, 33.12, 33.84],
            33.52, 0.48, 32.24, 34.80,
        ),
        (  # NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2: flow rates of ten batches
            [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1],
            50.81, 1.8778, 45.8159, 55.8041,
        ),
    ],
)  # fmt: skip
def test_published_examples(values, mean, moving_range, lower, upper):
    found = xmr(values, least=10)
    assert found.mean[0] == pytest.approx(mean, abs=5e-3)
    assert found.mean_range[0] == pytest.approx(moving_range, abs=1e-3)
    # the books divide by 1.128 where Wheeler multiplies by 2.66
    assert found.lower[0] == pytest.approx(lower, abs=6e-3)
    assert found.upper[0] == pytest.approx(upper, abs=6e-3)
    assert not found.causes.any()


def judge(row):
    """One series, written out: limits and the code of every point."""
    ranges = [abs(b - a) for a, b in pairwise(row)]
    first = sum(ranges) / len(ranges)
    kept = [r for r in ranges if r < 3.267 * first]
    mean, reach = sum(row) / len(row), 2.66 * sum(kept) / len(kept)
    codes = []
    for k in range(len(row)):
        code = 0
        for cause in (OUTSIDE, DRIFT, NEAR_LIMIT, SHIFT):
            for side in (1, -1):
                if not code and holds(cause, [(x - mean) * side for x in row], k, reach):
                    code = cause * side
        codes.append(code)
    return mean, mean - reach, mean + reach, codes


def holds(cause, off, k, reach):
    if cause == OUTSIDE:
        return off[k] > reach
    if cause == NEAR_LIMIT:
        windows = [off[s : s + 3] for s in range(max(0, k - 2), min(k, len(off) - 3) + 1)]
        near = [sum(x > 2 / 3 * reach for x in window) >= 2 for window in windows]
        return off[k] > 2 / 3 * reach and any(near)
    windows = [off[s : s + 7] for s in range(max(0, k - 6), min(k, len(off) - 7) + 1)]
    if cause == SHIFT:
        return any(all(x > 0 for x in window) for window in windows)
    rising = any(all(a < b for a, b in pairwise(window)) for window in windows)
    falling = any(all(a > b for a, b in pairwise(window)) for window in windows)
    return rising and not (falling and off[k] < off[k - 1])


@pytest.mark.parametrize("correlation", [0, 0.8], ids=["independent", "drifting"])
def test_charts_agree_with_the_slow_way_on_random_series(correlation):
    rng = np.random.default_rng(266)
    rows = rng.normal(size=(SERIES // 2, 16))
    for column in range(1, 16):
        rows[:, column] += correlation * rows[:, column - 1]
    rows[: SERIES // 10] = np.sort(rows[: SERIES // 10], axis=1)
    rows[::7, 9] += 12
    found = xmr(rows)
    for k, row in enumerate(rows):
        mean, lower, upper, codes = judge(row.tolist())
        assert found.mean[k] == pytest.approx(mean)
        assert (found.lower[k], found.upper[k]) == pytest.approx((lower, upper))
        assert found.causes[k].tolist() == codes
        assert found.variation[k] == codes[-1]


def test_each_cause_is_found():
    outside = [*QUIET, 60]
    drift = [*QUIET, *np.linspace(48.0, 51.5, 7)]
    near = [50, 52] * 8 + [56, 50.5, 56.1]
    shift = [50, 52, 49, 51, 50, 48] * 3 + [51, 50.6, 51, 50.7, 51, 50.6, 51]
    for row, code in ((outside, OUTSIDE), (drift, DRIFT), (near, NEAR_LIMIT), (shift, SHIFT)):
        assert xmr(row).variation[0] == code
        assert xmr(100 - np.array(row)).variation[0] == -code


def test_two_of_three_marks_the_points_beyond_and_not_the_one_between():
    found = xmr([50, 52] * 8 + [56, 50.5, 56.1])
    assert found.causes[0, -3:].tolist() == [NEAR_LIMIT, 0, NEAR_LIMIT]


def test_a_range_out_of_the_ordinary_is_dropped_once_before_the_limits_are_set():
    found = xmr([*QUIET, 80, 50, 51])
    assert np.flatnonzero(found.dropped[0]).tolist() == [12, 13]
    kept = [abs(b - a) for a, b in pairwise(QUIET)] + [1]
    assert found.mean_range[0] == pytest.approx(np.mean(kept))
    assert found.causes[0, 12] == OUTSIDE


def test_fewer_than_twelve_points_say_nothing():
    found = xmr([QUIET[:11], [*QUIET[:10], np.nan]])
    assert found.points.tolist() == [11, 10]
    for numbers in (found.mean, found.lower, found.upper, found.mean_range, found.ranges[:, 1]):
        assert np.isnan(numbers).all()
    assert not found.causes.any()
    assert not found.variation.any()
    assert not found.dropped.any()


@pytest.mark.parametrize("width", [0, 1, 5])
def test_hardly_any_periods_are_no_error(width):
    found = xmr(np.ones((2, width)))
    assert found.points.tolist() == [width] * 2
    assert found.causes.shape == (2, width)


def test_equal_values_have_limits_without_width_and_no_cause():
    found = xmr([[0.1] * 15])
    assert found.lower[0] == found.upper[0] == pytest.approx(0.1)
    assert not found.causes.any()
    assert not found.dropped.any()


def test_limits_hold_from_the_change_a_person_named():
    before, after = [80, 82, 79, 81] * 4, [50, 52, 49, 51] * 4
    whole, fixed = xmr(before + after), xmr(before + after, begins=[16])
    assert whole.mean[0] == pytest.approx(65.5)
    assert fixed.mean[0] == pytest.approx(50.5)
    assert fixed.points[0] == 16
    assert np.isnan(fixed.ranges[0, :17]).all(), "no range reaches back over the change"
    assert not fixed.causes[0, :16].any()
    assert xmr(before + after[:11], begins=16).points[0] == 11
    assert np.isnan(xmr(before + after[:11], begins=16).mean[0])


def test_limits_of_shares_stay_between_none_and_all():
    found = xmr([[1, 0, 3, 0, 2, 0, 1, 4, 0, 1, 0, 2]], bounds=(0, 100))
    assert found.lower[0] == 0
    assert found.upper[0] < 100


figures = st.lists(st.integers(0, 60), min_size=12, max_size=20)


@given(figures)
def test_a_share_and_its_complement_are_mirrored(row):
    one, other = xmr(row, bounds=(0, 100)), xmr([100 - x for x in row], bounds=(0, 100))
    np.testing.assert_allclose(one.lower, 100 - other.upper, atol=1e-9)
    np.testing.assert_array_equal(one.causes, -other.causes)
    np.testing.assert_array_equal(one.dropped, other.dropped)


@given(figures, st.lists(st.integers(0, 20), max_size=4))
def test_missing_periods_change_nothing(row, places):
    holed = [float(x) for x in row]
    for place in places:
        holed.insert(min(place, len(holed)), [np.nan, np.inf][place % 2])
    there = np.isfinite(holed)
    one, other = xmr(row), xmr(holed)
    assert (one.lower[0], one.upper[0]) == (other.lower[0], other.upper[0])
    np.testing.assert_array_equal(one.causes[0], other.causes[0][there])
    np.testing.assert_array_equal(one.ranges[0], other.ranges[0][there])
    assert not other.causes[0][~there].any()


@given(st.permutations(range(6)), st.sampled_from([0.001, 0.1, 3.0, 1000.0]))
def test_the_order_of_areas_and_the_unit_do_not_matter(order, unit):
    rows = np.random.default_rng(4).integers(0, 9, size=(6, 18)).astype(float)
    one, other = xmr(rows), xmr(rows[order] * unit)
    np.testing.assert_allclose(one.upper[order] * unit, other.upper, rtol=1e-9)
    np.testing.assert_array_equal(one.causes[order], other.causes)


def test_quiet_series_seldom_give_a_signal_at_the_last_point():
    rows = np.random.default_rng(12).normal(size=(SERIES, 24))
    assert np.mean(xmr(rows).variation != 0) < 0.06


def test_the_constants_are_wheelers():
    assert (control_charts.TO_LIMIT, control_charts.TO_RANGE_LIMIT) == (2.66, 3.267)
