"""The entry grid: rows of areas or indicators, columns of periods, each cell as it is typed.

A page may hold ten thousand cells, so figures are read as plain rows in a fixed number of queries,
and each field is written out with few characters (`templatetags/grids.py`).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from django.db.models import F
from django.utils.translation import gettext as _

from indicators.models import Flag, Measurement
from indicators.rules.cells import Address, Shape, danish, lines_of
from indicators.rules.expectations import Range
from indicators.rules.values import Figure
from indicators.rules.workflow import SEEN
from indicators.services.cell_words import line_labels, note_of
from indicators.services.data_sets import data_sets_seen_by, released_cells
from indicators.services.divisions import Divided, Divisions, owned_divisions
from indicators.services.entry import data_sets_for, definition_in, shape_of
from indicators.services.expectations import is_questioned, ranges_of
from indicators.services.flag_words import Said, said_of, word_of
from indicators.services.flags import flags_at
from indicators.services.grid_plans import Block, Choice, Plan, RowPlan, plan_of
from indicators.services.periods_in_words import slot_in_words
from partnership.rules.access import Standing

ROWS_IN_SECTION = 24  # a long grid is cut in tables that the browser can leave undrawn
_FIGURE = (
    "state", "numerator", "denominator", "value", "n", "invited", "sd", "design_effect", "population"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stored:
    """What stands in a cell, as far as a grid needs it."""

    cell_id: int
    version: int
    figure: Figure
    data_set_id: int
    is_kept: bool  # its supplier owns it and keeps it to itself
    workflow: str


@dataclass(slots=True)
class GridCell:
    """One cell as it is shown: its lines, its sign in words, and the version the reader sees."""

    address: Address
    version: int = 0
    lines: tuple[str, str] = ("", "")
    stored: tuple[str, str] = ("", "")
    note: str = ""
    below: str = ""  # what its divisions give together
    state: str = ""
    is_flagged: bool = False
    is_locked: bool = False
    error: str = ""
    label: str = ""  # in words, where there is an error to tell of
    is_saved: bool = False

    @property
    def id(self) -> str:
        """The cell's address in one word."""
        return self.address.id


@dataclass(frozen=True, slots=True)
class Row:
    """One area's or one indicator's cells."""

    name: str
    labels: tuple[str, ...]
    cells: list[GridCell]
    is_below: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one head: a table of its own."""

    id: str
    title: str
    columns: list[str]
    rows: list[Row]
    is_continued: bool = False


@dataclass
class Grid:
    """Everything the template draws."""

    title: str
    heading: str
    sections: list[Section] = field(default_factory=list)
    flags: list[Said] = field(default_factory=list)
    is_cut: bool = False
    filled: int = 0
    total: int = 0

    @property
    def cells(self) -> Iterator[GridCell]:
        """All cells, row by row."""
        return (cell for part in self.sections for row in part.rows for cell in row.cells)

    @property
    def seen(self) -> str:
        """Which version of each cell the reader sees, for the form to send back; 0 goes unsaid."""
        versions = {cell.id: cell.version for cell in self.cells if cell.version}
        return json.dumps(versions, separators=(",", ":"))

    @property
    def troubled(self) -> list[GridCell]:
        """Cells that must be looked at again."""
        return [cell for cell in self.cells if cell.error]


def build_grid(choice: Choice, standing: Standing) -> Grid:
    """Read the chosen cells, in a fixed number of queries, and write out each as it is typed."""
    plan = plan_of(choice, standing)
    page = _Page.read(plan, choice, standing)
    grid = Grid(title=plan.title, heading=plan.heading, is_cut=plan.is_cut)
    for block in plan.blocks:
        rows = [page.row(block, row) for row in block.rows]
        for row in rows:
            grid.total += len(row.cells)
            grid.filled += sum(1 for cell in row.cells if cell.version or cell.is_locked)
        if choice.only_missing:
            rows = [row for row in rows if any(_is_open(cell) for cell in row.cells)]
        grid.sections += _sections(block, rows, len(grid.sections))
    shown = {cell.address for cell in grid.cells}
    grid.flags = [
        said_of(flag) for address, flags in page.flags.items() if address in shown for flag in flags
    ]
    return grid


def _is_open(cell: GridCell) -> bool:
    return not (cell.version or cell.is_locked)


def _sections(block: Block, rows: list[Row], number: int) -> Iterator[Section]:
    columns = [slot_in_words(slot) for slot in block.slots]
    for at, start in enumerate(range(0, len(rows), ROWS_IN_SECTION)):
        few = rows[start : start + ROWS_IN_SECTION]
        yield Section(f"s{number + at}", block.title, columns, few, is_continued=bool(at))


def stored_at(plan: Plan) -> dict[Address, Stored]:
    """What stands in the cells of a page, as plain rows; one query."""
    wanted = set(plan.addresses())
    for extent in plan.divisions.extents:
        wanted |= {
            Address(one.definition_id, extent.area_id, one.slot)
            for one in list(wanted)
            if one.area_id == extent.parent_id
        }
    found = Measurement.objects.filter(
        cell__definition__in={one.definition_id for one in wanted},
        cell__area__in={one.area_id for one in wanted},
        cell__slot__in={one.slot for one in wanted},
        version=F("cell__version"),
    ).values_list(
        "cell__definition_id", "cell__area_id", "cell__slot", "cell__category_id",
        "cell__category__category_set__code", "cell_id", "version", "data_set_id",
        "data_set__is_supplier_owned", "workflow", *_FIGURE,
    )  # fmt: skip
    stored = {}
    for definition, area, slot, category, kind, cell, version, owner, is_kept, way, *parts in found:
        address = Address(definition, area, slot, 0 if kind == "total" else category)
        if address in wanted:
            figure = Figure(**dict(zip(_FIGURE, parts, strict=True)))
            stored[address] = Stored(cell, version, figure, owner, is_kept, way)
    return stored


@dataclass(frozen=True)
class _Page:
    """All that is read for a page, and how a row is made of it."""

    stored: Mapping[Address, Stored]
    ranges: Mapping[tuple[int, int, str], Range]
    flags: Mapping[Address, list[Flag]]
    settled: frozenset[int]
    divisions: Divisions
    writing: str
    own: frozenset[int]
    writable: frozenset[int]
    seen: frozenset[int]
    released: frozenset[int]
    owned: frozenset[int]
    figures: Mapping[Address, Figure]

    @classmethod
    def read(cls, plan: Plan, choice: Choice, standing: Standing) -> _Page:
        stored = stored_at(plan)
        addresses = set(plan.addresses())
        sets = dict(data_sets_for(standing).values_list("pk", "indicator_id"))
        own = frozenset(sets)
        foreign = [each.cell_id for each in stored.values() if each.data_set_id not in own]
        seen = data_sets_seen_by(standing).values_list("pk", flat=True) if foreign else ()
        shown = frozenset(seen)
        return cls(
            stored=stored,
            ranges=ranges_of(
                {one.definition_id for one in addresses},
                {one.area_id for one in addresses},
                {one.slot for one in addresses},
            ),
            flags=flags_at(standing, addresses),
            settled=_settled(addresses),
            divisions=plan.divisions,
            writing=choice.writing,
            own=own,
            writable=frozenset(sets.values()),
            seen=shown,
            released=frozenset(released_cells(foreign)) if foreign else frozenset(),
            owned=owned_divisions(standing) if foreign else frozenset(),
            figures=_visible(stored, own | shown),
        )

    def row(self, block: Block, row: RowPlan) -> Row:
        """One row's cells."""
        shape = shape_of(row.versions[0], writing=self.writing)
        return Row(
            name=row.name,
            labels=line_labels(row.versions[0], shape),
            cells=[self._cell(row, slot, shape) for slot in block.slots],
            is_below=row.is_below,
        )

    def _cell(self, row: RowPlan, slot: str, shape: Shape) -> GridCell:
        address = row.address(slot)
        definition = definition_in(row.versions, slot)
        cell = GridCell(address)
        newest = self.stored.get(address)
        if not row.is_below:
            cell.below = self._below(address, definition.kind)
        if newest is None:
            cell.is_locked = definition.indicator_id not in self.writable
            return cell
        if newest.data_set_id not in self.own:
            cell.is_locked = True
            is_owner = row.area.pk in self.owned and not newest.is_kept
            if newest.data_set_id not in self.seen and not is_owner:
                is_out = newest.cell_id in self.released
                cell.note = _("anden leverandør") if is_out else _("Findes, ikke frigivet")
                return cell
        figure = newest.figure
        cell.version, cell.state = newest.version, figure.state
        cell.lines = cell.stored = lines_of(figure, shape)
        cell.note = self._note(address, newest, shape)
        cell.is_flagged = address in self.flags
        # Counts shown on a page for percentages would be read as percentages.
        if shape.writes_values and shape.has_parts and figure.numerator is not None:
            cell.is_locked = True
        return cell

    def _note(self, address: Address, newest: Stored, shape: Shape) -> str:
        words = [note_of(newest.figure, shape)]
        words += [word_of(flag.kind) for flag in self.flags.get(address, ())]
        expected = self.ranges.get((address.definition_id, address.area_id, address.slot))
        is_unsaid = address not in self.flags and newest.cell_id not in self.settled
        if is_unsaid and not address.category_id:
            is_asked = is_questioned(newest.figure, shape, expected)
            words.append(word_of(Flag.Kind.EXPECTED) if is_asked else "")
        if newest.workflow not in SEEN:
            words.append(str(Measurement.Workflow(newest.workflow).label).lower())
        return " · ".join(filter(None, words))

    def _below(self, address: Address, kind: str) -> str:
        if not self.divisions.extents:
            return ""
        return below_in_words(self.divisions.together(address, kind, self.figures))


def below_in_words(sums: Divided | None) -> str:
    """What an area's divisions give together: "afdelinger: 120 / 300", or how many are known."""
    if sums is None:
        return ""
    if not sums.is_whole:
        return _("delvist (%(known)s af %(due)s afdelinger)") % {
            "known": sums.known,
            "due": sums.due,
        }
    counts = [danish(sums.numerator)]
    if sums.denominator is not None:
        counts.append(danish(sums.denominator))
    return _("afdelinger: %(sum)s") % {"sum": " / ".join(counts)}


def _visible(stored: Mapping[Address, Stored], sets: Collection[int]) -> dict[Address, Figure]:
    """What sums may be made of: a sum must not tell what a supplier keeps to itself."""
    return {at: each.figure for at, each in stored.items() if each.data_set_id in sets}


def _settled(addresses: set[Address]) -> frozenset[int]:
    """Cells whose newest figure a person has said to be right, though it was not expected."""
    found = Flag.objects.filter(
        kind=Flag.Kind.EXPECTED,
        cleared_by__isnull=False,
        version=F("cell__version"),
        cell__definition__in={one.definition_id for one in addresses},
        cell__area__in={one.area_id for one in addresses},
    )
    return frozenset(found.values_list("cell_id", flat=True))
