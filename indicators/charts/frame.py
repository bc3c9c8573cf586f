"""The frame of a curve: axes, names, series breaks and the words of a saved picture."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Any

from indicators.charts.shapes import (
    EDGE,
    FONT,
    GRIDLINE,
    INK,
    INK_SOFT,
    PAPER,
    Break,
    Series,
    TargetPath,
    Wording,
    look,
    time_range,
)

HEIGHT, MARGIN_TOP, MARGIN_BOTTOM = 460, 76, 84
WIDTH = 900  # pixels of the plotting area on a wide screen, to judge room for names
LABEL_PITCH, LETTER = 17, 7.2  # pixels between two names, and for one letter
AXIS = {"linecolor": EDGE, "tickcolor": EDGE, "gridcolor": GRIDLINE, "zeroline": False}


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


def _footer(passport: str) -> dict[str, Any]:
    """Source, period, n and date under the picture."""
    return {
        "name": "passport",
        "text": "<br>".join(textwrap.wrap(escape(passport, quote=False), 120)),
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


def _right_margin(labels: Sequence[dict[str, Any]], days: tuple[date, date]) -> int:
    """Room for the names that reach beyond the last day shown."""
    first, last = days
    need = [
        LETTER * len(label["text"])
        - (last - date.fromisoformat(label["x"])) / (last - first) * WIDTH
        for label in labels
    ]
    return round(min(max([0.0, *need]) + 24, 240))


def layout(
    series: Sequence[Series],
    wording: Wording,
    target: TargetPath | None,
    breaks: Sequence[Break],
    span: tuple[float, float],
) -> dict[str, Any]:
    """Axes and every word that a saved picture must carry.

    No markup but line breaks: Plotly would turn it into inline styles, which the page forbids.
    """
    shapes, words = _break_marks(breaks)
    labels = _end_labels(series, target, span)
    days = time_range(series, target)
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
        "margin": {"l": 56, "r": _right_margin(labels, days), "t": MARGIN_TOP, "b": MARGIN_BOTTOM},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "showlegend": False,
        "legend": {"orientation": "h", "x": 0, "y": -0.12, "yanchor": "top"},
        "hovermode": "closest",
        "hoverlabel": {"align": "left", "font": {"family": FONT}},
        "dragmode": False,
        "xaxis": _time_axis(series, target, days),
        "yaxis": {**AXIS, "range": list(span), "nticks": 6, "tickformat": ",~f"},
        "shapes": shapes,
        "annotations": [*labels, *words, _footer(wording.passport)],
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
        "tickmode": "array",
        "tickvals": marks,
        "ticktext": words,
    }
