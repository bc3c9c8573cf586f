"""A small curve as SVG coordinates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from indicators.charts.shapes import (
    Break,
    Marker,
    Series,
    TargetPath,
    look,
    runs_of,
    time_range,
    value_range,
)
from indicators.charts.signs import signs_of

NEAREST = 0.09  # of the time axis: as broad as a letter


def sparkline(
    one: Series,
    *,
    key: str,
    title: str,
    description: str,
    target: TargetPath | None = None,
    breaks: Sequence[Break] = (),
    markers: Sequence[Marker] = (),
    width: int = 176,
    height: int = 56,
) -> dict[str, Any] | None:
    """SVG coordinates of a small curve for components/sparkline.html; None without any figure.

    Stretches of two or more points get the interval as a band, a lonely point gets a bar. Events stand
    as letters under the time they happened.
    """
    runs = runs_of(one.points, breaks)
    if not runs:
        return None
    first, last = time_range([one], target)
    low, high = value_range([one], target, None)

    def at(on: date, value: float) -> tuple[float, float]:
        return (
            round((on - first) / (last - first) * width, 1),
            round((high - value) / (high - low) * height, 1),
        )

    def path(points: Sequence[tuple[date, float]], end: str = "") -> str:
        return "M" + " L".join("{} {}".format(*at(on, value)) for on, value in points) + end

    band, bars, lines, marks = [], [], [], []
    for run in runs:
        known = [
            (p.x, p.lower, p.upper) for p in run if p.lower is not None and p.upper is not None
        ]
        if len(known) > 1:
            there = [(on, upper) for on, _, upper in known]
            band.append(path(there + [(on, lower) for on, lower, _ in known[::-1]], " Z"))
        for on, lower, upper in known if len(known) == 1 else []:
            bars.append({"x": at(on, lower)[0], "y1": at(on, upper)[1], "y2": at(on, lower)[1]})
        if len(run) > 1:
            lines.append(path([(p.x, p.value or 0.0) for p in run]))
        marks += [(p.x, p.value or 0.0) for p in run]
    points = [{"x": x, "y": y, "r": 1.5} for x, y in (at(*mark) for mark in marks)]
    points[-1]["r"] = 3.5
    goal = at(*target.points[-1]) if target else None
    return {
        "id": key,
        "title": title,
        "description": description,
        "width": width,
        "height": height,
        "css_class": look(one.style)[0] if one.is_area else "area-comparator",
        "band": band,
        "bars": bars,
        "lines": lines,
        "points": points,
        "breaks": [at(cut.on, low)[0] for cut in breaks if first <= cut.on <= last],
        "events": [
            {"x": at(sign.on, low)[0], "text": sign.text}
            for sign in signs_of(markers, first, last, nearest=NEAREST)
        ],
        "target": path(target.points) if target else "",
        "target_is_proposal": bool(target and not target.decided),
        "goal": {"x": goal[0], "y": goal[1]} if goal else None,
    }
