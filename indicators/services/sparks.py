"""The small curve of a card: a place's levels with interval, breaks, target path and events."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from indicators.charts import Break, Series, sparkline
from indicators.services import wording
from indicators.services.curve_points import (
    markers_of,
    points_of,
    source_breaks,
    target_path,
    unbroken,
)
from indicators.services.indicator_grounds import Happening
from indicators.services.periods_in_words import slot_in_words
from indicators.services.results import Entry, Reading


def spark_of(
    entry: Entry,
    levels: Sequence[Reading],
    *,
    key: str,
    style: str,
    area: str,
    breaks: Sequence[Break],
    events: Sequence[Happening] = (),
) -> dict[str, Any] | None:
    """The small curve with interval, breaks, target path and events."""
    known = [r for r in levels if r.has_value]
    if len(known) < 2:
        return None
    numbers, cuts = wording.number_style(), [*source_breaks(levels), *breaks]
    known = unbroken(levels, cuts, area)
    values = {
        "name": area,
        "first": numbers.plain(known[0].estimate or 0.0, entry.decimals),
        "from": slot_in_words(known[0].slot),
        "last": numbers.plain(known[-1].estimate or 0.0, entry.decimals),
        "to": slot_in_words(known[-1].slot),
    }
    if len(known) == 1:
        description = _("%(name)s %(first)s i %(from)s") % values
    else:
        description = _("Fra %(first)s i %(from)s til %(last)s i %(to)s.") % values
    return sparkline(
        Series(label=area, style=style, points=points_of(levels)),
        key=key,
        title=f"{entry.name}, {area}",
        description=description,
        target=target_path(entry, levels),
        breaks=cuts,
        markers=markers_of(events),
    )
