"""When the next figure is expected, and from when the newest one is out of date."""

from __future__ import annotations

import datetime as dt

import pytest

from indicators.rules.lags import Next, next_figure


@pytest.mark.parametrize(
    ("newest", "lag", "today", "expected"),
    [
        ("2025", 3, "2027-03-31", Next("2026", dt.date(2027, 3, 1), is_overdue=False)),
        ("2025", 3, "2027-04-01", Next("2026", dt.date(2027, 3, 1), is_overdue=True)),
        ("2025", 0, "2026-12-31", Next("2026", dt.date(2026, 12, 1), is_overdue=False)),
        ("2025", 0, "2027-01-01", Next("2026", dt.date(2026, 12, 1), is_overdue=True)),
        ("2025K4", 1, "2026-05-01", Next("2026K1", dt.date(2026, 4, 1), is_overdue=True)),
        ("2026M11", 2, "2027-02-28", Next("2026M12", dt.date(2027, 2, 1), is_overdue=False)),
        ("2026H1", 14, "2027-01-01", Next("2026H2", dt.date(2028, 2, 1), is_overdue=False)),
    ],
)
def test_the_next_figure(newest: str, lag: int, today: str, expected: Next) -> None:
    assert next_figure(newest, lag, dt.date.fromisoformat(today)) == expected


def test_nothing_is_expected_without_a_lag_or_a_period() -> None:
    assert next_figure("2025", None, dt.date(2027, 1, 1)) is None
    assert next_figure("2015/2016", 3, dt.date(2027, 1, 1)) is None
