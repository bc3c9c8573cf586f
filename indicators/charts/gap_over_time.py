"""The distance to a comparator over time: the curves of areas around the line where both are equal."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from indicators.charts.shapes import Break, Marker, Point, Series, Wording
from indicators.charts.trend import trend_figure

HEADROOM = 0.15  # of the largest distance


def gap_figure(
    series: Sequence[Series],
    *,
    wording: Wording,
    zero_label: str,
    breaks: Sequence[Break] = (),
    markers: Sequence[Marker] = (),
) -> dict[str, Any]:
    """One curve of distances per area with its intervals, and the comparator as the line at 0.

    The line at 0 is always inside the picture, so that a small distance never looks like a large
    one. `zero_label` names the comparator.
    """
    days = sorted(
        {(p.on, p.slot, p.middle) for one in series for p in one.points}, key=itemgetter(0, 1)
    )
    # The words of a break stand at the top: room for them above the line, taken as its upper limit.
    room = HEADROOM * max((abs(p.value or 0.0) for one in series for p in one.points), default=0.0)
    level = Series(
        label=zero_label,
        style="municipality",
        points=tuple(
            Point(on, slot, 0.0, lower=0.0, upper=room, middle=middle) for on, slot, middle in days
        ),
    )
    figure = trend_figure([level, *series], wording=wording, breaks=breaks, markers=markers)
    zero = figure["data"][0]  # what areas are compared with is drawn first, under them
    zero.update(mode="lines", hoverinfo="skip")
    for unused in ("text", "marker", "error_y"):
        del zero[unused]
    return figure
