"""From readings to the plain values that curves are drawn from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from django.utils.translation import gettext as _

from indicators.charts import Break, Point, TargetPath
from indicators.rules.periods import UnknownPeriod, parse_slot
from indicators.services import wording
from indicators.services.periods_in_words import slot_in_words
from indicators.services.results import Entry, Reading


def points_of(readings: Sequence[Reading]) -> tuple[Point, ...]:
    """A series for the charts; places without a figure stay open."""
    points = []
    for reading in readings:
        on = reading.ends_on or _last_day(reading.slot)
        if on is None:
            continue
        shown = reading.has_value
        points.append(
            Point(
                on=on,
                slot=slot_in_words(reading.slot),
                value=reading.estimate if shown else None,
                lower=reading.lower if shown else None,
                upper=reading.upper if shown else None,
                n=round(reading.n) if shown and reading.n is not None else None,
                note="" if shown else wording.silence(reading),
            )
        )
    return tuple(points)


def _last_day(code: str) -> dt.date | None:
    try:
        return parse_slot(code).ends_on
    except UnknownPeriod:
        return None


def source_breaks(readings: Sequence[Reading]) -> list[Break]:
    """Where the family of sources changes: nothing is joined across it."""
    breaks = []
    for before, after in pairwise(readings):
        if after.ends_on and before.family and after.family and before.family != after.family:
            breaks.append(Break(after.ends_on, _("Databrud: anden kilde")))
    return breaks


def extent_break(day: dt.date, area: str) -> Break:
    """The day an area was redrawn."""
    words = _("Databrud: %(area)s har fået ny afgrænsning") % {"area": area}
    return Break(day, words, only=area)


def target_path(entry: Entry, levels: Sequence[Reading]) -> TargetPath | None:
    """From the baseline's figure to the target; None without a target or a baseline figure."""
    if entry.target_value is None or not entry.target_slot or not entry.target_baseline_slot:
        return None
    goal = _last_day(entry.target_slot)
    base = next((r for r in levels if r.has_value and r.slot >= entry.target_baseline_slot), None)
    if goal is None or base is None or base.ends_on is None or base.ends_on >= goal:
        return None
    decided = entry.target_decided_on is not None
    label = _("Måltal") if decided else _("Måltal (forslag)")
    path = ((base.ends_on, base.estimate or 0.0), (goal, entry.target_value))
    return TargetPath(points=path, decided=decided, label=label)
