"""Curves over time as a Plotly figure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from html import escape
from typing import Any, Literal

from indicators.charts.frame import layout
from indicators.charts.shapes import (
    INK,
    INK_SOFT,
    PAPER,
    Break,
    Marker,
    Point,
    Projection,
    Series,
    TargetPath,
    Wording,
    faded,
    look,
    runs_of,
    value_range,
)
from indicators.charts.signs import Sign, signs_of

NEAREST = 0.025  # of the time axis: letters nearer than that would lie on each other


def trend_figure(
    series: Sequence[Series],
    *,
    wording: Wording,
    target: TargetPath | None = None,
    breaks: Sequence[Break] = (),
    bounds: tuple[float, float] | None = None,
    projection: Projection | None = None,
    markers: Sequence[Marker] = (),
) -> dict[str, Any]:
    """Curves of areas and comparators with their intervals, the target path and series breaks.

    One area gets an interval band, several get bars. `bounds` are the limits of what can occur,
    e.g. (0, 100) for a share in per cent. A projection is dashed inside its own band; markers stand
    on the time axis, those outside the time shown are left out.
    """
    alone = sum(one.is_area for one in series) == 1
    data: list[dict[str, Any]] = []
    for one in sorted(series, key=lambda item: item.is_area):  # areas lie on top
        own = [cut for cut in breaks if cut.concerns(one.label)]
        if alone and one.is_area:
            data += _bands(one, own)
        data.append(curve_trace(one, wording, own, with_bars=not (alone and one.is_area)))
    if target:
        data += _target_traces(target, wording)
    if projection:
        data += _projection_traces(projection, wording)
    reach = [value for point in projection.points for value in point[1:]] if projection else ()
    span = value_range(series, target, bounds, reach)
    frame = layout(series, wording, target, breaks, span, projection)
    data += marker_traces(markers, frame, wording, span[0])
    return {"data": data, "layout": frame}


def marker_traces(
    markers: Sequence[Marker], frame: dict[str, Any], wording: Wording, floor: float
) -> list[dict[str, Any]]:
    """The events that fall into the time shown, on the time axis at `floor`; none leave no trace."""
    first, last = frame["xaxis"]["range"]
    days = dt.date.fromisoformat(first[:10]), dt.date.fromisoformat(last[:10])
    shown = signs_of(markers, *days, nearest=NEAREST)
    return [_marker_trace(shown, wording, floor)] if shown else []


def curve_trace(
    one: Series, wording: Wording, breaks: Sequence[Break], *, with_bars: bool
) -> dict[str, Any]:
    """A line with its points; None between two stretches leaves the gap open."""
    token, colour, dash, symbol = look(one.style)
    shown: list[Point | None] = []
    barred: set[Point] = set()
    for run in runs_of(one.points, breaks):
        if with_bars or len(run) == 1:  # a lonely point has no band to stand in
            barred.update(run)
        shown += ([None] if shown else []) + list(run)
    trace: dict[str, Any] = {
        "type": "scatter",
        "mode": "lines+markers",
        "name": escape(one.label, quote=False),
        "x": [point.x.isoformat() if point else None for point in shown],
        "y": [point.value if point else None for point in shown],
        "text": [_hover(one.label, point, wording) if point else "" for point in shown],
        "hoverinfo": "text",
        "connectgaps": False,
        "line": {"color": colour, "width": 2.5 if one.is_area else 1.5, "dash": dash},
        "marker": {"color": colour, "size": 7 if one.is_area else 4, "symbol": symbol},
        "meta": {"token": token},
    }
    if any(point.lower is not None for point in barred):
        trace["error_y"] = {
            "type": "data",
            "symmetric": False,
            "array": [_reach(p, barred, "upper") for p in shown],
            "arrayminus": [_reach(p, barred, "lower") for p in shown],
            "color": faded(colour, 0.5),
            "thickness": 1,
            "width": 3,
        }
    return trace


def _reach(point: Point | None, barred: set[Point], side: Literal["lower", "upper"]) -> float:
    """How far the interval reaches from the value; 0 where no bar is drawn."""
    if point is None or point not in barred or point.value is None:
        return 0.0
    limit = point.upper if side == "upper" else point.lower
    return 0.0 if limit is None else abs(limit - point.value)


def _bands(one: Series, breaks: Sequence[Break]) -> list[dict[str, Any]]:
    """The interval as one closed band per stretch."""
    token, colour, _, _ = look(one.style)
    bands = []
    for run in runs_of(one.points, breaks):
        known = [p for p in run if p.lower is not None and p.upper is not None]
        there, back = known, known[::-1]
        bands.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": [p.x.isoformat() for p in there + back],
                "y": [p.upper for p in there] + [p.lower for p in back],
                "fill": "toself",
                "fillcolor": faded(colour, 0.16),
                "line": {"color": "rgba(0,0,0,0)", "width": 0},
                "hoverinfo": "skip",
                "showlegend": False,
                "meta": {"token": token},
            }
        )
    return [band for band in bands if band["x"]]


def _target_traces(target: TargetPath, wording: Wording) -> list[dict[str, Any]]:
    """The path as a thin line and the goal as an open ring."""
    line = {"color": INK_SOFT, "width": 1, "dash": "solid" if target.decided else "dot"}
    days = [on.isoformat() for on, _ in target.points]
    values = [value for _, value in target.points]
    text = f"{escape(target.label, quote=False)}: {_number(values[-1], wording)} {wording.unit}"
    path = {
        "type": "scatter",
        "mode": "lines",
        "name": escape(target.label, quote=False),
        "x": days,
        "y": values,
        "hoverinfo": "skip",
        "line": line,
        "meta": {"token": "ink-soft"},
    }
    ring = {
        "type": "scatter",
        "mode": "markers",
        "x": days[-1:],
        "y": values[-1:],
        "text": [text],
        "hoverinfo": "text",
        "showlegend": False,
        "cliponaxis": False,  # in a narrow picture it stands on the right edge
        "marker": {"color": PAPER, "size": 10, "line": {"color": INK_SOFT, "width": 1.5}},
        "meta": {"token": "ink-soft", "hollow": True},
    }
    return [path, ring]


def _projection_traces(projection: Projection, wording: Wording) -> list[dict[str, Any]]:
    """The line on, dashed inside its band; the hover says what it is."""
    token, colour, _, _ = look(projection.style)
    there, back = projection.points, projection.points[::-1]
    label = escape(projection.label, quote=False)
    band = {
        "type": "scatter",
        "mode": "lines",
        "x": [point[0].isoformat() for point in (*there, *back)],
        "y": [point[3] for point in there] + [point[2] for point in back],
        "fill": "toself",
        "fillcolor": faded(colour, 0.08),
        "line": {"color": "rgba(0,0,0,0)", "width": 0},
        "hoverinfo": "skip",
        "showlegend": False,
        "meta": {"token": token, "share": 0.08},
    }
    line = {
        "type": "scatter",
        "mode": "lines",
        "name": label,
        "x": [point[0].isoformat() for point in there],
        "y": [point[1] for point in there],
        "text": [
            f"{label}<br>{_number(value, wording)} {wording.unit}<br>"
            f"{wording.interval}: {_number(lower, wording)} {wording.to} {_number(upper, wording)}"
            for _, value, lower, upper in there
        ],
        "hoverinfo": "text",
        "line": {"color": colour, "width": 1.5, "dash": "dash"},
        "meta": {"token": token},
    }
    return [band, line]


def _marker_trace(signs: Sequence[Sign], wording: Wording, floor: float) -> dict[str, Any]:
    """Signs on the time axis; what they stand for is said in the hover and beside the picture."""
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": escape(wording.events, quote=False),
        "x": [sign.on.isoformat() for sign in signs],
        "y": [floor] * len(signs),
        "text": [escape(sign.text, quote=False) for sign in signs],
        "textposition": "top center",
        "textfont": {"color": INK, "size": 12},
        "hovertext": [
            "<br>".join(escape(f"{mark.sign}: {mark.label}", quote=False) for mark in sign.markers)
            for sign in signs
        ],
        "hoverinfo": "text",
        "cliponaxis": False,
        "marker": {"color": INK, "size": 10, "symbol": "triangle-up"},
        "meta": {"token": "ink"},
    }


def _number(value: float, wording: Wording, decimals: int | None = None) -> str:
    """A number in the reader's format, with a real minus sign."""
    decimal, thousands = wording.separators[0], wording.separators[1]
    plain = f"{abs(value):,.{wording.decimals if decimals is None else decimals}f}"
    text = plain.replace(",", "\0").replace(".", decimal).replace("\0", thousands)
    return f"−{text}" if value < 0 and float(plain.replace(",", "")) else text


def _hover(label: str, point: Point, wording: Wording) -> str:
    """What a reader sees at a point: who, when, how much, how sure, how many."""
    parts = [escape(label, quote=False), escape(point.slot, quote=False)]
    parts.append(f"{_number(point.value or 0.0, wording)} {wording.unit}")
    if point.lower is not None and point.upper is not None:
        reach = f"{_number(point.lower, wording)} {wording.to} {_number(point.upper, wording)}"
        parts.append(f"{wording.interval}: {reach}")
    if point.n is not None:
        parts.append(f"n = {_number(point.n, wording, 0)}")
    if point.note:
        parts.append(escape(point.note, quote=False))
    return "<br>".join(parts)
