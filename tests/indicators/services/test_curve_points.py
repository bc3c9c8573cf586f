"""What a curve is drawn from: where periods stand, and where the line stays open."""

from __future__ import annotations

import datetime as dt

import pytest

from indicators.charts import Break
from indicators.rules.periods import parse_slot
from indicators.services.curve_points import points_of, unbroken
from indicators.services.readings import Reading


def reading(slot: str, value: float | None = 10.0) -> Reading:
    period = parse_slot(slot)
    return Reading(
        statement="level", definition_id=1, area_id=1, comparator="", other_id=None, slot=slot,
        baseline_slot="", is_latest=False, state="value" if value is not None else "missing",
        reason="", estimate=value, lower=None, upper=None, numerator=None, denominator=None, n=None,
        verdict="", certainty="", starts_on=period.starts_on, ends_on=period.ends_on,
        published_on=None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("slots", "left_out"),
    [
        (["2020", "2021", "2023"], ["2022"]),
        (["2020K3", "2020K4", "2021K3"], ["2021K1", "2021K2"]),
        (["2019", "2021", "2025"], ["2023"]),  # every other year is this series' own pace
        (["2019", "2021", "2023"], []),
        (["2020"], []),
    ],
)
def test_a_period_without_a_row_leaves_the_line_open(slots: list[str], left_out: list[str]) -> None:
    points = points_of([reading(slot) for slot in slots])
    absent = [point for point in points if point.value is None]
    assert [point.on for point in absent] == [parse_slot(slot).ends_on for slot in left_out]
    assert all(point.note == "Mangler" for point in absent)
    assert [point.on for point in points] == sorted(point.on for point in points)


def test_a_row_without_a_value_and_no_row_look_the_same() -> None:
    with_row = points_of([reading("2020"), reading("2021", None), reading("2022")])
    assert [point.value for point in with_row] == [10.0, None, 10.0]
    # Two figures alone do not tell their pace; a third does.
    without = points_of([reading("2019"), reading("2020"), reading("2022")])
    assert [point.value for point in without] == [10.0, 10.0, None, 10.0]


def test_a_figure_stands_in_the_middle_of_its_period() -> None:
    (point,) = points_of([reading("2022")])
    assert point.x == dt.date(2022, 7, 2)
    assert (point.begin, point.end) == (dt.date(2022, 1, 1), dt.date(2022, 12, 31))


@pytest.mark.parametrize(
    ("cuts", "told"),
    [
        ([], ["2014", "2016", "2018", "2020"]),
        ([(2015, "")], ["2016", "2018", "2020"]),
        ([(2015, "Området"), (2019, "Området")], ["2020"]),
        ([(2019, "Et andet område")], ["2014", "2016", "2018", "2020"]),
        ([(2013, ""), (2024, "")], ["2014", "2016", "2018", "2020"]),
    ],
)
def test_a_curve_is_told_from_end_to_end_only_since_its_newest_break(
    cuts: list[tuple[int, str]], told: list[str]
) -> None:
    figures = [
        reading("2014"),
        reading("2016"),
        reading("2017", None),
        reading("2018"),
        reading("2020"),
    ]
    breaks = [Break(dt.date(year, 6, 1), "Databrud", only=only) for year, only in cuts]
    assert [one.slot for one in unbroken(figures, breaks, "Området")] == told
