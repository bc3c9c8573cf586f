"""Divisions (boligafdelinger) at entry: who sees which, and what an area's divisions give together."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone

from areas.models import Area, AreaExtent
from indicators.rules.cells import Address
from indicators.rules.periods import Slot, parse_slot
from indicators.rules.values import VALUE, Figure
from partnership.models import Organisation, Ownership
from partnership.rules.access import Standing, may_see_division


def hidden_divisions(standing: Standing) -> set[int]:
    """The divisions whose figures are kept from the person: those of other owners."""
    if standing.is_secretariat:
        return set()
    kinds = Organisation.objects.filter(pk__in=standing.supplies_for, kind="housing")
    housing = frozenset(kinds.values_list("pk", flat=True))
    owners: dict[int, set[int]] = defaultdict(set)
    held = Ownership.objects.on(timezone.localdate()).filter(area__kind=Area.Kind.DIVISION)
    for area, organisation in held.values_list("area_id", "organisation_id"):
        owners[area].add(organisation)
    divisions = Area.objects.filter(kind=Area.Kind.DIVISION).values_list("pk", flat=True)
    return {
        pk
        for pk in divisions
        if not may_see_division(standing, owners=frozenset(owners[pk]), housing=housing)
    }


def owned_divisions(standing: Standing) -> frozenset[int]:
    """Divisions of which the person's organisation is the owner, so that it sees their figures."""
    held = Ownership.objects.on(timezone.localdate()).filter(
        area__kind=Area.Kind.DIVISION, organisation__in=standing.supplies_for
    )
    return frozenset(held.values_list("area_id", flat=True))


def areas_for(standing: Standing) -> QuerySet[Area]:
    """The areas that a person may enter figures for."""
    return Area.objects.exclude(pk__in=hidden_divisions(standing))


@dataclass(frozen=True)
class Divided:
    """What an area's divisions give together in a period, and how many of them there are."""

    numerator: Decimal
    denominator: Decimal | None
    known: int
    due: int

    @property
    def is_whole(self) -> bool:
        """Whether every division has a figure."""
        return self.known == self.due


@dataclass(frozen=True)
class Divisions:
    """The divisions of some areas, by period, as one person may see them."""

    extents: list[AreaExtent] = field(default_factory=list)
    hidden: frozenset[int] = frozenset()

    def of(self, area_id: int) -> list[Area]:
        """The divisions that the person sees, in their order; each once."""
        found = {e.area_id: e.area for e in self.extents if e.parent_id == area_id}
        seen = [area for pk, area in found.items() if pk not in self.hidden]
        return sorted(seen, key=lambda area: (area.position, area.name))

    def due(self, area_id: int, slot: Slot) -> list[int] | None:
        """The divisions there were on a period's last day; None where the person sees not all."""
        found = [
            extent.area_id
            for extent in self.extents
            if extent.parent_id == area_id and holds_on(extent, slot.ends_on)
        ]
        return None if self.hidden.intersection(found) else found

    def together(
        self, address: Address, kind: str, figures: Mapping[Address, Figure]
    ) -> Divided | None:
        """The sum of the divisions of an area in a period; None where none of them is known."""
        due = self.due(address.area_id, parse_slot(address.slot))
        if not due:
            return None
        near = (Address(address.definition_id, pk, address.slot) for pk in due)
        parts = [part for one in near if (part := _counts(figures.get(one), kind)) is not None]
        if not parts:
            return None
        bases = [base for _count, base in parts if base is not None]
        return Divided(
            numerator=sum((count for count, _base in parts), Decimal(0)),
            denominator=sum(bases, Decimal(0)) if len(bases) == len(parts) else None,
            known=len(parts),
            due=len(due),
        )


def holds_on(extent: AreaExtent, day: dt.date) -> bool:
    """Whether an extent holds on a day, first and last day included."""
    return (extent.valid_from is None or extent.valid_from <= day) and (
        extent.valid_to is None or extent.valid_to >= day
    )


def _counts(figure: Figure | None, kind: str) -> tuple[Decimal, Decimal | None] | None:
    """What of a figure can be added up; percentages cannot."""
    if figure is None or figure.state != VALUE:
        return None
    if kind in ("count", "amount") and figure.value is not None:
        return figure.value, None
    return None if figure.numerator is None else (figure.numerator, figure.denominator)


def divisions_of(areas: Iterable[int], hidden: Collection[int]) -> Divisions:
    """The divisions of some areas; one query."""
    extents = AreaExtent.objects.filter(
        parent__in=list(areas), area__kind=Area.Kind.DIVISION
    ).select_related("area")
    return Divisions(list(extents), frozenset(hidden))
