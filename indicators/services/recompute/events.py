"""Contributions: for every marked effort, whether its area developed differently afterwards.

The comparison areas are the other housing areas and the reference areas that have the same
indicator's figures, without those that have the same effort. Only figures that may be shown are
used, whole years of one unbroken stretch.
The period in which the effort began counts neither before nor after.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from django.utils import timezone

from areas.models import Area
from indicators.models import EventMarker, Result
from indicators.rules import contribution as rule
from indicators.rules.periods import parse_slot
from indicators.rules.verdicts import NOTHING_TO_COMPARE, TOO_FEW, Evidence
from indicators.services.recompute.comparators import comparable
from indicators.services.recompute.courses import UNIX_EPOCH, Course, course
from indicators.services.recompute.frames import ResultWriter
from indicators.services.recompute.inputs import NO_DAY, Floats, Ints, Mask
from indicators.services.recompute.lines import line
from indicators.services.recompute.studies import Study, newest
from indicators.services.recompute.verdicts import Words
from indicators.services.recompute.words import CERTAINTIES, REASONS, VERDICTS
from indicators.services.recompute.years import of_years
from indicators.statistics.contribution import (
    CORRELATIONS,
    Contribution,
    FalseAlarms,
    contribution,
    false_alarms,
    gap_series,
)

Statement = Result.Statement
# Rates hardly move beyond so many years or areas, and fewer areas fire more often: never too low.
MOST_YEARS, MOST_AREAS = 15, 25


def write_contributions(studies: list[Study], writer: ResultWriter) -> None:
    """One statement per marked effort and total of its indicator."""
    totals = [of_years(study) for study in studies if study.panel.is_total]
    efforts: dict[int, list[EventMarker]] = {}
    for event in EventMarker.objects.filter(
        kind=EventMarker.Kind.EFFORT,
        is_withdrawn=False,
        indicator__in={study.panel.definition.indicator_id for study in totals},
    ):
        efforts.setdefault(event.indicator_id or 0, []).append(event)
    for study in totals:
        for event in efforts.get(study.panel.definition.indicator_id, ()):
            _contribution(study, event, writer)


@dataclass(frozen=True)
class _Series:
    """The levels that a contribution is made from: effort area first, areas × periods."""

    rows: Ints
    whole: Course
    after: Mask
    times: Floats

    @property
    def values(self) -> Floats:
        """Levels, NaN where a period counts neither before nor after."""
        return self.whole.values


def _contribution(study: Study, event: EventMarker, writer: ResultWriter) -> None:
    panel = study.panel
    own = panel.row(event.area_id or 0)
    if own < 0 or not panel.has_cell[own].any():
        return
    series = _series(study, own, event)
    if series is None:
        _silent(study, own, event, writer)
        return
    found = contribution(series.values, series.after, series.times)
    alarms = _alarms(found, len(series.rows))
    facts = _facts(found, alarms, event)
    grade = rule.grade(facts, direction=panel.definition.direction)
    if grade.verdict.reason == TOO_FEW:
        _silent(study, own, event, writer, TOO_FEW)
        return
    used = np.flatnonzero(np.isfinite(gap_series(series.values)))
    writer.block(
        panel,
        statement=Statement.CONTRIBUTION,
        rows=[own],
        slots=used[-1:],
        baseline=used[:1],
        line=line(
            found.estimate.estimate,
            at95=(found.estimate.lower, found.estimate.upper),
            at998=(found.wide.lower, found.wide.upper),
        ),
        is_latest=True,
        verdict=Words(
            VERDICTS.codes([grade.verdict.code]),
            CERTAINTIES.codes([grade.verdict.certainty]),
            REASONS.codes([grade.verdict.reason]),
        ),
        method="did",
        details=[_details(study, series, found, alarms, grade, facts, event)],
        event=event.pk,
    )


def _silent(
    study: Study,
    own: int,
    event: EventMarker,
    writer: ResultWriter,
    reason: str = NOTHING_TO_COMPARE,
) -> None:
    """A statement that says why there is none."""
    here = np.array([own])
    writer.block(
        study.panel,
        statement=Statement.CONTRIBUTION,
        rows=here,
        slots=newest(study.panel, here),
        line=line([np.nan], reason=[reason]),
        is_latest=True,
        event=event.pk,
    )


def _series(study: Study, own: int, event: EventMarker) -> _Series | None:
    """The effort area and all it is compared with, in whole years that lie on one side of the day.

    None where there is nothing to compare with.
    """
    panel = study.panel
    rows, alike = _compared(study, own, frozenset(event.same_effort))
    if len(rows) < 2:
        return None
    level = study.level.rows(rows)
    level = level.silenced(level.has("value") & ~alike, "not_computed", "different_sources")
    anywhere = np.zeros(len(rows), dtype=np.int64)
    whole = course(panel, rows, level, panel.segment[rows], anywhere, base=level.n)
    begins, ends = _days(study, own, whole)
    day = event.happened_on.toordinal()
    values = np.where((begins >= day) | (ends < day), whole.values, np.nan)
    return _Series(rows, replace(whole, values=values), begins >= day, whole.times[0])


def _compared(study: Study, own: int, same: frozenset[int]) -> tuple[Ints, Mask]:
    """The rows, effort area first, and where each has a shown figure of the same source and period.

    An area with the same effort (`same`) is no comparison at all. A housing area with fewer figures
    than an answer needs is left out, and a reference area that lacks a period which the housing
    areas have: it would cost them all that period.
    """
    panel, shown = study.panel, study.level.has("value")
    if not study.has_distances:
        return np.array([own]), shown[[own]]
    alike = {own: shown[own]}
    wanted = shown[own].copy()
    for kind in (Area.Kind.AREA, Area.Kind.REFERENCE):
        for row in sorted(panel.rows_of(kind).tolist(), key=lambda row: panel.order[row]):
            pair = np.array([own]), np.array([row])
            both = (comparable(panel, *pair) & shown[own] & shown[row])[0]
            if row == own or both.sum() < rule.LEAST_BEFORE + rule.LEAST_AFTER:
                continue
            if int(panel.area_ids[row]) in same:
                continue
            if kind == Area.Kind.AREA:
                wanted &= both
            elif not both[wanted].all():
                continue
            alike[row] = both
    return np.array(list(alike), dtype=np.int64), np.array(list(alike.values()))


def _days(study: Study, own: int, whole: Course) -> tuple[Ints, Ints]:
    """First and last day of each period, as measured where that is known, else the slot's own."""
    slots = [parse_slot(code) for code in whole.codes]
    begins = np.array([slot.starts_on.toordinal() for slot in slots], dtype=np.int64)
    ends = np.array([slot.ends_on.toordinal() for slot in slots], dtype=np.int64)
    measured = (study.panel.starts_on[own], study.panel.ends_on[own])
    first, last = (
        np.where(days == NO_DAY, usual, days.astype(np.int64) + UNIX_EPOCH)
        for days, usual in zip(measured, (begins, ends), strict=True)
    )
    return first, last


def _alarms(found: Contribution, areas: int) -> FalseAlarms | None:
    before, after = int(found.before), int(found.after)
    if before < rule.LEAST_BEFORE or after < rule.LEAST_AFTER:
        return None
    return false_alarms(min(before, MOST_YEARS), min(after, MOST_YEARS), min(areas, MOST_AREAS))


def _facts(found: Contribution, alarms: FalseAlarms | None, event: EventMarker) -> rule.Facts:
    at95, at998 = found.estimate, found.wide
    limits = (at95.estimate, at95.lower, at95.upper, at998.lower, at998.upper)
    adjusted = float(found.adjusted)
    return rule.Facts(
        before=int(found.before),
        after=int(found.after),
        evidence=Evidence(*(float(limit) for limit in limits)),
        adjusted=adjusted if np.isfinite(adjusted) else None,
        placebos=tuple(float(each) for each in found.placebo),
        alarms=alarms.rule[-1] if alarms else None,
        is_described_late=_is_late(event),
    )


def _is_late(event: EventMarker) -> bool:
    return rule.is_described_late(
        happened_on=event.happened_on,
        described_on=event.described_on,
        entered_on=timezone.localdate(event.created_at),
    )


def _details(
    study: Study,
    series: _Series,
    found: Contribution,
    alarms: FalseAlarms | None,
    grade: rule.Grade,
    facts: rule.Facts,
    event: EventMarker,
) -> dict[str, Any]:
    """Everything that the page, the explanation and a second program need."""
    gap = gap_series(series.values)
    used = np.flatnonzero(np.isfinite(gap))
    later = series.after[used]
    ids: Sequence[int] = study.panel.area_ids[series.rows].tolist()
    return {
        "grade": grade.number,
        "reasons": list(grade.reasons),
        "before": facts.before,
        "after": facts.after,
        "mean_before": gap[used][~later].mean(),
        "mean_after": gap[used][later].mean(),
        "p": found.p,
        "spread": found.spread,
        "slope": found.slope.estimate,
        "slope_lower": found.slope.lower,
        "slope_upper": found.slope.upper,
        "adjusted": found.adjusted,
        "detectable": found.detectable,
        "areas": ids,
        "placebo": found.placebo,
        "correlations": CORRELATIONS,
        "alarms_plain": alarms.plain if alarms else None,
        "alarms_rule": alarms.rule if alarms else None,
        "described_late": facts.is_described_late,
        "happened_on": event.happened_on.isoformat(),
        "slots": [series.whole.codes[column] for column in used],
        "times": series.times[used],
        "gaps": gap[used],
        "is_after": [bool(each) for each in later],
    }
