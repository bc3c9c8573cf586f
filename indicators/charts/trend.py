"""Curves over time as a Plotly figure."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Any, Literal

from indicators.charts.shapes import (
    EDGE,
    FONT,
    GRIDLINE,
    INK,
    INK_SOFT,
    PAPER,
    Break,
    Point,
    Series,
    TargetPath,
    Wording,
    faded,
    look,
    runs_of,
    time_range,
    value_range,
)

HEIGHT, MARGIN_TOP, MARGIN_BOTTOM = 460, 76, 84
LABEL_PITCH = 17  # pixels between two end labels


def trend_figure(
    series: Sequence[Series],
    *,
    wording: Wording,
    target: TargetPath | None = None,
    breaks: Sequence[Break] = (),
    bounds: tuple[float, float] | None = None,
) -> dict[str, Any]:
    """Curves of areas and comparators with their intervals, the target path and series breaks.

    One area gets an interval band, several get bars. `bounds` are the limits of what can occur,
    e.g. (0, 100) for a share in per cent.
    """
    alone = sum(one.is_area for one in series) == 1
    data: list[dict[str, Any]] = []
    for one in sorted(series, key=lambda item: item.is_area):  # areas lie on top
        if alone and one.is_area:
            data += _bands(one, breaks)
        data.append(_curve(one, wording, breaks, with_bars=not (alone and one.is_area)))
    if target:
        data += _target_traces(target, wording)
    low, high = value_range(series, target, bounds)
    return {"data": data, "layout": _layout(series, wording, target, breaks, (low, high))}


def _curve(
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
        "x": [point.on.isoformat() if point else None for point in shown],
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
                "x": [p.on.isoformat() for p in there + back],
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
        "marker": {"color": PAPER, "size": 10, "line": {"color": INK_SOFT, "width": 1.5}},
        "meta": {"token": "ink-soft", "hollow": True},
    }
    return [path, ring]


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


def _ticks(series: Sequence[Series], target: TargetPath | None) -> tuple[list[str], list[str]]:
    """Days and words of the time axis: the periods themselves, as many as there is room for."""
    first, last = time_range(series, target)
    words = {point.slot: point.on for one in series for point in one.points}
    if target:
        goal = target.points[-1][0]
        words.setdefault(str(goal.year), goal)
    days: list[date] = []
    texts: list[str] = []
    # From the latest backwards: the goal and the newest period are what a reader looks for.
    for slot, on in sorted(words.items(), key=lambda item: item[1], reverse=True):
        if not days or days[-1] - on >= (last - first) / 13:
            days.append(on)
            texts.append(slot)
    return [on.isoformat() for on in days[::-1]], texts[::-1]


def _end_labels(
    series: Sequence[Series], target: TargetPath | None, span: tuple[float, float]
) -> list[dict[str, Any]]:
    """The name at the end of each curve, pushed apart where curves end close together."""
    low, high = span
    per_unit = (HEIGHT - MARGIN_TOP - MARGIN_BOTTOM) / (high - low)
    ends = []
    for one in series:
        known = [point for point in one.points if point.value is not None]
        if known:
            token, colour, _, _ = look(one.style)
            if not one.is_area:
                token, colour = "ink-soft", INK_SOFT
            ends.append((known[-1].value or 0.0, known[-1].on, one.label, token, colour))
    if target:
        on, goal = target.points[-1]
        ends.append((goal, on, target.label, "ink-soft", INK_SOFT))
    labels, ceiling = [], float("inf")
    for value, on, label, token, colour in sorted(ends, reverse=True):
        place = min((value - low) * per_unit, ceiling)
        ceiling = place - LABEL_PITCH
        labels.append(
            {
                "name": token,
                "text": escape(label, quote=False),
                "x": on.isoformat(),
                "xanchor": "left",
                "yref": "y",
                "y": value,
                "yshift": round(place - (value - low) * per_unit, 1),
                "xshift": 8,
                "showarrow": False,
                "bgcolor": PAPER,
                "borderpad": 1,
                "font": {"color": colour, "size": 13},
            }
        )
    return labels


def _break_marks(breaks: Sequence[Break]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """A dotted upright line where the series breaks, and its words at the top."""
    shapes = [
        {
            "type": "line",
            "x0": cut.on.isoformat(),
            "x1": cut.on.isoformat(),
            "yref": "paper",
            "y0": 0,
            "y1": 1,
            "line": {"color": INK_SOFT, "width": 1, "dash": "dot"},
        }
        for cut in breaks
    ]
    words = [
        {
            "name": "ink-soft",
            "text": "<br>".join(textwrap.wrap(escape(cut.label, quote=False), 26)),
            "x": cut.on.isoformat(),
            "yref": "paper",
            "y": 1,
            "xanchor": "left",
            "yanchor": "top",
            "xshift": 4,
            "align": "left",
            "showarrow": False,
            "font": {"color": INK_SOFT, "size": 12},
        }
        for cut in breaks
    ]
    return shapes, words


def _layout(
    series: Sequence[Series],
    wording: Wording,
    target: TargetPath | None,
    breaks: Sequence[Break],
    span: tuple[float, float],
) -> dict[str, Any]:
    """Frame, axes and every word that a saved picture must carry.

    No markup but line breaks: Plotly would turn it into inline styles, which the page forbids.
    """
    shapes, words = _break_marks(breaks)
    tick_days, tick_words = _ticks(series, target)
    footer = {
        "name": "passport",
        "text": "<br>".join(textwrap.wrap(escape(wording.passport, quote=False), 120)),
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 0,
        "xanchor": "left",
        "yanchor": "top",
        "yshift": -36,
        "align": "left",
        "showarrow": False,
        "font": {"color": INK_SOFT, "size": 12},
    }
    longest = max((len(one.label) for one in series), default=0)
    axis = {"linecolor": EDGE, "tickcolor": EDGE, "gridcolor": GRIDLINE, "zeroline": False}
    return {
        "title": {
            "text": escape(wording.title, quote=False),
            "subtitle": {"text": escape(wording.unit, quote=False), "font": {"size": 13}},
            "x": 0,
            "xref": "paper",
            "xanchor": "left",
            "font": {"size": 17},
        },
        "meta": {"unit": escape(wording.unit, quote=False)},
        "font": {"family": FONT, "size": 13, "color": INK},
        "separators": wording.separators,
        "height": HEIGHT,
        "margin": {
            "l": 56,
            "r": min(24 + 7 * longest, 220),
            "t": MARGIN_TOP,
            "b": MARGIN_BOTTOM,
        },
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "showlegend": False,
        "legend": {"orientation": "h", "x": 0, "y": -0.12, "yanchor": "top"},
        "hovermode": "closest",
        "hoverlabel": {"align": "left", "font": {"family": FONT}},
        "dragmode": False,
        "xaxis": {
            **axis,
            "type": "date",
            "range": [day.isoformat() for day in time_range(series, target)],
            "showgrid": False,
            "showline": True,
            "ticks": "outside",
            "tickmode": "array",
            "tickvals": tick_days,
            "ticktext": tick_words,
        },
        "yaxis": {**axis, "range": list(span), "nticks": 6, "tickformat": ",~f"},
        "shapes": shapes,
        "annotations": [*_end_labels(series, target, span), *words, footer],
    }
