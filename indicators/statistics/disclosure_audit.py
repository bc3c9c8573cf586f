"""Is every hidden small count safe? Linear programs over all that a reader can see.

A hidden count is safe when each of 1, 2, 3 and 4 is feasible, given every shown sum and that other
hidden counts are not negative (methods § 4). It is checked in two steps:

1. *By class.* A small count p can move as far as it likes within 1..4 when some other hidden cells
   can move against it in every sum, each no further than p itself, and all of them guards (at least
   five, in count and complement and base), or small totals above p and small parts below it, which
   move along. That is a linear program over the structure alone: v_p = 1, |v| ≤ 1 (0 ≤ v for those
   that move along), every sum of v is 0. Where a large shown total has nothing but hidden small
   parts, p moves against each of them in turn. Equal structures are solved once. The answer depends
   on no hidden number, so what is hidden because of it tells nothing.
2. *By number.* The least and the largest value of each small count, complement and base. Many
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
from indicators.statistics.disclosure_sums import Cube, Ints
from indicators.statistics.intervals import Floats

MOST_BY_NUMBER = 300  # hidden cells: above that, numbers are solved only where classes did not do
SMALL = (1.0, 4.0)  # what a hidden small count must be able to be
_SLACK = 1e-6
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


def unproven(table: Table, report: Report, answers: dict[bytes, bool]) -> Ints:
    """The small counts (places in the table) whose safety does not follow from classes alone.

    `answers` remembers what was found of each structure, from one round to the next.
    """
    report.primary = int(table.small.sum())
    often = np.bincount(table.node_of, minlength=len(table.cells))
    lone_sum = np.bincount(table.sum_of, weights=often[table.node_of] > 1) == 0
    guarded = np.bincount(table.sum_of, weights=table.guard[table.node_of]) > 0
    alone = np.zeros(len(table.cells), dtype=np.bool_)
    alone[table.node_of] = (lone_sum & guarded)[table.sum_of]
    report.proven_alone = int((alone & table.small).sum())
    left = table.small & ~alone
    programs: dict[bytes, tuple[_Part, int, int]] = {}
    asked: list[tuple[int, list[list[bytes]]]] = []
    for part in _parts(table, left):
        for target in np.flatnonzero(left[part.cells]).tolist():
            ways = []
            for partners in part.ways(target):
                keys = [part.signature + b"%d %d" % (target, other) for other in partners]
                ways.append(keys)
                for key, other in zip(keys, partners, strict=True):
                    if key not in answers:
                        programs[key] = part, target, other
            asked.append((int(part.cells[target]), ways))
    found = _movable(list(programs.values()))
    answers |= {key: bool(answer) for key, answer in zip(programs, found, strict=True)}
    report.programs += bool(programs)
    failing = np.array(
        [cell for cell, ways in asked if not any(all(answers[k] for k in way) for way in ways)],
        dtype=np.int64,
    )
    report.proven_by_class = len(asked) - len(failing)
    return failing


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


@dataclass(frozen=True)
class _Part:
    """One table that hangs together, renumbered from 0 so that equal ones look equal."""

    cells: Ints
    sum_of: Ints
    node_of: Ints
    sign: Floats
    movable: Mask
    small: Mask
    bundled: Mask
    signature: bytes

    def ways(self, target: int) -> Iterator[list[int]]:
        """In what ways a target can be proven: each names the cells that must be able to give way.

        By itself (-1), or against each other part of a bundle: then against any mixture of them.
        """
        yield [-1]
        for number in self.sum_of[(self.node_of == target) & self.bundled[self.sum_of]]:
            own = self.node_of[self.sum_of == number]
            yield [int(node) for node in own if node != target]

    def reach(self, target: int, partner: int) -> tuple[Floats, Floats]:
        """How far each cell may move when the target moves by 1: lowest and highest."""
        highest = self.movable.astype(np.float64)
        lowest = -highest
        for way in (1.0, -1.0):
            highest[self._kin(target, way) & self.small] = 1.0
        lowest[target] = highest[target] = 1.0
        if partner >= 0:
            lowest[partner] = highest[partner] = -1.0
        return lowest, highest

    def _kin(self, target: int, way: float) -> Mask:
        """The totals above a cell (way 1: those it is part of, and so on) or the parts below it."""
        found = np.zeros(len(self.cells), dtype=np.bool_)
        reached = np.zeros(len(self.cells), dtype=np.bool_)
        reached[target] = True
        while reached.any():
            sums = np.zeros(int(self.sum_of.max()) + 1, dtype=np.bool_)
            sums[self.sum_of[reached[self.node_of] & (self.sign == way)]] = True
            reached = np.zeros(len(self.cells), dtype=np.bool_)
            reached[self.node_of[sums[self.sum_of] & (self.sign == -way)]] = True
            reached &= ~found
            found |= reached
        return found


def _parts(table: Table, wanted: Mask) -> Iterator[_Part]:
    """The tables with one of these cells in them."""
    chosen = np.zeros(int(table.component.max(initial=-1)) + 1, dtype=np.bool_)
    chosen[table.component[wanted]] = True
    entries = np.flatnonzero(chosen[table.component[table.node_of]])
    component = table.component[table.node_of[entries]]
    entries = entries[np.argsort(component, kind="stable")]
    component = table.component[table.node_of[entries]]
    for some in np.split(entries, np.flatnonzero(np.diff(component)) + 1):
        if not len(some):
            continue
        cells, node_of = np.unique(table.node_of[some], return_inverse=True)
        sums, sum_of = np.unique(table.sum_of[some], return_inverse=True)
        movable = table.guard[cells]
        sign = table.sign[some]
        signature = b"|".join(
            (sum_of.astype(np.int32).tobytes(), node_of.astype(np.int32).tobytes(),
             sign.astype(np.int8).tobytes(), movable.tobytes(), table.small[cells].tobytes(),
             table.bundled[sums].tobytes())
        )  # fmt: skip
        yield _Part(
            cells,
            sum_of.astype(np.int64),
            node_of.astype(np.int64),
            sign,
            movable,
            table.small[cells],
            table.bundled[sums],
            signature,
        )


def _movable(programs: list[tuple[_Part, int, int]]) -> Mask:
    """For each table, target and partner (-1: none) whether the target can move.

    One program for all: the least total by which the sums are missed when the target moves by 1.
    """
    if not programs:
        return np.zeros(0, dtype=np.bool_)
    rows, columns, values, lower, upper, owner = [], [], [], [], [], []
    many_rows = many_columns = 0
    for part, target, partner in programs:
        rows.append(part.sum_of + many_rows)
        columns.append(part.node_of + many_columns)
        values.append(part.sign)
        lowest, highest = part.reach(target, partner)
        lower.append(lowest)
        upper.append(highest)
        many_columns += len(part.cells)
        owner.append(int(part.sum_of.max()) + 1)
        many_rows += owner[-1]
    moves = sparse.coo_array(
        (np.concatenate(values), (np.concatenate(rows), np.concatenate(columns))),
        shape=(many_rows, many_columns),
    )
    missed = sparse.eye_array(many_rows)
    found = linprog(
        np.concatenate([np.zeros(many_columns), np.ones(2 * many_rows)]),
        A_eq=sparse.hstack([moves, missed, -missed]).tocsr(),
        b_eq=np.zeros(many_rows),
        bounds=np.column_stack(
            [
                np.concatenate([*lower, np.zeros(2 * many_rows)]),
                np.concatenate([*upper, np.full(2 * many_rows, np.inf)]),
            ]
        ),
        method="highs",
    )
    off = found.x[many_columns : many_columns + many_rows] + found.x[many_columns + many_rows :]
    block = np.repeat(np.arange(len(programs)), owner)
    proven: Mask = np.bincount(block, weights=off, minlength=len(programs)) < _SLACK
    return proven


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
        tight = (lowest > target[turn, 0] + _SLACK) | (highest < target[turn, 1] - _SLACK)
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
