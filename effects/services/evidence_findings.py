"""What stands behind one expected effect in one area: the figures found, and the codes they give."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from areas.models import Area
from effects.rules import evidence as rules
from effects.services.expectations import Expected
from indicators.models import Definition, Result
from indicators.rules.periods import UnknownPeriod, parse_slot
from indicators.rules.verdicts import Evidence as Change
from indicators.services import cards
from indicators.services.indicator_grounds import Happening
from indicators.services.results import Entry, Figures, Reading
from partnership.rules import interventions as steps

S = Result.Statement
_EVER = (dt.date.min, dt.date.max)


@dataclass(frozen=True)
class Neighbour:
    """Another intervention that ran in the same area at the same time."""

    name: str
    slug: str
    starts_on: dt.date
    ends_on: dt.date | None


@dataclass(frozen=True)
class Announced:
    """Households that are said to move to or from the area in the same time."""

    is_out: bool
    households: int
    starts_on: dt.date


@dataclass(frozen=True)
class Others:
    """What else happened there: events, interventions, moves, redrawn areas, and the day it is read.

    `event_id` is the marked effort that the comparison with other areas is stored under; `own` are
    all events that mark the expected effect itself.
    """

    today: dt.date
    event_id: int | None = None
    own: frozenset[int] = frozenset()
    events: tuple[Happening, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()
    moves: tuple[Announced, ...] = ()
    redrawn: tuple[dt.date, ...] = ()

    @property
    def foreign(self) -> tuple[Happening, ...]:
        """Events that are neither the effort's own nor another effort's beginning."""
        return tuple(e for e in self.events if e.id not in self.own and not e.is_effort)


@dataclass(frozen=True)
class Findings:
    """The figures that an expected effect is judged by in an area, and what the rules say of them.

    `first` is the last figure from before the start and `last` the newest from after it, of what
    was expected to move (the area's figure, or its distance); `silent` is the reading that stands
    where one of them should. `splits` reach unbroken back from `last` towards `first`. `later` are
    periods after `last` without a figure, `bases` the n of the area's own figures by period.
    `original` is the same held against what stood for the area at the start, where it was
    rewritten since.
    """

    expected: Expected
    area: Area
    entry: Entry
    others: Others
    figures: Figures
    first: Reading | None
    last: Reading | None
    silent: Reading | None
    moved: Change | None
    sign: int
    outcome: str
    when: str
    did: Reading | None
    comparison: rules.Comparison
    splits: tuple[Reading, ...]
    movers: str
    later: tuple[Reading, ...]
    years_before: int
    bases: Mapping[str, float]
    original: Findings | None = None

    @property
    def until(self) -> dt.date:
        """The last day that the newest figure tells of; what began later cannot explain it."""
        return _days(self.last)[0] if self.last is not None else self.others.today

    @property
    def neighbours(self) -> tuple[Neighbour, ...]:
        """Other interventions in the area that the newest figure may tell of."""
        return tuple(each for each in self.others.neighbours if each.starts_on <= self.until)

    @property
    def happened(self) -> tuple[Happening, ...]:
        """Other events that the newest figure may tell of."""
        return tuple(each for each in self.others.foreign if each.on <= self.until)

    @property
    def moves(self) -> tuple[Announced, ...]:
        """Announced moves that the newest figure may tell of."""
        return tuple(each for each in self.others.moves if each.starts_on <= self.until)

    @property
    def is_gap(self) -> bool:
        """Whether it was the distance that was expected to move."""
        return self.expected.version.measure == rules.GAP


def findings(
    expected: Expected,
    area: Area,
    entry: Entry,
    readings: Sequence[Reading],
    others: Others,
) -> Findings:
    """Find the figures and put them to the rules; `readings` are all of the indicator in the area."""
    own = [r for r in readings if r.area_id == area.pk]
    mine = [r for r in own if r.definition_id == entry.definition_id]
    version, start = expected.version, _start(expected, others.today)
    series = basis(mine, is_gap=version.measure == rules.GAP)
    before, after = _sides(series, start)
    first, last = _newest(before), _newest(after)
    sign = _sign(version.measure, version.direction, first, last)
    moved = _moved(first, last) if first and last else None
    figure = _outcome(own, entry, start, first, last, after, others)
    if not figure and moved is not None:
        figure = rules.outcome(moved, sign=sign, size=version.size)
    when = rules.time_of(others.today, earliest=version.earliest_on, latest=version.latest_on)
    did = next(
        (r for r in mine if r.statement == S.CONTRIBUTION and r.event_id == others.event_id), None
    )
    splits = _splits(mine, first, last)
    return Findings(
        expected=expected, area=area, entry=entry, others=others,
        figures=cards.newest_figures(mine, area.pk).get(entry.definition_id, Figures()),
        first=first, last=last,
        silent=_silent(first, last, before, after, series, is_begun=start is not None),
        moved=moved if figure in rules.JUDGED or figure == rules.NO_LIMITS else None,
        sign=sign, outcome=figure, when=when, did=did,
        comparison=rules.comparison(
            _compared(did), sign=sign, is_late=expected.is_late, when=when, figure=figure,
            is_turned=bool({"measure", "direction"} & set(expected.rewritten)),
            added=_added(expected, area),
        ),
        splits=splits, movers=_movers(entry, splits),
        later=tuple(r for r in series if last and not r.has_value and _days(r) > _days(last)),
        years_before=sum(1 for r in before if r.has_value),
        bases={
            r.slot: r.n
            for r in mine
            if r.n is not None and not r.comparator and r.statement in (S.LEVEL, S.POOLED)
        },
        original=findings(expected.as_original, area, entry, readings, others)
        if expected.rewritten and area.pk not in expected.added
        else None,
    )  # fmt: skip


def _added(expected: Expected, area: Area) -> str:
    """What was added after the start: the area, the target group, or neither."""
    if area.pk in expected.added:
        return rules.ADDED_LATE
    return rules.REGROUPED_LATE if expected.regrouped_on else ""


def basis(readings: Sequence[Reading], *, is_gap: bool) -> list[Reading]:
    """The series that is judged, in the order of time: of shorter periods the whole years."""
    if is_gap:
        found = [r for r in readings if r.statement == S.GAP and r.is_default]
    else:
        found = [r for r in readings if r.is_whole_year and not r.comparator] or [
            r for r in readings if r.statement == S.LEVEL
        ]
    return sorted(found, key=_days)


def _start(expected: Expected, today: dt.date) -> dt.date | None:
    """The day the intervention began; None where it has not."""
    intervention = expected.effect.intervention
    day = intervention.starts_on
    has_begun = day is not None and day <= today and intervention.state != steps.PROPOSED
    return day if has_begun and intervention.state != steps.DROPPED else None


def _days(reading: Reading) -> tuple[dt.date, dt.date]:
    """Last and first day of what was measured; the slot's own where they are not known."""
    try:
        slot = parse_slot(reading.slot)
    except UnknownPeriod:
        return reading.ends_on or _EVER[0], reading.starts_on or _EVER[0]
    return reading.ends_on or slot.ends_on, reading.starts_on or slot.starts_on


def _sides(series: Sequence[Reading], start: dt.date | None) -> tuple[list[Reading], list[Reading]]:
    """What was measured wholly before the start, and wholly after it; all of it where none began."""
    if start is None:
        return [], list(series)
    before = [r for r in series if _days(r)[0] < start]
    return before, [r for r in series if _days(r)[1] >= start]


def _newest(readings: Sequence[Reading]) -> Reading | None:
    return next((r for r in reversed(readings) if r.has_value), None)


def _silent(
    first: Reading | None,
    last: Reading | None,
    before: Sequence[Reading],
    after: Sequence[Reading],
    series: Sequence[Reading],
    *,
    is_begun: bool,
) -> Reading | None:
    """The reading without a figure that stands where one was looked for."""
    if not is_begun:
        return series[-1] if series and not _newest(series) else None
    if last is None and after:
        return after[-1]
    return before[-1] if first is None and before else None


def _point(reading: Reading) -> rules.Point:
    return rules.Point(reading.estimate or 0.0, reading.lower, reading.upper)


def _moved(first: Reading, last: Reading) -> Change:
    return rules.between(_point(first), _point(last))


def _sign(measure: str, direction: str, first: Reading | None, last: Reading | None) -> int:
    if measure == rules.LEVEL:
        return rules.expected_sign(measure, direction)
    at_first = rules.side(first.estimate if first else None)
    after = last.estimate if last else None
    return rules.expected_sign(measure, direction, gap=at_first or after)


def _outcome(
    own: Sequence[Reading],
    entry: Entry,
    start: dt.date | None,
    first: Reading | None,
    last: Reading | None,
    after: Sequence[Reading],
    others: Others,
) -> str:
    """Why the figure's movement cannot be judged; "" where it can."""
    if start is None:
        return rules.NOT_BEGUN
    if last is None:
        return after[-1].state if after else rules.NO_AFTER
    if first is None:
        older = [r for r in own if r.definition_id != entry.definition_id and r.has_value]
        had = any(r.statement == S.LEVEL and _days(r)[0] < start for r in older)
        return rules.BREAK if had else rules.NO_BEFORE
    if first.family != last.family:
        return rules.BREAK
    ended, began = _days(first)[0], _days(last)[1]
    return rules.BREAK if any(ended < day <= began for day in others.redrawn) else ""


def _compared(did: Reading | None) -> rules.Compared | None:
    if did is None:
        return None
    details = did.details or {}
    return rules.Compared(
        grade=int(details.get("grade") or 0),
        reason=did.reason,
        reasons=tuple(details.get("reasons") or ()),
        estimate=did.estimate if did.has_value else None,
    )


def _splits(
    readings: Sequence[Reading], first: Reading | None, last: Reading | None
) -> tuple[Reading, ...]:
    """Changes split by who moved, from the newest back to the start as far as the chain holds."""
    found = {r.slot: r for r in readings if r.statement == S.SPLIT}
    chain: list[Reading] = []
    slot = last.slot if last else max(found, default="")
    while slot in found and (first is None or slot > first.slot):
        chain.insert(0, found[slot])
        slot = found[slot].baseline_slot
    return tuple(chain)


def _movers(entry: Entry, splits: Sequence[Reading]) -> str:
    if entry.counts != Definition.Counts.PERSONS or entry.kind != Definition.Kind.SHARE:
        return rules.NOT_PEOPLE
    if not splits:
        return rules.NOT_KNOWN
    if any(not split.has_value for split in splits):
        return rules.HIDDEN
    return rules.movers([_part(split) for split in splits])


def _part(split: Reading) -> rules.Part:
    details = split.details or {}
    return rules.Part(split.estimate or 0.0, details.get("stayed"), details.get("unknown"))
