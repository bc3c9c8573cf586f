"""An intervention as one story: what was expected, what it cost beside what moved, what we see now.

The figures come from the evidence and the words from the rules; nothing is judged here. What the
reader may not see is not there: money, a body's open matters, restricted indicators.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from effects.rules import evidence as rules
from effects.rules.access import may_write_effects_of
from effects.services import evidence_series, expectations, review_lists
from effects.services.evidence import Evidence, evidence_for
from effects.services.evidence_comparison import grade_words
from effects.services.evidence_strength import strength_in_words
from effects.services.evidence_words import expected_sentence
from effects.services.expectations import Expected
from effects.services.intervention_lists import stand_in_words
from effects.services.merged_indicators import Merged, merged_of
from effects.services.review_lists import ReviewRow
from effects.services.rewriting_words import area_added_in_words, when_described
from indicators.rules.periods import UnknownPeriod, parse_slot
from indicators.services import cards, sparks, wording
from indicators.services.curve_points import event_signs, extent_break
from indicators.services.indicator_curves import area_style
from indicators.services.periods_in_words import slot_in_words
from indicators.services.results import Reading
from partnership.models import Intervention
from partnership.rules import interventions as steps
from partnership.rules.access import Standing
from partnership.rules.bodies import may_run_body, sits_in
from partnership.services import intervention_pages
from partnership.services.intervention_pages import InterventionPage, YearOfMoney


@dataclass(frozen=True)
class Seen:
    """What we see now of one expected effect in one area."""

    evidence: Evidence
    stands: str
    grade: str
    added: str
    spark: dict[str, Any] | None
    events: list[dict[str, str]]
    url: str

    @property
    def title(self) -> str:
        """The indicator and the area."""
        return f"{self.evidence.entry.name}, {self.evidence.area.label}"


@dataclass(frozen=True)
class Told:
    """One expected effect as it was written, with what is expected in each area as a sentence."""

    expected: Expected
    name: str
    sentences: tuple[str, ...]
    described: str


@dataclass(frozen=True)
class MoneyRow:
    """A year: what was set aside and spent, and beside it what had moved by then."""

    year: int
    money: YearOfMoney | None
    cells: tuple[tuple[str, str], ...]  # the head of the column, and what had changed


@dataclass(frozen=True)
class MoneyTable:
    """Money by year beside the changes; each column of changes is one effect in one area."""

    columns: tuple[tuple[str, dict[str, Any]], ...]
    rows: tuple[MoneyRow, ...]


@dataclass(frozen=True)
class Story:
    """All of one intervention's page."""

    page: InterventionPage
    told: list[Told]
    withdrawn: list[Expected]
    seen: list[Seen]
    merged: list[Merged]
    money: MoneyTable | None
    reviews: list[ReviewRow]
    next_review: dt.date | None
    may_write_effects: bool
    may_give_tasks: bool

    @property
    def strength(self) -> str:
        """How strong the evidence is, in one line."""
        return strength_in_words([each.evidence for each in self.seen])

    @property
    def lacks_effects(self) -> bool:
        """Whether nothing that should move is written."""
        return not self.told

    @property
    def is_running(self) -> bool:
        """Whether it is at work now."""
        return self.page.intervention.state == steps.RUNNING


def story_of(found: Intervention, standing: Standing, *, today: dt.date | None = None) -> Story:
    """The whole page, in a fixed number of queries whatever was expected and done."""
    page = intervention_pages.page_of(found, standing, today=today)
    restricted = standing.sees_restricted
    known = expectations.of_interventions([found.pk], restricted=restricted, withdrawn=True)
    expected = [one for one in known[found.pk] if not one.is_withdrawn]
    evidence = evidence_for(expected, restricted=restricted, today=page.today)
    days = review_lists.next_of_interventions([found.pk])
    is_open = bool(steps.STEPS[found.state])
    return Story(
        page=page,
        told=[_told(one, evidence) for one in expected],
        withdrawn=[one for one in known[found.pk] if one.is_withdrawn],
        seen=[_seen(each) for each in evidence],
        merged=merged_of(expected, restricted=restricted),
        money=money_table(page.money, evidence) if page.sees_money else None,
        reviews=review_lists.of_interventions([found.pk], standing, today=page.today)[found.pk],
        next_review=days.get(found.pk),
        may_write_effects=is_open and may_write_effects_of(standing, found.body_id),
        may_give_tasks=is_open
        and (may_run_body(standing, found.body_id) or found.body_id in sits_in(standing)),
    )


def _told(one: Expected, evidence: Sequence[Evidence]) -> Told:
    """What is expected in each area; without any figures yet the indicator's name alone."""
    mine = [each for each in evidence if each.expected.effect.pk == one.effect.pk]
    name = mine[0].entry.name if mine else str(one.effect.indicator)
    unit = wording.gap_unit(mine[0].entry) if mine else ""
    told = tuple(expected_sentence(each.found) for each in mine)
    return Told(one, name, told, when_described(one, unit))


def _seen(each: Evidence) -> Seen:
    area, entry, found = each.area, each.entry, each.found
    levels = cards.level_series(each.series, area.pk).get(entry.definition_id, [])
    events = each.others.events
    spark = sparks.spark_of(
        entry, levels, key=f"effekt-{each.expected.effect.pk}-{area.pk}", style=area_style(area),
        area=area.label, events=events,
        breaks=[extent_break(day, area.label) for day in each.others.redrawn],
    )  # fmt: skip
    return Seen(
        evidence=each,
        stands=stand_in_words(found),
        grade=grade_words(each.grade),
        added=area_added_in_words(each.expected, area),
        spark=spark,
        events=event_signs(events) if spark and spark["events"] else [],
        url=cards.indicator_url(entry.code),
    )


def money_table(money: Sequence[YearOfMoney], evidence: Sequence[Evidence]) -> MoneyTable | None:
    """Money and changes side by side, never one divided by the other; None without money."""
    if not money:
        return None
    shown = [each for each in evidence if each.found.first is not None]
    by_year = {each.year: each for each in money}
    changes = [_changes(each) for each in shown]
    years = sorted({*by_year, *(year for column in changes for year in column)})
    heads = [_column(each) for each in shown]
    return MoneyTable(
        columns=tuple((head, each.passport) for head, each in zip(heads, shown, strict=True)),
        rows=tuple(
            MoneyRow(
                year,
                by_year.get(year),
                tuple(
                    (head, column.get(year, "–"))
                    for head, column in zip(heads, changes, strict=True)
                ),
            )
            for year in years
        ),
    )


def _column(each: Evidence) -> str:
    first = each.found.first
    return _("%(indicator)s, %(area)s: ændring siden %(period)s, %(unit)s") % {
        "indicator": each.entry.name,
        "area": each.area.label,
        "period": slot_in_words(first.slot) if first else "",
        "unit": wording.gap_unit(each.entry),
    }


def _changes(each: Evidence) -> dict[int, str]:
    """Each year's change since the last figure from before the start, with its interval."""
    found = each.found
    mine = [
        r
        for r in each.series
        if r.area_id == each.area.pk and r.definition_id == each.entry.definition_id
    ]
    series = evidence_series.basis(mine, is_gap=found.is_gap)
    first = found.first
    if first is None:
        return {}
    told: dict[int, str] = {}
    for reading in series:
        year = _year(reading)
        if reading.slot == first.slot:
            told[year] = _("udgangspunkt")
        elif year > _year(first):
            told[year] = _change(each, first, reading)
    return told


def _year(reading: Reading) -> int:
    try:
        return parse_slot(reading.slot).ends_on.year
    except UnknownPeriod:
        return reading.ends_on.year if reading.ends_on else 0


def _change(each: Evidence, first: Reading, last: Reading) -> str:
    if not last.has_value:
        return wording.silence(last)
    if each.found.outcome == rules.BREAK:
        return _("databrud")
    style, decimals = wording.number_style(), each.entry.decimals
    moved = evidence_series.moved_between(first, last)
    text = style.signed(moved.estimate or 0.0, decimals)
    if moved.lower is None or moved.upper is None:
        return _("%(change)s, usikkerheden kendes ikke") % {"change": text}
    return f"{text} ({style.interval(moved.lower, moved.upper, decimals)})"
