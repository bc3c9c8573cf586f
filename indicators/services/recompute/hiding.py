"""What of a group is hidden before anything is stored: its figures laid out as one table of counts.

Small counts, and so many others that no small one can be worked out from breakdowns, municipalities
minus their areas, pooled years, related definitions or earlier editions. The rules stand in
`indicators.statistics.disclosure*`; here a group is laid out for them and their answer laid back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import scipy

from indicators.models import Group
from indicators.services.recompute import editions
from indicators.services.recompute.editions import Place, Shown
from indicators.services.recompute.geography import Geography
from indicators.services.recompute.inputs import Mask, Panel
from indicators.services.recompute.layout import Layout, counts_of_group, lay_out
from indicators.services.recompute.lines import Line, State
from indicators.services.recompute.thresholds import read_thresholds
from indicators.statistics.disclosure_audit import Report
from indicators.statistics.disclosure_choice import Seen, implied
from indicators.statistics.disclosure_cubes import Counts, Cube
from indicators.statistics.disclosure_kin import Kin, kin_of, merged
from indicators.statistics.disclosure_protection import protect
from indicators.statistics.disclosure_sums import cube_of

MOST_KIN = 40  # definitions of a group that are compared with each other


@dataclass(frozen=True)
class Hidden:
    """What may not be shown of a panel (areas × slots).

    Its cells, and what is left of each municipality without its housing areas (in the
    municipalities' rows).
    """

    cells: Mask
    without_areas: Mask


def hide(
    group: Group, panels: Sequence[Panel], levels: Sequence[Line], geography: Geography
) -> tuple[list[Hidden], dict[str, Any] | None]:
    """What is hidden of each panel of a group, and the account of how that was checked."""
    if not panels:
        return [], None
    layout = lay_out(panels, geography.total_category_id)
    kept = (
        layout.marks(editions.hidden_in(group, group.current_run_id))
        if group.current_run_id
        else None
    )
    counts = counts_of_group(layout, panels, levels, read_thresholds(), kept)
    kin = _kin(counts)
    counts = (
        merged(counts, kin) if (kin.stands_for != np.arange(len(kin.stands_for))).any() else counts
    )
    structure = replace(layout.structure, wholes=kin.wholes)
    cube = cube_of(counts, structure)
    history = _History(group, layout, cube, kin)
    hidden, report = _settled(cube, kin, history)
    found = list(_laid_back(layout, panels, levels, hidden, kin))
    return found, _account(layout, panels, found, report)


def _kin(counts: Counts) -> Kin:
    many = len(counts.part)
    if 1 < many <= MOST_KIN:
        return kin_of(counts)
    return Kin(np.arange(many), np.full(many, -1, dtype=np.int64), ())


class _History:
    """What earlier editions showed, laid over the cube; read only as far as it is needed."""

    def __init__(self, group: Group, layout: Layout, cube: Cube, kin: Kin) -> None:
        self.layout, self.cube, self.kin = layout, cube, kin
        self.group, self.run_id = group, group.current_run_id
        before = editions.earlier(group) if self.run_id else []
        self.logged, self.steady = self._laid(before)
        if before:
            self.logged = implied(cube, self.logged)
        self._now: tuple[Mask, Mask] | None = None

    def seen(self) -> Seen:
        """For the choice: what was shown, and a way to ask what is shown now."""
        return Seen(self.logged, (lambda: self.now()[0]) if self.run_id else None)

    def now(self) -> tuple[Mask, Mask]:
        """Where the present edition shows a figure, and where that is still the same."""
        if self._now is None:
            self._now = self._laid(editions.present(self.group, self.run_id) if self.run_id else [])
        return self._now

    def still_known(self, hidden: Mask, kept: Mask) -> Mask:
        """Figures hidden now that some edition showed and that have not changed since."""
        if self.run_id and (hidden & ~kept)[self._inside()].any():
            return self.steady | self.now()[1]
        return self.steady

    def _inside(self) -> tuple[slice, ...]:
        return tuple(slice(0, n) for n in self.cube.size)

    def _laid(self, shown: Sequence[Shown]) -> tuple[Mask, Mask]:
        """Where these stand in the cube, and where their counts are what they still are."""
        known = np.zeros(self.cube.present.shape, dtype=np.bool_)
        same = np.zeros(self.cube.present.shape, dtype=np.bool_)
        for figure in shown:
            at = self.layout.at(figure.place)
            if at is None:
                continue
            own = (int(self.kin.stands_for[at[0]]), *at[1:])
            known[own] = True
            part, base, _estimate = figure.numbers
            whole = self.cube.base[own]
            is_same = base is None or abs(whole - base) < 0.5 or np.isnan(whole)
            if part is not None:
                counted = self.cube.part[own]
                is_same &= min(abs(counted - part), abs(whole - counted - part)) < 0.5
            same[own] |= bool(is_same)
        return known, same


def _settled(cube: Cube, kin: Kin, history: _History) -> tuple[Mask, Report]:
    """Protect, until definitions that share a small base hide the same cells of a period."""
    also = np.zeros(cube.present.shape, dtype=np.bool_)
    while True:
        seen = history.seen()
        found = protect(
            cube, seen, lambda hidden: history.still_known(hidden, cube.forced), also=also
        )
        more = _same_for_shared_bases(cube, kin, found.hidden)
        if not (more & ~found.hidden).any():
            return found.hidden, found.report
        also |= more


def _same_for_shared_bases(cube: Cube, kin: Kin, hidden: Mask) -> Mask:
    """A small base is as well known through one definition as through another that has it too."""
    more = np.zeros(hidden.shape, dtype=np.bool_)
    for base in np.unique(kin.bases[kin.bases >= 0]):
        own = np.flatnonzero(kin.bases == base)
        slots = (cube.few_bases[own] & hidden[own]).any(axis=(0, 1, 2))
        together = hidden[own].any(axis=0) & slots
        more[own] = together & cube.present[own]
    return more


def _laid_back(
    layout: Layout, panels: Sequence[Panel], levels: Sequence[Line], hidden: Mask, kin: Kin
) -> Iterator[Hidden]:
    """Each panel's own part of what is hidden."""
    for panel, level, at in zip(panels, levels, layout.places, strict=True):
        own = hidden[kin.stands_for[at.definition], at.category]
        without = np.zeros(panel.shape, dtype=np.bool_)
        places = layout.left_of(at.rows)
        there = places >= 0
        without[there] = (
            own[np.ix_(places[there], at.columns)] | own[np.ix_(at.rows[there], at.columns)]
        )
        yield Hidden(
            cells=own[np.ix_(at.rows, at.columns)] & level.has(State.VALUE),
            without_areas=without,
        )


def _account(
    layout: Layout, panels: Sequence[Panel], found: Sequence[Hidden], report: Report
) -> dict[str, Any]:
    """What is stored with the run: how much was hidden and checked, and where; never a figure."""
    kept: list[Place] = []
    for panel, hidden in zip(panels, found, strict=True):
        for row, slot in np.argwhere(hidden.cells):
            kept.append(
                (
                    panel.series_id,
                    panel.category_id,
                    int(panel.area_ids[row]),
                    panel.slot_codes[slot],
                )
            )
    return {
        "cells": int(sum(panel.has_value.sum() for panel in panels)),
        "hidden": len(kept),
        "primary": report.primary,
        "proven_alone": report.proven_alone,
        "proven_by_class": report.proven_by_class,
        "solved_by_number": report.solved_by_number,
        "programs": report.programs,
        "tightest": report.tightest,
        "shown_before": report.shown_before,
        "unsafe": report.unsafe,
        "library": f"scipy {scipy.__version__}",
        "kept": kept,
    }
