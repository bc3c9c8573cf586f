"""The figures a question of what can be seen stands on: from before the start, since the last break."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from effects.rules.detectability_judgement import Times
from effects.rules.drift import drift
from effects.services.evidence_series import basis, days_of, newest, sides
from indicators.models import Definition, Result
from indicators.services.results import Entry, Figures, Reading

S = Result.Statement
_YEAR = 365.2425


@dataclass(frozen=True)
class Drift:
    """How much the figure, or the size of its distance, already moved in a year, and where."""

    area_id: int
    slope: float


@dataclass(frozen=True)
class Course:
    """How often it was and will be measured; `is_past` says that figures since the start are there."""

    times: Times
    drift: Drift | None
    is_past: bool
    is_too_late: bool


@dataclass(frozen=True)
class Span:
    """The days a question turns on."""

    start: dt.date | None
    earliest: dt.date | None
    ends_on: dt.date


def figures_before(own: Sequence[Reading], start: dt.date, *, is_gap: bool) -> Figures | None:
    """The newest figures of an area from before the start; None where there are none."""
    asked = newest(sides(basis(own, is_gap=is_gap), start)[0])
    if asked is None:
        return None
    levels = [r for r in basis(own, is_gap=False) if r.slot == asked.slot and r.has_value]
    against = [r for r in own if r.slot == asked.slot and r.is_default and r.comparator]
    of_what = [r for r in against if r.statement == S.COMPARATOR or r.is_whole_year]
    return Figures(
        level=levels[-1] if levels else None,
        comparator=of_what[-1] if of_what else None,
        gap=asked if is_gap else None,
    )


def course_of(
    owns: Mapping[int, Sequence[Reading]],
    entry: Entry,
    span: Span,
    redrawn: Mapping[int, Sequence[dt.date]],
    *,
    is_gap: bool,
) -> Course:
    """What was measured of some areas (their readings of one series), and what will be."""
    series = {
        area: [r for r in basis(own, is_gap=is_gap) if r.has_value] for area, own in owns.items()
    }
    known = {area: found for area, found in series.items() if found}
    before = {area: _before(known[area], span, redrawn.get(area, ())) for area in known}
    years = [{days_of(r)[0].year for r in found} for found in before.values()]
    drifts = [each for area in before if (each := _drift(area, before[area], is_gap=is_gap))]
    coming = list(_coming(next(iter(known.values()), []), span))
    after = 1 if span.earliest is None else sum(_is_whole(days, span) for days in coming)
    times = Times(
        before=len(reduce(set.intersection, years)) if years else 0,
        after=after,
        adds=not _is_stock(entry),
        stands_still=not drifts,
    )
    return Course(
        times,
        max(drifts, key=lambda each: abs(each.slope), default=None),
        is_past=span.start is not None
        and any(sides(found, span.start)[1] for found in known.values()),
        is_too_late=span.earliest is not None
        and not any(ended >= span.earliest for ended, _began in coming),
    )


def _before(series: Sequence[Reading], span: Span, redrawn: Sequence[dt.date]) -> list[Reading]:
    """What was measured before the start, after the last break, as the newest of them was."""
    last = days_of(series[-1])[0]
    cut = max((day for day in redrawn if day <= last), default=dt.date.min)
    found = [r for r in series if span.start is None or days_of(r)[0] < span.start]
    return [r for r in found if days_of(r)[1] >= cut and r.family == found[-1].family]


def _drift(area: int, before: Sequence[Reading], *, is_gap: bool) -> Drift | None:
    points = [(days_of(r)[0].toordinal() / _YEAR, r.estimate or 0.0) for r in before]
    slope = drift(points)
    if slope is None:
        return None
    return Drift(area, -slope if is_gap and points[-1][1] < 0 else slope)


def _coming(series: Sequence[Reading], span: Span) -> Iterator[tuple[dt.date, dt.date]]:
    """Last and first day of what is measured since the start and will be, as often as till now.

    Where figures come every other year, they will come so from now on.
    """
    for reading in series:
        yield days_of(reading)
    years = sorted({days_of(reading)[0].year for reading in series})
    apart = years[-1] - years[-2] if len(years) > 1 else 1
    first = (span.earliest or span.ends_on).year - 1
    ended, began = days_of(series[-1]) if series else (dt.date(first, 12, 31), dt.date(first, 1, 1))
    for ahead in range(apart, span.ends_on.year - ended.year + 1, apart):
        later = (_later(ended, ahead), _later(began, ahead))
        if later[0] <= span.ends_on:
            yield later


def _is_whole(days: tuple[dt.date, dt.date], span: Span) -> bool:
    return span.earliest is not None and days[1] >= span.earliest


def _later(day: dt.date, years: int) -> dt.date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28 if leap else day.day)


def _is_stock(entry: Entry) -> bool:
    """Whether the same people are counted every time, so that more times say no more."""
    kinds = Definition.objects.filter(pk=entry.definition_id)
    data_kind, period_kind, kind = kinds.values_list("data_kind", "period_kind", "kind").get()
    return data_kind == Definition.DataKind.REGISTER and (
        kind == Definition.Kind.SHARE or period_kind == Definition.PeriodKind.POINT
    )
