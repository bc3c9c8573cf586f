"""Periods as they are typed, stored and counted on."""

import datetime as dt

import pytest

from indicators.rules.periods import UnknownPeriod, parse_slot


@pytest.mark.parametrize(
    ("typed", "code", "first", "last"),
    [
        ("2024", "2024", (2024, 1, 1), (2024, 12, 31)),
        (" 2024h2 ", "2024H2", (2024, 7, 1), (2024, 12, 31)),
        ("2024K1", "2024K1", (2024, 1, 1), (2024, 3, 31)),
        ("2024 q3", "2024K3", (2024, 7, 1), (2024, 9, 30)),
        ("2024M02", "2024M02", (2024, 2, 1), (2024, 2, 29)),
        ("2023M2", "2023M02", (2023, 2, 1), (2023, 2, 28)),
    ],
)
def test_a_period_is_read_however_it_is_typed(typed, code, first, last):
    slot = parse_slot(typed)
    assert slot.code == code
    assert (slot.starts_on, slot.ends_on) == (dt.date(*first), dt.date(*last))
    assert parse_slot(slot.code) == slot


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "24",
        "2024-01",
        "i fjor",
        "2024H0",
        "2024H3",
        "2024K5",
        "2024M13",
        "1899",
        "2101",
        "2024X1",
    ],
)
def test_anything_else_is_no_period(typed):
    with pytest.raises(UnknownPeriod):
        parse_slot(typed)


@pytest.mark.parametrize(
    ("code", "steps", "other"),
    [
        ("2024", 1, "2025"),
        ("2024", -4, "2020"),
        ("2024H2", 1, "2025H1"),
        ("2024K1", -1, "2023K4"),
        ("2024K4", 5, "2026K1"),
        ("2024M12", 1, "2025M01"),
        ("2024M01", -1, "2023M12"),
    ],
)
def test_a_step_leads_to_the_next_period_of_the_same_length(code, steps, other):
    assert parse_slot(code).shifted(steps) == parse_slot(other)


@pytest.mark.parametrize(
    ("code", "other", "steps"),
    [("2022", "2025", 3), ("2024K4", "2025K2", 2), ("2024M11", "2025M01", 2), ("2025", "2024", -1),
     ("2024", "2024K1", 0)],
)  # fmt: skip
def test_steps_between_periods_are_counted_in_their_own_length(code, other, steps):
    assert parse_slot(code).steps_to(parse_slot(other)) == steps


def test_the_middle_of_a_period_lies_within_it():
    assert parse_slot("2022").middle == dt.date(2022, 7, 2)
    assert parse_slot("2024K1").middle == dt.date(2024, 2, 15)


def test_periods_stand_in_the_order_of_their_last_days():
    typed = ["2024", "2023M11", "2024K1", "2023"]
    in_order = [slot.code for slot in sorted(map(parse_slot, typed))]
    assert in_order == ["2023M11", "2023", "2024K1", "2024"]
