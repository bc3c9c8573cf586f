"""Which hidden small counts are safe whatever their numbers are: step 1 of the audit.

The answer rests on how the hidden cells hang together alone, never on a number in them; what is
asked and why it suffices is said in `disclosure_audit`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

from indicators.statistics.disclosure import Mask
from indicators.statistics.disclosure_audit import SLACK, Report, Table
from indicators.statistics.disclosure_cubes import Ints
from indicators.statistics.intervals import Floats


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
    proven: Mask = np.bincount(block, weights=off, minlength=len(programs)) < SLACK
    return proven
