"""What a reader sees in a curve: who, how sure, what is missing, and where it comes from."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date

import plotly.graph_objects as go
import pytest

from indicators.charts import (
    Break,
    Limits,
    Marker,
    Point,
    Projection,
    Series,
    TargetPath,
    Wording,
    area_style,
    control_figure,
    sparkline,
    trend_figure,
)

WORDS = Wording(
    title="Tryg i nabolaget",
    unit="pct.",
    passport="Kilde: lokal tryghedsmåling · 2021-2025 · n = 398-412 svar · vist 23.11.2026",
)
TARGET = TargetPath(
    points=((date(2021, 12, 31), 70.0), (date(2030, 12, 31), 85.0)), decided=True, label="Måltal"
)


def yearly(*values: float | None, reach: float | None = 2.5) -> tuple[Point, ...]:
    return tuple(
        Point(
            on=date(2021 + year, 12, 31),
            slot=str(2021 + year),
            value=value,
            lower=None if value is None or reach is None else value - reach,
            upper=None if value is None or reach is None else value + reach,
            n=None if value is None else 1400 + year,
        )
        for year, value in enumerate(values)
    )


def placed() -> tuple[Point, ...]:
    """The same, each drawn in the middle of its year."""
    return tuple(
        replace(point, middle=date(point.on.year, 7, 2))
        for point in yearly(70.0, 72.0, 73.0, 74.5, 76.0)
    )


def area(
    place: int = 0, label: str = "Stjernehøj", points: tuple[Point, ...] | None = None
) -> Series:
    return Series(label, area_style(place), points or yearly(70.0, 72.0, None, 74.5, 76.0))


MUNICIPALITY = Series("Kommunen", "municipality", yearly(80, 81, 81.5, 82, 83, reach=None))


def drawn(figure: dict) -> go.Figure:
    """Plotly itself refuses a misspelt property."""
    return go.Figure(figure)


def curve(figure: dict, label: str) -> dict:
    return next(trace for trace in figure["data"] if trace.get("name") == label)


def texts(figure: dict) -> str:
    return " | ".join(note["text"] for note in figure["layout"]["annotations"])


def test_every_part_is_something_plotly_knows() -> None:
    figure = trend_figure(
        [area(), area(1, "Lærkefryd"), MUNICIPALITY],
        wording=WORDS,
        target=TARGET,
        breaks=[Break(date(2023, 1, 1), "Ny definition")],
        bounds=(0, 100),
    )
    assert len(drawn(figure).data) == 5


def test_a_missing_period_is_an_open_gap_not_a_bridge() -> None:
    values = curve(trend_figure([area()], wording=WORDS), "Stjernehøj")
    assert values["y"] == [70.0, 72.0, None, 74.5, 76.0]
    assert values["connectgaps"] is False


def test_nothing_is_joined_across_a_series_break_and_the_break_is_named() -> None:
    cut = Break(date(2022, 6, 1), "Ny definition fra 2022")
    figure = trend_figure([area(points=yearly(70, 72, 73))], wording=WORDS, breaks=[cut])
    assert curve(figure, "Stjernehøj")["y"] == [70, None, 72, 73]
    assert "Ny definition fra 2022" in texts(figure)
    assert drawn(figure).layout.shapes[0].x0 == "2022-06-01"


def test_an_area_alone_has_a_band_and_several_areas_have_bars() -> None:
    alone = trend_figure([area(), MUNICIPALITY], wording=WORDS)
    bands = [trace for trace in alone["data"] if trace.get("fill") == "toself"]
    assert [band["y"] for band in bands] == [[72.5, 74.5, 69.5, 67.5], [77.0, 78.5, 73.5, 72.0]]
    both = trend_figure([area(), area(1, "Lærkefryd")], wording=WORDS)
    assert curve(both, "Lærkefryd")["error_y"]["array"] == [2.5, 2.5, 0.0, 2.5, 2.5]
    drawn(alone), drawn(both)


def test_a_lonely_point_of_an_area_alone_still_shows_its_interval() -> None:
    values = curve(
        trend_figure([area(points=yearly(70, None, 72, 73))], wording=WORDS), "Stjernehøj"
    )
    assert values["y"] == [70, None, 72, 73]
    assert values["error_y"]["array"] == [2.5, 0.0, 0.0, 0.0]


def test_a_figure_without_known_n_shows_no_interval() -> None:
    figure = trend_figure([area(points=yearly(68.8, 79.6, reach=None))], wording=WORDS)
    assert [trace for trace in figure["data"] if trace.get("fill")] == []
    assert "95 %" not in "".join(curve(figure, "Stjernehøj")["text"])


def test_areas_keep_hue_and_pattern_and_comparators_are_grey() -> None:
    figure = trend_figure(
        [area(2, "Kometparken"), MUNICIPALITY, Series("Regionen", "region", yearly(79, 80))],
        wording=WORDS,
    )
    kometparken, grey, region = (
        curve(figure, label) for label in ("Kometparken", "Kommunen", "Regionen")
    )
    assert (kometparken["line"]["color"], kometparken["line"]["dash"]) == ("#6b7a1f", "dot")
    assert grey["line"]["color"] == region["line"]["color"] == "#7d8790"
    assert (grey["line"]["dash"], region["line"]["dash"]) == ("solid", "dash")
    looks = {
        (trace["line"]["color"], trace["line"]["dash"])
        for trace in trend_figure([area(place, f"O{place}") for place in range(20)], wording=WORDS)[
            "data"
        ]
    }
    assert len(looks) == 20


def test_the_hover_says_who_when_how_much_how_sure_and_how_many() -> None:
    text = curve(trend_figure([area()], wording=WORDS), "Stjernehøj")["text"][0]
    assert text == "Stjernehøj<br>2021<br>70,0 pct.<br>95 %: 67,5 til 72,5<br>n = 1.400"


def test_a_note_and_a_minus_are_written_as_a_reader_expects() -> None:
    point = Point(date(2025, 12, 31), "2025", -1234.56, note="delvist (4 af 5 afdelinger)")
    text = curve(trend_figure([area(points=(point,))], wording=WORDS), "Stjernehøj")["text"][0]
    assert "−1.234,6 pct." in text
    assert text.endswith("delvist (4 af 5 afdelinger)")


def test_a_target_is_a_thin_line_and_dotted_while_it_is_a_proposal() -> None:
    decided = curve(trend_figure([area()], wording=WORDS, target=TARGET), "Måltal")
    proposal = TargetPath(TARGET.points, decided=False, label="Måltal (forslag)")
    proposed = curve(trend_figure([area()], wording=WORDS, target=proposal), "Måltal (forslag)")
    assert (decided["line"]["dash"], proposed["line"]["dash"]) == ("solid", "dot")
    assert decided["x"][-1] == "2030-12-31"


def test_a_saved_picture_carries_title_unit_source_n_and_date() -> None:
    figure = drawn(trend_figure([area()], wording=WORDS))
    assert "Tryg i nabolaget" in figure.layout.title.text
    assert figure.layout.title.subtitle.text == "pct."
    assert "n = 398-412 svar" in figure.layout.annotations[-1].text
    assert figure.layout.separators == ",."


def names(figure: dict) -> list[dict]:
    """The names beside the curves: only they cover what is behind them."""
    return [note for note in figure["layout"]["annotations"] if note.get("bgcolor")]


def heights(figure: dict) -> list[float]:
    low, high = figure["layout"]["yaxis"]["range"]
    return sorted((note["y"] - low) / (high - low) * 300 for note in names(figure))


def test_names_at_the_end_of_curves_do_not_lie_on_each_other() -> None:
    crowd = [area(place, f"Område {place}", yearly(70, 76 + place / 10)) for place in range(4)]
    places = heights(trend_figure(crowd, wording=WORDS))
    assert all(after - before >= 16.9 for before, after in itertools.pairwise(places))


def test_names_of_curves_that_end_in_different_years_stand_in_one_column() -> None:
    early = area(0, "Stjernehøj", yearly(70, 75.9))
    late = area(1, "Lærkefryd", yearly(74, 75, 75.5, 75.8, 76))
    figure = trend_figure([early, late], wording=WORDS)
    columns = {note["x"] for note in names(figure)}
    assert columns == {figure["layout"]["xaxis"]["range"][1]}
    first, second = heights(figure)
    assert second - first >= 16.9
    leaders = [shape for shape in figure["layout"]["shapes"] if shape.get("name") == "leader"]
    level, slanted = leaders
    assert (level["x0"], level["x1"]) == ("2022-12-31", "2025-12-31")
    assert level["y0"] == level["y1"] == 75.9
    assert slanted["y1"] in {note["y"] for note in names(figure)}


def test_names_pushed_below_the_axis_are_lifted_again() -> None:
    crowd = [area(place, f"Område {place}", yearly(90, 0.5, 0.4)) for place in range(5)]
    places = heights(trend_figure(crowd, wording=WORDS, bounds=(0, 100)))
    assert places[0] >= 8
    assert all(after - before >= 16.9 for before, after in itertools.pairwise(places))


def test_a_projection_is_dashed_in_its_band_and_called_an_illustration() -> None:
    drawn_on = Projection(
        points=(
            (date(2025, 12, 31), 76.0, 76.0, 76.0),
            (date(2030, 12, 31), 83.0, 78.0, 104.0),
        ),
        label="Illustration, ikke en forudsigelse",
        style="area-1",
    )
    figure = trend_figure([area()], wording=WORDS, projection=drawn_on, bounds=(0, 100))
    line = curve(figure, "Illustration, ikke en forudsigelse")
    assert line["line"]["dash"] == "dash"
    assert "Illustration" in line["text"][-1]
    band = [trace for trace in drawn(figure).data if trace.fill == "toself"][-1]
    assert band.y == (76.0, 104.0, 78.0, 76.0)
    assert figure["layout"]["yaxis"]["range"][1] == 100
    assert figure["layout"]["xaxis"]["range"][1] > "2030-12-31"


def test_events_stand_on_the_time_axis_inside_the_time_shown() -> None:
    events = [
        Marker(date(2023, 3, 1), "A", "Fritidsjob <begynder>"),
        Marker(date(1998, 3, 1), "B", "Længe før"),
    ]
    figure = trend_figure([area()], wording=WORDS, markers=events)
    marks = curve(drawn(figure).to_dict(), "Hændelser")
    assert list(marks["text"]) == ["A"]
    assert list(marks["y"]) == [figure["layout"]["yaxis"]["range"][0]]
    assert marks["hovertext"][0] == "A: Fritidsjob &lt;begynder&gt;"


def test_a_share_is_never_drawn_beyond_0_and_100() -> None:
    figure = trend_figure([area(points=yearly(1, 99))], wording=WORDS, bounds=(0, 100))
    assert figure["layout"]["yaxis"]["range"] == [0, 100]


def test_the_time_axis_names_every_year_up_to_the_targets() -> None:
    target = replace(TARGET, points=((date(2021, 7, 2), 70.0), (date(2030, 7, 2), 85.0)))
    axis = trend_figure([area(points=placed())], wording=WORDS, target=target)["layout"]["xaxis"]
    assert axis["ticktext"] == [str(year) for year in range(2021, 2031)]
    crowded = tuple(Point(date(2000 + y, 12, 31), str(2000 + y), 1.0 * y) for y in range(25))
    words = trend_figure([area(points=crowded)], wording=WORDS)["layout"]["xaxis"]["ticktext"]
    assert words[-1] == "2024"
    assert len(words) <= 13


def test_what_happened_in_a_year_stands_within_that_year() -> None:
    """Nearest to its year's name, and between the marks where the year begins and ends."""
    event = Marker(date(2022, 3, 24), "A", "Partnerskabet vedtager måltal")
    figure = trend_figure([area(points=placed())], wording=WORDS, markers=[event])
    axis = figure["layout"]["xaxis"]
    day = date.fromisoformat(curve(figure, "Hændelser")["x"][0])
    near = min(axis["tickvals"], key=lambda mark: abs(date.fromisoformat(mark) - day))
    assert axis["ticktext"][axis["tickvals"].index(near)] == "2022"
    assert {"2022-01-01", "2023-01-01"} <= set(axis["minor"]["tickvals"])
    assert curve(figure, "Stjernehøj")["x"][1] == "2022-07-02"
    assert axis["range"] == ["2021-01-01", "2025-12-31"], "whole years are shown"


def test_a_break_inside_a_year_is_drawn_before_the_figure_of_that_year() -> None:
    cut = Break(date(2022, 10, 1), "Databrud: ny afgrænsning")
    figure = trend_figure([area(points=placed())], wording=WORDS, breaks=[cut])
    line = next(shape for shape in figure["layout"]["shapes"] if shape.get("yref") == "paper")
    assert line["x0"] == "2022-01-01"
    days = curve(figure, "Stjernehøj")["x"]
    assert days.index(None) == 1, "the line is open between 2021 and 2022"


def test_months_and_quarters_are_ticked_by_their_years() -> None:
    quarters = tuple(
        Point(
            date(2023 + at // 4, at % 4 * 3 + 3, 28), f"{at % 4 + 1}. kvartal {2023 + at // 4}", 5.0
        )
        for at in range(10)
    )
    axis = trend_figure([area(points=quarters)], wording=WORDS)["layout"]["xaxis"]
    assert axis["ticktext"] == ["2023", "2024", "2025"]
    days = [date.fromisoformat(mark) for mark in axis["tickvals"]]
    assert [day.year for day in days] == [2023, 2024, 2025]
    assert days[1] == date(2024, 7, 1), "in the middle of its year"


def test_a_control_chart_has_mean_limits_and_rings() -> None:
    points = tuple(Point(date(2025, at + 1, 28), f"m{at + 1}", 10.0 + at % 3) for at in range(12))
    limits = Limits(
        begins_on=points[0].on, ends_on=points[-1].on, mean=11.0, lower=8.0, upper=14.0,
        mean_label="gennemsnit", lower_label="nedre grænse", upper_label="øvre grænse",
    )  # fmt: skip
    figure = control_figure(
        area(points=points), limits, special=[points[4].on], special_label="særligt udsving",
        wording=WORDS,
    )  # fmt: skip
    drawn(figure)
    assert curve(figure, "øvre grænse")["y"] == [14.0, 14.0]
    assert curve(figure, "særligt udsving")["x"] == ["2025-05-28"]
    assert {note["text"] for note in names(figure)} == {
        "gennemsnit", "nedre grænse", "øvre grænse", "Stjernehøj"
    }  # fmt: skip
    none = control_figure(
        area(points=points), limits, special=[], special_label="særligt udsving", wording=WORDS
    )
    assert len(none["data"]) == 4


def test_what_happened_stands_on_the_time_axis_of_a_control_chart() -> None:
    points = tuple(Point(date(2025, at + 1, 28), f"m{at + 1}", 10.0 + at % 3) for at in range(12))
    limits = Limits(points[0].on, points[-1].on, 11.0, 8.0, 14.0, "midt", "nede", "oppe")
    figure = control_figure(
        area(points=points), limits, special=[], special_label="særligt udsving", wording=WORDS,
        markers=[
            Marker(date(2025, 3, 1), "A", "Aftenværter"), Marker(date(2019, 3, 1), "B", "Før"),
        ],
    )  # fmt: skip
    drawn(figure)
    events = curve(figure, "Hændelser")
    assert (events["x"], events["text"]) == (["2025-03-01"], ["A"]), "none from before its time"
    assert events["hovertext"] == ["A: Aftenværter"]


def test_names_are_text_never_markup() -> None:
    figure = trend_figure([area(label="<b>Høj & Lav")], wording=WORDS)
    trace = curve(figure, "&lt;b&gt;Høj &amp; Lav")
    # markup in a hover would become an inline style, which the page's policy refuses
    assert "<b>" not in trace["text"][0]


def test_without_any_figure_the_frame_still_stands() -> None:
    empty = area(points=yearly(None, None))
    drawn(trend_figure([empty], wording=WORDS, bounds=(0, 100)))
    drawn(trend_figure([], wording=WORDS))
    assert sparkline(empty, key="k", title="t", description="d") is None


@pytest.mark.parametrize(("decided", "dotted"), [(True, False), (False, True)])
def test_a_small_curve_has_open_gaps_intervals_and_target(decided: bool, dotted: bool) -> None:
    target = TargetPath(TARGET.points, decided=decided, label="Måltal")
    points = (*yearly(70, 72, None, 74), Point(date(2026, 12, 31), "2026", 75.0, 73, 77))
    spark = sparkline(
        area(points=(*points[:3], points[4])),
        key="tryg",
        title="Tryg i nabolaget",
        description="Steg fra 70 til 75.",
        target=target,
        breaks=[Break(date(2023, 6, 1), "Ny definition")],
    )
    assert spark is not None
    assert len(spark["lines"]) == len(spark["band"]) == 1
    assert len(spark["bars"]) == 1
    assert len(spark["points"]) == 3
    assert spark["points"][-1]["r"] > spark["points"][0]["r"]
    assert len(spark["breaks"]) == 1
    assert spark["target_is_proposal"] is dotted
    assert all(0 <= p["x"] <= 176 and 0 <= p["y"] <= 56 for p in [*spark["points"], spark["goal"]])
    assert spark["css_class"] == "area-1"


def test_a_comparators_small_curve_is_grey_and_needs_no_target() -> None:
    spark = sparkline(MUNICIPALITY, key="k", title="t", description="d")
    assert spark is not None
    assert spark["css_class"] == "area-comparator"
    assert (spark["goal"], spark["target"], spark["band"]) == (None, "", [])
