"""What may be taken from figures: against what was expected, beside other areas, and by who moved."""

from __future__ import annotations

import datetime as dt
import itertools
import math

import pytest

from effects.rules import evidence as rules
from effects.rules.evidence import Compared, Comparison, Part, Point
from indicators.rules.contribution import DESCRIBED, DESCRIBED_LATE, FEW_AFTER, PRE_TREND
from indicators.rules.verdicts import NOTHING_TO_COMPARE, TOO_FEW, Evidence


def wilson(x, n, z=1.959964):
    middle, root = x / n + z * z / (2 * n), z * math.sqrt(x * (n - x) / n + z * z / 4) / n
    return Point(x / n, (middle - root) / (1 + z * z / n), (middle + root) / (1 + z * z / n))


def test_the_change_between_two_figures_has_newcombes_limits():
    """Newcombe 1998, table II: 56/70 minus 48/80 has the limits 0.0524 and 0.3339."""
    found = rules.between(wilson(48, 80), wilson(56, 70))
    assert found.estimate == pytest.approx(0.2)
    assert found.lower == pytest.approx(0.0524, abs=5e-5)
    assert found.upper == pytest.approx(0.3339, abs=5e-5)


@pytest.mark.parametrize("bare", [Point(1.0), Point(1.0, None, 2.0), Point(1.0, 0.5, None)])
def test_without_limits_on_both_sides_the_change_has_none(bare):
    whole = Point(2.0, 1.5, 2.5)
    assert rules.between(bare, whole) == Evidence(1.0)
    assert rules.between(whole, bare) == Evidence(-1.0)


def test_a_distance_is_its_size_so_that_a_mirrored_indicator_is_expected_the_same():
    assert rules.expected_sign("level", "rise") == 1
    assert rules.expected_sign("level", "fall") == -1
    assert rules.expected_sign("gap", "fall", gap=-12.0) == 1  # behind: comes up to the others
    assert rules.expected_sign("gap", "fall", gap=12.0) == -1
    assert rules.expected_sign("gap", "rise", gap=-12.0) == -1
    assert rules.expected_sign("gap", "rise", gap=None) == 0
    assert rules.expected_sign("gap", "fall", gap=0.0) == 0


@pytest.mark.parametrize(
    ("lower", "estimate", "upper", "code"),
    [
        (6.0, 7.0, 8.0, rules.MET),
        (5.0, 7.0, 9.0, rules.MET),  # the whole interval reaches it
        (4.9, 7.0, 9.1, rules.SIZE_OPEN),
        (2.0, 5.0, 8.0, rules.SIZE_OPEN),
        (1.0, 4.0, 7.0, rules.SIZE_OPEN),  # the figure lies below, its interval does not
        (1.0, 3.0, 5.0, rules.SIZE_OPEN),
        (1.0, 2.9, 4.9, rules.PARTLY),
        (-1.0, 2.0, 4.9, rules.NOT_MET),
        (-1.0, 2.0, 5.0, rules.OPEN),
        (-1.0, 6.0, 13.0, rules.OPEN),
        (-8.0, -5.0, -2.0, rules.OPPOSITE),
    ],
)
def test_what_the_figure_did_against_a_size_of_five(lower, estimate, upper, code):
    moved = Evidence(estimate, lower, upper)
    assert rules.outcome(moved, sign=1, size=5.0) == code
    assert rules.outcome(moved.negated(), sign=-1, size=5.0) == code


@pytest.mark.parametrize("sign", [1, -1])
def test_the_size_is_told_only_where_the_whole_interval_lies_on_one_side_of_it(sign):
    """Whatever the figure itself is: the words of size follow the interval alone."""
    for lower, upper in itertools.product([x / 2 for x in range(-12, 21)], repeat=2):
        if lower > upper:
            continue
        for share in (0.1, 0.5, 0.9):
            moved = Evidence(lower + share * (upper - lower), lower, upper)
            told = rules.outcome(moved if sign > 0 else moved.negated(), sign=sign, size=5.0)
            assert (told == rules.MET) == (lower >= 5.0)
            assert (told in (rules.PARTLY, rules.NOT_MET)) == (upper < 5.0 and upper >= 0)
            assert (told == rules.OPPOSITE) == (upper < 0)
            assert (told in rules.EXPECTED_WAY) == (lower > 0)


def test_the_size_is_asked_of_the_limits_as_they_are_shown():
    moved = Evidence(7.1, 3.97, 10.2)  # shown as 4,0 to 10,2
    assert rules.outcome(moved, sign=1, size=4.0) == rules.SIZE_OPEN
    assert rules.outcome(moved, sign=1, size=4.0, decimals=1) == rules.MET
    assert rules.outcome(moved.negated(), sign=-1, size=4.0, decimals=1) == rules.MET
    less = Evidence(2.0, 0.5, 3.96)
    assert rules.outcome(less, sign=1, size=4.0, decimals=1) == rules.SIZE_OPEN
    assert rules.outcome(less, sign=1, size=4.0, decimals=2) == rules.PARTLY
    assert rules.outcome(less, sign=1, size=0.4, decimals=0) == rules.MET  # too small to be shown


def test_a_change_that_is_shown_as_another_than_the_figures_differ_by():
    assert rules.is_rounded_apart(34.75, 31.44, decimals=1)  # 34,8 and 31,4, but −3,3
    assert not rules.is_rounded_apart(34.80, 31.40, decimals=1)
    assert not rules.is_rounded_apart(34.75, 31.44, decimals=2)


def test_without_limits_or_direction_nothing_is_judged():
    assert rules.outcome(Evidence(5.0), sign=1, size=1.0) == rules.NO_LIMITS
    assert rules.outcome(Evidence(5.0, 4.0, 6.0), sign=0, size=1.0) == rules.NO_LIMITS


def test_the_expected_time_includes_its_first_and_last_day():
    span = {"earliest": dt.date(2023, 1, 1), "latest": dt.date(2025, 12, 31)}
    assert rules.time_of(dt.date(2022, 12, 31), **span) == rules.BEFORE
    assert rules.time_of(dt.date(2023, 1, 1), **span) == rules.WITHIN
    assert rules.time_of(dt.date(2025, 12, 31), **span) == rules.WITHIN
    assert rules.time_of(dt.date(2026, 1, 1), **span) == rules.PAST


def compare(found, *, sign=1, when=rules.WITHIN, figure=rules.MET, **more):
    more = {"is_late": False} | more
    return rules.comparison(found, sign=sign, when=when, figure=figure, **more)


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (None, rules.UNASKED),
        (Compared(0, TOO_FEW), TOO_FEW),
        (Compared(0, NOTHING_TO_COMPARE), rules.NOTHING),
        (Compared(0, "few_people"), rules.SILENT),
        (Compared(0, PRE_TREND, (PRE_TREND,), 4.0), PRE_TREND),
    ],
)
def test_grade_0_says_why(found, code):
    assert (compare(found).grade, compare(found).code) == (0, code)


def test_grade_1_describes_and_keeps_its_reasons():
    found = Compared(1, FEW_AFTER, (FEW_AFTER,), 4.0)
    assert compare(found) == Comparison(1, DESCRIBED, (FEW_AFTER,))


def test_what_was_described_after_the_start_is_never_more_than_described():
    signs = Compared(2, "", (), 4.0)
    assert compare(signs, is_late=True) == Comparison(1, DESCRIBED, (DESCRIBED_LATE,))
    assert compare(signs, is_turned=True) == Comparison(1, DESCRIBED, (rules.TURNED_LATE,))
    added = compare(signs, added=rules.ADDED_LATE, is_turned=True)
    assert added == Comparison(1, DESCRIBED, (rules.ADDED_LATE,))


def test_only_signs_the_expected_way_in_their_time_fit_a_contribution():
    signs = Compared(2, "", (), 4.0)
    assert compare(signs) == Comparison(2, rules.FITS)
    assert compare(signs, when=rules.PAST).code == rules.FITS
    assert compare(signs, when=rules.BEFORE).code == rules.EARLY
    assert compare(signs, sign=-1).code == rules.AGAINST
    assert compare(signs, sign=0).code == rules.APART
    assert compare(signs, figure=rules.OPPOSITE).code == rules.MIXED
    assert compare(Compared(2, "", (), 0.0)).code == rules.APART


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ([Part(4.0, 3.0, 0.0)], rules.STAYED),
        ([Part(4.0, 2.0, 0.0)], rules.STAYED),
        ([Part(4.0, 4.0, 0.0)], rules.STAYED),
        ([Part(4.0, 1.0, 0.0)], rules.MOVED),
        ([Part(4.0, 0.0, 0.0)], rules.MOVED),
        ([Part(4.0, -3.0, 0.0)], rules.MOVED_ALONE),
        ([Part(7.1, 14.7, 0.0)], rules.STAYED_ALONE),  # movers pulled the other way
        ([Part(4.0, 5.0, -1.0)], rules.UNKNOWN),  # nobody known pulled the other way
        ([Part(1.0, 0.4, 0.4)], rules.UNKNOWN),  # neither half: movers made a fifth
        ([Part(2.0, 2.0, 0.0), Part(2.0, 0.0, 0.0)], rules.STAYED),
        ([Part(4.0, 3.0, -2.5)], rules.UNKNOWN),
        ([Part(4.0, None, 4.0)], rules.UNKNOWN),
        ([Part(4.0, 4.0, None)], rules.UNKNOWN),
        ([Part(2.0, 2.0, 0.0), Part(-2.0, 0.0, 0.0)], rules.NO_CHANGE),
        ([], rules.NO_CHANGE),
    ],
)
def test_most_of_a_change_is_by_those_who_stayed_or_by_moving(parts, code):
    up, down = Evidence(4.0, 1.0, 7.0), Evidence(-4.0, -7.0, -1.0)
    assert rules.movers(parts, whole=up) == code
    negated = [
        Part(*(None if each is None else -each for each in (p.change, p.stayed, p.unknown)))
        for p in parts
    ]
    assert rules.movers(negated, whole=down) == code


def test_a_change_that_may_be_none_at_all_is_not_shared_out():
    for whole in (Evidence(4.0, -1.0, 9.0), Evidence(4.0), Evidence(None)):
        assert rules.movers([Part(4.0, 3.0, 0.0)], whole=whole) == rules.NO_CHANGE
        assert rules.movers([Part(4.0, None, 0.0)], whole=whole) == rules.UNKNOWN


def test_the_years_that_lie_wholly_after_a_day():
    assert rules.whole_year(dt.date(2020, 1, 1), 1) == 2020
    assert rules.whole_year(dt.date(2020, 1, 1), 3) == 2022
    assert rules.whole_year(dt.date(2020, 1, 2), 1) == 2021
    assert rules.whole_year(dt.date(2020, 6, 1), 2) == 2022


def test_an_adjustment_is_given_as_long_as_the_start_was_unless_a_later_day_is_written():
    start, earliest = dt.date(2020, 1, 1), dt.date(2021, 1, 1)
    assert rules.seen_from(start, earliest=earliest) == earliest
    assert rules.seen_from(start, earliest=earliest, adjusted=dt.date(2020, 6, 1)) == earliest
    later = rules.seen_from(start, earliest=earliest, adjusted=dt.date(2022, 1, 1))
    assert later == dt.date(2023, 1, 2)  # 366 days: the start was in a leap year
    at_once = rules.seen_from(start, earliest=dt.date(2019, 1, 1), adjusted=dt.date(2022, 1, 1))
    assert at_once == dt.date(2022, 1, 1)


@pytest.mark.parametrize(
    ("first", "last", "adjusted", "code"),
    [
        ((2022, 1, 1), (2022, 12, 31), None, ""),
        ((2021, 1, 1), (2021, 12, 31), None, rules.TOO_SOON),
        ((2021, 1, 1), (2022, 1, 1), None, ""),
        ((2021, 1, 1), (2022, 12, 31), (2021, 6, 1), rules.BEFORE_ADJUSTED),
        ((2021, 7, 1), (2021, 12, 31), (2021, 6, 1), rules.SOON_ADJUSTED),
        ((2021, 7, 1), (2022, 6, 30), (2021, 6, 1), ""),
    ],
)
def test_a_figure_cannot_show_what_came_after_it_or_only_just_before(first, last, adjusted, code):
    told = rules.unseen(
        dt.date(*first), dt.date(*last), seen_from=dt.date(2022, 1, 1),
        adjusted=dt.date(*adjusted) if adjusted else None,
    )  # fmt: skip
    assert told == code


@pytest.mark.parametrize(
    ("grade", "level"), [(0, rules.VERY_WEAK), (1, rules.WEAK), (2, rules.MEDIUM)]
)
def test_each_grade_is_a_strength_and_without_a_figure_there_is_none(grade, level):
    found = Comparison(grade, "")
    assert rules.strength(found, has_figure=True) == level
    assert rules.strength(found, has_figure=False) == rules.NONE
