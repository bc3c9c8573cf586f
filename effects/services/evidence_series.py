"""The series an expected effect is judged by: its order in time, and its two sides of the start."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from effects.rules import coming
from effects.rules import evidence as rules
from indicators.models import Result
from indicators.rules.periods import UnknownPeriod, parse_slot
from indicators.rules.verdicts import Evidence as Change
from indicators.services.results import Entry, Reading

S = Result.Statement
YEARS_BEFORE = 5  # how far back from the last figure before the start its course is told
_EVER = (dt.date.min, dt.date.max)


def basis(readings: Sequence[Reading], *, is_gap: bool) -> list[Reading]:
    """The series that is judged, in the order of time: of shorter periods the whole years."""
    if is_gap:
        found = [r for r in readings if r.statement == S.GAP and r.is_default]
    else:
        found = [r for r in readings if r.is_whole_year and not r.comparator] or [
            r for r in readings if r.statement == S.LEVEL
        ]
    return sorted(found, key=days_of)


def days_of(reading: Reading) -> tuple[dt.date, dt.date]:
    """Last and first day of what was measured; the slot's own where they are not known."""
    try:
        slot = parse_slot(reading.slot)
    except UnknownPeriod:
        return reading.ends_on or _EVER[0], reading.starts_on or _EVER[0]
    return reading.ends_on or slot.ends_on, reading.starts_on or slot.starts_on


def sides(series: Sequence[Reading], start: dt.date | None) -> tuple[list[Reading], list[Reading]]:
    """What was measured wholly before the start, and wholly after it; all of it where none began."""
    if start is None:
        return [], list(series)
    before = [r for r in series if days_of(r)[0] < start]
    return before, [r for r in series if days_of(r)[1] >= start]


def newest(readings: Sequence[Reading]) -> Reading | None:
    """The last one that has a figure."""
    return next((r for r in reversed(readings) if r.has_value), None)


def moved_between(first: Reading, last: Reading) -> Change:
    """The change from one figure to another, with its limits where both have some."""
    points = (rules.Point(r.estimate or 0.0, r.lower, r.upper) for r in (first, last))
    return rules.between(*points)


def silent_of(
    first: Reading | None,
    last: Reading | None,
    before: Sequence[Reading],
    after: Sequence[Reading],
    series: Sequence[Reading],
    *,
    is_begun: bool,
) -> Reading | None:
    """The reading without a figure that stands where one was looked for."""
    if not is_begun:
        return series[-1] if series and not newest(series) else None
    if last is None and after:
        return after[-1]
    return before[-1] if first is None and before else None


def splits_of(
    readings: Sequence[Reading], first: Reading | None, last: Reading | None
) -> tuple[Reading, ...]:
    """Changes split by who moved, from the newest back to the start as far as the chain holds."""
    found = {r.slot: r for r in readings if r.statement == S.SPLIT}
    chain: list[Reading] = []
    slot = last.slot if last else max(found, default="")
    while slot in found and (first is None or slot > first.slot):
        chain.insert(0, found[slot])
        slot = found[slot].baseline_slot
    return tuple(chain)


def earlier_of(
    before: Sequence[Reading], first: Reading | None, redrawn: Sequence[dt.date]
) -> Reading | None:
    """The oldest figure from before the start that is made as `first`, of at most five years before it.

    Always the oldest of them, so that nobody can choose the year that fits.
    """
    if first is None:
        return None
    since = days_of(first)[0].year - YEARS_BEFORE
    found = [
        each
        for each in before
        if each.has_value
        and each.family == first.family
        and since <= days_of(each)[0].year
        and days_of(each) < days_of(first)
        and not any(days_of(each)[0] < day <= days_of(first)[1] for day in redrawn)
    ]
    return found[0] if found else None


def first_showing(
    entry: Entry,
    after: Sequence[Reading],
    last: Reading,
    *,
    seen_from: dt.date,
    adjusted: dt.date | None,
) -> coming.Coming | None:
    """The first figure that can show what the newest cannot, as the series comes and is published."""
    try:
        slots = [parse_slot(each.slot) for each in after if each.has_value]
    except UnknownPeriod:
        return None
    ended, began = days_of(last)
    return coming.first_showing(
        began, ended, step=coming.months_between(slots), lag=entry.release_lag_months,
        seen_from=seen_from, adjusted=adjusted,
    )  # fmt: skip
