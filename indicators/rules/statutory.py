"""Which of the law's categories an area would fall into: plain figures and dated rules in, codes out.

The rules themselves are rows with dates (`indicators/statutory.toml`). Nothing here is an official
list. "Over" means strictly over: 40.0 is not over 40. The answers are True, False or None (cannot be
told); a criterion that is missing leaves its category untold, however the others stand.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

OVER, AT_LEAST, UNDER = "over", "at_least", "under"
PERCENT, TIMES_COUNTRY, PERCENT_OF_REGION = "percent", "times_country", "percent_of_region"
ORIGIN, RESIDENTS = "origin", "residents"

MET, NOT_MET, CANNOT_TELL, NEEDS_ORIGIN = "met", "not_met", "cannot_tell", "needs_origin"
FEW_RESIDENTS, NO_RESIDENTS = "few_residents", "no_residents"
CRITERION_MISSING, ORIGIN_MISSING, YEARS_MISSING = (
    "criterion_missing",
    "origin_missing",
    "years_missing",
)
NO_RULE = "no_rule"

# A mean of two shares may miss a whole number in its last digits.
_EDGE = 1e-9
# Figures more than so many years older than the list's own year say nothing of that list.
OLDEST = 3
_LIST_MONTH, _LIST_DAY = 12, 1


@dataclass(frozen=True)
class Criterion:
    """What is measured, against what, and from where it is met."""

    key: str
    against: str
    side: str
    threshold: float
    mean_years: int = 1


@dataclass(frozen=True)
class Rule:
    """One category as the law read in a period."""

    code: str
    valid_from: dt.date
    valid_to: dt.date | None
    criteria_needed: int
    criteria: tuple[Criterion, ...] = ()
    least_residents: int = 1000
    origin_over: float | None = None
    years_in_row: int = 1
    builds_on: str = ""

    def holds_on(self, day: dt.date) -> bool:
        """Whether the law read so on this day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class YearFigure:
    """One released figure: the year it ends in, over how many years it was measured, its value."""

    year: int
    value: float | None
    years: int = 1


@dataclass(frozen=True)
class Outcome:
    """One criterion: its value in the law's own measure, whether it is met, and how far away.

    `distance` is positive where the criterion is met, in the measure's unit; `share` is the same as
    a part of the threshold, so that criteria of different units can be put in order.
    """

    criterion: Criterion
    value: float | None
    is_met: bool | None
    distance: float | None
    share: float | None


@dataclass(frozen=True)
class Situation:
    """What is known of an area for one list: residents, values by criterion, origin by limit.

    `values` are in the law's own measure per (key, years of the mean). `is_over` answers whether a
    share of origin lies over a limit; None where no official list says so.
    """

    residents: float | None
    values: Mapping[tuple[str, int, str], float | None]
    is_over: Callable[[float], bool | None]


@dataclass(frozen=True)
class Answer:
    """One category: met, not_met, cannot_tell or needs_origin; why; and the criteria behind it."""

    code: str
    verdict: str
    reason: str = ""
    outcomes: tuple[Outcome, ...] = ()
    needed: int = 0

    @property
    def met(self) -> int:
        """How many criteria are met."""
        return sum(outcome.is_met is True for outcome in self.outcomes)


def list_day(year: int) -> dt.date:
    """The day of a year's official list."""
    return dt.date(year, _LIST_MONTH, _LIST_DAY)


def next_list(today: dt.date) -> dt.date:
    """The next official list's day, today included."""
    this_year = list_day(today.year)
    return this_year if today <= this_year else list_day(today.year + 1)


def rule_on(rules: Sequence[Rule], code: str, day: dt.date) -> Rule | None:
    """The category's rule on a day; None where the law had no such category."""
    return next((rule for rule in rules if rule.code == code and rule.holds_on(day)), None)


def official_mean(figures: Sequence[YearFigure], *, years: int, list_on: dt.date) -> float | None:
    """The figure a list of this day would use: the newest, as a mean over so many years.

    A figure measured over that many years is such a mean already. Otherwise the plain mean of the
    newest year and those right before it, as the official calculation does; None where one of them
    is missing or hidden, or where the newest is older than three years.
    """
    known = {figure.year: figure for figure in figures if figure.year < list_on.year}
    newest = max((year for year, figure in known.items() if figure.value is not None), default=None)
    if newest is None or newest < list_on.year - OLDEST:
        return None
    if known[newest].years >= years:
        return known[newest].value
    wanted = [known.get(newest - back) for back in range(years)]
    values = [figure.value for figure in wanted if figure is not None and figure.value is not None]
    return math.fsum(values) / years if len(values) == years else None


def relative(value: float | None, base: float | None, *, against: str) -> float | None:
    """A value in the law's measure: itself, times the country's, or in percent of the region's."""
    if against == PERCENT or value is None:
        return value
    if base is None or base <= 0:
        return None
    return value / base * (100 if against == PERCENT_OF_REGION else 1)


def threshold_of(criterion: Criterion, base: float) -> float:
    """A threshold told as times the country's or percent of the region's, as a figure like them."""
    scale = 100 if criterion.against == PERCENT_OF_REGION else 1
    return criterion.threshold * base / scale


def outcome(criterion: Criterion, value: float | None) -> Outcome:
    """Whether one criterion is met, and the distance to its threshold."""
    if value is None or math.isnan(value):
        return Outcome(criterion, None, None, None, None)
    beyond = value - criterion.threshold
    if criterion.side == UNDER:
        beyond = -beyond
    is_met = beyond >= -_EDGE if criterion.side == AT_LEAST else beyond > _EDGE
    return Outcome(criterion, value, is_met, beyond, beyond / criterion.threshold)


def tipping(outcomes: Sequence[Outcome], needed: int) -> tuple[Outcome, ...]:
    """The criteria nearest to turn the answer: those to be met yet, or those to be left.

    Below the number needed: the unmet ones nearest their thresholds, as many as are lacking. Else:
    the met ones nearest theirs, as many as must go before the number is too small.
    """
    known = [each for each in outcomes if each.share is not None]
    met = [each for each in known if each.is_met]
    lacking = needed - len(met)
    if lacking > 0:
        rest = [each for each in known if not each.is_met]
        found = sorted(rest, key=_away)[:lacking]
        return tuple(found) if len(found) == lacking else ()
    return tuple(sorted(met, key=_away)[: len(met) - needed + 1])


def _away(each: Outcome) -> float:
    return abs(each.share or 0.0)


def answer(
    rules: Sequence[Rule],
    code: str,
    situations: Callable[[dt.date], Situation],
    *,
    list_on: dt.date,
    sees_origin: bool,
) -> Answer:
    """Whether an area falls into a category on a list's day, by the rules of that day.

    Without the right to origin every category that asks for it reads needs_origin, whatever the
    other criteria say, so that the answer does not leak it. A category of several years in a row
    asks for the category it builds on at each of those years' lists, each by its own rules.
    """
    rule = rule_on(rules, code, list_on)
    if rule is None:
        return Answer(code, CANNOT_TELL, NO_RULE)
    if rule.years_in_row > 1:
        return _in_a_row(rules, rule, situations, list_on=list_on, sees_origin=sees_origin)
    situation = situations(list_on)
    outcomes = _outcomes(rules, rule, situation, list_on)
    needed = _needed(rules, rule, list_on)
    if _asks_origin(rules, rule, list_on) and not sees_origin:
        shown = tuple(each for each in outcomes if each.criterion.key != ORIGIN)
        return Answer(code, NEEDS_ORIGIN, outcomes=shown, needed=needed)
    verdict, reason = _judged(rule, situation, outcomes, needed)
    return Answer(code, verdict, reason, outcomes, needed)


def _judged(
    rule: Rule, situation: Situation, outcomes: tuple[Outcome, ...], needed: int
) -> tuple[str, str]:
    if situation.residents is None:
        return CANNOT_TELL, NO_RESIDENTS
    if situation.residents < rule.least_residents:
        return NOT_MET, FEW_RESIDENTS
    if any(each.is_met is None for each in outcomes):
        return CANNOT_TELL, CRITERION_MISSING
    if sum(each.is_met is True for each in outcomes) < needed:
        return NOT_MET, ""
    if rule.origin_over is None:
        return MET, ""
    is_over = situation.is_over(rule.origin_over)
    if is_over is None:
        return CANNOT_TELL, ORIGIN_MISSING
    return (MET if is_over else NOT_MET), ""


def _in_a_row(
    rules: Sequence[Rule],
    rule: Rule,
    situations: Callable[[dt.date], Situation],
    *,
    list_on: dt.date,
    sees_origin: bool,
) -> Answer:
    """Not met as soon as one year is known not to be; met only where every year is known to be."""
    years = [list_day(list_on.year - back) for back in range(rule.years_in_row)]
    found = [
        answer(rules, rule.builds_on, situations, list_on=day, sees_origin=sees_origin)
        for day in years
    ]
    outcomes, needed = found[0].outcomes, found[0].needed
    verdicts = [each.verdict for each in found]
    if NEEDS_ORIGIN in verdicts:
        return Answer(rule.code, NEEDS_ORIGIN, outcomes=outcomes, needed=needed)
    if NOT_MET in verdicts:
        return Answer(rule.code, NOT_MET, outcomes=outcomes, needed=needed)
    if CANNOT_TELL in verdicts:
        return Answer(rule.code, CANNOT_TELL, YEARS_MISSING, outcomes, needed)
    return Answer(rule.code, MET, outcomes=outcomes, needed=needed)


def _outcomes(
    rules: Sequence[Rule], rule: Rule, situation: Situation, day: dt.date
) -> tuple[Outcome, ...]:
    found = []
    for criterion in _source_of_criteria(rules, rule, day).criteria:
        if criterion.key == ORIGIN:
            is_over = situation.is_over(criterion.threshold)
            found.append(Outcome(criterion, None, is_over, None, None))
        else:
            at = (criterion.key, criterion.mean_years, criterion.against)
            found.append(outcome(criterion, situation.values.get(at)))
    return tuple(found)


def _needed(rules: Sequence[Rule], rule: Rule, day: dt.date) -> int:
    return _source_of_criteria(rules, rule, day).criteria_needed


def _source_of_criteria(rules: Sequence[Rule], rule: Rule, day: dt.date) -> Rule:
    """A category that builds on another takes that one's criteria."""
    base = rule_on(rules, rule.builds_on, day) if rule.builds_on and not rule.criteria else None
    return base or rule


def _asks_origin(rules: Sequence[Rule], rule: Rule, day: dt.date) -> bool:
    criteria = _source_of_criteria(rules, rule, day).criteria
    return rule.origin_over is not None or any(each.key == ORIGIN for each in criteria)
