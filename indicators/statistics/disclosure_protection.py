"""From a group's counts to what is hidden of it: judge, choose, prove, and hide more where needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from indicators.statistics.disclosure import Mask
from indicators.statistics.disclosure_audit import (
    MOST_BY_NUMBER,
    Report,
    Table,
    judge,
    table_of,
)
from indicators.statistics.disclosure_choice import Seen, close, widen
from indicators.statistics.disclosure_classes import unproven
from indicators.statistics.disclosure_cubes import Cube, Ints


@dataclass(frozen=True)
class Protected:
    """What is hidden (the cube's shape), and the account of the audit."""

    hidden: Mask
    report: Report


def protect(
    cube: Cube, seen: Seen, steady: Callable[[Mask], Mask], *, also: Mask | None = None
) -> Protected:
    """Hide small counts and as many others as keep every one of them safe.

    Bounded: every round hides at least one more cell, or is the last. `also` is hidden from the
    start; `steady` tells of what is hidden which figures were shown before and still hold.
    """
    hidden = (cube.primary | cube.forced) & cube.present
    if also is not None:
        hidden |= also & cube.present
    report, answers = Report(), dict[bytes, bool]()
    while True:
        close(cube, hidden, seen)
        report = Report(programs=report.programs)
        table = table_of(cube, hidden, seen)
        failing = unproven(table, report, answers)
        if not len(failing) or not _more(cube, hidden, seen, table, failing):
            break
    few = len(table.cells) <= MOST_BY_NUMBER
    judge(table, cube, steady(hidden), np.flatnonzero(table.small) if few else failing, report)
    return Protected(hidden, report)


def _more(cube: Cube, hidden: Mask, seen: Seen, table: Table, failing: Ints) -> bool:
    """Hide more beside the failing counts; where nothing is left there, in their whole tables."""
    around = np.zeros(cube.present.shape, dtype=np.bool_)
    around.ravel()[table.cells[failing]] = True
    if widen(cube, hidden, seen, around):
        return True
    tables = np.isin(table.component, table.component[failing])
    around.ravel()[table.cells[tables]] = True
    return widen(cube, hidden, seen, around)
