"""Areas with the facts that stand under their names: homes, owners, municipality."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from areas.models import Area, AreaExtent
from indicators.charts.shapes import look
from partnership.models import Ownership

SHOWN_KINDS = (
    Area.Kind.AREA,
    Area.Kind.MUNICIPALITY,
    Area.Kind.REGION,
    Area.Kind.COUNTRY,
    Area.Kind.REFERENCE,
)


@dataclass(frozen=True)
class AreaFacts:
    """An area and what is known of it today."""

    area: Area
    dwellings: int | None
    inside: str
    owners: tuple[str, ...]
    redrawn_on: tuple[dt.date, ...] = ()

    def __repr__(self) -> str:
        area = self.area
        parts = (area.pk, area.kind, area.slug, area.name, area.short_name, self.style)
        return repr((*parts, self.dwellings, self.inside, self.owners, self.redrawn_on))

    @property
    def is_housing_area(self) -> bool:
        """Whether the partnership follows it; other places are there to compare with."""
        return self.area.kind == Area.Kind.AREA

    @property
    def style(self) -> str:
        """The hue and pattern it has in every picture."""
        if self.is_housing_area:
            return f"area-{self.area.style or self.area.position + 1}"
        kinds = {Area.Kind.REGION: "region", Area.Kind.COUNTRY: "country"}
        return kinds.get(Area.Kind(self.area.kind), "municipality")

    @property
    def mark(self) -> str:
        """Style sheet classes of the small line that stands for it in heads and legends."""
        token, _colour, dash, _symbol = look(self.style)
        return f"{token} area-mark--{dash}"


def _with_facts(day: dt.date) -> QuerySet[Area]:
    extent = AreaExtent.objects.on(day).filter(area=OuterRef("pk")).order_by("pk")
    owners = (
        Ownership.objects.on(day)
        .filter(area=OuterRef("pk"))
        .order_by("organisation__name")
        .values("organisation__name")
    )
    return Area.objects.filter(kind__in=SHOWN_KINDS).annotate(
        dwellings_now=Subquery(extent.values("dwellings")[:1]),
        inside_now=Subquery(extent.values("parent__name")[:1]),
        owners_now=ArraySubquery(owners),
        redrawn=ArraySubquery(
            AreaExtent.objects.filter(
                area=OuterRef("pk"), breaks_series=True, valid_from__isnull=False
            ).values("valid_from")
        ),
    )


def _facts(area: Area) -> AreaFacts:
    found = area.__dict__
    return AreaFacts(
        area=area,
        dwellings=found["dwellings_now"],
        inside=found["inside_now"] or "",
        owners=tuple(found["owners_now"]),
        redrawn_on=tuple(found["redrawn"]),
    )


def all_with_facts() -> list[AreaFacts]:
    """Every place that has a page, housing areas first, in their fixed order; one query."""
    areas = [_facts(area) for area in _with_facts(timezone.localdate())]
    return sorted(areas, key=lambda each: SHOWN_KINDS.index(Area.Kind(each.area.kind)))
