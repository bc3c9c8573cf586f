"""Who may enter what: the data sets a person writes to, and the cell behind an address."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, QuerySet

from areas.models import Area
from indicators.models import Cell, DataSet, Definition, Indicator, Measurement
from indicators.rules.cells import COUNTS, Shape
from indicators.rules.periods import UnknownPeriod, parse_slot
from indicators.services.categories import total_category
from partnership.rules.access import Standing, may_enter_data_set


@dataclass(frozen=True)
class Place:
    """One cell that a person may write: where it is, whose data set it is, what stands there."""

    definition: Definition
    area: Area
    slot: str
    data_set: DataSet
    current: Measurement | None

    @property
    def version(self) -> int:
        """The newest version; 0 before the first."""
        return self.current.version if self.current else 0


def data_sets_for(standing: Standing) -> QuerySet[DataSet]:
    """Data sets the person may write: all for the secretariat, own ones for a supplier.

    Restricted indicators are left out for a secretary without the right to see them.
    """
    sets = DataSet.objects.filter(indicator__is_active=True).select_related("indicator")
    if not standing.is_secretariat:
        return sets.filter(supplier_id__in=standing.supplies_for)
    if standing.sees_restricted:
        return sets
    return sets.filter(indicator__is_restricted=False)


def data_set_by_indicator(standing: Standing) -> dict[int, DataSet]:
    """One data set to write each indicator's figures to: the default one where the person may."""
    ordered = data_sets_for(standing).order_by("is_default", "-pk")
    return {data_set.indicator_id: data_set for data_set in ordered}


def newest_definitions(indicator_ids: list[int]) -> list[Definition]:
    """The newest version of each indicator's definition, in the indicators' order."""
    newest = (
        Definition.objects.filter(indicator_id__in=indicator_ids)
        .order_by("indicator_id", "-version")
        .distinct("indicator_id")
        .select_related("indicator__group", "source")
    )
    return sorted(newest, key=lambda d: (d.indicator.position, d.indicator.name))


def shape_of(definition: Definition, *, writing: str = COUNTS) -> Shape:
    """How the definition's figures are written in the grid."""
    return Shape(
        kind=definition.kind,
        per=definition.per,
        decimals=definition.decimals,
        writing=writing,
    )


def find_place(*, standing: Standing, definition_id: int, area_id: int, slot: str) -> Place | None:
    """The cell, or None where it does not exist for this person."""
    definition = (
        Definition.objects.filter(pk=definition_id)
        .select_related("indicator__group", "source")
        .first()
    )
    area = Area.objects.filter(pk=area_id).first()
    if definition is None or area is None:
        return None
    data_set = data_set_by_indicator(standing).get(definition.indicator_id)
    try:
        period = parse_slot(slot)
    except UnknownPeriod:
        return None
    if data_set is None or period.code != slot or period.frequency != definition.frequency:
        return None
    current = newest_in(definition, area, slot)
    if current is not None and not may_enter_data_set(standing, current.data_set.supplier_id):
        return None
    return Place(definition, area, slot, data_set, current)


def newest_in(definition: Definition, area: Area, slot: str) -> Measurement | None:
    """The newest version in a cell."""
    return (
        Measurement.objects.filter(
            cell__definition=definition,
            cell__area=area,
            cell__slot=slot,
            cell__category=total_category(),
            version=F("cell__version"),
        )
        .select_related("data_set", "entered_by__person", "source", "cell")
        .first()
    )


def history_of(place: Place) -> list[Measurement]:
    """All versions of a cell, newest first."""
    if place.current is None:
        return []
    return list(
        Measurement.objects.filter(cell=place.current.cell_id)
        .select_related("entered_by__person", "source", "import_batch")
        .order_by("-version")
    )


def indicators_for(standing: Standing) -> list[Indicator]:
    """Indicators the person may enter figures for."""
    ids = data_sets_for(standing).values("indicator_id")
    return list(Indicator.objects.filter(pk__in=ids))


def cells_of(definitions: list[Definition], areas: list[Area], slots: list[str]) -> list[Cell]:
    """The cells of a grid, each with its newest measurement as `newest`."""
    near = Cell.objects.filter(
        definition__in=definitions,
        area__in=areas,
        slot__in=slots,
        category=total_category(),
        version__gt=0,
    )
    return list(near.with_newest())
