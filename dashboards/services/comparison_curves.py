"""Small curves side by side: one per indicator with all areas in it, or one indicator area by area."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext as _

from areas.models import Area
from dashboards.services.areas import AreaFacts
from dashboards.services.comparison_cells import COMMON
from dashboards.services.comparison_filters import vision_key
from dashboards.services.comparison_pages import Ground, choose, places_held_against
from indicators.charts import Break, Series, common_scale, small_multiple
from indicators.models import Definition, Result
from indicators.services import cards, results, wording
from indicators.services.curve_points import (
    event_signs,
    extent_break,
    markers_of,
    points_of,
)
from indicators.services.curves import (
    Curve,
    breaks_of,
    curve_of,
    passport_of,
    summary_of,
    table_of,
)
from indicators.services.indicator_grounds import Happening
from indicators.services.results import Entry, Reading

Statement = Result.Statement
SHARES = (0.0, 100.0)


@dataclass(frozen=True)
class SmallCurve:
    """One small chart with its words, its passport and the table behind it."""

    key: str
    name: str
    unit: str
    url: str
    picture: dict[str, Any]
    passport: dict[str, Any]
    table: dict[str, Any]
    breaks: list[str]
    events: list[dict[str, str]]


@dataclass(frozen=True)
class CurveGroup:
    """Small charts under one heading."""

    title: str
    curves: list[SmallCurve]


@dataclass(frozen=True)
class CurvesPage:
    """What the page of small curves shows."""

    ground: Ground
    groups: list[CurveGroup]
    legend: list[tuple[str, str]]
    choices: list[tuple[str, str]]
    alone: Entry | None
    breaks: list[str]
    without: list[str]

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        """The way here."""
        here = self.alone.name if self.alone else _("Udviklingen side om side")
        way = [(_("Sammenlign"), self.ground.url)]
        if self.alone:
            way.append((_("Udviklingen side om side"), self.ground.curves_url))
        return [*way, (here, "")]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.groups


@dataclass(frozen=True)
class _Lines:
    """The readings by indicator and place, and what is drawn of them."""

    ground: Ground
    held: list[tuple[AreaFacts, str]]
    readings: Mapping[tuple[int, int], list[Reading]]

    def versions(self, entry: Entry) -> list[Entry]:
        """All definition versions of an indicator."""
        return [one for one in self.ground.entries if one.indicator_id == entry.indicator_id]

    def of(self, entry: Entry, places: Sequence[AreaFacts]) -> list[Curve]:
        """Curves of these areas and of what they are held against; those without figures left out."""
        order = {one.definition_id: one.version for one in self.versions(entry)}
        found = [
            self._curve(entry, facts, facts.area.label, order, is_common=False) for facts in places
        ]
        is_common = self.ground.switch.chosen.kind in COMMON
        # A plain count of a whole municipality would press those of its areas flat.
        held = [] if entry.kind == Definition.Kind.COUNT else self.held
        found += [
            self._curve(entry, facts, name, order, is_common=is_common) for facts, name in held
        ]
        return [curve for curve in found if any(one.has_value for one in curve.readings)]

    def _curve(
        self,
        entry: Entry,
        facts: AreaFacts,
        name: str,
        order: Mapping[int, int],
        *,
        is_common: bool,
    ) -> Curve:
        own = self.readings.get((entry.indicator_id, facts.area.pk), [])
        if is_common:
            kind = Result.Comparator.WITHOUT_AREAS
            line = curve_of(
                name, facts.style, own, statement=Statement.COMPARATOR, comparator=kind, order=order
            )
            if any(one.has_value for one in line.readings):
                return line
            name = facts.area.label
        return curve_of(
            name, facts.style, own, statement=Statement.LEVEL, comparator="", order=order
        )

    def breaks(self, entry: Entry, curves: Sequence[Curve]) -> list[Break]:
        """Where the curves may not be joined."""
        redrawn = [
            extent_break(day, facts.area.label)
            for facts in self.ground.areas
            for day in facts.redrawn_on
        ]
        return breaks_of(curves, redrawn, self.versions(entry))


def curves_page(ground: Ground, *, restricted: bool, code: str = "") -> CurvesPage:
    """Put the page together; one query more than its ground. `code` shows one indicator area by area."""
    entries = choose(ground.entries, [])
    alone = next((entry for entry in entries if entry.code == code), None)
    shown = [alone] if alone else ground.filters.keep(entries)
    lines = _lines(ground, shown, restricted=restricted)
    alone_group = [CurveGroup(alone.name, _area_by_area(alone, lines))] if alone else []
    groups = alone_group or _by_vision(shown, lines)
    drawn = {curve.key for group in groups for curve in group.curves}
    groups = [group for group in groups if group.curves]
    return CurvesPage(
        ground=ground,
        groups=groups,
        legend=[(each.mark, each.area.label) for each in ground.areas]
        + [(facts.mark, name) for facts, name in lines.held],
        choices=[(entry.code, entry.name) for entry in entries],
        alone=alone,
        breaks=_common_breaks(groups),
        without=[e.name for e in shown if not alone and f"kurve-{e.code}" not in drawn],
    )


def _common_breaks(groups: Sequence[CurveGroup]) -> list[str]:
    """Breaks that every chart has: said once, over all of them."""
    curves = [curve for group in groups for curve in group.curves]
    return (
        [words for words in curves[0].breaks if all(words in c.breaks for c in curves)]
        if curves
        else []
    )


def _lines(ground: Ground, shown: Sequence[Entry], *, restricted: bool) -> _Lines:
    facts = {each.area.pk: each for each in ground.places}
    held = [(facts[place.pk], name) for place, name in places_held_against(ground)]
    readings = results.curves(
        restricted=restricted,
        codes=[entry.code for entry in shown],
        places=[each.area.pk for each in [*ground.areas, *(each for each, _name in held)]],
        towns=[each.area.pk for each, _name in held if each.area.kind == Area.Kind.MUNICIPALITY],
    )
    indicators = {entry.definition_id: entry.indicator_id for entry in ground.entries}
    found: dict[tuple[int, int], list[Reading]] = {}
    for reading in readings:
        key = indicators[reading.definition_id], reading.area_id
        found.setdefault(key, []).append(reading)
    return _Lines(ground, held, found)


def _by_vision(shown: Sequence[Entry], lines: _Lines) -> list[CurveGroup]:
    titles = dict(lines.ground.visions)
    groups: dict[str, CurveGroup] = {}
    for entry in shown:
        curves = lines.of(entry, lines.ground.areas)
        if not curves:
            continue
        key = vision_key(entry)
        small = _small(
            entry,
            curves,
            lines,
            key=f"kurve-{entry.code}",
            name=entry.name,
            url=cards.indicator_url(entry.code),
            events=_events(entry, lines.ground.areas),
        )
        groups.setdefault(key, CurveGroup(titles[key], [])).curves.append(small)
    return list(groups.values())


def _area_by_area(entry: Entry, lines: _Lines) -> list[SmallCurve]:
    """A chart per area on one scale of values and days, so that heights can be compared."""
    found = [
        (each, curves)
        for each in lines.ground.areas
        for curves in [lines.of(entry, [each])]
        if any(curve.style == each.style for curve in curves)
    ]
    if not found:
        return []
    scale = common_scale(
        [_series(curves, with_limits=True) for _each, curves in found], _bounds(entry)
    )
    return [
        _small(
            entry,
            curves,
            lines,
            key=f"kurve-{each.area.slug}",
            name=each.area.name,
            url=each.area.get_absolute_url(),
            scale=scale,
            events=_events(entry, [each]),
        )
        for each, curves in found
    ]


def _small(
    entry: Entry,
    curves: Sequence[Curve],
    lines: _Lines,
    *,
    key: str,
    name: str,
    url: str,
    events: Sequence[Happening],
    scale: tuple[Any, Any] | None = None,
) -> SmallCurve:
    numbers = wording.number_style()
    title = f"{name}, {entry.unit}"
    days, span = scale or (None, None)
    breaks = lines.breaks(entry, curves)
    picture = small_multiple(
        _series(curves, with_limits=scale is not None),
        key=key,
        title=title,
        description=summary_of(entry, curves, breaks),
        number=lambda value: numbers.plain(value, 0 if value == int(value) else 1),
        days=days,
        span=span,
        bounds=_bounds(entry),
        breaks=breaks,
        markers=markers_of(events),
    )
    return SmallCurve(
        key=key,
        name=name,
        unit=entry.unit,
        url=url,
        picture=picture or {},
        passport=passport_of(entry, curves),
        table=table_of(entry, curves, title),
        breaks=list(dict.fromkeys(cut.label for cut in breaks)),
        events=event_signs(events) if picture and picture["events"] else [],
    )


def _events(entry: Entry, places: Sequence[AreaFacts]) -> list[Happening]:
    """What happened in any of the places, each once, in the order of time."""
    found = {one.id: one for each in places for one in each.events_of(entry.indicator_id)}
    return sorted(found.values(), key=attrgetter("on", "id"))


def _series(curves: Sequence[Curve], *, with_limits: bool) -> list[Series]:
    """Points of the curves; several areas in one small chart leave their intervals to the table."""
    return [
        Series(
            label=curve.label,
            style=curve.style,
            points=tuple(
                point if with_limits else replace(point, lower=None, upper=None)
                for point in points_of(curve.readings)
            ),
        )
        for curve in curves
    ]


def _bounds(entry: Entry) -> tuple[float, float] | None:
    return SHARES if entry.kind == Definition.Kind.SHARE else None
