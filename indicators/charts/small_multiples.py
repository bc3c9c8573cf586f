"""Small charts side by side, as SVG coordinates: light enough for many, and whole in print."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from math import floor, log10
from typing import Any

from indicators.charts.shapes import (
    Break,
    Marker,
    Point,
    Series,
    look,
    runs_of,
    time_range,
    value_range,
)
from indicators.charts.signs import signs_of

Span = tuple[float, float]
Days = tuple[date, date]
WIDTH, HEIGHT = 340, 190
LEFT, RIGHT, TOP, BOTTOM = 40, 100, 8, 24
NAME_PITCH = 14  # pixels between two names at the ends
NAME_LETTERS = 14  # as many letters of a name have room
SHORT_PERIOD = 6  # letters
NEAREST = 0.05  # of the time axis: as broad as a letter
STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Scale:
    """The plotted part of a chart: days across, values up."""

    days: Days
    span: Span
    right: int

    def at(self, on: date, value: float) -> tuple[float, float]:
        """Where a figure lies."""
        (first, last), (low, high) = self.days, self.span
        across = (on - first) / (last - first) * (WIDTH - LEFT - self.right)
        down = (high - value) / (high - low) * (HEIGHT - TOP - BOTTOM)
        return round(LEFT + across, 1), round(TOP + down, 1)


def common_scale(many: Sequence[Sequence[Series]], bounds: Span | None = None) -> tuple[Days, Span]:
    """Days and values that hold for several charts, so that they can be read side by side."""
    every = [one for series in many for one in series]
    return time_range(every, None), value_range(every, None, bounds)


def small_multiple(
    series: Sequence[Series],
    *,
    key: str,
    title: str,
    description: str,
    number: Callable[[float], str],
    days: Days | None = None,
    span: Span | None = None,
    bounds: Span | None = None,
    breaks: Sequence[Break] = (),
    markers: Sequence[Marker] = (),
) -> dict[str, Any] | None:
    """What dashboards/comparison/_multiple.html draws; None without any figure.

    Areas lie above what they are compared with. A single area gets its interval as a band. `days`
    and `span` are a scale shared with other charts; else the chart has its own.
    """
    ordered = sorted(series, key=lambda one: one.is_area)
    shown = [one for one in ordered if any(point.value is not None for point in one.points)]
    if not shown:
        return None
    with_names = len(shown) > 1
    scale = Scale(
        days or time_range(shown, None),
        span or value_range(shown, None, bounds),
        RIGHT if with_names else 12,
    )
    alone = sum(one.is_area for one in shown) == 1
    return {
        "id": key,
        "title": title,
        "description": description,
        "width": WIDTH,
        "height": HEIGHT,
        "left": LEFT,
        "right": WIDTH - scale.right,
        "bottom": HEIGHT - BOTTOM,
        "grid": [
            {"y": scale.at(scale.days[0], value)[1], "label": number(value)}
            for value in _ticks(scale.span)
        ],
        "ticks": _periods(shown, scale),
        "curves": [_curve(one, scale, breaks, with_band=alone and one.is_area) for one in shown],
        "names": _names(shown, scale) if with_names else [],
        "events": [
            {"x": scale.at(sign.on, scale.span[0])[0], "text": sign.text}
            for sign in signs_of(markers, *scale.days, nearest=NEAREST)
        ],
        "breaks": sorted({scale.at(cut.on, scale.span[0])[0] for cut in breaks}),
    }


def _curve(
    one: Series, scale: Scale, breaks: Sequence[Break], *, with_band: bool
) -> dict[str, Any]:
    """Lines, lonely points, the last point and, where asked for, the interval."""
    token, _colour, dash, _symbol = look(one.style)
    runs = runs_of(one.points, [cut for cut in breaks if cut.concerns(one.label)])
    lonely = [run[0] for run in runs if len(run) == 1]
    marks = {*lonely, runs[-1][-1]} if one.is_area else set(lonely)
    return {
        "css": token if one.is_area else "area-comparator",
        "dash": dash,
        "is_area": one.is_area,
        "lines": [_path([scale.at(p.x, p.value or 0.0) for p in run]) for run in runs if run[1:]],
        "bands": [band for run in runs if with_band for band in _band(run, scale)],
        "points": [
            dict(zip(("x", "y"), scale.at(p.x, p.value or 0.0), strict=True))
            for p in sorted(marks, key=lambda p: p.x)
        ],
    }


def _band(run: Sequence[Point], scale: Scale) -> list[str]:
    known = [(p.x, p.lower, p.upper) for p in run if p.lower is not None and p.upper is not None]
    if len(known) < 2:
        return []
    there = [scale.at(on, upper) for on, _lower, upper in known]
    back = [scale.at(on, lower) for on, lower, _upper in known[::-1]]
    return [f"{_path(there + back)} Z"]


def _path(places: Sequence[tuple[float, float]]) -> str:
    return "M" + " L".join(f"{x} {y}" for x, y in places)


def _ticks(span: Span) -> list[float]:
    """Two to five round values inside the span."""
    low, high = span
    rough = (high - low) / 4
    size = 10.0 ** floor(log10(rough))
    step = next((size * one for one in STEPS if size * one >= rough), size * 10)
    first = floor(low / step) + 1 if low % step else low / step
    values = []
    at = first
    while at * step <= high:
        values.append(round(at * step, 10))
        at += 1
    return values


def _periods(shown: Sequence[Series], scale: Scale) -> list[dict[str, Any]]:
    """The first and the last period, and one between them where there is room."""
    named = sorted({(point.x, point.slot) for one in shown for point in one.points})
    places = sorted({0, len(named) - 1, *([len(named) // 2] if len(named) > 4 else [])})
    anchors = {0: "start", len(named) - 1: "end"} if len(named) > 1 else {}
    return [
        {
            "x": scale.at(named[at][0], scale.span[0])[0],
            "label": _short_period(*named[at]),
            "anchor": anchors.get(at, "middle"),
        }
        for at in places
    ]


def _short_period(on: date, slot: str) -> str:
    """The period, or its year alone where its name is a long one."""
    return slot if len(slot) <= SHORT_PERIOD else str(on.year)


def _names(shown: Sequence[Series], scale: Scale) -> list[dict[str, Any]]:
    """The names beside the ends of the curves, pushed apart where they would meet."""
    ends = []
    for one in shown:
        last = [point for point in one.points if point.value is not None][-1]
        ends.append((scale.at(last.x, last.value or 0.0)[1], one))
    ends.sort(key=lambda end: (end[0], end[1].label))
    places: list[float] = []
    for y, _one in ends:
        places.append(max(y, places[-1] + NAME_PITCH) if places else y)
    floor_at = float(HEIGHT - BOTTOM)
    for at in range(len(places) - 1, -1, -1):  # what was pushed below the axis is lifted again
        places[at] = min(places[at], floor_at)
        floor_at = places[at] - NAME_PITCH
    return [
        {
            "x": WIDTH - scale.right + 8,
            "y": round(place + 4, 1),
            "text": _short(one.label),
            "css": look(one.style)[0] if one.is_area else "area-comparator",
        }
        for place, (_y, one) in zip(places, ends, strict=True)
    ]


def _short(label: str) -> str:
    """A name that fits beside the curve; the whole name stands over the charts and in the table."""
    return label if len(label) <= NAME_LETTERS else f"{label[: NAME_LETTERS - 1].rstrip()}…"
