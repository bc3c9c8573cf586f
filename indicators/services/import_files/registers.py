"""What a file's words may refer to: areas, indicators, sources and data sets, read once per file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import F

from areas.models import Area
from indicators.models import DataSet, Definition, Measurement, Source
from indicators.rules.values import Refused
from indicators.services.entry import (
    data_set_by_indicator,
    indicators_for,
    newest_definitions,
)
from indicators.services.measurements import NewFigure
from indicators.services.names import localised
from partnership.rules.access import Standing

# StatBank's name and code for the country as a whole, whatever the installation calls it.
WHOLE_COUNTRY = ("hele landet", "000")


@dataclass(frozen=True)
class Names:
    """What a file may call things, for the page that explains how to write one: code and name."""

    areas: list[tuple[str, str]]
    indicators: list[tuple[str, str]]
    sources: list[tuple[str, str]]


def names_for(standing: Standing) -> Names:
    """Areas, sources, and the indicators that the person may import figures for."""
    return Names(
        areas=[(area.code, area.name) for area in Area.objects.order_by("kind", "position")],
        indicators=[(found.code, localised(found)) for found in indicators_for(standing)],
        sources=[(source.code, localised(source)) for source in Source.objects.all()],
    )


@dataclass
class Registers:
    """Areas, definitions and sources by every name they go by, in lower case."""

    areas: dict[str, Area]
    definitions: dict[str, Definition]
    sources: dict[str, Source]
    data_sets: dict[int, DataSet] = field(default_factory=dict)

    def knows_area(self, text: str) -> bool:
        """Whether an area goes by this name or code."""
        return text.lower() in self.areas

    def area(self, text: str) -> Area:
        """The area. Raises `Refused`."""
        found = self.areas.get(text.lower())
        if found is None:
            raise Refused("unknown_area", "area")
        return found

    def definition(self, text: str) -> Definition:
        """The indicator's newest definition. Raises `Refused`."""
        found = self.definitions.get(text.lower())
        if found is None:
            raise Refused("unknown_indicator", "indicator")
        return found

    def source(self, text: str) -> Source:
        """The source. Raises `Refused`."""
        found = self.sources.get(text.lower())
        if found is None:
            raise Refused("unknown_source", "source")
        return found

    def stored(self, entries: Iterable[NewFigure]) -> dict[tuple[int, int, str], Measurement]:
        """What stands in the cells of some figures, in one query."""
        wanted = [(entry.definition.pk, entry.area.pk) for entry in entries]
        rows = Measurement.objects.filter(
            cell__definition_id__in={definition for definition, _area in wanted},
            cell__area_id__in={area for _definition, area in wanted},
            cell__category__category_set__code="total",
            version=F("cell__version"),
        ).select_related("cell", "data_set")
        return {(row.cell.definition_id, row.cell.area_id, row.cell.slot): row for row in rows}


def read_registers(standing: Standing | None) -> Registers:
    """All that a person may refer to; a command on the server (None) may refer to everything."""
    if standing is None:
        ordered = DataSet.objects.select_related("indicator").order_by("is_default", "-pk")
        data_sets = {data_set.indicator_id: data_set for data_set in ordered}
    else:
        data_sets = data_set_by_indicator(standing)
    areas: dict[str, Area] = {}
    all_areas = list(Area.objects.all())
    for area in all_areas:
        # StatBank writes a municipality's name without the word.
        bare = area.name.lower().removesuffix(" kommune")
        for name in (bare, area.short_name, area.slug, area.name, area.code):
            if name:
                areas[name.lower()] = area
    countries = [area for area in all_areas if area.kind == Area.Kind.COUNTRY]
    if len(countries) == 1:
        areas = dict.fromkeys(WHOLE_COUNTRY, countries[0]) | areas
    definitions = {}
    for definition in newest_definitions(list(data_sets)):
        definitions[definition.indicator.name.lower()] = definition
        definitions[definition.indicator.code.lower()] = definition
    sources = {}
    for source in Source.objects.all():
        sources[source.name.lower()] = source
        sources[source.code.lower()] = source
    return Registers(areas, definitions, sources, data_sets)
