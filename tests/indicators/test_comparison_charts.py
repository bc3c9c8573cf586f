"""Small charts side by side, and the distance over time around its zero."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from plotly import graph_objects as go

from indicators.charts import Break, Point, Series, Wording, common_scale, gap_figure
from indicators.charts import small_multiple as draw
from indicators.charts.small_multiples import BOTTOM, HEIGHT, NAME_PITCH, TOP

WORDS = Wording(title="Afstand", unit="procentpoint", passport="Kilde: prøve")


def series(label: str, style: str, *values: float | None, slots: str = "{}") -> Series:
    return Series(
        label,
        style,
        tuple(
            Point(
                date(2019 + at, 12, 31),
                slots.format(2019 + at),
                value,
                lower=None if value is None else value - 2,
                upper=None if value is None else value + 2,
            )
            for at, value in enumerate(values)
        ),
    )


FIRST = series("Stjernehøj", "area-1", 60, 62, 64, 66, 68)
SECOND = series("Lærkefryd", "area-2", 70, 70, 70, 70, 70)
TOWN = series("Prøve Kommune uden boligområderne", "municipality", 80, 81, 82, 83, 84)


def picture(*shown: Series, **more: Any) -> dict[str, Any]:
    made = draw(
        shown, key="k", title="Tryg", description="…", number=lambda value: f"{value:g}", **more
    )
    assert made is not None
    return made


def test_areas_keep_hue_and_pattern_and_the_comparator_is_grey_and_under_them() -> None:
    curves = picture(FIRST, SECOND, TOWN)["curves"]
    assert [(one["css"], one["dash"]) for one in curves] == [
        ("area-comparator", "solid"), ("area-1", "solid"), ("area-2", "dash"),
    ]  # fmt: skip


def test_nothing_is_drawn_without_a_figure() -> None:
    empty = series("Stjernehøj", "area-1", None, None)
    assert draw([empty], key="k", title="t", description="d", number=str) is None


def test_a_missing_period_and_a_break_leave_the_line_open() -> None:
    holed = picture(series("A", "area-1", 60, None, 64, 66))["curves"][0]
    assert len(holed["lines"]) == 1
    assert len(holed["points"]) == 2  # the lonely first one, and the last
    cut = [Break(date(2021, 1, 1), "Databrud")]
    broken = picture(FIRST, breaks=cut)
    assert len(broken["curves"][0]["lines"]) == 2
    assert len(broken["breaks"]) == 1


def test_one_area_alone_has_its_interval_as_a_band_and_several_have_none() -> None:
    assert picture(FIRST, TOWN)["curves"][1]["bands"]
    assert not any(one["bands"] for one in picture(FIRST, SECOND)["curves"])
    without = series("A", "area-1", 60, 62)
    bare = Series("A", "area-1", tuple(Point(p.on, p.slot, p.value) for p in without.points))
    assert picture(bare)["curves"][0]["bands"] == []


def test_charts_on_one_scale_put_equal_figures_at_equal_heights() -> None:
    days, span = common_scale([[FIRST, TOWN], [SECOND, TOWN]], (0.0, 100.0))
    one = picture(FIRST, TOWN, days=days, span=span)
    other = picture(SECOND, TOWN, days=days, span=span)
    assert one["grid"] == other["grid"]
    assert one["curves"][0]["lines"] == other["curves"][0]["lines"]


@pytest.mark.parametrize("values", [(1.0, 1.0), (0.0, 0.0), (3, 90000), (0.01, 0.02)])
def test_the_value_axis_has_round_marks_inside_the_picture(values: tuple[float, ...]) -> None:
    grid = picture(series("A", "area-1", *values))["grid"]
    assert 1 <= len(grid) <= 6
    assert all(TOP <= line["y"] <= HEIGHT - BOTTOM for line in grid)


def test_names_at_the_ends_never_meet_and_long_ones_are_shortened() -> None:
    close = [series(f"Område {at}", f"area-{at}", 60, 60 + at / 100) for at in range(1, 6)]
    names = picture(*close, TOWN)["names"]
    heights = sorted(name["y"] for name in names)
    assert all(b - a >= NAME_PITCH - 0.11 for a, b in pairwise(heights))
    assert "Prøve Kommune…" in {name["text"] for name in names}
    assert picture(FIRST)["names"] == []


def test_periods_with_long_names_are_told_by_their_year() -> None:
    ticks = picture(series("A", "area-1", 1, 2, 3, slots="4. kvartal {}"))["ticks"]
    assert [(tick["label"], tick["anchor"]) for tick in ticks] == [
        ("2019", "start"), ("2021", "end"),
    ]  # fmt: skip
    assert len(picture(FIRST)["ticks"]) == 3
    assert picture(series("A", "area-1", 5))["ticks"][0]["anchor"] == "middle"


def test_the_distance_has_its_zero_in_the_picture_with_the_comparators_name() -> None:
    gaps = series("Stjernehøj", "area-1", -14, -12, -9)
    figure = gap_figure([gaps], wording=WORDS, zero_label="Resten af kommunen")
    go.Figure(figure)
    low, high = figure["layout"]["yaxis"]["range"]
    assert low < -14 < 0 < high
    zero = figure["data"][0]
    assert zero["name"] == "Resten af kommunen"
    assert set(zero["y"]) == {0.0}
    assert zero["mode"] == "lines"
    assert "Resten af kommunen" in {note["text"] for note in figure["layout"]["annotations"]}


def test_the_zero_runs_over_all_periods_of_all_areas() -> None:
    early, late = series("A", "area-1", -4, -3, -2), series("B", "area-2", None, None, -1)
    figure = gap_figure([early, late], wording=WORDS, zero_label="Landet")
    assert [on for on in figure["data"][0]["x"] if on] == ["2019-12-31", "2020-12-31", "2021-12-31"]
