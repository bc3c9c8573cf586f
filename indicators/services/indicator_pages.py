"""The page of one indicator: a sentence per area, the curves, the differences, the definition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from areas.models import Area, AreaExtent
from indicators.charts import Break
from indicators.models import Result, Target
from indicators.services import cards, results, wording
from indicators.services.cards import Card
from indicators.services.curve_points import extent_break
from indicators.services.curves import Curve, curve_figure, curve_of
from indicators.services.definition_cards import definition_facts
from indicators.services.gap_wording import comparator_name
from indicators.services.periods_in_words import slot_in_words
from indicators.services.results import Entry, Figures, Reading

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
class IndicatorPage:
    """What the page shows."""

    entry: Entry
    cards: list[Card]
    choices: list[dict[str, Any]]
    figure: dict[str, Any] | None
    differences: list[DifferenceRow]
    unit: str
    facts: list[tuple[str, str]]
    version: str
    computed_at: dt.datetime | None
    is_pending: bool


def indicator_page(code: str, *, restricted: bool, only: str = "") -> IndicatorPage | None:
    """Put the page together in five queries; None where no such indicator may be seen.

    `only` is the slug of one area: then its curve stands alone with its comparator and target path.
    """
    entries = results.catalogue(restricted=restricted, code=code)
    if not entries:
        return None
    readings = results.of_indicator(entries[0].indicator_id, restricted=restricted)
    areas = list(Area.objects.exclude(kind=Area.Kind.DIVISION).order_by("position", "name"))
    targets = {
        target.area_id: target
        for target in Target.objects.filter(indicator_id=entries[0].indicator_id)
    }
    housing = [area for area in areas if area.kind == Area.Kind.AREA]
    used = {reading.definition_id for reading in readings}
    entry = next((e for e in reversed(entries) if e.definition_id in used), entries[-1])
    alone = next((area for area in housing if area.slug == only), None)
    redrawn = _extent_breaks(housing)
    return IndicatorPage(
        entry=entry,
        cards=[_card(entry, readings, area, targets.get(area.pk), redrawn) for area in housing],
        choices=_choices(entry, housing, alone),
        figure=curve_figure(
            entry,
            _curves(readings, entries, areas, alone),
            target=targets.get(alone.pk) if alone else None,
            extent_breaks=redrawn,
            versions=entries,
        ),
        differences=_differences(entry, readings, housing),
        unit=wording.gap_unit(entry),
        facts=definition_facts(entry, entries),
        version=results.page_version(entries),
        computed_at=entry.computed_at,
        is_pending=entry.is_pending,
    )


def area_style(area: Area) -> str:
    """The hue and pattern a place has in every picture."""
    if area.kind == Area.Kind.AREA:
        return f"area-{area.style or area.position + 1}"
    known = {
        Area.Kind.REGION: "region",
        Area.Kind.COUNTRY: "country",
        Area.Kind.REFERENCE: "reference",
    }
    return known.get(Area.Kind(area.kind), "municipality")


def _card(
    entry: Entry,
    readings: Sequence[Reading],
    area: Area,
    target: Target | None,
    redrawn: Sequence[Break],
) -> Card:
    if target is not None:
        entry = entry._replace(
            target_value=target.value,
            target_slot=target.slot,
            target_baseline_slot=target.baseline_slot,
            target_decided_on=target.decided_on,
        )
    figures = cards.newest_figures(readings, area.pk).get(entry.definition_id, Figures())
    series = cards.level_series(readings, area.pk).get(entry.definition_id, [])
    breaks = [cut for cut in redrawn if cut.only == area.label]
    return cards.card_in_area(
        entry, figures, series, area=area, style=area_style(area), breaks=breaks
    )


def _choices(entry: Entry, housing: Sequence[Area], alone: Area | None) -> list[dict[str, Any]]:
    url = cards.indicator_url(entry.code)
    choices = [{"label": _("Alle områder"), "url": f"{url}#kurve", "is_current": alone is None}]
    choices += [
        {
            "label": area.label,
            "url": f"{url}?omraade={area.slug}#kurve",
            "is_current": area == alone,
        }
        for area in housing
    ]
    return choices


def _curves(
    readings: Sequence[Reading],
    entries: Sequence[Entry],
    areas: Sequence[Area],
    alone: Area | None,
) -> list[Curve]:
    """Levels of the areas, and grey lines to compare with."""
    order = {entry.definition_id: entry.version for entry in entries}
    curves = []
    for area in areas:
        own = [r for r in readings if r.area_id == area.pk]
        if area.kind == Area.Kind.AREA:
            if alone is not None and area != alone:
                continue
            curves.append(_curve(area.label, area_style(area), own, "", order))
        elif area.kind == Area.Kind.MUNICIPALITY and alone is None:
            curves.append(_town(area, own, order))
        else:
            curves.append(_curve(area.label, area_style(area), own, "", order))
    if alone is not None:
        curves.append(_comparator(alone, readings, order))
    return [curve for curve in curves if any(reading.has_value for reading in curve.readings)]


def _town(area: Area, own: Sequence[Reading], order: dict[int, int]) -> Curve:
    """The municipality without its housing areas where counts allow it, else as published."""
    common = [r for r in own if r.comparator == Result.Comparator.WITHOUT_AREAS]
    if any(reading.has_value for reading in common):
        label = _("%(town)s uden boligområderne") % {"town": area.label}
        return _curve(label, "municipality", common, Result.Comparator.WITHOUT_AREAS, order)
    return _curve(area.label, "municipality", own, "", order)


def _comparator(area: Area, readings: Sequence[Reading], order: dict[int, int]) -> Curve:
    own = [r for r in readings if r.area_id == area.pk and r.statement == Statement.COMPARATOR]
    kind = own[-1].comparator if own else Result.Comparator.REST
    if kind == Result.Comparator.MUNICIPALITY:
        own = []  # the municipality's own line is there already
    return _curve(comparator_name(kind), "municipality", own, kind, order)


def _curve(
    label: str, style: str, readings: Sequence[Reading], comparator: str, order: dict[int, int]
) -> Curve:
    """One reading per slot: of the newest definition version that has one."""
    wanted = Statement.COMPARATOR if comparator else Statement.LEVEL
    return curve_of(label, style, readings, statement=wanted, comparator=comparator, order=order)


def _extent_breaks(housing: Sequence[Area]) -> list[Break]:
    """Days on which a housing area was redrawn; each breaks that area's curve only."""
    labels = {area.pk: area.label for area in housing}
    extents = AreaExtent.objects.filter(
        area__in=housing, breaks_series=True, valid_from__isnull=False
    ).values_list("area_id", "valid_from")
    return [extent_break(day, labels[pk]) for pk, day in extents if day is not None]


def _differences(
    entry: Entry, readings: Sequence[Reading], housing: Sequence[Area]
) -> list[DifferenceRow]:
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
