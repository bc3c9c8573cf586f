"""What is questionable about figures that were just saved: a pure reading, nothing is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from areas.models import Area, AreaExtent
from indicators.models import Category, Definition, Flag, Measurement
from indicators.rules.cells import Address, danish, percentage
from indicators.rules.expected_ranges import is_unexpected
from indicators.rules.periods import parse_slot
from indicators.rules.sums import Difference, counted, difference
from indicators.rules.values import VALUE, Figure
from indicators.services.bulk_rows import among
from indicators.services.divisions import divisions_of, holds_on
from indicators.services.entry import newest_at, shape_of
from indicators.services.expected_ranges import ranges_of
from indicators.services.figures import NewFigure, figure_of

DIVISIONS = "divisions"


@dataclass(frozen=True)
class Saved:
    """A figure that was just saved: as it came, and as it stands."""

    entry: NewFigure
    measurement: Measurement

    @property
    def definition(self) -> Definition:
        """What the figure counts."""
        return self.entry.definition

    @cached_property
    def address(self) -> Address:
        """Where it stands."""
        entry = self.entry
        part = 0 if entry.is_whole or entry.category is None else entry.category.pk
        return Address(entry.definition.pk, entry.area.pk, parse_slot(entry.slot).code, part)


@dataclass(frozen=True)
class Doubt:
    """Why a figure is questioned: the kind of flag, and the numbers that say so."""

    cell_id: int
    version: int
    kind: str
    details: dict[str, Any] = field(default_factory=dict)

    def is_as(self, details: dict[str, Any] | None) -> bool:
        """Whether it is the same doubt about the same numbers; what is expected may have moved."""
        names = ("figure", "sums")
        return details is not None and all(
            self.details.get(name) == details.get(name) for name in names
        )


def doubts_about(saved: Sequence[Saved]) -> tuple[list[Doubt], set[int]]:
    """The doubts, and the cells that were looked at: also wholes whose parts were saved."""
    near = _Near.of(saved)
    looked_at = {one.measurement.cell_id for one in saved} | {
        m.cell_id for address, m in near.stored.items() if address in near.wholes
    }
    found = [*_single(saved), *near.sums()]
    return found, looked_at


def _single(saved: Sequence[Saved]) -> Iterator[Doubt]:
    """Each figure by itself: against the range expected of it, and against what is possible."""
    addresses = [one.address for one in saved]
    ranges = ranges_of(
        {a.definition_id for a in addresses},
        {a.area_id for a in addresses},
        {a.slot for a in addresses},
    )
    for one in saved if ranges else ():
        address = one.address
        key = (address.definition_id, address.area_id, address.slot)
        expected = None if address.category_id else ranges.get(key)
        if expected is None:
            continue
        value = value_of(figure_of(one.measurement), one.definition)
        if value is not None and is_unexpected(value, expected):
            cell, version = one.measurement.cell_id, one.measurement.version
            said = {"figure": round(value, 6), "lower": expected.lower, "upper": expected.upper}
            yield Doubt(cell, version, Flag.Kind.EXPECTED, said)


def value_of(figure: Figure, definition: Definition) -> float | None:
    """The figure in its definition's unit."""
    if figure.state != VALUE:
        return None
    shown = figure.value
    if figure.numerator is not None:
        shown = percentage(figure, shape_of(definition))
    return None if shown is None else float(shown)


@dataclass(frozen=True)
class _Near:
    """All that sums are made of: the wholes, their parts, and what stands in each."""

    wholes: dict[Address, Definition]
    stored: Mapping[Address, Measurement]
    parts: dict[int, dict[str, list[int]]]
    divisions: dict[int, list[AreaExtent]]

    @classmethod
    def of(cls, saved: Sequence[Saved]) -> _Near:
        definitions = {one.definition.pk: one.definition for one in saved}
        wholes = {one.address.whole: one.definition for one in saved}
        parents = AreaExtent.objects.filter(
            area__in=among({one.area_id for one in wholes}),
            area__kind=Area.Kind.DIVISION,
            parent__isnull=False,
        ).values_list("area_id", "parent_id")
        above: dict[int, list[int]] = defaultdict(list)
        for division, parent in parents:
            above[division].append(parent or 0)
        for address, definition in list(wholes.items()):
            for parent in above[address.area_id]:
                wholes[Address(address.definition_id, parent, address.slot)] = definition
        below: dict[int, list[AreaExtent]] = defaultdict(list)
        for extent in divisions_of({one.area_id for one in wholes}, ()).extents:
            below[extent.parent_id or 0].append(extent)
        parts: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        named = Category.objects.filter(category_set__definitions__in=definitions).values_list(
            "category_set__definitions", "category_set__name", "pk"
        )
        for definition_id, name, category in named:
            if definition_id in definitions:
                parts[definition_id][name].append(category)
        # Where nothing is divided there is nothing to add up, and nothing is read.
        wholes = {
            whole: definition
            for whole, definition in wholes.items()
            if whole.definition_id in parts or whole.area_id in below
        }
        wanted = set(wholes)
        for whole in wholes:
            wanted |= {
                Address(whole.definition_id, e.area_id, whole.slot) for e in below[whole.area_id]
            }
            for categories in parts[whole.definition_id].values():
                wanted |= {
                    Address(whole.definition_id, whole.area_id, whole.slot, pk) for pk in categories
                }
        return cls(wholes, newest_at(wanted), parts, below)

    def _count(self, address: Address, kind: str) -> Decimal | None:
        measurement = self.stored.get(address)
        return None if measurement is None else counted(figure_of(measurement), kind)

    def sums(self) -> Iterator[Doubt]:
        """Wholes that are not the sum of their parts, or of their divisions."""
        for whole, definition in self.wholes.items():
            measurement = self.stored.get(whole)
            if measurement is None:
                continue
            said = [
                {"of": name, "parts": danish(wrong.parts), "whole": danish(wrong.whole)}
                for name, wrong in self._wrong(whole, definition.kind)
            ]
            if said:
                details = {"sums": said}
                yield Doubt(measurement.cell_id, measurement.version, Flag.Kind.TOTAL, details)

    def _wrong(self, whole: Address, kind: str) -> Iterator[tuple[str, Difference]]:
        count = self._count(whole, kind)
        for name, categories in self.parts[whole.definition_id].items():
            near = [
                Address(whole.definition_id, whole.area_id, whole.slot, pk) for pk in categories
            ]
            wrong = difference([self._count(one, kind) for one in near], count)
            if wrong:
                yield name, wrong
        day = parse_slot(whole.slot).ends_on
        below = [
            Address(whole.definition_id, extent.area_id, whole.slot)
            for extent in self.divisions[whole.area_id]
            if holds_on(extent, day)
        ]
        wrong = difference([self._count(one, kind) for one in below], count)
        if wrong:
            yield DIVISIONS, wrong
