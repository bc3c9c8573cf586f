"""Periods in the forms that files write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.importers.periods import looks_like_period, read_period
from indicators.rules.values import Refused


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("2019", "2019"),
        ("2015.0", "2015"),
        ("2008K3", "2008K3"),
        ("2007Q1", "2007K1"),
        ("2019M05", "2019M05"),
        ("2020H1", "2020H1"),
        ("1. kvt 2020", "2020K1"),
        ("1. kvartal 2020", "2020K1"),
        ("K4 2020", "2020K4"),
        ("Q3 2019", "2019K3"),
        ("2020, 3. kvartal", "2020K3"),
        ("2021 kvartal 2", "2021K2"),
        ("2. halvår 2021", "2021H2"),
        ("jan 2021", "2021M01"),
        ("Jan-21", "2021M01"),
        ("2021 oktober", "2021M10"),
        ("marts 2022", "2022M03"),
        ("des 2019", "2019M12"),
        ("2021-03", "2021M03"),
        ("Jan 2012-Dec 2012", "2012"),
        ("jan 2020 - mar 2020", "2020K1"),
        ("juli 2020 til dec 2020", "2020H2"),
    ],
)
def test_a_period_is_read_into_its_slot(text: str, slot: str) -> None:
    assert read_period(text) == slot
    assert looks_like_period(text)


@pytest.mark.parametrize("text", ["2015-2017", "2016 - 18", "2018/19 - 22/23", "2006/07-2008/09"])
def test_several_years_together_are_refused_with_the_reason(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_period(text)
    assert refusal.value.code == "pooled_period"


@pytest.mark.parametrize("text", ["jan 2012 - dec 2014", "jan 2020 - feb 2020"])
def test_a_run_of_months_that_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        read_period(text)


@pytest.mark.parametrize(
    "text", ["2018/19", "2018-19", "2018/2019", "1999/00", "Aug 2018 - Jul 2019"]
)
def test_a_year_across_new_year_is_asked_about_never_guessed(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_period(text)
    assert refusal.value.code == "ask_split_year"
    first, last = read_period(text, split_year="first"), read_period(text, split_year="last")
    assert int(last) == int(first) + 1


def test_a_date_stands_for_the_length_that_was_chosen() -> None:
    with pytest.raises(Refused) as refusal:
        read_period("2012-10-02")
    assert refusal.value.code == "ask_date"
    said = {
        length: read_period("2.10.2012", date_as=length)
        for length in ("year", "half", "quarter", "month")
    }
    assert said == {"year": "2012", "half": "2012H2", "quarter": "2012K4", "month": "2012M10"}


@pytest.mark.parametrize(
    "text", ["", "Total", "101", "2019U05", "2020K5", "3000", "12. feb", "2020-13-01"]
)
def test_anything_else_is_no_period(text: str) -> None:
    with pytest.raises(Refused):
        read_period(text, date_as="month")


@given(st.text(max_size=30))
def test_no_text_makes_reading_fall_over(text: str) -> None:
    looks_like_period(text)
