"""What is required each year from now on."""

from __future__ import annotations

import pytest

from indicators.rules.required_change import per_year


def test_the_rest_of_the_way_is_shared_by_the_years_left() -> None:
    assert per_year(81.0, 90.0, 4.5) == pytest.approx(2.0)
    assert per_year(9.0, 6.0, 3.0) == pytest.approx(-1.0)


def test_an_amount_grows_by_a_share_each_year() -> None:
    assert per_year(100.0, 121.0, 2.0, compound=True) == pytest.approx(0.1)


@pytest.mark.parametrize(("latest", "target"), [(0.0, 5.0), (5.0, 0.0), (-1.0, 5.0)])
def test_growth_from_or_to_nothing_has_no_rate(latest: float, target: float) -> None:
    assert per_year(latest, target, 2.0, compound=True) is None


def test_when_the_time_is_up_nothing_is_required_any_more() -> None:
    assert per_year(1.0, 2.0, 0.0) is None
