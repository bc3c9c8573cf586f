"""Between results and rules: hand the rules plain numbers, write their words on the result."""

from __future__ import annotations

import math

from indicators.models import Definition, Result, Target
from indicators.rules import paces, verdicts
from indicators.rules.periods import Slot, parse_slot
from indicators.rules.verdicts import Evidence, Verdict
from indicators.statistics import pace
from indicators.statistics.intervals import Interval, exact

DAYS_A_YEAR = 365.25


def change_verdict(definition: Definition, result: Result, first: float, periods: int) -> None:
    """Write what a figure's own change means."""
    if result.state != Result.State.VALUE:
        return
    _write(
        result,
        verdicts.change(
            _evidence(result),
            direction=definition.direction,
            smallest=definition.smallest_relevant_change,
            periods=periods,
            first=first,
            band=_band(definition),
        ),
    )


def gap_change_verdict(definition: Definition, result: Result, before: float, periods: int) -> None:
    """Write what has become of a gap."""
    if result.state != Result.State.VALUE:
        return
    _write(
        result,
        verdicts.gap_change(
            _evidence(result),
            before=before,
            direction=definition.direction,
            smallest=definition.smallest_relevant_change,
            periods=periods,
        ),
    )


def gap_verdict(definition: Definition, result: Result) -> None:
    """Write where an area stands against its comparator."""
    if result.state == Result.State.VALUE:
        _write(result, verdicts.gap(_evidence(result), direction=definition.direction))


def pace_verdict(
    definition: Definition,
    result: Result,
    *,
    target: Target,
    first: float,
    slots: tuple[Slot, Slot],
) -> None:
    """Turn a change since the baseline into a pace: actual ÷ required yearly change, and its word.

    Amounts move by percent a year, all other figures by units a year (methods § 3).
    """
    if result.state != Result.State.VALUE or result.estimate is None:
        return
    due = parse_slot(target.slot)
    times = {"start": _years(slots[0]), "now": _years(slots[1]), "due": _years(due)}
    method = pace.compound if definition.kind == Definition.Kind.AMOUNT else pace.straight
    latest = first + result.estimate
    at95 = method(
        first, _interval(result.estimate, result.lower, result.upper), target.value, **times
    )
    at998 = method(
        first, _interval(result.estimate, result.lower_998, result.upper_998), target.value, **times
    )
    result.estimate, result.lower, result.upper = _plain(at95.ratio)
    _same, result.lower_998, result.upper_998 = _plain(at998.ratio)
    _write(
        result,
        paces.pace(
            _evidence(result),
            first=first,
            latest=latest,
            target=target.value,
            direction=definition.direction,
            is_due=slots[1].ends_on >= due.ends_on,
        ),
    )


def _write(result: Result, verdict: Verdict) -> None:
    """Write the word; a known reason for missing limits says more than that there are none."""
    result.verdict, result.certainty = verdict.code, verdict.certainty
    if verdict.reason != verdicts.NO_N or not result.reason:
        result.reason = verdict.reason


def _evidence(result: Result) -> Evidence:
    return Evidence(result.estimate, result.lower, result.upper, result.lower_998, result.upper_998)


def _band(definition: Definition) -> tuple[float, float] | None:
    if definition.band_lower is None or definition.band_upper is None:
        return None
    return definition.band_lower, definition.band_upper


def _interval(estimate: float, lower: float | None, upper: float | None) -> Interval:
    limits = (exact(math.nan if limit is None else limit).estimate for limit in (lower, upper))
    return Interval(exact(estimate).estimate, *limits)


def _plain(interval: Interval) -> tuple[float | None, ...]:
    limits = (float(limit) for limit in (interval.estimate, interval.lower, interval.upper))
    return tuple(limit if math.isfinite(limit) else None for limit in limits)


def _years(slot: Slot) -> float:
    return slot.ends_on.toordinal() / DAYS_A_YEAR
