"""Tables of an indicator's page: differences, breakdowns, years laid together, who stayed and moved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from areas.models import Area
from indicators.models import Result
from indicators.services import cards, wording
from indicators.services.curves import cell_in_words
from indicators.services.explanations.addresses import explanation_address
from indicators.services.periods_in_words import slot_in_words
from indicators.services.results import Entry, Reading

Statement = Result.Statement


@dataclass(frozen=True)
class DifferenceRow:
    """One area minus another in the newest period both have."""

    first: str
    second: str
    number: str
    interval: str
    reason: str
    period: str


@dataclass(frozen=True)
class Explained:
    """A cell with a way to how its figure came about; `of` tells it from the others when read aloud."""

    text: str
    url: str
    of: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class TableBlock:
    """A table with its heading and where its figures come from."""

    id: str
    title: str
    table: dict[str, Any]
    passport: dict[str, Any]


def differences(
    entry: Entry, readings: Sequence[Reading], housing: Sequence[Area]
) -> list[DifferenceRow]:
    """Each area against each of the others, in the newest period that both have."""
    labels = {area.pk: area.label for area in housing}
    style = wording.number_style()
    rows = []
    for reading in readings:
        if (
            reading.statement != Statement.DIFFERENCE
            or not reading.is_latest
            or reading.definition_id != entry.definition_id
            or reading.other_id is None
        ):
            continue
        known = reading.has_value
        limits = reading.lower is not None and reading.upper is not None
        rows.append(
            DifferenceRow(
                first=labels.get(reading.area_id, ""),
                second=labels.get(reading.other_id, ""),
                number=style.signed(reading.estimate or 0.0, entry.decimals) if known else "",
                interval=style.interval(reading.lower or 0.0, reading.upper or 0.0, entry.decimals)
                if limits
                else "",
                reason=wording.reason_words(reading.reason) or wording.silence(reading),
                period=slot_in_words(reading.slot),
            )
        )
    return rows


def breakdowns(entry: Entry, parts: Sequence[Reading], areas: Sequence[Area]) -> list[TableBlock]:
    """A table for each way the figure is split: parts down, places across, newest period."""
    own = [part for part in parts if part.definition_id == entry.definition_id]
    sets = list(dict.fromkeys(part.category_set for part in own))
    return [
        _breakdown(entry, name, [part for part in own if part.category_set == name], areas, at)
        for at, name in enumerate(sets)
    ]


def _breakdown(
    entry: Entry, name: str, parts: Sequence[Reading], areas: Sequence[Area], at: int
) -> TableBlock:
    newest = max(parts, key=lambda part: (part.ends_on or dt.date.min, part.slot)).slot
    shown = [part for part in parts if part.slot == newest]
    places = [area for area in areas if any(part.area_id == area.pk for part in shown)]
    found = {(part.category, part.area_id): part for part in shown}
    rows = [
        [category, *(cell_in_words(entry, found.get((category, area.pk))) for area in places)]
        for category in dict.fromkeys(part.category for part in shown)
    ]
    title = _("Fordelt på %(breakdown)s, %(period)s") % {
        "breakdown": name.lower(),
        "period": slot_in_words(newest),
    }
    columns = [{"label": name, "is_number": False}]
    columns += [{"label": area.label, "is_number": True} for area in places]
    caption = _("%(title)s (%(unit)s; 95 %% usikkerhed i parentes)") % {
        "title": title,
        "unit": entry.unit,
    }
    table = {"caption": caption, "columns": columns, "rows": rows}
    return TableBlock(f"opdeling-{at}", title, table, _passport(entry, shown))


def pooled(entry: Entry, readings: Sequence[Reading], areas: Sequence[Area]) -> TableBlock | None:
    """Years laid together, where single years rest on too few; None where nothing is pooled."""
    own = [one for one in _sums(entry, readings) if not one.is_whole_year]
    return _of_sums(entry, own, areas, "puljede-aar", _("Flere år lagt sammen")) if own else None


def whole_years(
    entry: Entry, readings: Sequence[Reading], areas: Sequence[Area]
) -> TableBlock | None:
    """Years of halves, quarters or months: what change, pace and distance rest on; else None."""
    own = [one for one in _sums(entry, readings) if one.is_whole_year]
    return _of_sums(entry, own, areas, "hele-aar", _("Hele år")) if own else None


def _sums(entry: Entry, readings: Sequence[Reading]) -> list[Reading]:
    return [
        reading
        for reading in readings
        if reading.statement == Statement.POOLED
        and not reading.comparator
        and reading.definition_id == entry.definition_id
    ]


def _of_sums(
    entry: Entry, own: Sequence[Reading], areas: Sequence[Area], key: str, title: str
) -> TableBlock:
    """A row for each sum, a column for each place."""
    places = [area for area in areas if any(reading.area_id == area.pk for reading in own)]
    found = {(_named(reading), reading.area_id): reading for reading in own}
    rows = [
        [name, *(_pooled_cell(entry, found.get((name, area.pk)), area) for area in places)]
        for name in dict.fromkeys(
            _named(one) for one in sorted(own, key=lambda one: (one.slot, one.baseline_slot))
        )
    ]
    columns = [{"label": _("År"), "is_number": False}]
    columns += [{"label": area.label, "is_number": True} for area in places]
    caption = _("%(title)s (%(unit)s; 95 %% usikkerhed i parentes)") % {
        "title": title,
        "unit": entry.unit,
    }
    table = {"caption": caption, "columns": columns, "rows": rows}
    return TableBlock(key, title, table, _passport(entry, own))


def _named(sum_of: Reading) -> str:
    """A whole year by its number, several by the first and the last."""
    first = "" if sum_of.is_whole_year else sum_of.baseline_slot
    return _span(first, sum_of.slot)


def _pooled_cell(entry: Entry, reading: Reading | None, area: Area) -> str | Explained:
    text = cell_in_words(entry, reading)
    return text if reading is None else _explained(entry, reading, area, text)


def _explained(entry: Entry, reading: Reading, area: Area, text: str) -> str | Explained:
    """The text with its link; alone where there is no figure to explain."""
    if not reading.has_value:
        return text
    url = explanation_address(reading, entry=entry, area=area.slug)
    return Explained(text, url, f"{area.label}, {_named(reading)}")


def _span(first: str, last: str) -> str:
    return f"{slot_in_words(first)}–{slot_in_words(last)}" if first else slot_in_words(last)


def splits(entry: Entry, readings: Sequence[Reading], areas: Sequence[Area]) -> TableBlock | None:
    """What those who stayed did to the figure, and what moving did; None where it is not known."""
    own = [
        reading
        for reading in readings
        if reading.statement == Statement.SPLIT
        and reading.is_latest
        and reading.definition_id == entry.definition_id
    ]
    by_key = {area.pk: area for area in areas}
    known = [reading for reading in own if reading.area_id in by_key]
    if not known:
        return None
    names = [_("Område"), _("Periode"), _("Ændring i alt"), _("Beboere, der blev"),
             _("Tilflyttere"), _("Fraflyttere"), _("Ukendt")]  # fmt: skip
    columns = [{"label": name, "is_number": at > 0} for at, name in enumerate(names)]
    rows = [
        [by_key[reading.area_id].label, *_split_cells(entry, reading, by_key[reading.area_id])]
        for reading in known
    ]
    title = _("Beboerne og flytningerne hver for sig")
    caption = _("Delene summer til ændringen, i %(unit)s") % {"unit": wording.gap_unit(entry)}
    table = {"caption": caption, "columns": columns, "rows": rows}
    return TableBlock("flytninger", title, table, _passport(entry, known))


def _split_cells(entry: Entry, reading: Reading, area: Area) -> list[str | Explained]:
    period = _span(reading.baseline_slot, reading.slot)
    if not reading.has_value:
        why = wording.reason_words(reading.reason) or wording.silence(reading)
        return [period, why, "–", "–", "–", "–"]
    style, details = wording.number_style(), reading.details or {}
    parts = [details.get(name) for name in ("stayed", "moved_in", "moved_out", "unknown")]
    unknown = _("ikke oplyst")
    return [
        period,
        _explained(entry, reading, area, style.signed(reading.estimate or 0.0, entry.decimals)),
        *(unknown if part is None else style.signed(part, entry.decimals) for part in parts),
    ]


def _passport(entry: Entry, readings: Sequence[Reading]) -> dict[str, Any]:
    """Source, periods and publication of a table; n stands in its cells."""
    sources = list(dict.fromkeys(r.source for r in readings if r.source)) or [entry.source]
    slots = sorted({reading.slot for reading in readings})
    first, last = slot_in_words(slots[0]), slot_in_words(slots[-1])
    return {
        "source": ", ".join(sources),
        "period": first if first == last else f"{first}–{last}",
        "published_on": max((r.published_on for r in readings if r.published_on), default=None),
        "n": None,
        "n_label": cards.base_label(entry),
        "n_not_needed": True,
        "definition": _("definition %(version)s") % {"version": entry.versions_told},
    }
