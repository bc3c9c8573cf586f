"""A small municipality with one indicator, for tests that follow figures to results."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from areas.models import Area, AreaExtent
from indicators.models import (
    Category,
    Cell,
    DataSet,
    Definition,
    Group,
    Indicator,
    Measurement,
    Result,
    Source,
)
from indicators.rules.periods import parse_slot
from indicators.services.categories import total_category
from indicators.services.staleness import mark_stale
from partnership.models import Organisation

Counts = tuple[float, float]


@dataclass(frozen=True)
class Site:
    """What `site` built."""

    definition: Definition
    areas: dict[str, Area]
    data_set: DataSet
    source: Source


def site(figures: dict[str, dict[str, Counts]], **definition: Any) -> Site:
    """Areas by slug ("kommune" is the municipality), slots, and (numerator, denominator) in each."""
    municipality = Area.objects.create(
        kind=Area.Kind.MUNICIPALITY,
        code="kommune",
        slug="kommune",
        name="Prøve Kommune",
        position=90,
    )
    areas = {"kommune": municipality}
    for position, slug in enumerate(s for s in figures if s != "kommune"):
        area = Area.objects.create(
            kind=Area.Kind.AREA, code=slug, slug=slug, name=f"Område {slug}", position=position,
            style=position + 1,
        )  # fmt: skip
        AreaExtent.objects.create(area=area, parent=municipality)
        areas[slug] = area
    source = Source.objects.create(
        code="prove", name="Prøveregister", family="prove", shown_to="partnership"
    )
    supplier = Organisation.objects.create(
        kind=Organisation.Kind.MUNICIPALITY, name="Prøve Kommune", slug="prove"
    )
    indicator = Indicator.objects.create(
        code="uden-job", name="Uden job", name_en="Out of work",
        group=Group.objects.create(code="uden-job"),
    )  # fmt: skip
    values: dict[str, Any] = {
        "kind": "share", "data_kind": "register", "direction": "lower", "unit": "pct.",
        "unit_en": "per cent", "per": 100, "numerator": "uden job", "denominator": "18-64 år",
    }  # fmt: skip
    made = Site(
        definition=Definition.objects.create(
            indicator=indicator, source=source, **{**values, **definition}
        ),
        areas=areas,
        data_set=DataSet.objects.create(indicator=indicator, supplier=supplier, is_default=True),
        source=source,
    )
    for slug, slots in figures.items():
        for slot, counts in slots.items():
            correct(made, slug, slot, counts)
    return made


def three_areas() -> Site:
    """Three areas in a municipality; people out of work of all people, over three years."""
    return site(
        {
            "a": {"2022": (60, 200), "2023": (55, 200), "2024": (40, 200)},
            "b": {"2022": (50, 250), "2023": (50, 250), "2024": (50, 250)},
            "c": {"2022": (80, 300), "2023": (75, 300), "2024": (90, 300)},
            "kommune": {"2022": (1000, 10000), "2023": (990, 10000), "2024": (960, 10000)},
        }
    )


def level(area: str, slot: str) -> Result:
    """The published level of an area in a period."""
    return one("level", area, slot)


def one(statement: str, area: str, slot: str, **more: object) -> Result:
    """One published statement; of those against a comparator the agreed one."""
    if statement in {"comparator", "gap", "gap_change"} and "comparator" not in more:
        more["is_default"] = True
    found: Result = Result.objects.published().get(
        statement=statement, area__slug=area, slot=slot, **more
    )
    return found


def correct(
    made: Site,
    slug: str,
    slot: str,
    counts: Counts | None,
    *,
    workflow: str = "released",
    category: Category | None = None,
    **more: Any,
) -> Measurement:
    """Log a version of a cell as a service would, past the rules: counts, or fields in `more`."""
    cell, _made = Cell.objects.get_or_create(
        definition=made.definition, area=made.areas[slug], slot=slot,
        category=category or total_category(),
    )  # fmt: skip
    cell.version += 1
    cell.save()
    period = parse_slot(slot)
    fields: dict[str, Any] = {
        "state": "value", "starts_on": period.starts_on, "ends_on": period.ends_on,
        "published_on": dt.date(period.ends_on.year + 1, 3, 1),
    }  # fmt: skip
    if counts is not None:
        fields |= {"numerator": Decimal(str(counts[0])), "denominator": Decimal(str(counts[1]))}
    measurement = Measurement.objects.create(
        cell=cell,
        version=cell.version,
        workflow=workflow,
        period_kind="flow",
        data_set=made.data_set,
        **{"source": made.source, **fields, **more},
    )
    mark_stale(groups=[made.definition.indicator.group], reason="prøve")
    return measurement
