"""Signs of events on a time axis: readable however many there are, in every kind of picture."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from indicators.charts import (
    Marker,
    Point,
    Series,
    Wording,
    small_multiple,
    sparkline,
    trend_figure,
)
from indicators.charts.signs import signs_of
from indicators.services.curve_points import event_signs, markers_of
from indicators.services.indicator_grounds import Happening

FIRST, LAST = dt.date(2015, 1, 1), dt.date(2025, 1, 1)
AXIS = Series(
    "Stjernehøj", "area-1",
    tuple(Point(dt.date(year, 12, 31), str(year), 60.0 + year - 2015) for year in range(2015, 2025)),
)  # fmt: skip


def markers(*days: dt.date) -> list[Marker]:
    return [Marker(day, chr(ord("A") + at), f"Hændelse {at}") for at, day in enumerate(days)]


def test_events_far_apart_have_a_sign_each_and_those_outside_none() -> None:
    days = dt.date(2016, 1, 1), dt.date(2020, 1, 1), dt.date(2030, 1, 1)
    assert [s.text for s in signs_of(markers(*days), FIRST, LAST, nearest=0.05)] == ["A", "B"]


def test_events_that_would_lie_on_each_other_share_a_place() -> None:
    days = [dt.date(2020, month, 1) for month in (1, 2, 3)]
    found = signs_of(markers(*days, dt.date(2023, 1, 1)), FIRST, LAST, nearest=0.05)
    assert [sign.text for sign in found] == ["A–C", "D"]
    assert [marker.label for marker in found[0].markers] == [f"Hændelse {at}" for at in range(3)]
    assert days[0] < found[0].on < days[2]


def test_a_long_row_of_events_is_not_drawn_into_one() -> None:
    days = [FIRST + dt.timedelta(days=150 * at) for at in range(20)]
    found = signs_of(markers(*days), FIRST, LAST, nearest=0.05)
    assert len(found) >= 8


def happening(number: int, area: int | None, **more: Any) -> Happening:
    values = {
        "id": number, "kind": "effort", "title": "Fritidsjob", "text": "",
        "on": dt.date(2020, 1, 1), "area_id": area, "path": "/indsatser/fritidsjob/", **more,
    }  # fmt: skip
    return Happening(**values)


def test_an_intervention_that_began_in_several_areas_is_one_event_and_leads_to_its_page() -> None:
    events = [happening(1, 1), happening(2, 2), happening(3, 1, on=dt.date(2022, 1, 1))]
    assert [marker.sign for marker in markers_of(events)] == ["A", "B"]
    assert [each["url"] for each in event_signs(events)] == ["/indsatser/fritidsjob/"] * 2


def test_two_events_that_people_wrote_by_hand_stay_two() -> None:
    assert len(markers_of([happening(1, 1, path=""), happening(2, 2, path="")])) == 2


@pytest.mark.parametrize("kind", ["trend", "spark", "multiple"])
def test_every_kind_of_picture_bears_the_signs(kind: str) -> None:
    shown = markers(dt.date(2017, 6, 1), dt.date(2021, 6, 1))
    words = Wording(title="Tryg", unit="pct.", passport="Kilde: prøve")
    made: Any = {
        "trend": lambda: trend_figure([AXIS], wording=words, markers=shown)["data"][-1]["text"],
        "spark": lambda: _texts(
            sparkline(AXIS, key="k", title="t", description="d", markers=shown)
        ),
        "multiple": lambda: _texts(
            small_multiple([AXIS], key="k", title="t", description="d", number=str, markers=shown)
        ),
    }[kind]()
    assert made == ["A", "B"]


def _texts(picture: dict[str, Any] | None) -> list[str]:
    assert picture is not None
    return [event["text"] for event in picture["events"]]
