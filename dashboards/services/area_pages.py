"""The area dashboard: all that one page says about one area, put together from plain values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dashboards.services.area_lists import RESIDENTS, residents_in_words
from dashboards.services.areas import AreaFacts, all_with_choices
from dashboards.services.comparison_cells import is_behind_and_back
from dashboards.services.summaries import Sentence, summary
from indicators.models import Result
from indicators.rules.council import WORSE
from indicators.services import cards, results, undecided, verdict_words, wording
from indicators.services.cards import Card
from indicators.services.comparators import Switch, switch
from indicators.services.curve_points import extent_break
from indicators.services.gap_lists import GapLists, gap_lists
from indicators.services.gap_wording import comparator_name
from indicators.services.results import Entry, Figures, Reading
from indicators.services.undecided import Reason
from indicators.services.verdict_words import Tally

# How codes of indicators of those who moved begin in the catalogue: they are read beside the levels.
MOVERS = ("tilflyt", "fraflyt")
# Courses that somebody may have to do something about.
ASKING = ("slow", "still", "off_course", "back", "lost")


@dataclass(frozen=True)
class VisionBlock:
    """One vision: what is counted of it, its front indicators, who moved, the rest one click down."""

    key: str
    title: str
    tally: Tally
    front: list[Card]
    movers: list[Card]
    rest: list[Card]

    @property
    def total(self) -> int:
        """How many indicators the vision has."""
        return len(self.front) + len(self.movers) + len(self.rest)


@dataclass(frozen=True)
class DifferenceRow:
    """One indicator: this area minus each of the others."""

    name: str
    url: str
    unit: str
    cells: list[dict[str, str]]


@dataclass(frozen=True)
class AreaPage:
    """What the area dashboard shows."""

    facts: AreaFacts
    residents: str
    summary: list[Sentence]
    comparator: str
    is_part: bool
    visions: list[VisionBlock]
    attention: frozenset[str]  # of the cards that stand open on a phone as well
    gaps: GapLists
    undecided: list[Reason]
    undecided_count: int
    ahead: list[Card]
    behind: list[Card]
    differences: list[DifferenceRow]
    version: str
    computed_at: dt.datetime | None
    is_pending: bool


@dataclass(frozen=True)
class Ground:
    """All that an area's page is made from, but for the results of the runs it names."""

    facts: AreaFacts
    others: tuple[AreaFacts, ...]
    entries: tuple[Entry, ...]
    switch: Switch

    @property
    def version(self) -> str:
        """The fingerprint of the runs, for an open page to ask with."""
        return results.page_version(self.entries)


def ground_of(slug: str, *, restricted: bool, against: str = "") -> Ground | None:
    """The ground of one place's page; None where there is no such place. Two queries.

    `against` is the word of the address for what the area is to be compared with.
    """
    every, choices = all_with_choices()
    facts = next((each for each in every if each.area.slug == slug), None)
    if facts is None:
        return None
    others = tuple(each for each in every if each.is_housing_area and each.area != facts.area)
    entries = results.catalogue(restricted=restricted, area=facts.area)
    chosen = switch(against, [each.area for each in every], choices)
    return Ground(facts, others, tuple(entries), chosen)


def area_page(ground: Ground, *, restricted: bool) -> AreaPage:
    """Put the page together; one more query, whatever the number of areas and indicators."""
    facts, others, entries = ground.facts, ground.others, ground.entries
    area = facts.area
    readings = results.of_area(area, restricted=restricted, against=ground.switch.against)
    shown = cards.choose_definitions(entries, readings, area.pk)
    figures = cards.newest_figures(readings, area.pk)
    series = cards.level_series(readings, area.pk)
    breaks = [extent_break(day, area.label) for day in facts.redrawn_on]
    made = {
        entry.indicator_id: cards.card_of(
            entry,
            figures.get(entry.definition_id, Figures()),
            series.get(entry.definition_id, []) if entry.is_front else [],
            area=area.name,
            style=facts.style,
            breaks=breaks,
            slug=area.slug,
            address=ground.switch.address,
            events=facts.events_of(entry.indicator_id) if entry.is_front else (),
            is_brief=True,
        )
        for entry in shown
    }
    every = list(made.values())
    gaps = gap_lists(shown, figures, slug=area.slug)
    courses = undecided.courses(shown, figures, slug=area.slug)
    return AreaPage(
        facts=facts,
        residents=_residents(shown, made),
        summary=summary(every, gaps, undecided=undecided.count(courses)),
        gaps=gaps,
        undecided=courses,
        undecided_count=undecided.count(courses),
        comparator=_comparator(every),
        is_part=any(_is_in_comparator(card) for card in every),
        visions=_visions(shown, made),
        attention=frozenset(card.id for card in every if asks_for_attention(card)),
        ahead=[card for card in every if is_ahead_for_sure(card)],
        behind=[card for card in every if is_behind_and_back(card.figures)],
        differences=_differences(shown, made, readings, facts, others),
        version=ground.version,
        computed_at=max((e.computed_at for e in entries if e.computed_at), default=None),
        is_pending=any(entry.is_pending for entry in entries),
    )


def is_ahead_for_sure(card: Card) -> bool:
    """The rules say that the area is ahead of its comparator."""
    gap = card.figures.gap
    return gap is not None and gap.verdict == "lead"


def asks_for_attention(card: Card) -> bool:
    """It goes the wrong way or too slowly, the area has lost ground, or a target cannot be told of."""
    change, kind = card.figures.gap_change, card.course.kind if card.course else ""
    if kind == "undecided" and card.figures.pace is not None:
        return True
    has_lost = change is not None and change.has_value and change.verdict in WORSE
    return kind in ASKING or (has_lost and bool(kind))


def _is_in_comparator(card: Card) -> bool:
    """The area is itself part of what its figure is held against."""
    gap = card.figures.gap
    return gap is not None and gap.comparator == Result.Comparator.MUNICIPALITY


def _residents(entries: Sequence[Entry], made: dict[int, Card]) -> str:
    """Residents with the period, where that indicator has a figure here."""
    for entry in entries:
        level = made[entry.indicator_id].figures.level
        if entry.code == RESIDENTS and level is not None and level.has_value:
            return residents_in_words(level)
    return ""


def _comparator(every: Sequence[Card]) -> str:
    """The comparators in use on this page, the most used first."""
    gaps = [card.figures.gap for card in every if card.figures.gap is not None]
    used = [comparator_name(gap.comparator, gap.other) for gap in gaps]
    names = sorted(set(used), key=used.count, reverse=True)
    return _(" eller ").join(names)


def _visions(entries: Sequence[Entry], made: dict[int, Card]) -> list[VisionBlock]:
    found: dict[int | None, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.vision_id, []).append(entry)
    blocks = []
    for own in found.values():
        block = [made[entry.indicator_id] for entry in own]
        judged = [card.course for card in block if card.course is not None]
        movers = [card for card in block if card.code.startswith(MOVERS) and not card.is_front]
        level = [card for card in block if card not in movers]
        front = [card for card in level if card.is_front] or level[:6]
        blocks.append(
            VisionBlock(
                key=own[0].vision_slug or "oevrige",
                title=own[0].vision or _("Øvrige indikatorer"),
                tally=verdict_words.tally(judged),
                front=front,
                movers=[card for card in movers if card.value.get("number")],
                rest=[
                    c
                    for c in block
                    if c not in front and not (c in movers and c.value.get("number"))
                ],
            )
        )
    return blocks


def _differences(
    entries: Sequence[Entry],
    made: dict[int, Card],
    readings: Sequence[Reading],
    facts: AreaFacts,
    others: Sequence[AreaFacts],
) -> list[DifferenceRow]:
    """The area minus each other one; stored once per pair, so turned round where needed."""
    found: dict[tuple[int, int], tuple[Reading, int]] = {}
    for reading in readings:
        if reading.statement != Result.Statement.DIFFERENCE or not reading.is_latest:
            continue
        if reading.area_id == facts.area.pk and reading.other_id is not None:
            found[reading.definition_id, reading.other_id] = reading, 1
        elif reading.other_id == facts.area.pk:
            found[reading.definition_id, reading.area_id] = reading, -1
    rows = []
    for entry in entries:
        cells = [found.get((entry.definition_id, other.area.pk)) for other in others]
        if entry.is_front and any(cells):
            card = made[entry.indicator_id]
            rows.append(
                DifferenceRow(
                    name=entry.name,
                    url=card.url,
                    unit=wording.gap_unit(entry),
                    cells=[difference_cell(entry, cell) for cell in cells],
                )
            )
    return rows


def difference_cell(entry: Entry, found: tuple[Reading, int] | None) -> dict[str, str]:
    """One difference as text with its interval, or why there is none."""
    if found is None:
        return {"reason": _("intet tal")}
    reading, sign = found
    if not reading.has_value:
        return {"reason": wording.reason_words(reading.reason) or wording.silence(reading)}
    style = wording.number_style()
    cell = {"number": style.signed(sign * (reading.estimate or 0.0), entry.decimals)}
    if reading.lower is not None and reading.upper is not None:
        ends = sorted((sign * reading.lower, sign * reading.upper))
        cell["interval"] = style.interval(ends[0], ends[1], entry.decimals)
    return cell
