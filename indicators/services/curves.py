"""From readings to the picture of an indicator: curves, table behind them, words around them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext as _

from indicators.charts import (
    Break,
    Marker,
    Projection,
    Series,
    TargetPath,
    Wording,
    trend_figure,
)
from indicators.models import Definition
from indicators.services import cards, lag_words, wording
from indicators.services.aims import aimed
from indicators.services.curve_points import (
    begin_of,
    markers_of,
    points_of,
    projection_of,
    source_breaks,
    target_path,
    unbroken,
)
from indicators.services.indicator_grounds import Aim, Happening
from indicators.services.periods_in_words import day_in_words, slot_in_words
from indicators.services.results import Entry, Reading


@dataclass(frozen=True)
class Curve:
    """One line: its name, its look, and one reading per slot in the order of time."""

    label: str
    style: str
    readings: tuple[Reading, ...]


def curve_of(
    label: str,
    style: str,
    readings: Sequence[Reading],
    *,
    statement: str,
    comparator: str,
    order: Mapping[int, int],
) -> Curve:
    """One reading per slot, in the order of time: of the newest definition version that has one.

    `order` gives each definition its version; `comparator` is what the readings are measured
    against, "" for an area's own.
    """
    found: dict[str, Reading] = {}
    for reading in sorted(readings, key=lambda r: order.get(r.definition_id, 0)):
        if reading.statement == statement and reading.comparator == comparator:
            found[reading.slot] = reading
    ordered = sorted(found.values(), key=lambda r: (r.ends_on or dt.date.min, r.slot))
    return Curve(label=label, style=style, readings=tuple(ordered))


def curve_figure(
    entry: Entry,
    curves: Sequence[Curve],
    *,
    target: Aim | None,
    extent_breaks: Sequence[Break],
    versions: Sequence[Entry],
    projection: Reading | None = None,
    events: Sequence[Happening] = (),
) -> dict[str, Any] | None:
    """What components/figure.html shows; None without any figure.

    A target and a projection belong to the one area whose curve stands alone.
    """
    if not curves:
        return None
    title = _("%(indicator)s, %(unit)s") % {"indicator": entry.name, "unit": entry.unit}
    passport = passport_of(entry, curves)
    series = [
        Series(label=curve.label, style=curve.style, points=points_of(curve.readings))
        for curve in curves
    ]
    numbers = wording.number_style()
    markers = markers_of(events)
    drawn_on = _projection(curves, projection) if _is_on_scale(entry) else None
    breaks = breaks_of(curves, extent_breaks, versions)
    chart = trend_figure(
        series,
        wording=Wording(
            title=entry.name,
            unit=entry.unit,
            passport=passport_line(passport, markers),
            to=numbers.to,
            decimals=entry.decimals,
            separators=numbers.decimal + numbers.thousands,
            events=_("Hændelser"),
        ),
        target=_target(entry, curves, target),
        breaks=breaks,
        bounds=bounds_of(entry),
        projection=drawn_on,
        markers=markers,
    )
    return {
        "id": "kurve",
        "title": title,
        "summary": summary_of(entry, curves, breaks),
        "chart": chart,
        "caption": _caption(
            is_drawn_on=drawn_on is not None,
            has_events=has_marks(chart),
            is_open=any(point.value is None for one in series for point in one.points),
        ),
        "table": table_of(entry, curves, title),
        "passport": passport,
        "file_name": entry.code,
    }


def bounds_of(entry: Entry) -> tuple[float, float] | None:
    """The limits of what can occur: a share lies between 0 and 100 per cent."""
    return (0.0, 100.0) if entry.kind == Definition.Kind.SHARE else None


def _target(entry: Entry, curves: Sequence[Curve], target: Aim | None) -> TargetPath | None:
    area = _first_area(curves)
    return target_path(aimed(entry, target), area.readings) if area and target else None


def _projection(curves: Sequence[Curve], projection: Reading | None) -> Projection | None:
    area = _first_area(curves)
    return projection_of(area.readings, projection, area.style) if area else None


def _is_on_scale(entry: Entry) -> bool:
    """Whether the slope has the curve's own scale: counts of months are summed to years first."""
    is_summed = entry.kind == Definition.Kind.COUNT
    return not is_summed or entry.frequency == Definition.Frequency.YEAR


def has_marks(chart: Mapping[str, Any]) -> bool:
    """Whether an event falls into the time shown."""
    return any(trace.get("name") == _("Hændelser") for trace in chart["data"])


def _first_area(curves: Sequence[Curve]) -> Curve | None:
    return next((curve for curve in curves if curve.style.startswith("area-")), None)


def _caption(*, is_drawn_on: bool, has_events: bool, is_open: bool) -> str:
    """How the picture is to be read."""
    parts = [
        _(
            "Lodrette streger og bånd viser usikkerheden (95 %). "
            "For en prik uden streg kendes usikkerheden ikke."
        )
    ]
    if is_open:
        parts.append(_("Hvor et tal mangler, er kurven åben."))
    if is_drawn_on:
        parts.append(
            _(
                "Den stiplede linje fører udviklingen hidtil videre. "
                "Den er en illustration, ikke en forudsigelse."
            )
        )
    if has_events:
        parts.append(_("Bogstaverne på tidsaksen er hændelser; de står på listen under kurven."))
    return " ".join(parts)


def breaks_of(
    curves: Sequence[Curve], extents: Sequence[Break], versions: Sequence[Entry]
) -> list[Break]:
    """Changed source, changed extent, changed definition: nothing is joined across them."""
    shown = {curve.label for curve in curves}
    found = [
        replace(cut, only=curve.label) for curve in curves for cut in source_breaks(curve.readings)
    ]
    found += [cut for cut in extents if cut.only in shown]
    breaking = {
        v.definition_id: v.first_version for v in versions if v.breaks_series and v.version > 1
    }
    for definition, version in breaking.items():
        begins = [
            begin_of(r) for curve in curves for r in curve.readings if r.definition_id == definition
        ]
        days = [day for day in begins if day]
        if days:
            words = _("Databrud: definition %(version)s") % {"version": version}
            found.append(Break(min(days), words))
    return sorted(found, key=attrgetter("on", "label"))


def summary_of(
    entry: Entry,
    curves: Sequence[Curve],
    breaks: Sequence[Break],
    *,
    write: Callable[[float, int], str] | None = None,
) -> str:
    """One sentence that says what each curve does since its newest break; `write` puts numbers into text."""
    write = write or wording.number_style().plain
    parts = []
    for curve in curves:
        known = unbroken(curve.readings, breaks, curve.label)
        values = {
            "name": curve.label,
            "first": write(known[0].estimate or 0.0, entry.decimals),
            "from": slot_in_words(known[0].slot),
            "last": write(known[-1].estimate or 0.0, entry.decimals),
            "to": slot_in_words(known[-1].slot),
        }
        if len(known) == 1:
            parts.append(_("%(name)s %(first)s i %(from)s") % values)
        else:
            parts.append(_("%(name)s fra %(first)s i %(from)s til %(last)s i %(to)s") % values)
    return "; ".join(parts) + "."


def table_of(entry: Entry, curves: Sequence[Curve], title: str) -> dict[str, Any]:
    """The figures behind the curves: a row per slot, a column per curve."""
    by_slot: dict[str, dict[int, Reading]] = {}
    days: dict[str, dt.date] = {}
    for place, curve in enumerate(curves):
        for reading in curve.readings:
            by_slot.setdefault(reading.slot, {})[place] = reading
            days[reading.slot] = reading.ends_on or dt.date.min
    rows = [
        [
            slot_in_words(slot),
            *(cell_in_words(entry, by_slot[slot].get(i)) for i in range(len(curves))),
        ]
        for slot in sorted(by_slot, key=lambda slot: (days[slot], slot))
    ]
    columns = [{"label": _("Periode"), "is_number": False}]
    columns += [{"label": curve.label, "is_number": True} for curve in curves]
    return {"caption": title, "columns": columns, "rows": rows}


def cell_in_words(entry: Entry, reading: Reading | None) -> str:
    """Value, interval and n as text; the reason where there is no value."""
    if reading is None:
        return "–"
    if not reading.has_value:
        return wording.silence(reading)
    numbers = wording.number_style()
    text = numbers.plain(reading.estimate or 0.0, entry.decimals)
    if reading.lower is not None and reading.upper is not None:
        text += f" ({numbers.interval(reading.lower, reading.upper, entry.decimals)})"
    if reading.n is not None:
        text += f", n = {numbers.plain(reading.n)}"
    return text


def passport_of(entry: Entry, curves: Sequence[Curve]) -> dict[str, Any]:
    """Source, period and publication of all curves together; n stands in hover and table."""
    known = [r for curve in curves for r in curve.readings if r.has_value]
    slots = sorted((r.ends_on or dt.date.min, r.slot) for r in known)
    first, last = slot_in_words(slots[0][1]), slot_in_words(slots[-1][1])
    sources = list(dict.fromkeys(r.source for r in known if r.source)) or [entry.source]
    newest = [
        next((one for one in reversed(curve.readings) if one.has_value), None)
        for curve in curves
        if curve.style.startswith("area-")
    ]
    return {
        "source": ", ".join(sources),
        "period": first if first == last else f"{first}–{last}",
        "stale": lag_words.stale_in_words(entry, slots[-1][1]),
        "published_on": max((r.published_on for r in known if r.published_on), default=None),
        "n": _base([one.n for one in newest if one is not None and one.n is not None]),
        "n_label": cards.base_label(entry),
        "n_missing": wording.no_base_words(entry),
        "n_not_needed": entry.kind in (Definition.Kind.COUNT, Definition.Kind.AMOUNT),
        "definition": _("definition %(version)s") % {"version": entry.versions_told},
    }


def _base(bases: Sequence[float]) -> str | None:
    """The base of the newest figures of the areas: one number, or from the smallest to the largest."""
    if not bases:
        return None
    numbers = wording.number_style()
    low, high = numbers.plain(min(bases)), numbers.plain(max(bases))
    return low if low == high else f"{low}–{high}"


def passport_line(passport: dict[str, Any], markers: Sequence[Marker] = ()) -> str:
    """The passport as one line inside the saved picture."""
    parts = [f"{_('Kilde')}: {passport['source']}", passport["period"]]
    if passport["published_on"]:
        parts.append(f"{_('offentliggjort')} {day_in_words(passport['published_on'])}")
    if passport["n"]:
        parts.append(f"n = {passport['n']} {passport['n_label']}".rstrip())
    elif not passport["n_not_needed"]:
        parts.append(passport["n_missing"])
    parts.append(passport["definition"])
    parts += [f"{mark.sign}: {mark.label}" for mark in markers]
    return " · ".join(parts)
