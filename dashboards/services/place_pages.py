"""A municipality, region or country: its own levels, without comparison or verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dashboards.services.areas import AreaFacts
from indicators.services import cards, results


@dataclass(frozen=True)
class PlaceRow:
    """One indicator's newest level."""

    name: str
    url: str
    vision: str
    value: dict[str, str]
    passport: dict[str, Any]


@dataclass(frozen=True)
class PlacePage:
    """What the page of a place shows."""

    facts: AreaFacts
    rows: list[PlaceRow]


def place_page(facts: AreaFacts, *, restricted: bool) -> PlacePage:
    """Levels of the indicators that have a figure here; two queries."""
    entries = results.catalogue(restricted=restricted)
    readings = results.of_area(facts.area, restricted=restricted)
    figures = cards.newest_figures(readings, facts.area.pk)
    rows = []
    for entry in cards.choose_definitions(entries, readings, facts.area.pk):
        level = figures[entry.definition_id].level if entry.definition_id in figures else None
        if level is not None:
            rows.append(
                PlaceRow(
                    name=entry.name,
                    url=cards.indicator_url(entry.code),
                    vision=entry.vision,
                    value=cards.value_of(entry, level),
                    passport=cards.passport_of(entry, level),
                )
            )
    return PlacePage(facts=facts, rows=rows)
