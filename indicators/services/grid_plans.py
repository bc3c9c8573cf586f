"""What a grid shows: which rows and which periods, before any figure is read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import F
from django.utils.translation import gettext as _

from areas.models import Area
from indicators.models import Category, Cell, Definition, Indicator, Round
from indicators.rules.cells import COUNTS, Address
from indicators.rules.periods import Slot, parse_slot
from indicators.services.data_sets import data_sets_seen_by
from indicators.services.divisions import Divisions, areas_for, divisions_of, hidden_divisions
from indicators.services.entry import data_sets_for, definition_in, definitions_of
from indicators.services.flag_words import category_name
from indicators.services.names import localised
from partnership.rules.access import Standing

MOST_COLUMNS = 12
# Rows for divisions and parts: where they are used, always, or never.
AUTO, ALL, NONE = "auto", "alle", "ingen"
_FIRST = {"year": "", "half": "H1", "quarter": "K1", "month": "M01"}
_LAST = {"year": "", "half": "H2", "quarter": "K4", "month": "M12"}


@dataclass(frozen=True)
class Choice:
    """What the page shows: a round, one area or one indicator, in which periods, written how."""

    area: Area | None = None
    indicator: Indicator | None = None
    frequency: str = "year"
    first_year: int = 0
    last_year: int = 0
    writing: str = COUNTS
    parts: str = AUTO
    round: Round | None = None
    only_missing: bool = False


@dataclass(frozen=True)
class RowPlan:
    """One row to be: what it counts, where, and of which part of a breakdown."""

    name: str
    versions: list[Definition]
    area: Area
    category: Category | None = None
    is_division: bool = False

    @property
    def is_below(self) -> bool:
        """Whether it is a part of the row above it."""
        return self.is_division or self.category is not None

    def address(self, slot: str) -> Address:
        """The cell of the row in a period."""
        definition = definition_in(self.versions, slot)
        part = self.category.pk if self.category else 0
        return Address(definition.pk, self.area.pk, slot, part)


@dataclass(frozen=True)
class Block:
    """Rows that share their periods; a round has one for each indicator."""

    title: str
    slots: list[str]
    rows: list[RowPlan]


@dataclass
class Plan:
    """The whole page, and the divisions below its areas."""

    title: str
    heading: str
    blocks: list[Block] = field(default_factory=list)
    divisions: Divisions = field(default_factory=Divisions)
    is_cut: bool = False

    def addresses(self) -> Iterator[Address]:
        """Every cell of the page."""
        for block in self.blocks:
            for row in block.rows:
                for slot in block.slots:
                    yield row.address(slot)


def slots_between(first_year: int, last_year: int, frequency: str) -> list[Slot]:
    """All periods of one length in some years."""
    slot = parse_slot(f"{first_year}{_FIRST[frequency]}")
    last = parse_slot(f"{last_year}{_LAST[frequency]}")
    found = []
    while slot.ends_on <= last.ends_on:
        found.append(slot)
        slot = slot.shifted(1)
    return found


def usual_years(today: dt.date) -> tuple[int, int]:
    """The years shown when nobody chose: this one and the four before."""
    return today.year - 4, today.year


def plan_of(choice: Choice, standing: Standing) -> Plan:
    """Rows and periods of a page, as far as the person may write or read there."""
    if choice.round is not None:
        return _round_plan(choice.round, standing)
    indicators = set(data_sets_seen_by(standing).values_list("indicator_id", flat=True))
    slots = slots_between(choice.first_year, choice.last_year, choice.frequency)
    codes = [slot.code for slot in slots[-MOST_COLUMNS:]]
    if choice.indicator is not None:
        title, heading = localised(choice.indicator), _("Område")
        versions = list(definitions_of(indicators & {choice.indicator.pk}).values())
        areas = list(areas_for(standing).exclude(kind=Area.Kind.DIVISION))
    else:
        title, heading = (choice.area.name if choice.area else ""), _("Indikator")
        found = definitions_of(indicators).values()
        versions = [each for each in found if each[0].frequency == choice.frequency]
        areas = [choice.area] if choice.area else []
    plan = Plan(title, heading, is_cut=len(slots) > MOST_COLUMNS)
    plan.divisions = _divisions(areas, standing)
    below = _Below.read(choice.parts, versions, areas, plan.divisions)
    rows = [row for each in versions for row in _rows(each, areas, below, choice)]
    plan.blocks = [Block("", codes, rows)]
    return plan


def _round_plan(asked: Round, standing: Standing) -> Plan:
    """Exactly the cells of a round that are the person's: a block for each indicator."""
    ids = asked.indicators.values("pk")
    mine = data_sets_for(standing).filter(indicator__in=ids)
    versions = definitions_of(set(mine.values_list("indicator_id", flat=True)))
    areas = list(areas_for(standing).filter(pk__in=asked.areas.values("pk")))
    plan = Plan(asked.name, _("Område"), divisions=_divisions(areas, standing))
    categories = categories_of([each[0] for each in versions.values()])
    for each in versions.values():
        newest = each[0]
        slots = sorted(
            slot for slot in map(parse_slot, asked.slots) if slot.frequency == newest.frequency
        )
        rows = []
        for area in areas:
            is_division = area.kind == Area.Kind.DIVISION
            rows.append(RowPlan(area.name, each, area, is_division=is_division))
            if not is_division:
                rows += _part_rows(each, area, categories.get(newest.pk, ()))
        for start in range(0, len(slots), MOST_COLUMNS):
            codes = [slot.code for slot in slots[start : start + MOST_COLUMNS]]
            plan.blocks.append(Block(localised(newest.indicator), codes, rows))
    return plan


def _divisions(areas: Sequence[Area], standing: Standing) -> Divisions:
    return divisions_of([area.pk for area in areas], hidden_divisions(standing))


@dataclass(frozen=True)
class _Below:
    """Which rows stand below others: parts by definition, divisions by indicator."""

    categories: dict[int, list[Category]]
    divisions: Divisions
    divided: frozenset[int] | None  # indicators whose divisions are shown; None: all

    @classmethod
    def read(
        cls,
        wish: str,
        versions: Sequence[list[Definition]],
        areas: Sequence[Area],
        divisions: Divisions,
    ) -> _Below:
        if wish == NONE:
            return cls({}, Divisions(), frozenset())
        categories = categories_of([each[0] for each in versions])
        if wish == ALL:
            return cls(categories, divisions, None)
        below = {division.pk for area in areas for division in divisions.of(area.pk)}
        used = Cell.objects.filter(area__in=below, version__gt=0) if below else Cell.objects.none()
        indicators = used.values_list("definition__indicator_id", flat=True).distinct()
        return cls(categories, divisions, frozenset(indicators))

    def divisions_of(self, indicator_id: int, area: Area) -> list[Area]:
        """The divisions that stand below an area."""
        if self.divided is not None and indicator_id not in self.divided:
            return []
        return self.divisions.of(area.pk)


def _rows(
    versions: list[Definition], areas: Iterable[Area], below: _Below, choice: Choice
) -> Iterator[RowPlan]:
    newest = versions[0]
    for area in areas:
        name = area.name if choice.indicator else localised(newest.indicator)
        is_division = area.kind == Area.Kind.DIVISION
        yield RowPlan(name, versions, area)
        if is_division:
            continue
        yield from _part_rows(versions, area, below.categories.get(newest.pk, ()))
        for division in below.divisions_of(newest.indicator_id, area):
            yield RowPlan(division.name, versions, division, is_division=True)


def _part_rows(
    versions: list[Definition], area: Area, categories: Iterable[Category]
) -> Iterator[RowPlan]:
    for category in categories:
        yield RowPlan(category_name(category), versions, area, category)


def categories_of(definitions: Iterable[Definition]) -> dict[int, list[Category]]:
    """The parts that definitions are collected in, in their order; one query."""
    ids = [definition.pk for definition in definitions]
    found: dict[int, list[Category]] = {}
    named = (
        Category.objects.filter(category_set__definitions__in=ids)
        .annotate(of=F("category_set__definitions"))
        .select_related("category_set")
        .order_by("category_set__name", "position")
    )
    for category in named:
        if category.of in ids:
            found.setdefault(category.of, []).append(category)
    return found
