"""Who may enter what: the data sets a person writes to, and the cells behind addresses."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from areas.models import Area
from indicators.models import Category, DataSet, Definition, Indicator, Measurement
from indicators.rules.cells import COUNTS, Address, Shape
from indicators.rules.periods import UnknownPeriod, parse_slot
from indicators.services.categories import total_category
from indicators.services.data_sets import data_sets_seen_by
from indicators.services.definition_series import definition_in as definition_in
from indicators.services.divisions import areas_for
from partnership.rules.access import Standing, may_enter_data_set


@dataclass(frozen=True)
class Place:
    """One cell that a person may write: where it is, whose data set it is, what stands there."""

    definition: Definition
    area: Area
    slot: str
    data_set: DataSet
    current: Measurement | None
    category: Category
    seen: frozenset[int] = (
        frozenset()
    )  # data sets whose figures the person sees as they were logged
    may_write: bool = True

    @property
    def address(self) -> Address:
        """Where the cell is."""
        part = 0 if self.is_whole else self.category.pk
        return Address(self.definition.pk, self.area.pk, self.slot, part)

    @property
    def is_whole(self) -> bool:
        """Whether it is the whole figure and not a part of a breakdown."""
        return self.category.code == "total"

    @property
    def version(self) -> int:
        """The newest version; 0 before the first."""
        return self.current.version if self.current else 0


def data_sets_for(standing: Standing) -> QuerySet[DataSet]:
    """Data sets the person may write.

    Own ones for a supplier; for the secretariat all but those that their supplier owns. Restricted
    indicators are left out for a secretary without the right to see them.
    """
    sets = DataSet.objects.filter(indicator__is_active=True).select_related("indicator")
    own = Q(supplier_id__in=standing.supplies_for)
    if not standing.is_secretariat:
        return sets.filter(own)
    sets = sets.filter(own | Q(is_supplier_owned=False))
    if standing.sees_restricted:
        return sets
    return sets.filter(indicator__is_restricted=False)


def may_write(standing: Standing, data_set: DataSet) -> bool:
    """Whether a figure of this data set may be seen as it was logged, and written over."""
    return may_enter_data_set(
        standing, data_set.supplier_id, is_supplier_owned=data_set.is_supplier_owned
    )


def data_set_by_indicator(standing: Standing) -> dict[int, DataSet]:
    """One data set to write each indicator's figures to: the default one where the person may."""
    ordered = data_sets_for(standing).order_by("is_default", "-pk")
    return {data_set.indicator_id: data_set for data_set in ordered}


def definitions_of(indicator_ids: Collection[int]) -> dict[int, list[Definition]]:
    """All versions of each indicator's definition, newest first; indicators in their order."""
    found = (
        Definition.objects.filter(indicator_id__in=indicator_ids)
        .order_by("indicator__position", "indicator__name", "indicator_id", "-version")
        .select_related("indicator__group", "source")
    )
    versions: dict[int, list[Definition]] = {}
    for definition in found:
        versions.setdefault(definition.indicator_id, []).append(definition)
    return versions


def newest_definitions(indicator_ids: list[int]) -> list[Definition]:
    """The newest version of each indicator's definition, in the indicators' order."""
    return [versions[0] for versions in definitions_of(indicator_ids).values()]


def shape_of(definition: Definition, *, writing: str = COUNTS) -> Shape:
    """How the definition's figures are written in the grid."""
    return Shape(
        kind=definition.kind,
        per=definition.per,
        decimals=definition.decimals,
        writing=writing,
    )


def find_place(*, standing: Standing, address: Address, reading: bool = False) -> Place | None:
    """The cell, or None where it does not exist for this person."""
    return find_places(standing=standing, addresses=[address], reading=reading).get(address)


def find_places(
    *, standing: Standing, addresses: Collection[Address], reading: bool = False
) -> dict[Address, Place]:
    """The cells that exist for this person, in as many queries for thousands as for one.

    They exist for those who may write them; when `reading`, also for those whom a supplier lets see
    what stands there. What it keeps to itself cannot be told from what never was.
    """
    wanted = set(addresses)
    definitions = (
        Definition.objects.filter(pk__in={one.definition_id for one in wanted})
        .select_related("indicator__group", "source")
        .in_bulk()
    )
    areas = areas_for(standing).in_bulk({one.area_id for one in wanted})
    sets = data_set_by_indicator(standing)
    named = {each.pk: each for each in data_sets_seen_by(standing)}
    if reading:
        sets = {each.indicator_id: each for each in named.values()} | sets
    parts = _parts_of(wanted)
    total = total_category()
    known = [one for one in wanted if one.definition_id in definitions and one.area_id in areas]
    stored = newest_at(known)
    places = {}
    for one in known:
        definition = definitions[one.definition_id]
        data_set, current = sets.get(definition.indicator_id), stored.get(one)
        category = parts.get((definition.pk, one.category_id)) if one.category_id else total
        if data_set is None or category is None or not _is_period(one.slot, definition):
            continue
        holder = current.data_set if current is not None else data_set
        writes = may_write(standing, holder)
        if not writes and not (reading and holder.pk in named):
            continue
        area, seen = areas[one.area_id], frozenset(named)
        places[one] = Place(definition, area, one.slot, data_set, current, category, seen, writes)
    return places


def _is_period(slot: str, definition: Definition) -> bool:
    try:
        period = parse_slot(slot)
    except UnknownPeriod:
        return False
    return period.code == slot and period.frequency == definition.frequency


def _parts_of(addresses: Iterable[Address]) -> dict[tuple[int, int], Category]:
    """The parts that are named, by definition and category, where the definition is collected so."""
    parts = [one for one in addresses if one.category_id]
    if not parts:
        return {}
    found = Category.objects.filter(
        pk__in={one.category_id for one in parts},
        category_set__definitions__in={one.definition_id for one in parts},
    ).annotate(of=F("category_set__definitions"))
    return {(category.of, category.pk): category for category in found}


def newest_at(addresses: Collection[Address]) -> dict[Address, Measurement]:
    """The newest version in each of some cells, in one query."""
    wanted = set(addresses)
    if not wanted:
        return {}
    found = Measurement.objects.filter(
        cell__definition__in={one.definition_id for one in wanted},
        cell__area__in={one.area_id for one in wanted},
        cell__slot__in={one.slot for one in wanted},
        version=F("cell__version"),
    ).select_related(
        "data_set", "entered_by__person", "source", "cell__category__category_set", "import_batch",
        "withdrawal",
    )  # fmt: skip
    near = {address_of(measurement): measurement for measurement in found}
    return {address: near[address] for address in wanted if address in near}


def address_of(measurement: Measurement) -> Address:
    """Where a measurement stands; its cell and category must be read along with it."""
    cell = measurement.cell
    is_whole = cell.category.category_set.code == "total"
    part = 0 if is_whole else cell.category_id
    return Address(cell.definition_id, cell.area_id, cell.slot, part)


def history_of(place: Place) -> list[Measurement]:
    """The versions of a cell that the person may see, newest first."""
    if place.current is None:
        return []
    return list(
        Measurement.objects.filter(cell=place.current.cell_id, data_set__in=place.seen)
        .select_related("entered_by__person", "source", "import_batch", "withdrawal")
        .prefetch_related("steps__by__person")
        .order_by("-version")
    )


def indicators_for(standing: Standing) -> list[Indicator]:
    """Indicators the person may enter figures for, or see the figures of as they were logged."""
    ids = data_sets_seen_by(standing).values("indicator_id")
    return list(Indicator.objects.filter(pk__in=ids))
