"""A control chart (XmR): months or quarters about their mean, with the limits of ordinary variation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

from indicators.charts.frame import layout
from indicators.charts.shapes import (
    EDGE,
    INK,
    Break,
    Marker,
    Point,
    Series,
    Wording,
    value_range,
)
from indicators.charts.trend import curve_trace, marker_traces


@dataclass(frozen=True)
class Limits:
    """Mean and natural limits, drawn over the time they hold for, with their names."""

    begins_on: date
    ends_on: date
    mean: float
    lower: float
    upper: float
    mean_label: str
    lower_label: str
    upper_label: str


def control_figure(
    one: Series,
    limits: Limits,
    *,
    special: Sequence[date],
    special_label: str,
    wording: Wording,
    breaks: Sequence[Break] = (),
    bounds: tuple[float, float] | None = None,
    markers: Sequence[Marker] = (),
) -> dict[str, Any]:
    """The curve, its mean, its limits, and an open ring around each point with a special cause.

    `special` are the days of those points; `special_label` is the rings' name. Events stand on the
    time axis as on a trend.
    """
    lines = [
        (limits.upper, limits.upper_label, "dash"),
        (limits.mean, limits.mean_label, "solid"),
        (limits.lower, limits.lower_label, "dash"),
    ]
    data = [_level(limits, value, label, dash) for value, label, dash in lines]
    data.append(curve_trace(one, wording, breaks, with_bars=False))
    marked = [point for point in one.points if point.on in set(special) and point.value is not None]
    if marked:
        data.append(_rings(marked, special_label))
    named = [
        Series(label, "municipality", (Point(limits.ends_on, "", value),))
        for value, label, _ in lines
    ]
    span = value_range([one, *named], None, bounds)
    frame = layout([one, *named], wording, None, breaks, span)
    data += marker_traces(markers, frame, wording, span[0])
    return {"data": data, "layout": frame}


def _level(limits: Limits, value: float, label: str, dash: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": escape(label, quote=False),
        "x": [limits.begins_on.isoformat(), limits.ends_on.isoformat()],
        "y": [value, value],
        "hoverinfo": "skip",
        "line": {"color": EDGE, "width": 1.5, "dash": dash},
        "meta": {"token": "comparator"},
    }


def _rings(points: Sequence[Point], label: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": escape(label, quote=False),
        "x": [point.x.isoformat() for point in points],
        "y": [point.value for point in points],
        "hoverinfo": "skip",
        "marker": {"color": INK, "size": 15, "symbol": "circle-open", "line": {"width": 2}},
        "meta": {"token": "ink"},
    }
