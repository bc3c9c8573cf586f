"""Shares, days and øre: whatever the amounts and keys, every sum is exact."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnership.rules import ledger
from partnership.rules.ledger import Entry, FundYearFact, Promise, Purpose, planned, sums, total
from partnership.rules.money import (
    SHARE,
    WHOLE,
    CoFinancing,
    KeyFact,
    by_payer,
    by_year,
    contributions,
    days_without_key,
    equal_shares,
    follow_from_homes,
    missing_share,
    shares_by_homes,
    split,
    until,
)

amounts = st.decimals(min_value=0, max_value=50_000_000, places=2)
weights = st.lists(st.integers(1, 1_000_000), min_size=1, max_size=9)


@st.composite
def keys_of_a_life(draw):
    """Keys after each other from a random day, each with random shares of 100 per cent."""
    starts = draw(
        st.lists(
            st.dates(dt.date(2020, 1, 1), dt.date(2029, 12, 31)),
            min_size=1,
            max_size=6,
            unique=True,
        ).map(sorted)
    )
    found = []
    for at, first in enumerate(starts):
        shares = split(WHOLE, dict(enumerate(draw(weights), start=1)), unit=SHARE)
        last = starts[at + 1] - dt.timedelta(days=1) if at + 1 < len(starts) else None
        found.append(
            KeyFact(at + 1, first, last, {who: part for who, part in shares.items() if part})
        )
    return found


@given(amount=amounts, parts=weights)
def test_a_split_sums_to_the_ore_and_nobody_is_off_by_more_than_one(amount, parts):
    found = split(amount, dict(enumerate(parts)))
    assert sum(found.values()) == amount
    for at, weight in enumerate(parts):
        assert abs(found[at] - amount * weight / sum(parts)) < Decimal("0.01")


@given(amount=amounts, keys=keys_of_a_life())
@settings(max_examples=200)
def test_contributions_sum_to_the_ore_in_every_year(amount, keys):
    for year in range(keys[0].first.year, 2032):
        pieces = contributions(amount, year, keys)
        assert sum(piece.amount for piece in pieces) == amount
        assert all(sum(piece.parts.values()) == piece.amount for piece in pieces)
        assert sum(by_payer(pieces).values()) == amount
        held = sum(piece.days for piece in pieces)
        assert held + days_without_key(year, keys) in (365, 366)


def test_a_key_changed_in_the_middle_of_a_year_splits_it_by_days():
    keys = [
        KeyFact(1, dt.date(2020, 1, 1), dt.date(2027, 6, 30), {1: Decimal(40), 2: Decimal(60)}),
        KeyFact(2, dt.date(2027, 7, 1), None, {1: Decimal(50), 2: Decimal(50)}),
    ]
    first, second = contributions(Decimal("1000000.00"), 2027, keys)
    assert (first.days, second.days) == (181, 184)
    assert first.amount == Decimal("495890.41")
    assert second.amount == Decimal("504109.59")
    assert first.parts == {1: Decimal("198356.16"), 2: Decimal("297534.25")}
    assert by_payer([first, second])[1] == Decimal("450410.96")


def test_the_ore_left_over_goes_to_who_lost_most_then_to_the_larger_then_to_the_first():
    assert split(Decimal("0.10"), {1: 1, 2: 2}) == {1: Decimal("0.03"), 2: Decimal("0.07")}
    larger_first = split(Decimal("0.03"), {1: 1, 2: 3, 3: 1, 4: 1})
    assert larger_first == {
        1: Decimal("0.01"), 2: Decimal("0.02"), 3: Decimal("0.00"), 4: Decimal("0.00")
    }  # fmt: skip
    assert split(Decimal("0.01"), {1: 1, 2: 1}) == {1: Decimal("0.01"), 2: Decimal("0.00")}
    assert split(Decimal("1.00"), {1: 0}) == {}


def test_a_year_without_any_key_is_not_split_and_days_without_one_take_no_part():
    late = KeyFact(1, dt.date(2027, 4, 1), None, {1: WHOLE})
    assert contributions(Decimal(100), 2026, [late]) == []
    assert days_without_key(2027, [late]) == 90
    (piece,) = contributions(Decimal("100.00"), 2027, [late])
    assert piece.parts == {1: Decimal("100.00")}


def test_keys_count_until_the_funds_last_day():
    key = KeyFact(1, dt.date(2020, 1, 1), None, {1: WHOLE})
    ends_on = dt.date(2027, 6, 30)
    (piece,) = contributions(Decimal("9.00"), 2027, [key], ends_on=ends_on)
    assert piece.last == ends_on
    assert days_without_key(2027, [key], ends_on=ends_on) == 0
    assert contributions(Decimal("9.00"), 2028, [key], ends_on=ends_on) == []
    assert days_without_key(2028, [key], ends_on=ends_on) == 0


@given(
    amount=amounts,
    first=st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)),
    days=st.integers(0, 2000),
)
def test_a_promise_is_split_on_its_years_to_the_ore(amount, first, days):
    assert sum(by_year(amount, first, first + dt.timedelta(days=days)).values()) == amount


def test_proposed_shares_sum_to_a_hundred():
    assert equal_shares([1, 2, 3]) == {
        1: Decimal("33.3334"), 2: Decimal("33.3333"), 3: Decimal("33.3333")
    }  # fmt: skip
    found = shares_by_homes({1: 100, 2: 300, 9: 5}, {9: Decimal(60)})
    assert found == {9: Decimal(60), 1: Decimal("10.0000"), 2: Decimal("30.0000")}
    assert missing_share(shares_by_homes({1: 7, 2: 13, 3: 11}).values()) == 0
    assert missing_share([Decimal("99.99")]) == Decimal("0.01")


def test_shares_follow_from_homes_only_where_the_sum_comes_out():
    homes = {1: 960, 2: 1510}
    computed = shares_by_homes(homes, {9: Decimal(50)})
    assert follow_from_homes(computed, homes)
    agreed = {9: Decimal(45), 1: computed[1], 2: computed[2] + 5}
    assert not follow_from_homes(agreed, homes), "B's share is the same, but it is no sum any more"
    assert not follow_from_homes(agreed, {1: 960}), "one alone shares with nobody"
    assert not follow_from_homes(agreed, {})
    equal = {3: Decimal("33.3333"), 2: Decimal("33.3334"), 1: Decimal("33.3333")}
    assert follow_from_homes(equal, dict.fromkeys((1, 2, 3), 7)), "whoever bears the last of it"


def test_co_financing_is_never_met_by_rounding():
    just_under = CoFinancing(Decimal("249999.99"), Decimal("1000000.00"))
    assert just_under.percent == Decimal("24.9")
    assert not just_under.meets(Decimal(25))
    assert CoFinancing(Decimal(1248000), Decimal(4000000)).percent == Decimal("31.2")
    assert CoFinancing(Decimal(25), Decimal(100)).meets(Decimal(25))
    assert CoFinancing(Decimal(0), Decimal(0)).percent is None


@st.composite
def fund_years(draw):
    """Random plans of some funds over some years."""
    purposes = st.builds(
        Purpose, budget=amounts, expected=amounts,
        intervention=st.none() | st.integers(1, 4), body=st.none(),
    )  # fmt: skip
    promises = st.builds(Promise, amount=amounts, organisation=st.none() | st.integers(1, 4))
    return [
        FundYearFact(
            fund=fund,
            year=year,
            amount=draw(amounts),
            keys=tuple(draw(keys_of_a_life())) if draw(st.booleans()) else (),
            purposes=tuple(
                Purpose(
                    each.budget,
                    each.expected,
                    each.intervention,
                    (each.intervention or 0) % 2 or None,
                )
                for each in draw(st.lists(purposes, max_size=4))
            ),
            promises=tuple(draw(st.lists(promises, max_size=3))),
        )
        for fund in (1, 2)
        for year in (2026, 2027)
    ]


@given(facts=fund_years())
@settings(max_examples=60, deadline=None)
def test_all_views_have_the_same_totals_and_all_that_was_planned(facts):
    entries = [entry for fact in facts for entry in planned(fact)]
    entries.append(Entry(ledger.SPENT, 2027, 1, Decimal("12.34"), 3, None, 2))
    wholes = [total(sums(entries, view).values()) for view in ledger.VIEWS]
    assert all(whole == wholes[0] for whole in wholes)
    assert wholes[0][ledger.DUE] == sum(fact.amount for fact in facts)
    assert wholes[0][ledger.PROMISED] == sum(
        (each.amount for fact in facts for each in fact.promises), Decimal(0)
    )
    assert wholes[0][ledger.BUDGET] == sum(
        (each.budget for fact in facts for each in fact.purposes), Decimal(0)
    )


def test_payers_money_follows_the_budget_and_the_rest_stands_with_none():
    fact = FundYearFact(
        1, 2027, Decimal("100.00"), (KeyFact(1, dt.date(2020, 1, 1), None, {7: WHOLE}),),
        purposes=(Purpose(Decimal("60.00"), Decimal("50.00"), 5, 2),),
        promises=(Promise(Decimal("20.00")),),
    )  # fmt: skip
    by_purpose = sums(planned(fact), ledger.INTERVENTION)
    assert by_purpose[5][ledger.DUE] == Decimal("50.00")
    assert by_purpose[5][ledger.PROMISED] == Decimal("10.00")
    assert by_purpose[None][ledger.DUE] == Decimal("50.00")
    assert sums(planned(fact), ledger.BODY)[2][ledger.EXPECTED] == Decimal("50.00")


def test_a_contribution_without_a_key_is_owed_by_nobody():
    found = sums(planned(FundYearFact(1, 2027, Decimal("5.00"))), ledger.ORGANISATION)
    assert found[None][ledger.DUE] == Decimal("5.00")


@pytest.mark.parametrize("view", ledger.VIEWS)
def test_no_entries_give_no_rows(view):
    assert sums([], view) == {}
    assert not any(total([]).values())


@pytest.mark.parametrize(
    ("ends_on", "left"),
    [
        (None, "365.00"),
        (dt.date(2027, 12, 31), "365.00"),
        (dt.date(2028, 5, 1), "365.00"),
        (dt.date(2027, 1, 1), "1.00"),
        (dt.date(2027, 6, 30), "181.00"),
        (dt.date(2026, 12, 31), "0"),
    ],
)
def test_money_that_stops_is_expected_for_the_days_it_runs(ends_on, left):
    assert until(Decimal("365.00"), 2027, ends_on) == Decimal(left)
