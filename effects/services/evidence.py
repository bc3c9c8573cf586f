"""Evidence (grundlag): for each expected effect in each area what the figures say, and how surely.

Read from published results of one snapshot in a fixed number of queries, whatever the number of
effects; nothing is stored, so it is as fresh as the figures are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from areas.models import Area
from effects.models import EffectMarker
from effects.services.evidence_facts import (
    Fact,
    compared_with,
    facts_of,
    passport_of,
    readings_of,
)
from effects.services.evidence_findings import (
    Announced,
    Findings,
    Neighbour,
    Others,
    findings,
)
from effects.services.evidence_words import BETWEEN, paragraphs
from effects.services.expectations import Expected
from effects.services.redrawings import redrawn
from indicators.models import EventMarker, Relocation
from indicators.services import cards, results
from indicators.services.aims import aimed, aims_of
from indicators.services.indicator_grounds import Aim, Happening
from indicators.services.names import event_title, spoken
from indicators.services.results import Entry, Reading
from indicators.services.snapshots import one_moment
from partnership.models import Intervention
from partnership.rules import interventions as steps

TOGETHER = dt.timedelta(days=365)  # how long before the start another intervention may have ended


@dataclass(frozen=True)
class Evidence:
    """One expected effect in one area: the words, the figures behind them, and its grade.

    `readings` are all statements it shows; `found` keeps the codes; `series` holds every statement
    of the indicator in the area, for the curve.
    """

    expected: Expected
    area: Area
    entry: Entry
    readings: tuple[Reading, ...]
    facts: tuple[Fact, ...]
    grade: int
    paragraphs: tuple[str, ...]
    passport: dict[str, Any]
    found: Findings
    series: tuple[Reading, ...] = ()
    versions: tuple[Entry, ...] = ()

    @property
    def text(self) -> str:
        """The paragraphs as one text, an empty line between them."""
        return BETWEEN.join(self.paragraphs)

    @property
    def others(self) -> Others:
        """What else happened there."""
        return self.found.others

    @property
    def event_id(self) -> int | None:
        """The marked effort whose page tells the comparison, where it is made."""
        return self.found.did.event_id if self.found.did else None


def evidence_for(
    expected: Sequence[Expected],
    *,
    restricted: bool,
    today: dt.date | None = None,
    is_named: bool = True,
) -> list[Evidence]:
    """The evidence of some expected effects, effect by effect and area by area.

    Effects on indicators that may not be seen, or that are followed no longer, have none. Where no
    paragraph is shown the areas it is compared with need not be asked for by name (`is_named`).
    """
    if not expected:
        return []
    with one_moment():
        ground = _Ground.read(
            expected, restricted=restricted, today=today or timezone.localdate(), is_named=is_named
        )
    found = []
    for one in expected:
        for area in one.areas:
            readings = ground.readings.get((one.effect.indicator_id, area.pk), [])
            versions = ground.entries.get(one.effect.indicator_id, [])
            chosen = cards.choose_definitions(versions, readings, area.pk)
            if chosen:
                entry = aimed(chosen[0], ground.aims.get((one.effect.indicator_id, area.pk)))
                made = assemble(one, area, entry, readings, ground.others(one, area))
                found.append(_with_series(made, readings, versions))
    return found


def assemble(
    expected: Expected,
    area: Area,
    entry: Entry,
    readings: Sequence[Reading],
    others: Others,
) -> Evidence:
    """The evidence from what was read; asks nothing more of the database.

    `readings` are all statements of the indicator in the area, against what was agreed on.
    """
    found = findings(expected, area, entry, readings, others)
    shown = found.last or found.silent or found.first or found.figures.level
    return Evidence(
        expected=expected,
        area=area,
        entry=entry,
        readings=readings_of(found),
        facts=tuple(facts_of(found)),
        grade=found.comparison.grade,
        paragraphs=paragraphs(found),
        passport=passport_of(found, shown) | {"comparator": compared_with(found)},
        found=found,
    )


def _with_series(
    made: Evidence, readings: Sequence[Reading], versions: Sequence[Entry]
) -> Evidence:
    known = made.__dict__ | {"series": tuple(readings), "versions": tuple(versions)}
    return Evidence(**known)


@dataclass(frozen=True)
class _Ground:
    """Everything that was read, by what it is about."""

    today: dt.date
    entries: dict[int, list[Entry]]
    readings: dict[tuple[int, int], list[Reading]]
    aims: dict[tuple[int, int], Aim]
    events: list[EventMarker]
    interventions: list[tuple[Intervention, frozenset[int]]]
    moves: list[Relocation]
    redrawn: dict[int, tuple[dt.date, ...]]
    adjusted: dict[int, dt.date | None]
    names: dict[int, str]

    @classmethod
    def read(
        cls, expected: Sequence[Expected], *, restricted: bool, today: dt.date, is_named: bool
    ) -> _Ground:
        """Eight queries, whatever is asked for; one more for the names of what it is compared with."""
        indicators = {one.effect.indicator_id for one in expected}
        areas = {area.pk for one in expected for area in one.areas}
        entries: dict[int, list[Entry]] = {}
        for entry in results.catalogue(restricted=restricted):
            if entry.indicator_id in indicators:
                entries.setdefault(entry.indicator_id, []).append(entry)
        begun = list(_begun(today))
        readings = _readings(entries, areas, restricted=restricted)
        return cls(
            today=today,
            entries=entries,
            readings=readings,
            aims=aims_of(indicators, areas),
            events=_events(indicators, areas),
            interventions=[(row, frozenset(a.pk for a in row.areas.all())) for row in begun],
            moves=list(
                Relocation.objects.filter(
                    Q(from_area__in=areas) | Q(to_area__in=areas), is_withdrawn=False
                )
            ),
            redrawn=redrawn(areas),
            adjusted={row.pk: row.adjusted_on for row in begun},
            names=_names(readings.values()) if is_named else {},
        )

    def others(self, expected: Expected, area: Area) -> Others:
        """What else happened in an area while an intervention ran."""
        effect = expected.effect
        begun = effect.intervention.starts_on or self.today
        since = begun - TOGETHER
        here = [e for e in self.events if e.area_id in (None, area.pk)]
        mine = [e for e in here if (one := _joined(e)) and one.effect_id == effect.pk]
        return Others(
            today=self.today,
            event_id=next((e.pk for e in mine if e.is_effort), None),
            own=frozenset(event.pk for event in mine),
            events=tuple(
                _happening(event)
                for event in here
                if event.indicator_id in (None, effect.indicator_id)
                and since <= event.happened_on <= self.today
            ),
            neighbours=tuple(
                Neighbour(spoken(one, "name"), one.slug, one.starts_on, one.ends_on)
                for one, places in self.interventions
                if one.pk != effect.intervention_id
                and (not places or area.pk in places)
                and one.starts_on is not None
                and one.starts_on <= self.today
                and (one.ends_on is None or one.ends_on >= since)
            ),
            moves=tuple(
                Announced(move.from_area_id == area.pk, move.households, move.starts_on)
                for move in self.moves
                if area.pk in (move.from_area_id, move.to_area_id)
                and move.starts_on <= self.today
                and (move.ends_on is None or move.ends_on >= since)
            ),
            redrawn=self.redrawn.get(area.pk, ()),
            adjusted_on=self.adjusted.get(effect.intervention_id),
            names=self.names,
        )


def _readings(
    entries: dict[int, list[Entry]], areas: Iterable[int], *, restricted: bool
) -> dict[tuple[int, int], list[Reading]]:
    owners = {entry.definition_id: pk for pk, versions in entries.items() for entry in versions}
    found: dict[tuple[int, int], list[Reading]] = {}
    for reading in results.of_places(entries, areas, restricted=restricted):
        owner = owners.get(reading.definition_id)
        if owner is not None:
            found.setdefault((owner, reading.area_id), []).append(reading)
    return found


def _names(readings: Iterable[Sequence[Reading]]) -> dict[int, str]:
    """What the areas are called that an area with a marked effort is compared with."""
    told = (each.details or {} for of_area in readings for each in of_area if each.event_id)
    wanted = {pk for details in told for pk in details.get("areas") or ()}
    return {area.pk: area.label for area in Area.objects.filter(pk__in=wanted)} if wanted else {}


def _events(indicators: Iterable[int], areas: Iterable[int]) -> list[EventMarker]:
    about = Q(indicator__isnull=True) | Q(indicator__in=list(indicators))
    here = Q(area__isnull=True) | Q(area__in=list(areas))
    rows = EventMarker.objects.filter(about, here, is_withdrawn=False).select_related("effect")
    return list(rows.order_by("happened_on", "pk"))


def _joined(event: EventMarker) -> EffectMarker | None:
    """What joins an event with the expected effect it marks; none where people wrote it down."""
    return getattr(event, "effect", None)


def _happening(event: EventMarker) -> Happening:
    return Happening(
        id=event.pk, kind=event.kind, title=event_title(event), text=event.text,
        on=event.happened_on, area_id=event.area_id, indicator_id=event.indicator_id,
        path=event.path,
    )  # fmt: skip


def _begun(today: dt.date) -> QuerySet[Any]:
    """Interventions that have begun, with their areas (none named means all) and `adjusted_on`."""
    adjusted = Q(steps__verb=steps.ADJUST, steps__happens_on__lte=today)
    return (
        Intervention.objects.filter(starts_on__isnull=False)
        .exclude(state__in=(steps.PROPOSED, steps.DROPPED))
        .annotate(adjusted_on=Max("steps__happens_on", filter=adjusted))
        .order_by("starts_on", "pk")
        .prefetch_related("areas")
    )
