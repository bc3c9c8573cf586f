"""Risk watch: areas close to a threshold in the law, and announced moves between areas."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from areas.models import Area
from dashboards.services import monitor_words as words
from dashboards.services.monitor_pages import passport_of
from indicators.rules import statutory
from indicators.services import cards, risk_watch, verdict_words, wording
from indicators.services.periods_in_words import day_in_words
from indicators.services.risk_watch import Effect, Move, Near
from indicators.services.statutory import Ground, ground
from indicators.services.statutory_rules import named_rules

DISTANCES = (5, 10, 20)  # percent of a threshold
USUAL = 10
MOST_PER_HOUSEHOLD = 12.0


@dataclass(frozen=True)
class NearRow:
    """One criterion close to its threshold."""

    area: Area
    name: str
    url: str
    category: str
    threshold: str
    value: str
    distance: str
    verdict: Any
    passport: dict[str, Any] | None


@dataclass(frozen=True)
class EffectRow:
    """One share now, and between which ends the move may bring it."""

    name: str
    now: str
    after: str
    passes: str
    passport: dict[str, Any]


@dataclass(frozen=True)
class MoveBlock:
    """One announced move seen from one area."""

    area: Area
    sentence: str
    when: str
    people: str
    source: str
    announced_on: dt.date
    note: str
    effects: list[EffectRow]


@dataclass(frozen=True)
class RiskPage:
    """What the page shows."""

    list_on: dt.date
    distance: int
    choices: list[dict[str, Any]]
    wrong_way: list[NearRow]
    others: list[NearRow]
    moves: list[MoveBlock]
    per_household: str
    is_refused: bool


def chosen_distance(asked: str) -> int:
    """The distance asked for, in percent of a threshold; the usual one for anything else."""
    return int(asked) if asked in [str(each) for each in DISTANCES] else USUAL


def people_per_household(asked: str) -> float | None:
    """A number such as 2,4; None for anything that cannot be people in a household."""
    try:
        number = float(asked.strip().replace(",", "."))
    except ValueError:
        return None
    return number if 1 <= number <= MOST_PER_HOUSEHOLD else None


def risk_page(*, distance: str, people: str, restricted: bool) -> RiskPage:
    """Put the page together; the same number of queries however many areas there are."""
    within, per_household = chosen_distance(distance), people_per_household(people)
    known, rules = ground(restricted=restricted), named_rules()
    list_on = statutory.next_list(timezone.localdate())
    near = risk_watch.nearby(
        known, rules, list_on_year=list_on.year, within=within / 100, restricted=restricted
    )
    shown = people if per_household is not None else ""
    return RiskPage(
        list_on=list_on,
        distance=within,
        choices=_choices(within, shown),
        wrong_way=[_near(known, each, list_on) for each in near if each.goes_wrong],
        others=[_near(known, each, list_on) for each in near if not each.goes_wrong],
        moves=[_move(each) for each in risk_watch.moves(known, rules, per_household=per_household)],
        per_household=people,
        is_refused=bool(people.strip()) and per_household is None,
    )


def _choices(within: int, people: str) -> list[dict[str, Any]]:
    found = []
    for each in DISTANCES:
        parts = {"afstand": str(each)} | ({"beboere": people} if people else {})
        label = _("inden for %(share)s pct.") % {"share": each}
        found.append({"label": label, "url": f"?{urlencode(parts)}", "is_current": each == within})
    return found


def _near(known: Ground, near: Near, list_on: dt.date) -> NearRow:
    criterion = near.outcome.criterion
    basis = known.basis(near.area, criterion, list_on)
    return NearRow(
        area=near.area,
        name=near.entry.name,
        url=f"{cards.indicator_url(near.entry.code)}?{urlencode({'omraade': near.area.slug})}",
        category=near.rule.name,
        threshold=words.threshold_words(criterion),
        value=words.in_measure(near.outcome.value or 0.0, criterion.against),
        distance=words.distance_words(near.outcome),
        verdict=verdict_words.of_change(near.entry, near.figures),
        passport=passport_of(basis) if basis else None,
    )


def _move(move: Move) -> MoveBlock:
    relocation = move.relocation
    return MoveBlock(
        area=move.area,
        sentence=_sentence(move),
        when=_when(relocation.starts_on, relocation.ends_on),
        people=_people(move),
        source=relocation.source,
        announced_on=relocation.announced_on,
        note=relocation.note,
        effects=[_effect(each) for each in move.effects],
    )


def _sentence(move: Move) -> str:
    relocation, style = move.relocation, wording.number_style()
    values = {
        "n": style.plain(relocation.households),
        "from": relocation.from_area.name,
        "to": relocation.to_area.name if relocation.to_area else "",
    }
    if not move.is_leaving:
        return _("%(n)s husstande flytter hertil fra %(from)s.") % values
    if relocation.to_area is None:
        return _("%(n)s husstande flytter herfra. Hvorhen er ikke oplyst.") % values
    return _("%(n)s husstande flytter herfra til %(to)s.") % values


def _when(first: dt.date, last: dt.date | None) -> str:
    if last is None:
        return _("fra %(day)s") % {"day": day_in_words(first)}
    return f"{day_in_words(first)}–{day_in_words(last)}"


def _people(move: Move) -> str:
    """How many people are meant, and whether that is known or assumed."""
    if move.people is None:
        return _("Antallet af beboere er ikke oplyst, så virkningen på andelene kan ikke beregnes.")
    number = wording.number_style().plain(move.people)
    if move.is_assumed:
        return _("Regnet som %(n)s beboere efter det antal pr. husstand, du har valgt.") % {
            "n": number
        }
    return _("Varslet for %(n)s beboere.") % {"n": number}


def _effect(effect: Effect) -> EffectRow:
    style, decimals = wording.number_style(), effect.entry.decimals
    after = effect.reach
    if after is None:
        ends = _("flere flytter, end der er at regne på")
    else:
        ends = _("%(interval)s pct.") % {
            "interval": style.interval(after.lower, after.upper, decimals)
        }
    return EffectRow(
        name=effect.entry.name,
        now=f"{style.plain(effect.level.estimate or 0.0, decimals)} {effect.entry.unit}",
        after=ends,
        passes=", ".join(words.threshold_words(each) for each in effect.passes),
        passport=cards.passport_of(effect.entry, effect.level),
    )
