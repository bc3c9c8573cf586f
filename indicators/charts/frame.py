"""The frame of a curve: axes, names, series breaks and the words of a saved picture."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import date, timedelta
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
LEAST_OF_A_YEAR = timedelta(days=110)  # less of it than this is not named
AIR = timedelta(days=40)  # before the first and after the last of what is drawn
AXIS = {"linecolor": EDGE, "tickcolor": EDGE, "gridcolor": GRIDLINE, "zeroline": False}


class _End(NamedTuple):
    """Where a line ends, and what stands there."""

    value: float
    on: date
    label: str
    token: str
    colour: str


def _days_shown(
    series: Sequence[Series], target: TargetPath | None, more: Sequence[date] = ()
) -> tuple[date, date]:
    """The days of the time axis: whole periods, so that all that happened in them has its place."""
    points = [point for one in series for point in one.points]
    first, last = time_range(series, target, more, air=AIR)
    return (
        min([first, *(point.begin for point in points)]),
        max([last, *(point.end for point in points)]),
    )


def _ticks(days: tuple[date, date]) -> tuple[list[str], list[str]]:
    """Days and words of the time axis: each year in its middle, as many as there is room for."""
    first, last = days
    marks: list[date] = []
    texts: list[str] = []
    # From the latest backwards: the goal and the newest period are what a reader looks for.
    for year in range(last.year, first.year - 1, -1):
        begin, end = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
        middle = begin + (end - begin) / 2
        is_worth_it = end - begin >= LEAST_OF_A_YEAR or first.year == last.year
        if is_worth_it and (not marks or marks[-1] - middle >= (last - first) / 15):
            marks.append(middle)
            texts.append(str(year))
    return [on.isoformat() for on in marks[::-1]], texts[::-1]


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
            ends.append(_End(known[-1].value or 0.0, known[-1].x, one.label, token, colour))
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


def _between(cut: Break, series: Sequence[Series]) -> date:
    """Where a break is drawn: before the first period that it concerns, never inside it."""
    after = [
        point.begin
        for one in series
        if cut.concerns(one.label)
        for point in one.points
        if point.on >= cut.on
    ]
    return min([cut.on, *after])


def _break_marks(
    breaks: Sequence[Break], series: Sequence[Series]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """A dotted upright line where the series breaks, and its words at the top."""
    placed = [(cut, _between(cut, series).isoformat()) for cut in breaks]
    shapes = [
        {
            "type": "line",
            "x0": on,
            "x1": on,
            "yref": "paper",
            "y0": 0,
            "y1": 1,
            "line": {"color": INK_SOFT, "width": 1, "dash": "dot"},
        }
        for cut, on in placed
    ]
    words = [
        {
            "name": "ink-soft",
            "text": "<br>".join(textwrap.wrap(escape(cut.label, quote=False), 26)),
            "x": on,
            "yref": "paper",
            "y": 1,
            "xanchor": "left",
            "yanchor": "top",
            "xshift": 4,
            "align": "left",
            "showarrow": False,
            "font": {"color": INK_SOFT, "size": 12},
        }
        for cut, on in placed
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
    shapes, words = _break_marks(breaks, series)
    days = _days_shown(
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
        "xaxis": _time_axis(days),
        "yaxis": {**AXIS, "range": list(span), "nticks": 6, "tickformat": ",~f"},
        "shapes": [*_leaders(ends, labels, days[1]), *shapes],
        "annotations": [*labels, *words, _footer(foot)],
    }


def _time_axis(days: tuple[date, date]) -> dict[str, Any]:
    """Real dates: a year is named in its middle, and a small mark stands where it begins."""
    marks, words = _ticks(days)
    begins = [date(year, 1, 1) for year in range(days[0].year, days[1].year + 1)]
    return {
        **AXIS,
        "type": "date",
        "range": [day.isoformat() for day in days],
        "showgrid": False,
        "showline": True,
        "ticks": "",
        "minor": {
            "ticks": "outside",
            "tickcolor": EDGE,
            "tickmode": "array",
            "tickvals": [day.isoformat() for day in begins if days[0] <= day <= days[1]],
        },
        "tickangle": 0,
        "tickmode": "array",
        "tickvals": marks,
        "ticktext": words,
    }
