"""The overview: are we on course, where does the distance not close, what has just changed."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from dashboards.services.areas import AreaFacts, all_with_facts
from dashboards.services.comparison_pages import choose
from indicators.rules import council
from indicators.services import cards, results, verdict_words
from indicators.services.cards import Card
from indicators.services.lag_words import overdue
from indicators.services.periods_in_words import slot_in_words
from indicators.services.results import Entry, Figures, Reading
from indicators.services.verdict_words import Tally
from indicators.services.wording import Verdict

LONGEST_LIST = 6
MOST_GAPS = 10  # as many as are read before the rest is only named


@dataclass(frozen=True)
class AreaRow:
    """One area: each vision counted."""

    facts: AreaFacts
    tallies: list[Tally]


@dataclass(frozen=True)
class AreaCard:
    """An indicator in a named area."""

    facts: AreaFacts
    card: Card


@dataclass(frozen=True)
class Fresh:
    """An indicator whose figures were computed lately."""

    name: str
    url: str
    at: dt.datetime


@dataclass(frozen=True)
class Due:
    """A figure that its source should have released by now."""

    name: str
    url: str
    period: str
    source: str


@dataclass(frozen=True)
class OverviewPage:
    """What the overview shows."""

    visions: list[str]
    areas: list[AreaRow]
    not_closing: list[AreaCard]
    not_closing_more: list[AreaCard]  # named only
    has_gaps: bool
    fresh: list[Fresh]
    due: list[Due]
    due_more: int
    pending: list[str]
    version: str
    computed_at: dt.datetime | None

    @property
    def is_pending(self) -> bool:
        """Whether something is being computed."""
        return bool(self.pending)


def overview_page(*, restricted: bool) -> OverviewPage:
    """Put the page together; three queries, whatever the number of areas and indicators."""
    entries = results.catalogue(restricted=restricted)
    readings = results.newest(restricted=restricted)
    areas = [each for each in all_with_facts() if each.is_housing_area]
    chosen = choose(entries, readings)
    figures = {each.area.pk: cards.newest_figures(readings, each.area.pk) for each in areas}
    visions = {entry.vision_id: entry.vision for entry in chosen if entry.vision_id is not None}
    rows = [AreaRow(each, _tallies(chosen, figures[each.area.pk], list(visions))) for each in areas]
    open_gaps = [
        AreaCard(each, cards.card_of(entry, found, [], area=each.area.name, style=each.style))
        for entry in chosen
        for each in areas
        for found in [figures[each.area.pk].get(entry.definition_id)]
        if found and found.gap_change and found.gap_change.verdict in council.WORSE
    ]
    due = _due(chosen, readings, {each.area.pk for each in areas})
    first, more = one_each_first(open_gaps, most=MOST_GAPS)
    return OverviewPage(
        visions=list(visions.values()),
        areas=rows,
        not_closing=first,
        has_gaps=any(
            found.gap_change is not None and found.gap_change.has_value
            for each in figures.values()
            for found in each.values()
        ),
        not_closing_more=more,
        fresh=_fresh(chosen),
        due=due[:LONGEST_LIST],
        due_more=max(len(due) - LONGEST_LIST, 0),
        pending=[entry.name for entry in chosen if entry.is_pending],
        version=results.page_version(entries),
        computed_at=max((e.computed_at for e in entries if e.computed_at), default=None),
    )


def one_each_first(
    found: Sequence[AreaCard], *, most: int
) -> tuple[list[AreaCard], list[AreaCard]]:
    """At most so many in their own order, and the others; no area is left out for another's second.

    An area's own order is that of the indicators, so those with many do not hide those with one.
    """
    seen: Counter[int] = Counter()
    turns = []  # each one's place among its own area's
    for at, each in enumerate(found):
        turns.append((seen[each.facts.area.pk], at))
        seen[each.facts.area.pk] += 1
    chosen = {at for _turn, at in sorted(turns)[:most]}
    return (
        [each for at, each in enumerate(found) if at in chosen],
        [each for at, each in enumerate(found) if at not in chosen],
    )


def _tallies(
    entries: Sequence[Entry], figures: dict[int, Figures], visions: Sequence[int | None]
) -> list[Tally]:
    """One tally per vision, in the visions' order."""
    found: dict[int | None, list[Verdict]] = {vision: [] for vision in visions}
    for entry in entries:
        course = verdict_words.of_course(entry, figures.get(entry.definition_id, Figures()))
        if course is not None and entry.vision_id in found:
            found[entry.vision_id].append(course)
    return [verdict_words.tally(found[vision]) for vision in visions]


def _fresh(entries: Sequence[Entry]) -> list[Fresh]:
    known = [
        Fresh(entry.name, cards.indicator_url(entry.code), entry.computed_at)
        for entry in entries
        if entry.computed_at is not None
    ]
    return sorted(known, key=attrgetter("at"), reverse=True)[:LONGEST_LIST]


def _due(entries: Sequence[Entry], readings: Sequence[Reading], areas: set[int]) -> list[Due]:
    """Indicators whose next period's figures the source should have released by today."""
    newest: dict[int, str] = {}
    for reading in readings:
        if reading.area_id in areas and reading.has_value:
            known = newest.get(reading.definition_id, "")
            newest[reading.definition_id] = max(known, reading.slot)
    due = []
    for entry in entries:
        slot = newest.get(entry.definition_id)
        awaited = overdue(entry, slot) if slot else None
        if awaited is not None:
            url = cards.indicator_url(entry.code)
            due.append(Due(entry.name, url, slot_in_words(awaited.slot), entry.source))
    return due
