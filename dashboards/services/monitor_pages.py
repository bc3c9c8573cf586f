"""The statutory monitor: our own sums of the law's criteria for each area, ahead of 1 December."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from areas.models import Area
from dashboards.services import monitor_words as words
from indicators.rules import statutory
from indicators.rules.statutory import Answer, Criterion, Outcome
from indicators.services import cards, wording
from indicators.services.periods_in_words import day_in_words, slot_in_words
from indicators.services.results import Reading
from indicators.services.statutory import Basis, Ground, current_statement, ground
from indicators.services.statutory_rules import NamedRule, named_rules

CODES = ("udsat", "parallelsamfund", "omdannelse", "forebyggelse")
EARLIER = 4  # lists back in time that can be chosen


@dataclass(frozen=True)
class Limit:
    """One category's threshold for a criterion, and where the area stands to it."""

    category: str
    threshold: str
    outcome: str
    is_met: bool | None


@dataclass(frozen=True)
class CriterionRow:
    """One criterion by itself: the figure with its passport, and each category's threshold."""

    name: str
    url: str
    value: str
    note: str
    passport: dict[str, Any] | None
    limits: list[Limit]


@dataclass(frozen=True)
class CategoryRow:
    """One category: the answer, the count of criteria, and what would tip it."""

    name: str
    paragraph: str
    answer: str
    reason: str
    count: str
    tipping: str
    origin: str


@dataclass(frozen=True)
class AreaMonitor:
    """One area's part of the page."""

    area: Area
    residents: str
    least_residents: str
    passport: dict[str, Any] | None
    categories: list[CategoryRow]
    criteria: list[CriterionRow]


@dataclass(frozen=True)
class MonitorPage:
    """What the monitor shows."""

    list_on: dt.date
    is_coming: bool
    areas: list[AreaMonitor]
    choices: list[dict[str, Any]]
    rules: list[NamedRule]
    sees_origin: bool


def chosen_list(asked: str, today: dt.date) -> dt.date:
    """The day of the list asked for by its year; the coming one for anything else."""
    coming = statutory.next_list(today)
    years = [str(coming.year - back) for back in range(EARLIER + 1)]
    return statutory.list_day(int(asked)) if asked in years else coming


def monitor_page(*, asked: str, restricted: bool) -> MonitorPage:
    """Put the page together; the same number of queries however many areas there are."""
    coming = statutory.next_list(timezone.localdate())
    list_on = chosen_list(asked, timezone.localdate())
    known, rules = ground(restricted=restricted), named_rules()
    areas = [place for place in known.places.values() if place.kind == Area.Kind.AREA]
    return MonitorPage(
        list_on=list_on,
        is_coming=list_on == coming,
        areas=[_monitor(known, rules, area, list_on, restricted) for area in areas],
        choices=[
            {
                "label": day_in_words(day),
                "url": f"?liste={day.year}",
                "is_current": day == list_on,
            }
            for day in (statutory.list_day(coming.year - back) for back in range(EARLIER + 1))
        ],
        rules=rules,
        sees_origin=restricted,
    )


def answers_of(
    known: Ground, rules: Sequence[NamedRule], area: Area, list_on: dt.date, *, sees_origin: bool
) -> list[tuple[NamedRule, Answer]]:
    """The categories that the law had on this day, with the area's answers."""
    plain = [each.rule for each in rules]
    wanted = {criterion for rule in plain for criterion in rule.criteria}

    def situation(day: dt.date) -> statutory.Situation:
        return known.situation(area, day, wanted)

    found = []
    for code in CODES:
        named = next((e for e in rules if e.rule.code == code and e.rule.holds_on(list_on)), None)
        if named is not None:
            answer = statutory.answer(
                plain, code, situation, list_on=list_on, sees_origin=sees_origin
            )
            found.append((named, answer))
    return found


def _monitor(
    known: Ground, rules: Sequence[NamedRule], area: Area, list_on: dt.date, restricted: bool
) -> AreaMonitor:
    answers = answers_of(known, rules, area, list_on, sees_origin=restricted)
    names = {
        key: known.entries[key].name if key in known.entries else words.criterion_name(key)
        for key in {each.criterion.key for _rule, answer in answers for each in answer.outcomes}
    }
    residents = _newest(known.levels.get((statutory.RESIDENTS, area.pk), []), list_on)
    entry, style = known.entries.get(statutory.RESIDENTS), wording.number_style()
    return AreaMonitor(
        area=area,
        residents=style.plain(residents.estimate or 0.0) if residents else "",
        least_residents=style.plain(
            max((named.rule.least_residents for named, _answer in answers), default=0)
        ),
        passport=cards.passport_of(entry, residents) if entry and residents else None,
        categories=[
            _category(known, named, answer, area, list_on, names, restricted)
            for named, answer in answers
        ],
        criteria=_criteria(known, answers, area, list_on, names),
    )


def _category(
    known: Ground,
    named: NamedRule,
    answer: Answer,
    area: Area,
    list_on: dt.date,
    names: dict[str, str],
    restricted: bool,
) -> CategoryRow:
    rule = named.rule
    has_own = rule.years_in_row == 1 and bool(answer.outcomes)
    return CategoryRow(
        name=named.name,
        paragraph=named.paragraph,
        answer=words.answer_words(answer),
        reason=words.reason_words(answer, rule.least_residents),
        count=_count(rule, answer, has_own=has_own),
        tipping=words.tipping_words(answer, names) if has_own and rule.criteria else "",
        origin=_origin(known, area, rule.origin_over, list_on) if restricted else "",
    )


def _count(rule: statutory.Rule, answer: Answer, *, has_own: bool) -> str:
    if rule.years_in_row > 1:
        return words.in_a_row(rule.years_in_row)
    return words.counted(answer) if has_own else ""


def _origin(known: Ground, area: Area, limit: float | None, list_on: dt.date) -> str:
    """Over or not over, by which list; never a share."""
    if limit is None:
        return ""
    found = current_statement(known.origins.get(area.pk, []), limit, list_on)
    if found is None:
        return _("Oprindelse: der er ikke indtastet noget fra en officiel liste.")
    sentence = (
        _("Oprindelse: over %(limit)s pct. ifølge officiel liste (%(day)s).")
        if found.is_over
        else _("Oprindelse: ikke over %(limit)s pct. ifølge officiel liste (%(day)s).")
    )
    return sentence % {
        "limit": wording.number_style().plain(limit),
        "day": day_in_words(found.list_on),
    }


def _criteria(
    known: Ground,
    answers: Sequence[tuple[NamedRule, Answer]],
    area: Area,
    list_on: dt.date,
    names: dict[str, str],
) -> list[CriterionRow]:
    """The social criteria, each once, with the threshold of every category that uses it."""
    found: dict[str, list[tuple[str, Outcome]]] = {}
    for named, answer in answers:
        if named.rule.criteria and answer.outcomes:
            for outcome in answer.outcomes:
                if outcome.criterion.key != statutory.ORIGIN:
                    found.setdefault(outcome.criterion.key, []).append((named.name, outcome))
    rows = []
    for key, outcomes in found.items():
        criterion = outcomes[0][1].criterion
        basis = known.basis(area, criterion, list_on)
        value = outcomes[0][1].value
        rows.append(
            CriterionRow(
                name=names[key],
                url=cards.indicator_url(basis.entry.code) if basis else "",
                value=words.in_measure(value, criterion.against) if value is not None else "",
                note=_note(basis, criterion, is_known=value is not None),
                passport=passport_of(basis) if basis and value is not None else None,
                limits=[_limit(name, outcome) for name, outcome in outcomes],
            )
        )
    return rows


def _limit(category: str, outcome: Outcome) -> Limit:
    return Limit(
        category=category,
        threshold=words.threshold_words(outcome.criterion),
        outcome=words.outcome_words(outcome),
        is_met=outcome.is_met,
    )


def _note(basis: Basis | None, criterion: Criterion, *, is_known: bool) -> str:
    """What was put together, or why there is no value."""
    if basis is None:
        return _("Der er ikke valgt nogen indikator, eller den må ikke ses her.")
    if not is_known:
        return _("Mangler, er skjult, er for gammelt eller har intet at måles mod.")
    style, entry = wording.number_style(), basis.entry
    if not basis.base:
        return ""
    own, base = _mean(basis.own), _mean(basis.base)
    return _("%(own)s mod %(base)s %(unit)s i %(place)s") % {
        "own": style.plain(own, entry.decimals),
        "base": style.plain(base, entry.decimals),
        "unit": entry.unit,
        "place": basis.base_name,
    }


def _mean(readings: Sequence[Reading]) -> float:
    return sum(reading.estimate or 0.0 for reading in readings) / len(readings)


def passport_of(basis: Basis) -> dict[str, Any]:
    """Source, the years that were put together, publication and the newest year's n."""
    first, last = basis.own[0], basis.own[-1]
    passport = cards.passport_of(basis.entry, last)
    if first is not last:
        passport["period"] = _("gennemsnit af %(first)s–%(last)s") % {
            "first": slot_in_words(first.slot),
            "last": slot_in_words(last.slot),
        }
    return passport


def _newest(readings: Sequence[Reading], list_on: dt.date) -> Reading | None:
    early = [each for each in readings if each.has_value and int(each.slot) < list_on.year]
    return early[-1] if early else None
