"""The smallest change that can be seen, against a simulation that knows nothing of its formulas.

The simulation draws figures before and after and asks of each pair what the verdicts ask: does the
95 % interval of the change leave out 0? Its limits are written anew here, or come from scipy.
"""

import math

import numpy as np
import pytest
from scipy import stats

from effects.rules import detectability
from effects.rules.detectability import FALL, RISE, Figure
from effects.rules.detectability_judgement import Times, judge
from indicators.statistics import intervals

Z, DRAWS = 1.959963984540054, 20_000


def wilson(x, n):
    share, middle = x / n, (x + Z**2 / 2) / (n + Z**2)
    half = Z / (n + Z**2) * np.sqrt(x * (n - x) / n + Z**2 / 4)
    return share, np.where(x == 0, 0, middle - half), np.where(x == n, 1, middle + half)


def garwood(x, base):
    lower = np.where(x == 0, 0.0, stats.chi2.ppf(0.025, 2 * np.maximum(x, 1)) / 2)
    return x / base, lower / base, stats.chi2.ppf(0.975, 2 * x + 2) / 2 / base


def change_is_sign(before, after):
    """Square-and-add, after minus before; how often 0 lies outside."""
    change = after[0] - before[0]
    lower = change - np.hypot(after[0] - after[1], before[2] - before[0])
    upper = change + np.hypot(after[2] - after[0], before[0] - before[1])
    return np.mean((lower > 0) | (upper < 0))


def smallest_simulated(power_of, most):
    low, high = 0.0, most
    for _step in range(14):
        middle = (low + high) / 2
        if power_of(middle) >= 0.8:
            high = middle
        else:
            low = middle
    return high


@pytest.mark.parametrize("n", [60, 200, 700, 2500])
@pytest.mark.parametrize("share", [0.0, 1.0, 4.0, 15.0, 50.0, 85.0, 100.0])
@pytest.mark.parametrize("way", [RISE, FALL])
def test_shares(n, share, way):
    found = detectability.smallest(Figure("share", share, n), way)
    p, sign = share / 100, 1 if way == RISE else -1
    most = 1 - p if way == RISE else p
    if not most:
        assert found is None
        return

    def power_of(change):
        rng = np.random.default_rng([6, n, int(share)])
        draws = [wilson(rng.binomial(n, each, DRAWS), n) for each in (p, p + sign * change)]
        return change_is_sign(*draws)

    if power_of(most) < 0.8:
        assert found is None
    else:
        assert found == pytest.approx(100 * smallest_simulated(power_of, most), rel=0.1)


@pytest.mark.parametrize(("events", "base"), [(12, 900), (40, 1500), (150, 2000)])
@pytest.mark.parametrize("way", [RISE, FALL])
def test_rates(events, base, way):
    rate, sign = events / base, 1 if way == RISE else -1
    found = detectability.smallest(Figure("rate", 1000 * rate, base, per=1000.0), way)

    def power_of(change):
        rng = np.random.default_rng([7, events])
        draws = [rng.poisson(base * each, DRAWS) for each in (rate, rate + sign * change)]
        return change_is_sign(*(garwood(each, base) for each in draws))

    most = 3 * rate if way == RISE else rate
    assert found == pytest.approx(1000 * smallest_simulated(power_of, most), rel=0.1)


@pytest.mark.parametrize("n", [4, 20, 80, 400])
def test_means(n):
    found = detectability.smallest(Figure("mean", 3.6, n, sd=1.1), RISE)
    t = stats.t.ppf(0.975, n - 1)

    def power_of(change):
        rng = np.random.default_rng([8, n])
        sides = []
        for level in (3.6, 3.6 + change):
            answers = rng.normal(level, 1.1, (4_000, n))
            mean, half = answers.mean(axis=1), t * answers.std(axis=1, ddof=1) / math.sqrt(n)
            sides.append((mean, mean - half, mean + half))
        return change_is_sign(*sides)

    assert found == pytest.approx(smallest_simulated(power_of, 3.0), rel=0.1)


@pytest.mark.parametrize(("n", "rest"), [(250, 1200), (700, 40000)])
def test_changes_of_a_distance_use_both_sides(n, rest):
    share, other = 0.40, 0.55
    _p, lower, upper = wilson(other * rest, rest)
    beside = detectability.variance(100 * lower, 100 * upper)
    found = detectability.smallest(
        Figure("share", 100 * share, n, beside=beside, is_below=True), FALL
    )

    def power_of(change):
        rng = np.random.default_rng([9, n])
        gaps = []
        for level in (share, share + change):
            a = wilson(rng.binomial(n, level, DRAWS), n)
            b = wilson(rng.binomial(rest, other, DRAWS), rest)
            gap = a[0] - b[0]
            gaps.append(
                (gap, gap - np.hypot(a[0] - a[1], b[2] - b[0]),
                 gap + np.hypot(a[2] - a[0], b[0] - b[1]))
            )  # fmt: skip
        return change_is_sign(*gaps)

    assert found == pytest.approx(100 * smallest_simulated(power_of, 0.5), rel=0.1)
    assert found > detectability.smallest(Figure("share", 100 * share, n), RISE)


@pytest.mark.parametrize("n", [60, 200, 700, 2500])
@pytest.mark.parametrize("share", [1.0, 4.0, 15.0, 50.0, 85.0])
@pytest.mark.parametrize("way", [RISE, FALL])
def test_how_often_a_change_of_a_share_is_found(n, share, way):
    """The chance that Newcombe's interval leaves out 0, on the side that is expected."""
    figure, p = Figure("share", share, n), share / 100
    rng = np.random.default_rng([10, n, int(share)])
    for wanted in (0.35, 0.5, 0.72, 0.9):
        size = smallest_with(figure, way, wanted)
        later = p + (size if way == RISE else -size) / 100
        if not 0.002 < later < 0.998:
            continue
        before, after = (wilson(rng.binomial(n, each, DRAWS), n) for each in (p, later))
        low, high = (before, after) if way == RISE else (after, before)
        seen = np.mean(high[0] - low[0] > np.hypot(high[0] - high[1], low[2] - low[0]))
        # 4 of 200 that may fall to none: of less than half a third of a tenth is borne with
        assert detectability.power(figure, way, size) == pytest.approx(seen, rel=0.1, abs=0.035)


def smallest_with(figure, way, wanted):
    low, high = 0.0, 100.0
    for _step in range(30):
        middle = (low + high) / 2
        is_enough = detectability.power(figure, way, middle) >= wanted
        low, high = (low, middle) if is_enough else (middle, high)
    return high


@pytest.mark.parametrize(("events", "base"), [(40, 1500), (150, 2000)])
@pytest.mark.parametrize("way", [RISE, FALL])
def test_how_often_a_change_of_a_rate_is_found(events, base, way):
    rate = events / base
    figure = Figure("rate", 1000 * rate, base, per=1000.0)
    least = detectability.smallest(figure, way)
    assert detectability.power(figure, way, least) == pytest.approx(0.8, abs=1e-6)
    rng = np.random.default_rng([11, events])
    for part in (0.7, 0.85):
        later = rate + (1 if way == RISE else -1) * part * least / 1000
        sides = [garwood(rng.poisson(base * each, DRAWS), base) for each in (rate, later)]
        found = detectability.power(figure, way, part * least)
        assert found == pytest.approx(change_is_sign(*sides), rel=0.1)


@pytest.mark.parametrize("n", [20, 80, 400])
def test_how_often_a_change_of_a_mean_is_found(n):
    figure = Figure("mean", 3.6, n, sd=1.1)
    least, t = detectability.smallest(figure, RISE), stats.t.ppf(0.975, n - 1)
    rng = np.random.default_rng([12, n])
    for part in (0.7, 1.0):
        sides = []
        for level in (3.6, 3.6 + part * least):
            answers = rng.normal(level, 1.1, (DRAWS, n))
            mean, half = answers.mean(axis=1), t * answers.std(axis=1, ddof=1) / math.sqrt(n)
            sides.append((mean, mean - half, mean + half))
        found = detectability.power(figure, RISE, part * least)
        assert found == pytest.approx(change_is_sign(*sides), rel=0.1)
    assert detectability.power(Figure("mean", 3.6, 2, sd=1.1), RISE, 5.0) == 0


def test_how_often_is_eighty_percent_at_the_smallest_that_is_seen():
    figures = [
        Figure("share", 30.0, 300), Figure("share", 2.0, 150), Figure("mean", 3.0, 80, sd=1.0),
        Figure("share", 30.0, 300, beside=4.0, is_below=True),
        Figure("share", 30.0, math.inf, beside=4.0),
    ]  # fmt: skip
    for figure in figures:
        least = detectability.smallest(figure, RISE)
        assert detectability.power(figure, RISE, least) == pytest.approx(0.8, abs=0.001)


def test_how_often_at_the_ends_of_what_is_possible():
    assert detectability.power(Figure("share", 40.0, math.inf), RISE, 0.1) == 1
    assert detectability.power(Figure("share", 100.0, 300), RISE, 5.0) == 0
    most = detectability.power(Figure("share", 97.0, 60), RISE, 3.0)
    assert detectability.power(Figure("share", 97.0, 60), RISE, 30.0) == pytest.approx(most)
    assert most < 0.8
    few = Figure("rate", 2.0, 900, per=1000.0)
    whole = detectability.power(few, FALL, 2.0)
    assert detectability.power(few, FALL, 9.0) == whole < 0.8


def test_hardly_ever_is_less_than_every_other_time():
    figure, times = Figure("share", 56.0, 1900), Times(3, 3, adds=False)
    judged = {size: judge([figure], size=size, direction=RISE, times=times) for size in (2.5, 4.0)}
    assert judged[4.0].powers[0] == pytest.approx(0.71, abs=0.02)
    assert (judged[4.0].suffices, judged[4.0].hardly_ever) == (False, False)
    assert judged[2.5].powers[0] < 0.5
    assert judged[2.5].hardly_ever


def test_years_laid_together_do_not_suffice_where_the_figure_moves_by_itself():
    figure = [Figure("share", 30.0, 200)]
    for stands_still in (True, False):
        times = Times(5, 4, adds=True, stands_still=stands_still)
        found = judge(figure, size=7.0, direction=RISE, times=times)
        assert found.ways[-1].smallest < 7.0
        assert found.ways[-1].suffices == stands_still
        assert found.hardly_ever is not stands_still


def test_two_years_together_are_twice_as_many():
    one, two = Figure("share", 30.0, 300), Figure("share", 30.0, 600)
    assert detectability.smallest(one, RISE, before=2, after=2) == pytest.approx(
        detectability.smallest(two, RISE)
    )


def test_a_mirrored_share_needs_the_same():
    rise = detectability.smallest(Figure("share", 30.0, 300), RISE)
    assert rise == pytest.approx(detectability.smallest(Figure("share", 70.0, 300), FALL))


def test_so_few_that_nothing_can_be_seen():
    assert detectability.smallest(Figure("share", 2.0, 30), FALL) is None
    assert detectability.smallest(Figure("rate", 1.0, 2000, per=1000.0), FALL) is None
    for n in (1, 2):
        assert detectability.smallest(Figure("mean", 3.0, n, sd=1.0), RISE) is None


def test_no_events_at_all_can_still_rise():
    found = detectability.smallest(Figure("rate", 0.0, 1000, per=1000.0), RISE)
    assert 4 < found < 12
    assert detectability.smallest(Figure("rate", 0.0, 1000, per=1000.0), FALL) is None
    unsure = Figure("rate", 0.0, 1000, per=1000.0, beside=400.0)
    assert detectability.smallest(unsure, RISE) > 2.8 * math.sqrt(2 * 400)


def test_where_everybody_answered_any_change_is_one():
    assert math.isinf(detectability.effective(200, design_effect=None, population=200))
    everyone = Figure("share", 40.0, math.inf)
    assert detectability.smallest(everyone, RISE) == 0
    both = detectability.together([everyone, Figure("share", 60.0, math.inf)])
    assert (both.level, math.isinf(both.base)) == (50.0, True)


@pytest.mark.parametrize(
    ("n", "effect", "people"), [(300, None, None), (300, 1.5, None), (300, 1.2, 900), (5, None, 4)]
)
def test_answers_count_as_in_the_intervals(n, effect, people):
    known = np.nan if people is None or people < n else people
    same = intervals.effective_answers(
        n, design_effect=np.nan if effect is None else effect, population=known
    )
    found = detectability.effective(n, design_effect=effect, population=people)
    assert found == pytest.approx(float(same))


def test_a_figure_without_limits_is_taken_as_it_stands():
    assert detectability.variance(None, 3.0) == 0
    assert detectability.variance(1.0, None) == 0


def test_areas_together_are_weighted_by_their_people():
    both = detectability.together(
        [Figure("mean", 3.0, 100, sd=1.0, beside=4.0), Figure("mean", 4.0, 300, sd=2.0, beside=4.0)]
    )
    assert (both.base, both.level, both.beside) == (400, 3.75, 4.0)
    assert both.sd == pytest.approx(math.sqrt((1 + 3 * 4) / 4))


@pytest.mark.parametrize("share", [0.0, 100.0])
def test_nobody_or_everybody_everywhere_is_the_same_of_the_areas_together(share):
    bases = [(a, b, c) for a in (49, 300, 127) for b in (411, 980) for c in (700, 77, 1511)]
    whole = [detectability.together([Figure("share", share, n) for n in each]) for each in bases]
    assert {each.level for each in whole} == {share}
    for each in whole:
        assert (detectability.smallest(each, FALL) is None) == (share == 0)


def test_enough_by_itself_needs_no_other_way():
    found = judge(
        [Figure("share", 30.0, 900)], size=10.0, direction=RISE, times=Times(3, 3, adds=True)
    )
    assert found.suffices
    assert (found.ways, found.hardly_ever) == ((), False)


def test_the_ways_are_areas_years_and_all_there_will_be():
    figures = [Figure("share", 30.0, 200), Figure("share", 35.0, 250)]
    found = judge(figures, size=6.0, direction=RISE, times=Times(5, 4, adds=True))
    assert [(way.before, way.after) for way in found.ways] == [(1, 1), (2, 2), (3, 3), (5, 4)]
    assert all(way.is_together for way in found.ways)
    sizes = [way.smallest for way in found.ways]
    assert sizes == sorted(sizes, reverse=True)
    assert [way.suffices for way in found.ways] == [size <= 6.0 for size in sizes]
    assert found.ways[-1].suffices
    assert not found.hardly_ever


def test_hardly_ever_where_even_everything_together_is_too_little():
    figure = [Figure("share", 30.0, 200)]
    found = judge(figure, size=1.0, direction=RISE, times=Times(5, 4, adds=True))
    assert found.hardly_ever
    assert [(way.before, way.after) for way in found.ways] == [(2, 2), (3, 3), (5, 4)]
    same = judge(figure, size=1.0, direction=RISE, times=Times(5, 4, adds=False))
    assert (same.ways, same.hardly_ever) == ((), True)
    first = judge(figure, size=1.0, direction=RISE, times=Times(0, 1, adds=True))
    assert (first.ways, first.hardly_ever) == ((), True)


def test_seen_in_one_area_is_not_hardly_ever():
    figures = [Figure("share", 30.0, 5000), Figure("share", 30.0, 30)]
    found = judge(figures, size=4.0, direction=RISE, times=Times(1, 1, adds=False))
    assert found.is_seen == (True, False)
    assert not found.hardly_ever
