"""The law's categories: every pattern of criteria, edge values included, for each dated rule set.

The rules come from the file the program ships; what they ought to say is written out again here.
"""

import datetime as dt
import tomllib
from itertools import pairwise, product
from pathlib import Path

import pytest

from indicators.rules import statutory
from indicators.rules.statutory import (
    Criterion,
    Rule,
    Situation,
    YearFigure,
    answer,
    list_day,
    official_mean,
    outcome,
    relative,
    tipping,
)

ROWS = tomllib.loads(Path("indicators/statutory.toml").read_text(encoding="utf-8"))["rules"]
FIELDS = ("code", "valid_from", "criteria_needed", "origin_over", "years_in_row", "builds_on")
RULES = [
    Rule(
        **{name: row[name] for name in FIELDS if name in row},
        valid_to=row.get("valid_to"),
        criteria=tuple(Criterion(**each) for each in row.get("criteria", [])),
    )
    for row in ROWS
]

# key → (measure, years, value just met, value at the edge, value just not met, is the edge met)
WORK = ("percent", 2, 40.1, 40.0, 39.9, False)
SCHOOL = ("percent", 1, 60.01, 60.0, 59.99, False)
INCOME = ("percent_of_region", 1, 54.9, 55.0, 55.1, False)
CONVICTED = ("times_country", 2, 3.01, 3.0, 2.99, True)
LAW = {
    # list of this year, category: how many are needed, the share of origin besides, the criteria
    (2011, "udsat"): (2, None, {
        "origin": 50, "outside_work": ("percent", 4, 40.1, 40.0, 39.9, False),
        "convicted": ("percent", 4, 2.71, 2.7, 2.69, False),
    }),
    (2016, "udsat"): (3, None, {
        "origin": 50, "outside_work": WORK, "convicted": ("percent", 2, 2.71, 2.7, 2.69, False),
        "basic_school": ("percent", 1, 50.1, 50.0, 49.9, False), "income": INCOME,
    }),
    (2018, "udsat"): (2, None, {
        "outside_work": WORK, "convicted": CONVICTED, "basic_school": SCHOOL, "income": INCOME,
    }),
    (2018, "parallelsamfund"): (2, 50, {
        "outside_work": WORK, "convicted": CONVICTED, "basic_school": SCHOOL, "income": INCOME,
    }),
    (2021, "udsat"): (2, None, {
        "outside_work": WORK, "convicted": CONVICTED, "basic_school": SCHOOL, "income": INCOME,
    }),
    (2021, "parallelsamfund"): (2, 50, {
        "outside_work": WORK, "convicted": CONVICTED, "basic_school": SCHOOL, "income": INCOME,
    }),
    (2026, "forebyggelse"): (2, 30, {
        "outside_work": ("percent", 2, 30.1, 30.0, 29.9, False),
        "convicted": ("times_country", 2, 2.01, 2.0, 1.99, True),
        "basic_school": SCHOOL, "income": ("percent_of_region", 1, 64.9, 65.0, 65.1, False),
    }),
}  # fmt: skip


def situation(values, *, origin=None, residents=1000.0):
    """`origin` is the share the official list knows of; None where it says nothing."""
    return Situation(
        residents=residents,
        values=values,
        is_over=lambda limit: None if origin is None else origin > limit,
    )


def answered(year, code, at, *, sees_origin=True):
    return answer(RULES, code, lambda _day: at, list_on=list_day(year), sees_origin=sees_origin)


def patterns(criteria):
    """Every combination of met, edge, not met and missing, as (values, origin met, known answers)."""
    keys = [key for key in criteria if key != "origin"]
    origins = (True, False, None) if "origin" in criteria else ("unasked",)
    for choice in product(range(4), repeat=len(keys)):
        for origin in origins:
            values, states = {}, [] if origin == "unasked" else [origin]
            for key, pick in zip(keys, choice, strict=True):
                against, years, *levels, edge_is_met = criteria[key]
                values[key, years, against] = [*levels, None][pick]
                states.append([True, edge_is_met, False, None][pick])
            yield values, origin, states


@pytest.mark.parametrize(("year", "code"), LAW, ids=lambda part: str(part))
def test_every_pattern_of_criteria_with_edge_values(year, code):
    needed, share, criteria = LAW[year, code]
    seen = 0
    for values, origin, states in patterns(criteria):
        for over in (True, False, None) if share else (True,):
            known = origin if "origin" in criteria else over
            share_now = None if known is None else 90.0 if known else 1.0
            found = answered(year, code, situation(values, origin=share_now))
            if None in states:
                expected = "cannot_tell"
            elif sum(states) < needed:
                expected = "not_met"
            elif share and over is None:
                expected = "cannot_tell"
            else:
                expected = "met" if over else "not_met"
            assert found.verdict == expected, (values, origin, over)
            assert found.met == states.count(True)
            assert found.needed == needed
            seen += 1
    keys = len([key for key in criteria if key != "origin"])
    assert seen == 4**keys * (3 if share or "origin" in criteria else 1)


@pytest.mark.parametrize("limit", [30.0, 50.0])
def test_a_share_of_origin_right_at_the_limit_is_not_over(limit):
    code, year = ("forebyggelse", 2026) if limit == 30 else ("parallelsamfund", 2026)
    criteria = LAW[(2026, "forebyggelse") if limit == 30 else (2021, code)][2]
    values = {(key, c[1], c[0]): c[2] for key, c in criteria.items()}
    assert answered(year, code, situation(values, origin=limit)).verdict == "not_met"
    assert answered(year, code, situation(values, origin=limit + 0.1)).verdict == "met"


@pytest.mark.parametrize(("year", "code"), [*LAW, (2026, "omdannelse")], ids=str)
def test_without_the_right_to_origin_no_answer_leaks_it(year, code):
    _needed, share, criteria = LAW.get((year, code), (2, 50, LAW[2021, "udsat"][2]))
    if share is None and "origin" not in criteria:
        return
    for values, _origin, states in patterns(criteria):
        answers = {
            answered(year, code, situation(values, origin=origin), sees_origin=False)
            for origin in (90.0, 1.0, None)
        }
        assert len(answers) == 1
        found = answers.pop()
        assert found.verdict == "needs_origin"
        assert all(each.criterion.key != "origin" for each in found.outcomes)
        social = states[1:] if "origin" in criteria else states
        assert found.met == social.count(True)


def test_fewer_than_a_thousand_residents_are_no_area_in_the_law():
    values = {(key, c[1], c[0]): c[2] for key, c in LAW[2021, "udsat"][2].items()}
    for residents, verdict, reason in (
        (999, "not_met", "few_residents"), (1000, "met", ""), (None, "cannot_tell", "no_residents"),
    ):  # fmt: skip
        found = answered(2026, "udsat", situation(values, residents=residents))
        assert (found.verdict, found.reason) == (verdict, reason)


@pytest.mark.parametrize(
    ("last", "states", "verdict"),
    [
        (2026, "yyyyy", "met"),
        (2026, "yyyyn", "not_met"),
        (2026, "nyyyy", "not_met"),
        (2026, "yyy?y", "cannot_tell"),
        (2026, "y?nyy", "not_met"),
        (2020, "yyyy", "met"),
        (2020, "yyyn", "not_met"),
        (2019, "yyyy", "met"),
    ],
)
def test_a_transformation_area_has_been_so_in_each_of_the_years(last, states, verdict):
    """Newest first. Until 2021 four years were enough, years under the older rules included."""

    def at(day):
        back = last - day.year
        origin = {"y": 90.0, "n": 1.0, "?": None}[states[back]] if back < len(states) else 1.0
        values = {}
        for year in (2011, 2016, 2021):
            criteria = LAW[year, "udsat"][2]
            values |= {(k, c[1], c[0]): c[2] for k, c in criteria.items() if k != "origin"}
        if day.year < 2018:  # the others do not suffice without origin
            values["basic_school", 1, "percent"] = values["income", 1, "percent_of_region"] = 57.0
            values["convicted", 2, "percent"] = 1.0
        return situation(values, origin=origin)

    found = answer(RULES, "omdannelse", at, list_on=list_day(last), sees_origin=True)
    assert found.verdict == verdict
    if verdict == "cannot_tell":
        assert found.reason == "years_missing"


def test_a_category_that_the_law_did_not_have_yet():
    assert answered(2020, "forebyggelse", situation({})).reason == "no_rule"
    assert answered(2009, "udsat", situation({})).verdict == "cannot_tell"


def test_the_rules_of_each_category_follow_each_other_without_gap_or_overlap():
    for code in {rule.code for rule in RULES}:
        own = sorted((r for r in RULES if r.code == code), key=lambda r: r.valid_from)
        for before, after in pairwise(own):
            assert before.valid_to == after.valid_from - dt.timedelta(days=1)
        assert own[-1].valid_to is None


@pytest.mark.parametrize(
    ("value", "side", "is_met"),
    [
        (40.0, "over", False), ((39.9 + 40.1) / 2, "over", False), (40.0001, "over", True),
        (40.0, "at_least", True), (39.9999, "at_least", False),
        (40.0, "under", False), (39.9999, "under", True),
        (sum([13.3, 13.3, 13.4]), "over", False),
    ],
)  # fmt: skip
def test_over_means_over(value, side, is_met):
    found = outcome(Criterion("x", "percent", side, 40.0), value)
    assert found.is_met is is_met
    assert found.distance is not None and (found.distance > 1e-9) <= is_met


def test_a_criterion_without_a_figure_is_not_a_zero():
    for value in (None, float("nan")):
        found = outcome(Criterion("x", "percent", "under", 55.0), value)
        assert (found.is_met, found.distance, found.value) == (None, None, None)


@pytest.mark.parametrize(
    ("figures", "years", "expected"),
    [
        ([(2024, 41.0, 1), (2025, 39.0, 1)], 2, 40.0),
        ([(2023, 30.0, 1), (2024, 41.0, 1), (2025, 39.0, 1)], 2, 40.0),
        ([(2025, 39.0, 2)], 2, 39.0),
        ([(2025, 39.0, 1)], 1, 39.0),
        ([(2025, 39.0, 1)], 2, None),
        ([(2023, 41.0, 1), (2025, 39.0, 1)], 2, None),
        ([(2024, None, 1), (2025, 39.0, 1)], 2, None),
        ([(2023, 41.0, 1), (2024, 39.0, 1), (2025, None, 1)], 2, 40.0),
        ([(2025, 39.0, 1), (2026, 99.0, 1)], 1, 39.0),
        ([(2022, 39.0, 1)], 1, None),
        ([(2023, 39.0, 1)], 1, 39.0),
        ([(2022, 1.0, 1), (2023, 2.0, 1), (2024, 3.0, 1), (2025, 6.0, 1)], 4, 3.0),
        ([], 1, None),
    ],
)
def test_the_figure_a_list_would_use(figures, years, expected):
    rows = [YearFigure(*row) for row in figures]
    found = official_mean(rows, years=years, list_on=dt.date(2026, 12, 1))
    assert found == (None if expected is None else pytest.approx(expected))


@pytest.mark.parametrize(
    ("value", "base", "against", "expected"),
    [
        (40.0, None, "percent", 40.0),
        (4.35, 1.45, "times_country", 3.0),
        (220.0, 400.0, "percent_of_region", 55.0),
        (4.0, 0.0, "times_country", None),
        (4.0, None, "times_country", None),
        (None, 1.45, "times_country", None),
    ],
)
def test_a_value_in_the_laws_own_measure(value, base, against, expected):
    found = relative(value, base, against=against)
    assert found == (None if expected is None else pytest.approx(expected))


def outcomes(**values):
    """Shares of a threshold of 100 that must be exceeded."""
    return [outcome(Criterion(key, "percent", "over", 100.0), v) for key, v in values.items()]


@pytest.mark.parametrize(
    ("values", "needed", "expected"),
    [
        ({"a": 90.0, "b": 99.0, "c": 80.0, "d": 95.0}, 2, "bd"),
        ({"a": 110.0, "b": 99.0, "c": 80.0, "d": 95.0}, 2, "b"),
        ({"a": 110.0, "b": 101.0, "c": 80.0, "d": 95.0}, 2, "b"),
        ({"a": 110.0, "b": 101.0, "c": 105.0, "d": 95.0}, 2, "bc"),
        ({"a": 90.0, "b": None, "c": None, "d": None}, 2, ""),
        ({"a": 90.0, "b": None, "c": 80.0, "d": None}, 2, "ac"),
        ({}, 2, ""),
    ],
)
def test_which_criteria_would_tip_the_answer(values, needed, expected):
    found = tipping(outcomes(**values), needed)
    assert "".join(each.criterion.key for each in found) == expected


@pytest.mark.parametrize(
    ("today", "expected"),
    [("2026-11-23", "2026-12-01"), ("2026-12-01", "2026-12-01"), ("2026-12-02", "2027-12-01")],
)
def test_the_next_list(today, expected):
    assert statutory.next_list(dt.date.fromisoformat(today)) == dt.date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("against", "threshold", "base", "figure"),
    [("times_country", 3.0, 0.9, 2.7), ("percent_of_region", 55.0, 300_000.0, 165_000.0)],
)
def test_a_threshold_against_others_is_told_as_a_figure_like_theirs(
    against, threshold, base, figure
):
    criterion = statutory.Criterion(
        key="convicted", against=against, side="over", threshold=threshold
    )
    assert statutory.threshold_of(criterion, base) == pytest.approx(figure)
