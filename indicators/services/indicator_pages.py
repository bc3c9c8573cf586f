"""The page of one indicator: a sentence per area, the curves, the tables, the story, the definition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from areas.models import Area
from indicators.charts import Break
from indicators.services import cards, indicator_tables, results, wording
from indicators.services.aims import aimed
from indicators.services.cards import Card
from indicators.services.comparators import PARAMETER, Switch, switch, told
from indicators.services.control_figures import ControlBlock, control_blocks
from indicators.services.curve_points import extent_break
from indicators.services.curves import curve_figure
from indicators.services.definition_cards import Version, definition_facts, definition_versions
from indicators.services.indicator_curves import area_style, curves_of
from indicators.services.indicator_grounds import Ground, ground_of
from indicators.services.indicator_tables import DifferenceRow, TableBlock
from indicators.services.results import Entry, Figures, Reading
from indicators.services.story_pages import (
    EventLine,
    NoteLine,
    event_lines,
    note_lines,
    shown_events,
)
from indicators.services.target_rehearsals import Rehearsed, rehearsed

ONLY = "omraade"


@dataclass(frozen=True)
class IndicatorPage:
    """What the page shows."""

    entry: Entry
    cards: list[Card]
    choices: list[dict[str, Any]]
    chosen: str
    switch: Switch
    figure: dict[str, Any] | None
    events: list[EventLine]
    notes: list[NoteLine]
    controls: list[ControlBlock]
    tables: list[TableBlock]
    differences: list[DifferenceRow]
    unit: str
    facts: list[tuple[str, str]]
    versions: list[Version]
    rehearsal: Rehearsed
    version: str
    computed_at: dt.datetime | None
    is_pending: bool

    @property
    def has_only_silence(self) -> bool:
        """Whether something was reported though there is nothing that may be drawn."""
        return any(card.figures.level is not None for card in self.cards)

    @property
    def address(self) -> str:
        """What was chosen, as the part of an address that the living part is asked with."""
        parts = {ONLY: self.chosen}
        if not self.switch.chosen.is_agreed:
            parts[PARAMETER] = self.switch.chosen.key
        return urlencode({name: value for name, value in parts.items() if value})

    @property
    def lacks_comparator(self) -> bool:
        """Whether there is nothing to compare with though something was asked for."""
        gaps = [card for card in self.cards if card.figures.gap or card.figures.comparator]
        return not gaps and bool(self.switch.against.kind)

    @property
    def carried(self) -> list[tuple[str, str]]:
        """The choice of area, for a form that chooses something else."""
        return [(ONLY, self.chosen)]


def indicator_page(
    code: str, *, restricted: bool, asked: Mapping[str, str] | None = None
) -> IndicatorPage | None:
    """Put the page together in three queries; None where no such indicator may be seen.

    `asked` are the choices of the address: `omraade`, the slug of one area whose curve then stands
    alone with its comparator, target path and projection; the comparator; a target to rehearse.
    """
    asked = asked or {}
    entries = results.catalogue(restricted=restricted, code=code)
    if not entries:
        return None
    every, parts = results.whole_indicator(entries[0].indicator_id, restricted=restricted)
    ground = ground_of(entries[0].indicator_id)
    chosen = switch(asked.get(PARAMETER, ""), ground.areas, ground.choices)
    readings = cards.against_only(every, chosen.against)
    used = {reading.definition_id for reading in readings}
    entry = next((e for e in reversed(entries) if e.definition_id in used), entries[-1])
    alone = next((a for a in ground.housing if a.slug == asked.get(ONLY)), None)
    redrawn = _extent_breaks(ground)
    figures = {
        area.pk: cards.newest_figures(readings, area.pk).get(entry.definition_id, Figures())
        for area in ground.housing
    }
    shown = [alone] if alone else ground.housing
    events = shown_events(ground, alone.pk if alone else None)
    return IndicatorPage(
        entry=entry,
        cards=[
            _card(entry, readings, figures[area.pk], area, ground, redrawn, chosen)
            for area in ground.housing
        ],
        choices=_choices(entry, ground.housing, alone, chosen),
        chosen=alone.slug if alone else "",
        switch=told(
            chosen, [(one.gap.comparator, one.gap.other) for one in figures.values() if one.gap]
        ),
        figure=curve_figure(
            entry,
            curves_of(every, entries, ground.areas, alone=alone, against=chosen.against),
            target=ground.targets.get(alone.pk) if alone else None,
            extent_breaks=redrawn,
            versions=entries,
            projection=figures[alone.pk].projection if alone else None,
            events=events,
        ),
        events=event_lines(events, ground, every),
        notes=note_lines(ground, alone.pk if alone else None),
        controls=control_blocks(entry, readings, shown, redrawn, events),
        tables=_tables(entry, readings, parts, ground, shown),
        differences=indicator_tables.differences(entry, readings, ground.housing),
        unit=wording.gap_unit(entry),
        facts=definition_facts(entry, entries),
        versions=definition_versions(entry, entries),
        rehearsal=rehearsed(entry, asked, ground.housing, figures, ground.targets),
        version=results.page_version(entries),
        computed_at=entry.computed_at,
        is_pending=entry.is_pending,
    )


def _card(
    entry: Entry,
    readings: Sequence[Reading],
    figures: Figures,
    area: Area,
    ground: Ground,
    redrawn: Sequence[Break],
    chosen: Switch,
) -> Card:
    return cards.card_in_area(
        aimed(entry, ground.targets.get(area.pk)),
        figures,
        cards.level_series(readings, area.pk).get(entry.definition_id, []),
        area=area,
        style=area_style(area),
        breaks=[cut for cut in redrawn if cut.only == area.label],
        address=chosen.address,
    )


def _tables(
    entry: Entry,
    readings: Sequence[Reading],
    parts: Sequence[Reading],
    ground: Ground,
    shown: Sequence[Area],
) -> list[TableBlock]:
    """Whole years, years laid together, breakdowns, and who stayed and moved, as far as they are known."""
    places = [*shown, *(area for area in ground.areas if area.kind != Area.Kind.AREA)]
    found = [
        indicator_tables.whole_years(entry, readings, places),
        indicator_tables.pooled(entry, readings, places),
        *indicator_tables.breakdowns(entry, parts, places),
        indicator_tables.splits(entry, readings, shown),
    ]
    return [block for block in found if block is not None]


def _choices(
    entry: Entry, housing: Sequence[Area], alone: Area | None, chosen: Switch
) -> list[dict[str, Any]]:
    url = cards.indicator_url(entry.code)
    choices = [
        {
            "label": _("Alle områder"),
            "url": f"{chosen.address_of(url)}#kurve",
            "is_current": alone is None,
        }
    ]
    choices += [
        {
            "label": area.label,
            "url": f"{chosen.address_of(url, **{ONLY: area.slug})}#kurve",
            "is_current": area == alone,
        }
        for area in housing
    ]
    return choices


def _extent_breaks(ground: Ground) -> list[Break]:
    """Days on which a housing area was redrawn; each breaks that area's curve only."""
    labels = {area.pk: area.label for area in ground.housing}
    return [extent_break(day, labels[pk]) for pk, day in ground.redrawn if pk in labels]
