"""Small counts: what is hidden, and that hiding says nothing about which small count it was."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.statistics import disclosure

REGISTER = {"counts_persons": True, "data_kind": "register"}
SURVEY = {"counts_persons": True, "data_kind": "survey"}
small = st.integers(1, 4)


@pytest.mark.parametrize(
    ("x", "n", "hidden"),
    [
        (0, 100, False), (1, 100, True), (4, 100, True), (5, 100, False),
        (95, 100, False), (96, 100, True), (99, 100, True), (100, 100, False),
        (10, 19, True), (10, 20, False), (0, 19, True), (3.5, 100, True), (4.5, 100, True),
    ],
)  # fmt: skip
def test_small_counts_complements_and_bases_are_hidden(x, n, hidden):
    assert bool(disclosure.primary(x, n, **REGISTER)) is hidden


@given(small, small, st.integers(5, 3000), st.sampled_from(["share", "rate"]))
def test_no_small_count_is_treated_unlike_another(one, other, base, kind):
    for x, y in ((one, other), (base - one, base - other)):
        masks = [bool(disclosure.primary(k, base, kind=kind, **REGISTER)) for k in (x, y)]
        assert masks == [True, True]


@given(st.integers(0, 500), st.integers(0, 500))
def test_an_indicator_and_its_complement_are_hidden_together(x, y):
    base = x + y
    assert disclosure.primary(x, base, **REGISTER) == disclosure.primary(y, base, **REGISTER)


@pytest.mark.parametrize(
    ("share", "n", "hidden"),
    [
        (10.0, 29, True), (10.0, 100, False), (4.4, 100, True), (4.6, 100, False), (0.0, 100, False),
        (0.2, 100, True), (95.6, 100, True), (100.0, 100, False), (50.0, np.nan, False),
    ],
)  # fmt: skip
def test_survey_shares_go_by_the_nearest_number_of_answers(share, n, hidden):
    found = disclosure.primary(np.nan, np.nan, estimate=share, n=n, **SURVEY)
    assert bool(found) is hidden


def test_a_rate_without_counts_goes_by_its_own_unit():
    found = disclosure.primary(
        np.nan, np.nan, kind="rate", estimate=[2.0, 20.0], n=1500, per=1000, **REGISTER
    )
    assert found.tolist() == [True, False]


def test_things_need_not_be_hidden():
    things = {"counts_persons": False, "data_kind": "register"}
    assert not disclosure.primary(2, 12, **things)
    assert not disclosure.primary(2, np.nan, kind="count", **things)
    assert not disclosure.primary(2, 900, kind="rate", **things)
    assert disclosure.primary(2, 12, kind="rate", **things), "the base of a rate is residents"


def test_counts_of_persons_are_hidden_from_one_to_four():
    found = disclosure.primary(
        np.nan, np.nan, kind="count", estimate=[0, 1, 4, 5, np.nan], **REGISTER
    )
    assert found.tolist() == [False, True, True, False, False]
    assert disclosure.primary(3, np.nan, kind="count", **REGISTER)


@pytest.mark.parametrize(
    ("data_kind", "n", "hidden"),
    [("register", 19, True), ("register", 20, False), ("survey", 29, True), ("survey", 30, False)],
)
def test_means_go_by_their_base(data_kind, n, hidden):
    found = disclosure.primary(
        np.nan, np.nan, kind="mean", estimate=3.4, n=n, counts_persons=True, data_kind=data_kind
    )
    assert bool(found) is hidden


def test_a_source_can_ask_for_more():
    strict = disclosure.Thresholds(count=10, base=100, answers=50)
    assert disclosure.primary(9, 200, thresholds=strict, **REGISTER)
    assert disclosure.primary(50, 99, thresholds=strict, **REGISTER)
    assert not disclosure.primary(10, 200, thresholds=strict, **REGISTER)
