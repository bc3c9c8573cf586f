"""What stands behind one expected effect in one area: the figures found, and the codes they give."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from areas.models import Area
from effects.rules import evidence as rules
from effects.rules.coming import Coming
from effects.services.evidence_series import (
    basis,
    days_of,
    earlier_of,
    first_showing,
    moved_between,
    newest,
    sides,
    silent_of,
    splits_of,
)
from effects.services.expectations import Expected
from indicators.models import Definition, Result
from indicators.rules.verdicts import Evidence as Change
from indicators.services import cards
from indicators.services.indicator_grounds import Happening
from indicators.services.results import Entry, Figures, Reading
from partnership.rules import interventions as steps

S = Result.Statement


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
    all events that mark the expected effect itself. `adjusted_on` is the day the intervention was
    adjusted last, `names` what the areas it is compared with are called.
    """

    today: dt.date
    event_id: int | None = None
    own: frozenset[int] = frozenset()
    events: tuple[Happening, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()
    moves: tuple[Announced, ...] = ()
    redrawn: tuple[dt.date, ...] = ()
    adjusted_on: dt.date | None = None
    names: Mapping[int, str] = field(default_factory=dict)

    @property
    def foreign(self) -> tuple[Happening, ...]:
        """Events that are neither the effort's own nor another effort's beginning."""
        return tuple(e for e in self.events if e.id not in self.own and not e.is_effort)


@dataclass(frozen=True)
class Findings:
    """The figures that an expected effect is judged by in an area, and what the rules say of them.

    `first` is the last figure from before the start and `last` the newest from after it, of what
    was expected to move (the area's figure, or its distance); `silent` is the reading that stands
    where one of them should. `earlier` is an older figure from before the start, made as `first` is,
    and `went` the change from it to `first`. `splits` reach unbroken back from `last` towards
    `first`. `later` are periods after `last` without a figure, `bases` the n of the area's own
    figures by period, `beside` the figures of what a distance is measured to. `original` is the same
    held against what stood for the area at the start, where it was rewritten since. `unseen` is what
    the newest figure cannot show yet, and `seen_from` the day from which a figure could, `coming` the
    first figure that can.
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
    beside: Mapping[tuple[str, str, str], Reading]
    original: Findings | None = None
    earlier: Reading | None = None
    went: Change | None = None
    unseen: str = ""
    seen_from: dt.date | None = None
    coming: Coming | None = None

    @property
    def until(self) -> dt.date:
        """The last day that the newest figure tells of; what began later cannot explain it."""
        return days_of(self.last)[0] if self.last is not None else self.others.today

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
    before, after = sides(series, start)
    first, last = newest(before), newest(after)
    sign = _sign(version.measure, version.direction, first, last)
    moved = moved_between(first, last) if first and last else None
    figure = _outcome(own, entry, start, first, last, after, others)
    if not figure and moved is not None:
        figure = rules.outcome(moved, sign=sign, size=version.size, decimals=entry.decimals)
    when = rules.time_of(others.today, earliest=version.earliest_on, latest=version.latest_on)
    unseen, seen_from = _unseen(expected, start, last, others)
    did = next(
        (r for r in mine if r.statement == S.CONTRIBUTION and r.event_id == others.event_id), None
    )
    splits = splits_of(mine, first, last)
    earlier = earlier_of(before, first, others.redrawn)
    return Findings(
        expected=expected, area=area, entry=entry, others=others,
        figures=cards.newest_figures(mine, area.pk).get(entry.definition_id, Figures()),
        first=first, last=last,
        silent=silent_of(first, last, before, after, series, is_begun=start is not None),
        moved=moved if figure in rules.JUDGED or figure == rules.NO_LIMITS else None,
        sign=sign, outcome=figure, when=when, did=did,
        comparison=rules.comparison(
            _compared(did), sign=sign, is_late=expected.is_late, figure=figure,
            when=rules.BEFORE if _is_early(expected, last) else when,
            is_turned=bool({"measure", "direction"} & set(expected.rewritten)),
            added=_added(expected, area),
        ),
        splits=splits, movers=_movers(entry, splits, mine),
        later=tuple(r for r in series if last and not r.has_value and days_of(r) > days_of(last)),
        years_before=sum(1 for r in before if r.has_value),
        bases={
            r.slot: r.n
            for r in mine
            if r.n is not None and not r.comparator and r.statement in (S.LEVEL, S.POOLED)
        },
        beside={
            (r.slot, r.comparator, r.other): r
            for r in mine
            if r.comparator and r.statement in (S.COMPARATOR, S.POOLED)
        },
        original=findings(expected.as_original, area, entry, readings, others)
        if expected.rewritten and area.pk not in expected.added
        else None,
        earlier=earlier, went=moved_between(earlier, first) if earlier and first else None,
        unseen=unseen, seen_from=seen_from,
        coming=first_showing(entry, after, last, seen_from=seen_from, adjusted=others.adjusted_on)
        if unseen and last and seen_from
        else None,
    )  # fmt: skip


def _is_early(expected: Expected, last: Reading | None) -> bool:
    """Whether the newest figure was measured before anything was expected to be seen."""
    return last is not None and days_of(last)[0] < expected.version.earliest_on


def _unseen(
    expected: Expected, start: dt.date | None, last: Reading | None, others: Others
) -> tuple[str, dt.date | None]:
    """What the newest figure cannot show yet, and from which day a figure could show all of it."""
    if start is None or last is None:
        return "", None
    adjusted = others.adjusted_on
    since = rules.seen_from(start, earliest=expected.version.earliest_on, adjusted=adjusted)
    ended, began = days_of(last)
    return rules.unseen(began, ended, seen_from=since, adjusted=adjusted), since


def _added(expected: Expected, area: Area) -> str:
    """What was added after the start: the area, the target group, or neither."""
    if area.pk in expected.added:
        return rules.ADDED_LATE
    return rules.REGROUPED_LATE if expected.regrouped_on else ""


def _start(expected: Expected, today: dt.date) -> dt.date | None:
    """The day the intervention began; None where it has not."""
    intervention = expected.effect.intervention
    day = intervention.starts_on
    has_begun = day is not None and day <= today and intervention.state != steps.PROPOSED
    return day if has_begun and intervention.state != steps.DROPPED else None


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
        had = any(r.statement == S.LEVEL and days_of(r)[0] < start for r in older)
        return rules.BREAK if had else rules.NO_BEFORE
    if first.family != last.family:
        return rules.BREAK
    ended, began = days_of(first)[0], days_of(last)[1]
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


def _movers(entry: Entry, splits: Sequence[Reading], readings: Sequence[Reading]) -> str:
    if entry.counts != Definition.Counts.PERSONS or entry.kind != Definition.Kind.SHARE:
        return rules.NOT_PEOPLE
    if not splits:
        return rules.NOT_KNOWN
    if any(not split.has_value for split in splits):
        return rules.HIDDEN
    return rules.movers(parts_of(splits), whole=_whole(splits, readings))


def parts_of(splits: Sequence[Reading]) -> list[rules.Part]:
    """The changes, and what those who stayed did to them."""
    return [_part(split) for split in splits]


def _whole(splits: Sequence[Reading], readings: Sequence[Reading]) -> Change:
    """The change that the splits are parts of, with its interval where both figures have one."""
    series = {r.slot: r for r in basis(readings, is_gap=False) if r.has_value}
    first, last = series.get(splits[0].baseline_slot), series.get(splits[-1].slot)
    return moved_between(first, last) if first and last else Change(None)


def _part(split: Reading) -> rules.Part:
    details = split.details or {}
    return rules.Part(split.estimate or 0.0, details.get("stayed"), details.get("unknown"))
