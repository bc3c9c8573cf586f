"""What is known of each area for the law's criteria: released results, never raw measurements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from areas.models import Area
from indicators.models import Definition, OriginStatement, StatutoryInput
from indicators.rules import statutory
from indicators.rules.statutory import PERCENT, PERCENT_OF_REGION, RESIDENTS, TIMES_COUNTRY
from indicators.services import results
from indicators.services.results import Entry, Reading

_BASES = {TIMES_COUNTRY: Area.Kind.COUNTRY, PERCENT_OF_REGION: Area.Kind.REGION}


@dataclass(frozen=True)
class Origin:
    """What an official list says of one limit, as far as it may be told."""

    limit: float
    is_over: bool
    list_on: dt.date
    source: str


@dataclass(frozen=True)
class Basis:
    """The readings behind one criterion's value, and its base where the law compares."""

    entry: Entry
    own: tuple[Reading, ...]
    base: tuple[Reading, ...] = ()
    base_name: str = ""


@dataclass
class Ground:
    """All that the monitor reads, for every area at once; five queries."""

    entries: dict[str, Entry]
    levels: dict[tuple[str, int], list[Reading]]
    places: dict[int, Area]
    origins: dict[int, list[Origin]] = field(default_factory=dict)

    def situation(
        self, area: Area, list_on: dt.date, wanted: Iterable[statutory.Criterion]
    ) -> statutory.Situation:
        """What a list of this day would know of the area."""
        values = {
            (each.key, each.mean_years, each.against): self.value(area, each, list_on)
            for each in wanted
        }
        residents = statutory.official_mean(
            _figures(self.levels.get((RESIDENTS, area.pk), [])), years=1, list_on=list_on
        )
        return statutory.Situation(
            residents=residents,
            values=values,
            is_over=lambda limit: _stated(self.origins.get(area.pk, []), limit, list_on),
        )

    def value(self, area: Area, criterion: statutory.Criterion, list_on: dt.date) -> float | None:
        """A criterion's value in the law's own measure."""
        entry = self.entries.get(criterion.key)
        if entry is None:
            return None
        own = self._mean(criterion, area.pk, list_on)
        if not _is_compared(entry, criterion):
            return own
        place = self.base_of(criterion.against)
        base = self._mean(criterion, place.pk, list_on) if place else None
        return statutory.relative(own, base, against=criterion.against)

    def basis(self, area: Area, criterion: statutory.Criterion, list_on: dt.date) -> Basis | None:
        """The readings that the value was made from, for a reader to look up."""
        entry = self.entries.get(criterion.key)
        if entry is None:
            return None
        own = self._used(criterion, area.pk, list_on)
        place = self.base_of(criterion.against) if _is_compared(entry, criterion) else None
        base = self._used(criterion, place.pk, list_on) if place else ()
        return Basis(entry, own, base, place.label if place else "")

    def base_of(self, against: str) -> Area | None:
        """The country or the region; None unless there is exactly one."""
        kind = _BASES.get(against)
        found = [place for place in self.places.values() if place.kind == kind]
        return found[0] if len(found) == 1 else None

    def limit_of(self, criterion: statutory.Criterion) -> float | None:
        """A criterion's threshold in the figure's own unit, from the newest figure it is held against."""
        entry = self.entries.get(criterion.key)
        if entry is None or not _is_compared(entry, criterion):
            return criterion.threshold
        place = self.base_of(criterion.against)
        known = self.levels.get((criterion.key, place.pk), []) if place else []
        base = next((r.estimate for r in reversed(known) if r.has_value), None)
        if base is None:
            return None
        return statutory.threshold_of(criterion, base)

    def _mean(self, criterion: statutory.Criterion, place: int, list_on: dt.date) -> float | None:
        figures = _figures(self.levels.get((criterion.key, place), []))
        return statutory.official_mean(figures, years=criterion.mean_years, list_on=list_on)

    def _used(
        self, criterion: statutory.Criterion, place: int, list_on: dt.date
    ) -> tuple[Reading, ...]:
        early = [
            reading
            for reading in self.levels.get((criterion.key, place), [])
            if reading.has_value and int(reading.slot) < list_on.year
        ]
        if early and _years(early[-1]) >= criterion.mean_years:
            return tuple(early[-1:])
        return tuple(early[-criterion.mean_years :])


def ground(*, restricted: bool) -> Ground:
    """Read once for all areas; `restricted` opens restricted indicators and origin."""
    codes = dict(StatutoryInput.objects.values_list("key", "indicator__code"))
    places = {place.pk: place for place in Area.objects.exclude(kind=Area.Kind.DIVISION)}
    versions: dict[str, list[Entry]] = {}
    for entry in results.catalogue(restricted=restricted):
        known = versions.setdefault(entry.code, [])
        if entry.breaks_series:
            known.clear()  # nothing is computed across a break
        known.append(entry)
    keys: dict[int, list[str]] = {}
    for key, code in codes.items():
        for entry in versions.get(code, []):
            keys.setdefault(entry.definition_id, []).append(key)
    levels: dict[tuple[str, int], list[Reading]] = {}
    readings = results.curves(
        restricted=restricted, codes=codes.values(), places=list(places), towns=[]
    )
    for reading in readings:
        if len(reading.slot) == len("2024"):  # whole years only
            for key in keys.get(reading.definition_id, []):
                levels.setdefault((key, reading.area_id), []).append(reading)
    newest = {key: versions[code][-1] for key, code in codes.items() if code in versions}
    return Ground(newest, levels, places, _origins() if restricted else {})


def _origins() -> dict[int, list[Origin]]:
    found: dict[int, list[Origin]] = {}
    for row in OriginStatement.objects.order_by("list_on"):
        origin = Origin(row.limit, row.is_over, row.list_on, row.source)
        found.setdefault(row.area_id, []).append(origin)
    return found


def current_statement(origins: Sequence[Origin], limit: float, list_on: dt.date) -> Origin | None:
    """The newest official statement, not older than the list before, that settles this limit.

    Over 50 is over 30 too, and not over 30 is not over 50 either.
    """
    since = statutory.list_day(list_on.year - 1)
    settled = [
        each
        for each in origins
        if since <= each.list_on <= list_on
        and (each.limit >= limit if each.is_over else each.limit <= limit)
    ]
    return max(settled, key=lambda each: each.list_on, default=None)


def _stated(origins: Sequence[Origin], limit: float, list_on: dt.date) -> bool | None:
    found = current_statement(origins, limit, list_on)
    return None if found is None else found.is_over


def _is_compared(entry: Entry, criterion: statutory.Criterion) -> bool:
    """Whether a base must be divided by: an index in percent of the region is a comparison already."""
    if criterion.against == PERCENT:
        return False
    return not (
        criterion.against == PERCENT_OF_REGION
        and entry.kind in (Definition.Kind.INDEX, Definition.Kind.SHARE)
    )


def _figures(readings: Sequence[Reading]) -> list[statutory.YearFigure]:
    return [
        statutory.YearFigure(
            year=int(reading.slot),
            value=reading.estimate if reading.has_value else None,
            years=_years(reading),
        )
        for reading in readings
    ]


def _years(reading: Reading) -> int:
    """Over how many years a figure was measured: an official two-year mean spans two."""
    if reading.starts_on is None or reading.ends_on is None:
        return 1
    return max(1, round((reading.ends_on - reading.starts_on).days / 365.25))
