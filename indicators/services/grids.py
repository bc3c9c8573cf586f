"""The entry grid: rows of areas or indicators, columns of periods, each cell as it is typed.

A page may hold ten thousand cells, so figures are read as plain rows in a fixed number of queries
(`grid_cells.py`), and each field is written out with few characters (`templatetags/grids.py`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils import timezone

from indicators.rules.periods import parse_slot
from indicators.rules.values import VALUE
from indicators.services.cell_words import line_labels
from indicators.services.entry import shape_of
from indicators.services.flag_words import Said, said_of
from indicators.services.grid_cells import GridCell, Reading
from indicators.services.grid_plans import Block, Choice, RowPlan, plan_of
from indicators.services.periods_in_words import slot_in_words
from partnership.rules.access import Standing

ROWS_IN_SECTION = 24  # a long grid is cut in tables that the browser can leave undrawn


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
    locks: list[tuple[str, str]] = field(default_factory=list)  # id and sentence
    ahead: str = ""  # periods that have not begun and have figures, in words
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
    read = Reading.of(plan, choice, standing)
    grid = Grid(title=plan.title, heading=plan.heading, is_cut=plan.is_cut)
    for block in plan.blocks:
        rows = [_row(read, block, row) for row in block.rows]
        for row in rows:
            grid.total += len(row.cells)
            grid.filled += sum(cell.is_filled for cell in row.cells)
        if choice.only_missing:
            rows = [row for row in rows if not all(cell.is_filled for cell in row.cells)]
        grid.sections += _sections(block, rows, len(grid.sections))
    grid.locks = _locks(grid)
    grid.ahead = _ahead(grid)
    shown = {cell.address for cell in grid.cells}
    grid.flags = [
        said_of(flag) for address, flags in read.flags.items() if address in shown for flag in flags
    ]
    return grid


def _row(read: Reading, block: Block, row: RowPlan) -> Row:
    shape = shape_of(row.versions[0], writing=read.writing)
    return Row(
        name=row.name,
        labels=line_labels(row.versions[0], shape),
        cells=[read.cell(row, slot, shape) for slot in block.slots],
        is_below=row.is_below,
    )


def _ahead(grid: Grid) -> str:
    """The periods that have not begun though figures stand in them: asked of files too."""
    today = timezone.localdate()
    slots = {cell.address.slot for cell in grid.cells if cell.state == VALUE}
    ahead = [slot for slot in map(parse_slot, slots) if slot.is_ahead_of(today)]
    return ", ".join(slot_in_words(slot.code) for slot in sorted(ahead, key=lambda s: s.starts_on))


def _locks(grid: Grid) -> list[tuple[str, str]]:
    """Why cells are locked, each reason once; the cells name it by its id."""
    known: dict[str, str] = {}
    for cell in grid.cells:
        if cell.lock:
            cell.lock_id = known.setdefault(cell.lock, f"laas{len(known)}")
    return [(key, sentence) for sentence, key in known.items()]


def _sections(block: Block, rows: list[Row], number: int) -> Iterator[Section]:
    columns = [slot_in_words(slot) for slot in block.slots]
    for at, start in enumerate(range(0, len(rows), ROWS_IN_SECTION)):
        few = rows[start : start + ROWS_IN_SECTION]
        yield Section(f"s{number + at}", block.title, columns, few, is_continued=bool(at))
