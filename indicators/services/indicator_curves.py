"""Which curves an indicator's page draws: areas, and the one thing they are compared with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from areas.models import Area
from indicators.models import Result
from indicators.services.comparators import Against, name_of
from indicators.services.curves import Curve, curve_of
from indicators.services.results import Entry, Reading

Statement = Result.Statement
Kind = Result.Comparator
_PLACES = {
    Kind.MUNICIPALITY: Area.Kind.MUNICIPALITY,
    Kind.REGION: Area.Kind.REGION,
    Kind.COUNTRY: Area.Kind.COUNTRY,
    Kind.REFERENCE: Area.Kind.REFERENCE,
}


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


def curves_of(
    readings: Sequence[Reading],
    entries: Sequence[Entry],
    areas: Sequence[Area],
    *,
    alone: Area | None,
    against: Against,
) -> list[Curve]:
    """Levels of the areas (or of one), and grey what they are compared with; only what has figures.

    `readings` hold all comparators; curves of several areas share one common line.
    """
    order = {entry.definition_id: entry.version for entry in entries}
    shown = [alone] if alone else [area for area in areas if area.kind == Area.Kind.AREA]
    curves = [_levels(area, readings, order) for area in shown]
    if alone is not None:
        curves += _against_one(alone, areas, readings, order, against)
    else:
        curves += _common(areas, readings, order, against)
    return [curve for curve in curves if any(reading.has_value for reading in curve.readings)]


def _levels(area: Area, readings: Sequence[Reading], order: Mapping[int, int]) -> Curve:
    own = [r for r in readings if r.area_id == area.pk]
    return curve_of(
        area.label, area_style(area), own, statement=Statement.LEVEL, comparator="", order=order
    )


def _against_one(
    area: Area,
    areas: Sequence[Area],
    readings: Sequence[Reading],
    order: Mapping[int, int],
    against: Against,
) -> list[Curve]:
    """What one area is compared with: its own series of it, else the place itself."""
    own = [r for r in readings if r.area_id == area.pk and r.statement == Statement.COMPARATOR]
    if against.is_agreed:
        kinds = [(r.comparator, r.other_id) for r in own if r.is_default]
        against = Against(*kinds[-1]) if kinds else Against(Kind.REST)
    wanted = [r for r in own if r.comparator == against.kind]
    if against.kind == Kind.REFERENCE:
        wanted = [r for r in wanted if r.other_id == against.other_id]
    if any(reading.has_value for reading in wanted):
        label = name_of(against.kind, wanted[-1].other)
        style = area_style_of(against.kind)
        return [
            curve_of(
                label, style, wanted, statement=Statement.COMPARATOR, comparator=against.kind,
                order=order,
            )
        ]  # fmt: skip
    return _common(areas, readings, order, against)


def _common(
    areas: Sequence[Area],
    readings: Sequence[Reading],
    order: Mapping[int, int],
    against: Against,
) -> list[Curve]:
    """One line for all areas: the places of the chosen kind, or the municipality without its areas."""
    kind = _PLACES.get(Kind(against.kind)) if against.kind else None
    if kind is not None:
        places = [area for area in areas if area.kind == kind]
        if against.other_id is not None and kind == Area.Kind.REFERENCE:
            places = [area for area in places if area.pk == against.other_id]
        return [_levels(area, readings, order) for area in places]
    towns = [area for area in areas if area.kind == Area.Kind.MUNICIPALITY]
    return [_town(area, readings, order) for area in towns]


def _town(area: Area, readings: Sequence[Reading], order: Mapping[int, int]) -> Curve:
    """The municipality without its housing areas where counts allow it, else as published."""
    common = [r for r in readings if r.area_id == area.pk and r.comparator == Kind.WITHOUT_AREAS]
    if not any(reading.has_value for reading in common):
        return _levels(area, readings, order)
    return curve_of(
        _("%(town)s uden boligområderne") % {"town": area.label},
        "municipality",
        common,
        statement=Statement.COMPARATOR,
        comparator=Kind.WITHOUT_AREAS,
        order=order,
    )


def area_style_of(kind: str) -> str:
    """The grey pattern of a kind of comparator."""
    patterns = {Kind.REGION: "region", Kind.COUNTRY: "country", Kind.REFERENCE: "reference"}
    return patterns.get(Kind(kind), "municipality")
