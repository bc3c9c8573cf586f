"""The graded answer about an effort: what each grade asks for, and that there is no third."""

import datetime as dt
from dataclasses import replace
from itertools import product

import pytest

from indicators.rules import contribution as rule
from indicators.rules.contribution import Facts, grade
from indicators.rules.verdicts import Evidence

FIRM = Facts(
    before=5,
    after=3,
    evidence=Evidence(4.0, 1.0, 7.0, -1.0, 9.0),
    adjusted=3.0,
    placebos=(1.0, -2.0),
    alarms=0.04,
    is_described_late=False,
)


def test_all_conditions_together_are_signs_of_a_different_development():
    found = grade(FIRM, direction="higher")
    assert (found.number, found.verdict.code, found.verdict.certainty) == (2, "better", "signs")
    assert found.reasons == ()


@pytest.mark.parametrize(
    ("direction", "sign", "word"),
    [
        ("higher", 1, "better"), ("higher", -1, "worse"), ("lower", 1, "worse"),
        ("lower", -1, "better"), ("context", 1, "rose_more"), ("band", -1, "fell_more"),
    ],
)  # fmt: skip
def test_the_word_follows_the_polarity(direction, sign, word):
    facts = FIRM
    if sign < 0:
        facts = replace(FIRM, evidence=FIRM.evidence.negated(), adjusted=-3.0)
    assert grade(facts, direction=direction).verdict.code == word


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"before": 3}, "few_before"),
        ({"after": 2}, "few_after"),
        ({"evidence": Evidence(4.0, -0.1, 8.1)}, "interval_holds_zero"),
        ({"evidence": Evidence(4.0)}, "no_spread"),
        ({"placebos": (1.0, -4.1)}, "placebo_larger"),
        ({"placebos": (-4.0,)}, "no_placebo"),
        ({"alarms": 0.0501}, "false_alarms"),
        ({"alarms": None}, "false_alarms"),
        ({"is_described_late": True}, "described_late"),
    ],
)
def test_one_condition_missing_is_a_description_without_a_claim(change, reason):
    found = grade(replace(FIRM, **change), direction="higher")
    assert (found.number, found.verdict.code, found.verdict.reason) == (1, "described", reason)
    assert found.reasons == (reason,)
    assert found.verdict.certainty == ""


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"before": 2}, "too_few"),
        ({"after": 1}, "too_few"),
        ({"evidence": Evidence(None)}, "too_few"),
        ({"evidence": Evidence(float("nan"))}, "too_few"),
        ({"adjusted": -3.0}, "pre_trend"),
        ({"adjusted": 1.99}, "pre_trend"),
        ({"adjusted": None}, "pre_trend"),
    ],
)
def test_what_cannot_be_judged(change, reason):
    found = grade(replace(FIRM, **change), direction="higher")
    assert (found.number, found.verdict.code, found.verdict.reason) == (0, "cannot_tell", reason)


@pytest.mark.parametrize(
    "change", [{"adjusted": 2.0}, {"alarms": 0.05}, {"placebos": (4.0, -4.0)}, {"before": 4}]
)
def test_the_edges_themselves_are_enough(change):
    assert grade(replace(FIRM, **change), direction="higher").number == 2


def test_no_difference_at_all_is_described():
    none = replace(FIRM, evidence=Evidence(0.0, -1.0, 1.0), adjusted=0.4)
    assert grade(none, direction="higher").number == 1


def test_every_reason_is_named():
    late = replace(FIRM, before=3, after=2, placebos=(9.0,), alarms=0.2, is_described_late=True)
    assert grade(late, direction="higher").reasons == (
        "described_late", "few_before", "few_after", "no_placebo", "placebo_larger", "false_alarms",
    )  # fmt: skip


def test_an_indicator_and_its_complement_get_the_same_answer():
    evidences = [Evidence(4.0, 1.0, 7.0), Evidence(4.0, -1.0, 9.0), Evidence(4.0)]
    for evidence, adjusted, late in product(evidences, (3.0, 1.0, -3.0), (True, False)):
        facts = replace(FIRM, evidence=evidence, adjusted=adjusted, is_described_late=late)
        mirrored = replace(
            facts, evidence=evidence.negated(), adjusted=-adjusted, placebos=(-1.0, 2.0)
        )
        assert grade(facts, direction="higher") == grade(mirrored, direction="lower")


@pytest.mark.parametrize(
    ("described", "entered", "is_late"),
    [
        (None, dt.date(2019, 12, 31), False),
        (None, dt.date(2020, 1, 2), True),
        (dt.date(2020, 1, 1), dt.date(2024, 5, 1), False),
        (dt.date(2020, 1, 2), dt.date(2019, 5, 1), True),
    ],
)
def test_an_effort_written_down_after_its_first_day_is_late(described, entered, is_late):
    found = rule.is_described_late(
        happened_on=dt.date(2020, 1, 1), described_on=described, entered_on=entered
    )
    assert found is is_late


def test_a_slope_before_is_sure_only_where_its_interval_leaves_out_0():
    assert rule.is_sure_before(0.1, 1.2) and rule.is_sure_before(-1.2, -0.1)
    assert not rule.is_sure_before(-0.5, 1.8) and not rule.is_sure_before(0.0, 1.0)
    assert not rule.is_sure_before(None, 1.0) and not rule.is_sure_before(0.1, None)
