"""From readings to the plain values that curves are drawn from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from django.utils.translation import gettext as _

from indicators.charts import Break, Marker, Point, Projection, TargetPath
from indicators.models import Definition
from indicators.rules.periods import Slot, UnknownPeriod, parse_slot
from indicators.services import wording
from indicators.services.indicator_grounds import Happening
from indicators.services.periods_in_words import day_in_words, slot_in_words
from indicators.services.results import Entry, Reading

DAYS_A_YEAR = 365.25


def points_of(readings: Sequence[Reading]) -> tuple[Point, ...]:
    """A series for the charts; places without a figure stay open."""
    points: list[Point] = []
    step = _usual_step(readings)
    before: Slot | None = None
    for reading in readings:
        slot = _slot(reading.slot)
        on = reading.ends_on or (slot.ends_on if slot else None)
        if on is None:
            continue
        if before and slot:
            points += [_absent(one) for one in _left_out(before, slot, step)]
        before = slot
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
                middle=slot.middle if slot else None,
            )
        )
    return tuple(points)


def _slot(code: str) -> Slot | None:
    try:
        return parse_slot(code)
    except UnknownPeriod:
        return None


def _last_day(code: str) -> dt.date | None:
    slot = _slot(code)
    return slot.ends_on if slot else None


def _usual_step(readings: Sequence[Reading]) -> int:
    """How many periods lie from one figure to the next: a survey of every other year has two."""
    slots = [slot for slot in (_slot(reading.slot) for reading in readings) if slot]
    steps = [before.steps_to(after) for before, after in pairwise(slots)]
    return min((step for step in steps if step > 0), default=1)


def _left_out(before: Slot, after: Slot, step: int) -> list[Slot]:
    """The periods between two figures that should have had one."""
    return [before.shifted(at) for at in range(step, before.steps_to(after), step)]


def _absent(slot: Slot) -> Point:
    """A period that nobody has told anything about: the line stays open there."""
    return Point(
        on=slot.ends_on,
        slot=slot_in_words(slot.code),
        value=None,
        note=_("Mangler"),
        middle=slot.middle,
    )


def source_breaks(readings: Sequence[Reading]) -> list[Break]:
    """Where the family of sources changes: nothing is joined across it."""
    breaks = []
    for before, after in pairwise(readings):
        if after.ends_on and before.family and after.family and before.family != after.family:
            breaks.append(Break(begin_of(after) or after.ends_on, _("Databrud: anden kilde")))
    return breaks


def unbroken(readings: Sequence[Reading], breaks: Sequence[Break], label: str) -> list[Reading]:
    """The figures since the newest break of this curve: the stretch that may be told from end to end."""
    known = [r for r in readings if r.has_value]
    cuts = [one.on for one in breaks if one.concerns(label)]
    days = [point.on for reading in known for point in points_of([reading])] if cuts else []
    newest = max((on for on in cuts if days and days[0] < on <= days[-1]), default=None)
    return known if newest is None else known[sum(day < newest for day in days) :]


def begin_of(reading: Reading) -> dt.date | None:
    """The first day of a reading's period: a break that it brings is drawn before it."""
    slot = _slot(reading.slot)
    return min(slot.starts_on, reading.ends_on or slot.starts_on) if slot else reading.ends_on


def extent_break(day: dt.date, area: str) -> Break:
    """The day an area was redrawn."""
    words = _("Databrud: %(area)s har fået ny afgrænsning") % {"area": area}
    return Break(day, words, only=area)


def target_path(entry: Entry, levels: Sequence[Reading]) -> TargetPath | None:
    """From the baseline's figure by its steps to the target; None without target or baseline."""
    if entry.target_value is None or not entry.target_slot or not entry.target_baseline_slot:
        return None
    if entry.kind == Definition.Kind.COUNT and entry.frequency != Definition.Frequency.YEAR:
        return None  # the target is of a whole year, the curve of its parts
    goal = _last_day(entry.target_slot)
    base = next((r for r in levels if r.has_value and r.slot >= entry.target_baseline_slot), None)
    if goal is None or base is None or base.ends_on is None or base.ends_on >= goal:
        return None
    decided = entry.target_decided_on is not None
    label = _("Måltal") if decided else _("Måltal (forslag)")
    begin, end = _slot(base.slot), _slot(entry.target_slot)
    first = begin.middle if begin else base.ends_on
    last = end.middle if end else goal
    steps = [(slot.middle, value) for code, value in entry.target_steps if (slot := _slot(code))]
    path = (
        (first, base.estimate or 0.0),
        *(step for step in steps if first < step[0] < last),
        (last, entry.target_value),
    )
    return TargetPath(points=path, decided=decided, label=label)


def projection_of(
    levels: Sequence[Reading], projection: Reading | None, style: str
) -> Projection | None:
    """The trend's line from the newest figure's day on to the target's year, and its two limit lines.

    All three lines pass through the medians of level and date, which stand in the details; without
    them they begin at the newest figure. None where nothing was drawn on.
    """
    if projection is None or not projection.has_value:
        return None
    if projection.lower is None or projection.upper is None:
        return None
    due = _last_day(projection.slot)
    newest = next((r for r in reversed(levels) if r.has_value and r.ends_on), None)
    if due is None or newest is None or newest.ends_on is None or newest.ends_on >= due:
        return None
    ends = (projection.estimate or 0.0, projection.lower, projection.upper)
    starts = _starts(projection, newest.ends_on, due, ends) or (newest.estimate or 0.0,) * 3
    # Drawn as its figures are: each in the middle of its period.
    slot = _slot(newest.slot)
    earlier = newest.ends_on - slot.middle if slot else dt.timedelta(0)
    return Projection(
        points=((newest.ends_on - earlier, *starts), (due - earlier, *ends)),
        label=_("Illustration, ikke en forudsigelse"),
        style=style,
    )


def _starts(
    projection: Reading, on: dt.date, due: dt.date, ends: tuple[float, float, float]
) -> tuple[float, float, float] | None:
    """Where the three lines are on a day, from the point that they all pass through."""
    details = projection.details or {}
    level, time = details.get("level"), details.get("time")
    if not isinstance(level, (int, float)) or not isinstance(time, (int, float)):
        return None
    passed = on.toordinal() / DAYS_A_YEAR - time
    share = passed / (due.toordinal() / DAYS_A_YEAR - time)
    middle, low, high = (level + (end - level) * share for end in ends)
    return middle, low, high


def together(events: Sequence[Happening]) -> list[list[Happening]]:
    """Events in the order of time; what began in several areas on one day is one of them."""
    groups: dict[tuple[object, ...], list[Happening]] = {}
    for event in events:
        alone = "" if event.path else event.id
        key = (event.on, event.kind, event.title, event.path, alone)
        groups.setdefault(key, []).append(event)
    return list(groups.values())


def markers_of(events: Sequence[Happening]) -> list[Marker]:
    """Events as lettered marks on the time axis, in the order of time: A, B … Z, then AA."""
    return [
        Marker(first.on, sign_of(at), f"{first.title} ({day_in_words(first.on)})")
        for at, (first, *_rest) in enumerate(together(events))
    ]


def markers_in(events: Sequence[Happening], area_id: int) -> list[Marker]:
    """Those of one area and of all areas, with the letters they have among `events`."""
    return [
        marker
        for marker, group in zip(markers_of(events), together(events), strict=True)
        if any(event.area_id in (None, area_id) for event in group)
    ]


def event_signs(events: Sequence[Happening]) -> list[dict[str, str]]:
    """What the letters under a small curve stand for, for components/_event_signs.html."""
    return [
        {
            "sign": sign_of(at),
            "title": first.title,
            "day": day_in_words(first.on),
            "url": first.path,
        }
        for at, (first, *_rest) in enumerate(together(events))
    ]


def sign_of(place: int) -> str:
    """The letter of an event by its place among those shown."""
    letter = chr(ord("A") + place % 26)
    return letter if place < 26 else sign_of(place // 26 - 1) + letter
