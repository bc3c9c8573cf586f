"""The first figure that can show something, and when it should be out."""

from __future__ import annotations

import datetime as dt

import pytest

from effects.rules import coming
from indicators.rules.periods import parse_slot

DAY = dt.date


def showing(first, last, **more):
    asked = {"step": 12, "lag": 10, "seen_from": DAY(2026, 3, 26), "adjusted": DAY(2024, 11, 24)}
    return coming.first_showing(first, last, **(asked | more))


def test_a_yearly_count_of_1_january_shows_what_can_be_seen_in_march_a_year_later():
    """Counted 1.1.2025, seen from 26.3.2026: the count of 1.1.2026 cannot, that of 1.1.2027 can."""
    found = showing(DAY(2025, 1, 1), DAY(2025, 1, 1))
    assert found == coming.Coming(DAY(2027, 1, 1), DAY(2027, 1, 1), DAY(2027, 11, 1))
    assert found.known_by == DAY(2027, 12, 1)


def test_a_whole_period_must_lie_after_the_adjustment_and_reach_the_day_it_can_be_seen():
    year = showing(DAY(2023, 1, 1), DAY(2023, 12, 31), adjusted=DAY(2024, 6, 1), lag=3)
    assert year == coming.Coming(DAY(2026, 1, 1), DAY(2026, 12, 31), DAY(2027, 3, 1))
    unadjusted = showing(
        DAY(2023, 1, 1), DAY(2023, 12, 31), adjusted=None, seen_from=DAY(2024, 7, 1)
    )
    assert unadjusted and unadjusted.first == DAY(2024, 1, 1)
    month = showing(DAY(2026, 1, 1), DAY(2026, 1, 31), step=1, lag=0)
    assert month == coming.Coming(DAY(2026, 3, 1), DAY(2026, 3, 31), DAY(2026, 3, 1))


def test_where_the_lag_is_not_known_the_days_are_and_the_month_is_not():
    found = showing(DAY(2025, 1, 1), DAY(2025, 1, 1), lag=None)
    assert found and (found.last, found.expected_in, found.known_by) == (
        DAY(2027, 1, 1),
        None,
        None,
    )
    assert not found.is_overdue(DAY(2040, 1, 1))


def test_it_is_overdue_when_its_month_is_over():
    found = showing(DAY(2025, 1, 1), DAY(2025, 1, 1))
    assert found and not found.is_overdue(DAY(2027, 11, 30)) and found.is_overdue(DAY(2027, 12, 1))


def test_nothing_comes_in_sight_for_a_day_a_lifetime_away():
    assert showing(DAY(2025, 1, 1), DAY(2025, 1, 1), seen_from=DAY(2100, 1, 1)) is None


@pytest.mark.parametrize(
    ("slots", "months"),
    [
        (["2025"], 12),
        (["2025K1"], 3),
        (["2023", "2025"], 24),  # a survey every second year
        (["2021", "2022", "2025"], 12),  # a gap is none
        (["2025M01", "2025M02"], 1),
    ],
)
def test_a_series_lets_as_much_time_pass_as_it_did_before(slots, months):
    assert coming.months_between([parse_slot(slot) for slot in slots]) == months


def test_the_last_day_of_a_month_stays_the_last_and_a_day_that_is_missing_gives_way():
    assert coming.moved(DAY(2024, 2, 29), 12) == DAY(2025, 2, 28)
    assert coming.moved(DAY(2025, 2, 28), 36) == DAY(2028, 2, 29)
    assert coming.moved(DAY(2025, 1, 30), 1) == DAY(2025, 2, 28)
