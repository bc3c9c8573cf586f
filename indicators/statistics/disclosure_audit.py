"""Is every hidden small count safe? Linear programs over all that a reader can see.

A hidden count is safe when each of 1, 2, 3 and 4 is feasible, given every shown sum and that other
hidden counts are not negative (methods § 4). It is checked in two steps:

1. *By class* (`disclosure_classes`). A small count p can move as far as it likes within 1..4 when
   some other hidden cells can move against it in every sum, each no further than p itself, and all
   of them guards (at least five, in count and complement and base), or small totals above p and
   small parts below it, which move along. That is a linear program over the structure alone:
   v_p = 1, |v| ≤ 1 (0 ≤ v for those that move along), every sum of v is 0. Where a large shown total
   has nothing but hidden small parts, p moves against each of them in turn. Equal structures are
   solved once. The answer depends on no hidden number, so what is hidden because of it tells
   nothing.
2. *By number* (here). The least and the largest value of each small count, complement and base. Many
   separate tables are one block-diagonal program. Of large groups only those counts are solved by
   number that step 1 could not prove.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import linprog
from scipy.sparse.csgraph import connected_components

from indicators.statistics.disclosure import Mask
from indicators.statistics.disclosure_choice import Seen, all_sums, bundles
from indicators.statistics.disclosure_cubes import Cube, Ints
from indicators.statistics.intervals import Floats

MOST_BY_NUMBER = 300  # hidden cells: above that, numbers are solved only where classes did not do
SMALL = (1.0, 4.0)  # what a hidden small count must be able to be
SLACK = 1e-6
_FAR = 1000.0  # how far above its number an unbounded count is followed


@dataclass
class Report:
    """The account of one audit; counts of cells only, no figure."""

    primary: int = 0
    proven_alone: int = 0
    proven_by_class: int = 0
    solved_by_number: int = 0
    programs: int = 0
    tightest: float | None = None
    shown_before: int = 0
    unsafe: int = 0


@dataclass
class Table:
    """The hidden cells of a cube and the sums they stand in, as one sparse system.

    `cells` are places in the flat cube; `sum_of`, `node_of`, `sign` one entry for each time a cell
    stands in a sum (-1: as its total). `small` are those that must be safe. `bundled` are sums with a
    large shown total and nothing but hidden small parts.
    """

    cells: Ints
    small: Mask
    guard: Mask
    sum_of: Ints
    node_of: Ints
    sign: Floats
    bundled: Mask
    component: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    @property
    def many_sums(self) -> int:
        """How many sums there are."""
        return int(self.sum_of.max(initial=-1)) + 1


def table_of(cube: Cube, hidden: Mask, seen: Seen) -> Table:
    """Collect the sums that have hidden cells, and which tables hang together through them."""
    places, sums, signs, bundled = [], [], [], []
    many = 0
    for family in all_sums(cube, hidden):
        concealed = family.there & hidden.ravel()[family.cells]
        rows, columns = np.nonzero(concealed)
        places.append(family.cells[rows, columns])
        sums.append(rows + many)
        signs.append(np.where(columns == family.total, -1.0, 1.0))
        bundled.append(bundles(cube, family, hidden))
        many += len(family.cells)
    cells, nodes = np.unique(_joined(places, np.int64), return_inverse=True)
    sum_of = _joined(sums, np.int64)
    small = cube.primary.ravel()[cells]
    known = seen.logged.ravel()[cells]
    table = Table(
        cells=cells,
        small=small,
        guard=cube.guards.ravel()[cells] & ~known,
        sum_of=sum_of,
        node_of=nodes.astype(np.int64),
        sign=_joined(signs, np.float64),
        bundled=_joined(bundled, np.bool_),
    )
    links = sparse.coo_array(
        (np.ones(len(nodes)), (nodes, sum_of + len(cells))), shape=(len(cells) + many,) * 2
    )
    table.component = connected_components(links, directed=False)[1][: len(cells)].astype(np.int64)
    return table


def judge(table: Table, cube: Cube, steady: Mask, wanted: Ints, report: Report) -> Ints:
    """Of these small counts those for which some value in 1..4 is infeasible, by number.

    `steady` are figures shown before that still hold: they are known, whatever is hidden now. A
    small count that was itself shown so can no longer be protected and is only counted.
    """
    known = steady.ravel()[table.cells]
    report.shown_before = int((known & table.small).sum())
    wanted = wanted[~known[wanted]]
    unsafe: set[int] = set()
    for measure in ("part", "rest", "base"):
        unsafe |= set(_infeasible(table, cube, known, wanted, measure, report).tolist())
    report.solved_by_number = len(wanted)
    report.unsafe = len(unsafe)
    return np.array(sorted(unsafe), dtype=np.int64)


def _infeasible(
    table: Table, cube: Cube, known: Mask, wanted: Ints, measure: str, report: Report
) -> Ints:
    """Those of the wanted cells that cannot be every value they must, in one of the measures."""
    part, base = (np.nan_to_num(array.ravel()[table.cells]) for array in (cube.part, cube.base))
    number = {"part": part, "rest": np.maximum(base - part, 0.0), "base": base}[measure]
    target = np.tile(np.array(SMALL), (len(table.cells), 1))
    asked = wanted[(number[wanted] >= 0.5) & (number[wanted] <= SMALL[1] + 0.5)]
    if measure == "base":
        # A base must not be told closer than the counts are: within five.
        target = number[:, None] + np.array([0.0, SMALL[1]])
        asked = wanted[cube.few_bases.ravel()[table.cells[wanted]] & (number[wanted] > 0)]
    ceiling = np.where(known, number, number + _FAR)
    floor = np.where(known, number, 0.0)
    unsafe = []
    for turn in _turns(table, asked):
        lowest, highest = (_ends(table, number, floor, ceiling, turn, way) for way in (1.0, -1.0))
        report.programs += 2
        tight = (lowest > target[turn, 0] + SLACK) | (highest < target[turn, 1] - SLACK)
        unsafe.append(turn[tight])
        width = float((highest - lowest).min())
        report.tightest = width if report.tightest is None else min(report.tightest, width)
    return _joined(unsafe, np.int64)


def _turns(table: Table, cells: Ints) -> Iterator[Ints]:
    """Cells in turns, one of each table at a time: separate tables can be solved together."""
    order = cells[np.argsort(table.component[cells], kind="stable")]
    component = table.component[order]
    starts = np.flatnonzero(np.diff(component, prepend=-1))
    turn = np.arange(len(order)) - np.repeat(starts, np.diff(np.append(starts, len(order))))
    for number in range(int(turn.max(initial=-1)) + 1):
        yield order[turn == number]


def _ends(
    table: Table, number: Floats, floor: Floats, ceiling: Floats, cells: Ints, way: float
) -> Floats:
    """The least (way 1) or largest (way -1) that each of these cells can be."""
    system = sparse.csr_array(
        (table.sign, (table.sum_of, table.node_of)), shape=(table.many_sums, len(table.cells))
    )
    inside = np.isin(table.component, table.component[cells])
    rows = np.unique(table.sum_of[inside[table.node_of]])
    system = system[rows][:, np.flatnonzero(inside)]
    aim = np.zeros(len(table.cells))
    aim[cells] = way
    found = linprog(
        aim[inside],
        A_eq=system,
        b_eq=system @ number[inside],
        bounds=np.column_stack([floor, ceiling])[inside],
        method="highs",
    )
    values = np.zeros(len(table.cells))
    values[inside] = found.x
    return values[cells]


def _joined(arrays: Iterable[NDArray[Any]], kind: type) -> NDArray[Any]:
    return np.concatenate([np.zeros(0, dtype=kind), *arrays])
