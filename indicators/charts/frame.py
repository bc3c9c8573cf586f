"""The frame of a curve: axes, names, series breaks and the words of a saved picture."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Any, NamedTuple

from indicators.charts.shapes import (
    EDGE,
    FONT,
    GRIDLINE,
    INK,
    INK_SOFT,
    PAPER,
    Break,
    Point,
    Projection,
    Series,
    TargetPath,
    Wording,
    look,
    time_range,
)

HEIGHT, MARGIN_TOP, MARGIN_BOTTOM = 460, 76, 84
LABEL_PITCH, LETTER = 17, 7.2  # pixels between two names, and for one letter
LABEL_LETTERS = 22  # letters of a name on one line
FOOT_LETTERS, FOOT_LINE = 120, 16  # letters of a line under the picture, and its height
AXIS = {"linecolor": EDGE, "tickcolor": EDGE, "gridcolor": GRIDLINE, "zeroline": False}


class _End(NamedTuple):
    """Where a line ends, and what stands there."""

    value: float
    on: date
    label: str
    token: str
    colour: str


def _periods(points: Sequence[Point]) -> dict[str, date]:
    """The periods by their words; years alone where there are months or quarters between them."""
    if all(point.slot.isdecimal() for point in points):
        return {point.slot: point.on for point in points}
    last: dict[str, date] = {}
    for point in points:
        year = str(point.on.year)
        last[year] = max(last.get(year, point.on), point.on)
    return last


def _ticks(series: Sequence[Series], target: TargetPath | None) -> tuple[list[str], list[str]]:
    """Days and words of the time axis: the periods themselves, as many as there is room for."""
    first, last = time_range(series, target)
    words = _periods([point for one in series for point in one.points if point.slot])
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


def _ends(
    series: Sequence[Series], target: TargetPath | None, projection: Projection | None
) -> list[_End]:
    """Where each line ends, with its name and colour."""
    ends = []
    for one in series:
        known = [point for point in one.points if point.value is not None]
        if known:
            token, colour, _, _ = look(one.style)
            if not one.is_area:
                token, colour = "ink-soft", INK_SOFT
            ends.append(_End(known[-1].value or 0.0, known[-1].on, one.label, token, colour))
    if target:
        on, goal = target.points[-1]
        ends.append(_End(goal, on, target.label, "ink-soft", INK_SOFT))
    if projection:
        on, value, _, _ = projection.points[-1]
        token, colour, _, _ = look(projection.style)
        ends.append(_End(value, on, projection.label, token, colour))
    return ends


def _end_labels(
    ends: Sequence[_End], span: tuple[float, float], edge: date
) -> list[dict[str, Any]]:
    """The names in one column beside the picture, pushed apart, with a thin line to a curve's end.

    In one column a name never lies on a curve that goes on longer than its own.
    """
    low, high = span
    per_unit = (HEIGHT - MARGIN_TOP - MARGIN_BOTTOM) / (high - low)
    ordered = sorted(ends, key=lambda end: (-end.value, end.label))
    texts = [textwrap.wrap(end.label, LABEL_LETTERS) or [""] for end in ordered]
    wanted = [(end.value - low) * per_unit for end in ordered]
    return [
        {
            "name": end.token,
            "text": "<br>".join(escape(line, quote=False) for line in lines),
            "x": edge.isoformat(),
            "y": round(low + place / per_unit, 6),
            "xanchor": "left",
            "align": "left",
            "yref": "y",
            "xshift": 4,
            "showarrow": False,
            "bgcolor": PAPER,
            "borderpad": 1,
            "font": {"color": end.colour, "size": 13},
        }
        for end, lines, place in zip(ordered, texts, _pushed_apart(wanted, texts), strict=True)
    ]


def _pushed_apart(wanted: Sequence[float], texts: Sequence[Sequence[str]]) -> list[float]:
    """Pixels above the axis, from the top down, so that no name of one or more lines meets another."""
    halves = [LABEL_PITCH * len(lines) / 2 for lines in texts]
    places: list[float] = []
    for at, place in enumerate(wanted):
        ceiling = places[-1] - halves[at - 1] - halves[at] if places else place
        places.append(min(place, ceiling))
    floor = 0.0
    for at in range(len(places) - 1, -1, -1):  # what was pushed below the axis is lifted again
        places[at] = max(places[at], floor + halves[at])
        floor = places[at] + halves[at]
    return places


def _leaders(
    ends: Sequence[_End], labels: Sequence[dict[str, Any]], edge: date
) -> list[dict[str, Any]]:
    """Thin lines from where a curve ended early to its name: level, so as not to look like a curve."""
    last = max((end.on for end in ends), default=edge)
    ordered = sorted(ends, key=lambda end: (-end.value, end.label))
    lines = []
    for end, label in zip(ordered, labels, strict=True):
        if end.on < last:
            lines.append(_leader(end.on, last, end.value, end.value))
            lines.append(_leader(last, edge, end.value, label["y"]))
    return lines


def _leader(begin: date, finish: date, start: float, stop: float) -> dict[str, Any]:
    return {
        "type": "line",
        "name": "leader",
        "x0": begin.isoformat(),
        "x1": finish.isoformat(),
        "y0": start,
        "y1": stop,
        "layer": "below",
        "line": {"color": INK_SOFT, "width": 0.5, "dash": "dot"},
    }


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


def _footer(lines: Sequence[str]) -> dict[str, Any]:
    """Source, period, n and date under the picture."""
    return {
        "name": "passport",
        "text": "<br>".join(lines),
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


def _right_margin(labels: Sequence[dict[str, Any]]) -> int:
    """Room for the column of names."""
    longest = max(
        (len(line) for label in labels for line in label["text"].split("<br>")), default=0
    )
    return round(min(LETTER * longest + 24, 240))


def layout(
    series: Sequence[Series],
    wording: Wording,
    target: TargetPath | None,
    breaks: Sequence[Break],
    span: tuple[float, float],
    projection: Projection | None = None,
) -> dict[str, Any]:
    """Axes and every word that a saved picture must carry.

    No markup but line breaks: Plotly would turn it into inline styles, which the page forbids.
    """
    shapes, words = _break_marks(breaks)
    days = time_range(
        series, target, [point[0] for point in projection.points] if projection else ()
    )
    ends = _ends(series, target, projection)
    labels = _end_labels(ends, span, days[1])
    foot = textwrap.wrap(escape(wording.passport, quote=False), FOOT_LETTERS)
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
            "r": _right_margin(labels),
            "t": MARGIN_TOP,
            "b": MARGIN_BOTTOM + FOOT_LINE * max(len(foot) - 3, 0),
        },
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "showlegend": False,
        "legend": {"orientation": "h", "x": 0, "y": -0.12, "yanchor": "top"},
        "hovermode": "closest",
        "hoverlabel": {"align": "left", "font": {"family": FONT}},
        "dragmode": False,
        "xaxis": _time_axis(series, target, days),
        "yaxis": {**AXIS, "range": list(span), "nticks": 6, "tickformat": ",~f"},
        "shapes": [*_leaders(ends, labels, days[1]), *shapes],
        "annotations": [*labels, *words, _footer(foot)],
    }


def _time_axis(
    series: Sequence[Series], target: TargetPath | None, days: tuple[date, date]
) -> dict[str, Any]:
    """Real dates, named by the periods that end there."""
    marks, words = _ticks(series, target)
    return {
        **AXIS,
        "type": "date",
        "range": [day.isoformat() for day in days],
        "showgrid": False,
        "showline": True,
        "ticks": "outside",
        "tickangle": 0,
        "tickmode": "array",
        "tickvals": marks,
        "ticktext": words,
    }
