"""Areas with the facts that stand under their names: homes, owners, municipality."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject, NullIf
from django.utils import timezone

from areas.models import Area, AreaExtent
from indicators.charts.shapes import look
from indicators.models import ComparatorChoice, Relocation, Target
from indicators.services.comparators import ChoiceRow
from indicators.services.indicator_grounds import (
    Aim,
    Happening,
    aim_of,
    events_at,
    happenings_of,
)
from partnership.models import Ownership

SHOWN_KINDS = (
    Area.Kind.AREA,
    Area.Kind.MUNICIPALITY,
    Area.Kind.REGION,
    Area.Kind.COUNTRY,
    Area.Kind.REFERENCE,
)


@dataclass(frozen=True)
class Move:
    """Households that are announced to move to or from an area; `other` is empty where it is open."""

    is_out: bool
    other: str
    households: int
    residents: int | None
    starts_on: dt.date
    ends_on: dt.date | None
    announced_on: dt.date
    source: str


@dataclass(frozen=True)
class AreaFacts:
    """An area and what is known of it today."""

    area: Area
    dwellings: int | None
    inside: str
    owners: tuple[str, ...]
    redrawn_on: tuple[dt.date, ...] = ()
    moves: tuple[Move, ...] = ()
    events: tuple[Happening, ...] = ()
    aims: Mapping[int, Aim] = field(default_factory=dict)  # its targets, by indicator

    def __repr__(self) -> str:
        area = self.area
        parts = (area.pk, area.kind, area.slug, area.name, area.short_name, self.style)
        known = (self.dwellings, self.inside, self.owners, self.redrawn_on)
        return repr((*parts, *known, self.moves, self.events, sorted(self.aims.items())))

    def events_of(self, indicator_id: int) -> list[Happening]:
        """What happened here that an indicator's small curve tells of.

        What concerns all indicators in all areas would stand under every one: the indicator's own
        page has it.
        """
        return [
            one
            for one in self.events
            if one.indicator_id == indicator_id
            or (one.indicator_id is None and one.area_id is not None)
        ]

    @property
    def is_housing_area(self) -> bool:
        """Whether the partnership follows it; other places are there to compare with."""
        return self.area.kind == Area.Kind.AREA

    @property
    def style(self) -> str:
        """The hue and pattern it has in every picture."""
        if self.is_housing_area:
            return f"area-{self.area.style or self.area.position + 1}"
        kinds = {
            Area.Kind.REGION: "region",
            Area.Kind.COUNTRY: "country",
            Area.Kind.REFERENCE: "reference",
        }
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
    moves = (
        Relocation.objects.filter(
            Q(from_area=OuterRef("pk")) | Q(to_area=OuterRef("pk")), is_withdrawn=False
        )
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))
        .order_by("starts_on", "pk")
    )
    choices = ComparatorChoice.objects.order_by("position", "pk")
    targets = Target.objects.filter(area=OuterRef("pk")).order_by("indicator_id", "slot")
    return Area.objects.filter(kind__in=SHOWN_KINDS).annotate(
        moves_now=ArraySubquery(
            moves.values(
                row=JSONObject(
                    from_id="from_area_id",
                    from_name=_label("from_area"),
                    to_name=_label("to_area"),
                    households="households",
                    residents="residents",
                    starts_on="starts_on",
                    ends_on="ends_on",
                    announced_on="announced_on",
                    source="source",
                )
            )
        ),
        choices=ArraySubquery(
            choices.values(row=JSONObject(kind="kind", other="other_id", is_agreed="is_default"))
        ),
        events_now=events_at(Q()),
        targets_now=ArraySubquery(
            targets.values(
                row=JSONObject(
                    indicator="indicator_id",
                    value="value",
                    slot="slot",
                    baseline_slot="baseline_slot",
                    decided_on="decided_on",
                )
            )
        ),
        dwellings_now=Subquery(extent.values("dwellings")[:1]),
        inside_now=Subquery(extent.values("parent__name")[:1]),
        owners_now=ArraySubquery(owners),
        redrawn=ArraySubquery(
            AreaExtent.objects.filter(
                area=OuterRef("pk"), breaks_series=True, valid_from__isnull=False
            ).values("valid_from")
        ),
    )


def _label(path: str) -> Coalesce:
    """The name a place has beside figures."""
    return Coalesce(NullIf(F(f"{path}__short_name"), Value("")), F(f"{path}__name"))


def _move(area: Area, row: dict[str, Any]) -> Move:
    is_out = row["from_id"] == area.pk
    return Move(
        is_out=is_out,
        other=(row["to_name"] if is_out else row["from_name"]) or "",
        households=row["households"],
        residents=row["residents"],
        starts_on=dt.date.fromisoformat(row["starts_on"]),
        ends_on=dt.date.fromisoformat(row["ends_on"]) if row["ends_on"] else None,
        announced_on=dt.date.fromisoformat(row["announced_on"]),
        source=row["source"],
    )


def _facts(area: Area) -> AreaFacts:
    found = area.__dict__
    return AreaFacts(
        area=area,
        dwellings=found["dwellings_now"],
        inside=found["inside_now"] or "",
        owners=tuple(found["owners_now"]),
        redrawn_on=tuple(found["redrawn"]),
        moves=tuple(_move(area, row) for row in found["moves_now"]),
        events=tuple(happenings_of(found["events_now"])),
        aims=_aims(found["targets_now"]),
    )


def _aims(rows: list[dict[str, Any]]) -> dict[int, Aim]:
    found: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["indicator"], []).append(row)
    return {indicator: aim_of(steps) for indicator, steps in found.items()}


def all_with_facts() -> list[AreaFacts]:
    """Every place that has a page, housing areas first, in their fixed order; one query."""
    return all_with_choices()[0]


def all_with_choices() -> tuple[list[AreaFacts], list[ChoiceRow]]:
    """The same, and what the installation offers to compare areas with; still one query."""
    found = list(_with_facts(timezone.localdate()))
    areas = sorted(
        map(_facts, found), key=lambda each: SHOWN_KINDS.index(Area.Kind(each.area.kind))
    )
    rows = found[0].__dict__["choices"] if found else []
    return areas, [(row["kind"], row["other"], row["is_agreed"]) for row in rows]
