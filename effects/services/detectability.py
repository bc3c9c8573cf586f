"""Could an expected change be seen at all? Asked of the newest figures that may be shown.

Only published results are read: what is hidden or not released gives no number here either.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from areas.models import Area
from effects.rules import detectability as rules
from effects.rules.detectability_judgement import Judgement, Times, judge
from effects.services.detectability_times import (
    Course,
    Drift,
    Span,
    course_of,
    figures_before,
)
from effects.services.evidence_series import days_of
from effects.services.redrawings import redrawn
from indicators.models import Definition, Indicator
from indicators.services import cards, results
from indicators.services.results import Entry, Figures, Reading
from partnership.models import Frame

Kind = Definition.Kind
USUAL_END = dt.date(2030, 12, 31)  # where no frame of the partnership's own says otherwise
GAP = "gap"
_MOST_OTHERS = 3

# Why it cannot be told for an area.
NO_FIGURE, NO_BASE, NO_SPREAD, NO_COMPARATOR = "no_figure", "no_base", "no_spread", "no_comparator"
NO_LIMITS = "no_limits"


@dataclass(frozen=True)
class Question:
    """A change somebody expects; without a size only the smallest that can be seen is told."""

    indicator: Indicator
    areas: tuple[Area, ...]
    direction: str
    size: float | None = None
    measure: str = "level"
    earliest_on: dt.date | None = None
    starts_on: dt.date | None = None


@dataclass(frozen=True)
class Place:
    """What can be seen in one area: its figure, the smallest change, how often this one; or why not.

    The figure is the newest from before the start where there is one: a newer holds the change.
    """

    area: Area
    reading: Reading | None
    figure: rules.Figure | None
    smallest: float | None
    is_seen: bool
    power: float | None
    reason: str


@dataclass(frozen=True)
class Other:
    """Another indicator of the same goal in which less could be seen, part by part."""

    entry: Entry
    smallest: float
    part: float  # of the figure itself, 0-1


@dataclass(frozen=True)
class Assessment:
    """The answer to a question; `judgement` is None without a size, or with nothing to go by."""

    question: Question
    entry: Entry
    places: tuple[Place, ...]
    judgement: Judgement | None
    course: Course
    ends_on: dt.date
    others: tuple[Other, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether anything can be told of any area."""
        return any(place.figure is not None for place in self.places)

    @property
    def times(self) -> Times:
        """How often it was and will be measured."""
        return self.course.times

    @property
    def drift(self) -> Drift | None:
        """How the figure already moved before the start, where it did."""
        return self.course.drift

    @property
    def is_past(self) -> bool:
        """Whether there are figures since the start: then this is what could be known beforehand."""
        return self.course.is_past

    @property
    def comes_too_late(self) -> bool:
        """Whether no measuring lies between the earliest day and the end of the partnership's period."""
        return self.course.is_too_late


def assess(question: Question, *, restricted: bool) -> Assessment | None:
    """Answer from the published figures; None where the indicator may not be seen or has no series.

    Six queries, two more where the change is too small to be seen.
    """
    entries = results.catalogue(restricted=restricted, code=question.indicator.code)
    if not entries:
        return None
    readings = results.of_indicator(question.indicator.pk, restricted=restricted)
    known = {reading.definition_id for reading in readings}
    entry = next((one for one in reversed(entries) if one.definition_id in known), entries[-1])
    places = [_place(question, entry, readings, area) for area in question.areas]
    ends_on = _end()
    course = _course(question, entry, readings, ends_on)
    figures = [place.figure for place in places if place.figure is not None]
    judgement = None
    if figures and question.size is not None:
        judgement = judge(
            figures, size=question.size, direction=question.direction, times=course.times
        )
    others: tuple[Other, ...] = ()
    if judgement is not None and not judgement.suffices and question.size is not None:
        others = _others(question, entry, figures[0], restricted=restricted)
    return Assessment(question, entry, tuple(places), judgement, course, ends_on, others)


def _place(question: Question, entry: Entry, readings: Sequence[Reading], area: Area) -> Place:
    figures = _figures(question, entry, readings, area)
    figure, reason = _figure(entry, figures, question.measure)
    if figure is None:
        return Place(area, figures.basis, None, None, is_seen=False, power=None, reason=reason)
    found, power = rules.smallest(figure, question.direction), None
    if question.size is not None:
        power = rules.power(figure, question.direction, question.size)
    is_seen = found is not None and question.size is not None and question.size >= found
    return Place(area, figures.basis, figure, found, is_seen, power, reason)


def _figures(question: Question, entry: Entry, readings: Sequence[Reading], area: Area) -> Figures:
    """The newest figures of the area, those from before the start where the newest hold the change."""
    figures = cards.newest_figures(readings, area.pk).get(entry.definition_id, Figures())
    basis, start = figures.basis, question.starts_on
    if start is None or basis is None or days_of(basis)[0] < start:
        return figures
    own = _own(readings, entry, area)
    return figures_before(own, start, is_gap=question.measure == GAP) or figures


def _own(readings: Sequence[Reading], entry: Entry, area: Area) -> list[Reading]:
    return [r for r in readings if (r.area_id, r.definition_id) == (area.pk, entry.definition_id)]


def _figure(entry: Entry, figures: Figures, measure: str) -> tuple[rules.Figure | None, str]:
    """What the newest figure rests on, or why nothing can be told from it."""
    reading = figures.basis
    if reading is None or not reading.has_value or reading.estimate is None:
        return None, NO_FIGURE
    if reading.lower is None:
        is_bare = (reading.n or reading.denominator) is None
        return None, NO_BASE if is_bare else NO_SPREAD if entry.kind == Kind.MEAN else NO_LIMITS
    found = _base_of(entry, reading)
    if found is None:
        return None, NO_BASE
    if measure != GAP:
        return found, ""
    against = figures.comparator_basis
    if figures.gap is None or not figures.gap.has_value or figures.gap.lower is None:
        return None, NO_COMPARATOR
    beside = rules.variance(against.lower, against.upper) if against is not None else 0.0
    is_below = (figures.gap.estimate or 0.0) < 0
    return replace(found, beside=beside, is_below=is_below), ""


def _base_of(entry: Entry, reading: Reading) -> rules.Figure | None:
    level, details = reading.estimate or 0.0, reading.details or {}
    base = reading.n or reading.denominator
    if entry.kind == Kind.COUNT:  # events in a whole area
        return rules.Figure(rules.RATE, level, 1.0, per=1.0)
    if not base:
        return None
    if entry.kind == Kind.SHARE:
        answers = rules.effective(
            base, design_effect=details.get("deff"), population=details.get("population")
        )
        return rules.Figure(rules.SHARE, level, answers)
    if entry.kind == Kind.RATE:
        return rules.Figure(rules.RATE, level, reading.denominator or base, per=entry.per)
    spread = details.get("sd")
    return rules.Figure(rules.MEAN, level, base, sd=spread) if spread else None


def _end() -> dt.date:
    """The last day of the period the partners have agreed on."""
    found = Frame.objects.filter(is_home=True).values_list("ends_on", flat=True).first()
    return found or USUAL_END


def _course(
    question: Question, entry: Entry, readings: Sequence[Reading], ends_on: dt.date
) -> Course:
    """How often it was measured since the last break, and will be by the end."""
    owns = {area.pk: _own(readings, entry, area) for area in question.areas}
    span = Span(question.starts_on, question.earliest_on, ends_on)
    return course_of(owns, entry, span, redrawn(owns), is_gap=question.measure == GAP)


def _others(
    question: Question, entry: Entry, figure: rules.Figure, *, restricted: bool
) -> tuple[Other, ...]:
    """Indicators of the same goal in which the same part of the figure could be seen; best first."""
    if entry.goal_id is None or not question.areas or question.size is None:
        return ()
    wanted = _part(figure, question.size)
    readings = results.of_area(question.areas[0], restricted=restricted)
    newest = cards.newest_figures(readings, question.areas[0].pk)
    entries = results.catalogue(restricted=restricted)
    found = []
    for one in cards.choose_definitions(entries, readings, question.areas[0].pk):
        if one.goal_id != entry.goal_id or one.indicator_id == entry.indicator_id:
            continue
        other, _reason = _figure(one, newest.get(one.definition_id, Figures()), question.measure)
        least = _least(other) if other is not None and not one.is_context else None
        if other is not None and least is not None and _part(other, least) <= wanted:
            found.append(Other(one, least, _part(other, least)))
    return tuple(sorted(found, key=lambda other: (other.part, other.entry.name))[:_MOST_OTHERS])


def _least(figure: rules.Figure) -> float | None:
    """The smallest change that can be seen whichever way it goes."""
    both = [rules.smallest(figure, way) for way in (rules.RISE, rules.FALL)]
    return None if None in both else max(each for each in both if each is not None)


def _part(figure: rules.Figure, size: float) -> float:
    """A change as a part of the figure; of a share and of its complement it is the same."""
    whole = figure.level
    if figure.kind == rules.SHARE:
        whole = min(figure.level, 100 - figure.level)
    return size / whole if whole > 0 else float("inf")
