"""One function per picture: plain values in, a Plotly figure (or SVG coordinates) as a dict out.

Nothing here asks the database, judges a figure or knows a language: words come in as values.
Colours and fonts stand once, below. `static/js/charts.js` swaps the paper colours for those of the
page (light or dark) by the token named in `meta.token` and in an annotation's `name`; a saved
picture keeps the paper colours, so it carries title, unit, source, period, n and date by itself.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from typing import Any

FONT = '"IBM Plex Sans", system-ui, sans-serif'
INK, INK_SOFT, PAPER, GRIDLINE, EDGE = "#14212b", "#55626c", "#ffffff", "#e2dfd8", "#7d8790"
AREA_HUES = ("#1d6a8c", "#7a3e6d", "#6b7a1f", "#8a5a12", "#45509c")
AREA_DASHES = ("solid", "dash", "dot", "dashdot")
AREA_SYMBOLS = ("circle", "square", "diamond", "triangle-up")
COMPARATOR_DASHES = {
    "municipality": "solid",
    "region": "dash",
    "country": "dot",
    "reference": "dashdot",
}
HEIGHT, MARGIN_TOP, MARGIN_BOTTOM = 460, 76, 84
LABEL_PITCH = 17  # pixels between two end labels


@dataclass(frozen=True)
class Point:
    """One period of one series. `value` None leaves the line open; `note` then says why."""

    on: date
    slot: str
    value: float | None
    lower: float | None = None
    upper: float | None = None
    n: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Series:
    """A curve. `style` is `area_style(position)`, or municipality, region, country, reference."""

    label: str
    style: str
    points: tuple[Point, ...]

    @property
    def is_area(self) -> bool:
        """Areas are coloured; what they are compared with is grey."""
        return self.style.startswith("area-")


@dataclass(frozen=True)
class Break:
    """Where the series changed definition, boundary or source: nothing is joined across it."""

    on: date
    label: str


@dataclass(frozen=True)
class TargetPath:
    """From baseline to target; dotted while no decision stands behind it."""

    points: tuple[tuple[date, float], ...]
    decided: bool
    label: str


@dataclass(frozen=True)
class Wording:
    """The words and number format of a picture; `passport` is source, period, n and date."""

    title: str
    unit: str
    passport: str
    interval: str = "95 %"
    to: str = "til"
    decimals: int = 1
    separators: str = ",."


def area_style(position: int) -> str:
    """The fixed style of the area at this place (from 0) in the partnership's own order."""
    return f"area-{position + 1}"


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
    low, high = _range(series, target, bounds)
    return {"data": data, "layout": _layout(series, wording, target, breaks, (low, high))}


def _look(style: str) -> tuple[str, str, str, str]:
    """Token, paper colour, line pattern and marker of a style; 20 areas before one repeats."""
    if style.startswith("area-"):
        place = int(style.removeprefix("area-")) - 1
        hue = place % len(AREA_HUES)
        dash = place % len(AREA_DASHES)
        return f"area-{hue + 1}", AREA_HUES[hue], AREA_DASHES[dash], AREA_SYMBOLS[dash]
    return "comparator", EDGE, COMPARATOR_DASHES[style], "circle"


def _runs(points: Iterable[Point], breaks: Sequence[Break]) -> list[list[Point]]:
    """Stretches that may be joined: no missing period and no series break inside."""
    runs: list[list[Point]] = [[]]
    for point in points:
        last = runs[-1][-1] if runs[-1] else None
        if point.value is None or (last and any(last.on < cut.on <= point.on for cut in breaks)):
            runs.append([])
        if point.value is not None:
            runs[-1].append(point)
    return [run for run in runs if run]


def _curve(
    one: Series, wording: Wording, breaks: Sequence[Break], *, with_bars: bool
) -> dict[str, Any]:
    """A line with its points; None between two stretches leaves the gap open."""
    token, colour, dash, symbol = _look(one.style)
    shown: list[Point | None] = []
    for run in _runs(one.points, breaks):
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
    if with_bars and any(point and point.lower is not None for point in shown):
        trace["error_y"] = {
            "type": "data",
            "symmetric": False,
            "array": [_reach(point, "upper") for point in shown],
            "arrayminus": [_reach(point, "lower") for point in shown],
            "color": colour,
            "thickness": 1,
            "width": 3,
        }
    return trace


def _reach(point: Point | None, side: str) -> float:
    """How far the interval reaches from the value; 0 where there is none."""
    limit = getattr(point, side) if point else None
    if point is None or point.value is None or limit is None:
        return 0.0
    return abs(limit - point.value)


def _bands(one: Series, breaks: Sequence[Break]) -> list[dict[str, Any]]:
    """The interval as one closed band per stretch."""
    token, colour, _, _ = _look(one.style)
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    bands = []
    for run in _runs(one.points, breaks):
        known = [p for p in run if p.lower is not None and p.upper is not None]
        there, back = known, known[::-1]
        bands.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": [p.on.isoformat() for p in there + back],
                "y": [p.upper for p in there] + [p.lower for p in back],
                "fill": "toself",
                "fillcolor": f"rgba({red},{green},{blue},0.16)",
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


def _number(value: float, wording: Wording) -> str:
    """A number in the reader's format, with a real minus sign."""
    decimal, thousands = wording.separators[0], wording.separators[1]
    plain = f"{abs(value):,.{wording.decimals}f}"
    text = plain.translate(str.maketrans({",": thousands, ".": decimal}))
    return f"−{text}" if value < 0 and float(plain.replace(",", "")) else text


def _hover(label: str, point: Point, wording: Wording) -> str:
    """What a reader sees at a point: who, when, how much, how sure, how many."""
    assert point.value is not None
    parts = [f"<b>{escape(label, quote=False)}</b>", escape(point.slot, quote=False)]
    parts.append(f"{_number(point.value, wording)} {wording.unit}")
    if point.lower is not None and point.upper is not None:
        reach = f"{_number(point.lower, wording)} {wording.to} {_number(point.upper, wording)}"
        parts.append(f"{wording.interval}: {reach}")
    if point.n is not None:
        parts.append(f"n = {_number(point.n, _whole(wording))}")
    if point.note:
        parts.append(escape(point.note, quote=False))
    return "<br>".join(parts)


def _whole(wording: Wording) -> Wording:
    """The same words for numbers without decimals."""
    return Wording(wording.title, wording.unit, wording.passport, decimals=0, separators=wording.separators)
