"""A group laid out for its statements: figures, what is hidden of them, comparators and gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indicators.models import Definition, Group
from indicators.services.recompute.comparators import (
    PUBLISHED,
    Choice,
    Comparison,
    comparisons,
    read_choices,
    without_areas,
)
from indicators.services.recompute.geography import Geography
from indicators.services.recompute.hiding import Hidden, hide
from indicators.services.recompute.inputs import Ints, Mask, Panel
from indicators.services.recompute.lines import LEVELS, Line, State, distance, levels
from indicators.services.recompute.words import REASONS, STATES
from indicators.statistics import differences
from indicators.statistics.intervals import Interval

SILENT = ("", State.MISSING, State.NOT_COMPUTED)
AWAITED = ("comparator_missing", "nothing_to_compare")  # the other side has no figure yet


@dataclass(frozen=True)
class Gaps:
    """Housing areas against one kind of comparator: k areas × slots, hidden where it must be.

    `line` are the comparators' figures, `basis` the same as they are subtracted (exact where they
    are a published line), `gap` is area minus basis, `ratio` area ÷ basis with 95 %
    limits. Only places with equal `segment` may be compared in time.
    """

    comparison: Comparison
    line: Line
    basis: Line
    gap: Line
    ratio: Interval
    segment: Ints

    @property
    def rows(self) -> Ints:
        """The areas' rows in the panel."""
        return self.comparison.rows

    @property
    def names(self) -> dict[str, Any]:
        """Whose comparator it is, as results name it: one entry for each area, or one for all."""
        compared = self.comparison
        return {
            "comparator": compared.kind,
            "other": compared.other_ids,
            "is_default": compared.is_default,
        }


@dataclass(frozen=True)
class Study:
    """One panel of a group: `open_level` are all figures, `level` those that may be shown.

    Only `level` and what is made of it may be written. `common` is each municipality without its
    housing areas, in the municipalities' rows.
    """

    panel: Panel
    open_level: Line
    level: Line
    hidden: Hidden
    common: Line
    gaps: list[Gaps]

    @property
    def has_distances(self) -> bool:
        """Whether it can be held against other places: a plain count grows with the place itself."""
        return self.panel.definition.kind != Definition.Kind.COUNT

    @property
    def wanted(self) -> Ints:
        """For each row the first slot it may be measured from: its target's baseline, else 0."""
        wanted = np.zeros(len(self.panel.area_ids), dtype=np.int64)
        for area_id, target in self.panel.targets.items():
            row = self.panel.row(area_id)
            # Where a baseline names a quarter, the whole year it lies in is meant.
            later = [
                j
                for j, code in enumerate(self.panel.slot_codes)
                if code >= target.baseline_slot[: len(code)]
            ]
            if row >= 0 and later:
                wanted[row] = later[0]
        return wanted


def read_studies(
    group: Group, panels: Sequence[Panel], geography: Geography
) -> tuple[list[Study], dict[str, Any] | None]:
    """Lay out all panels of a group, and give the account of how what is hidden was checked."""
    choices = read_choices()
    lines = [levels(panel) for panel in panels]
    hidden, account = hide(group, panels, lines, geography)
    return [
        _study(panel, line, cover, geography, choices)
        for panel, line, cover in zip(panels, lines, hidden, strict=True)
    ], account


def _study(
    panel: Panel, open_level: Line, hidden: Hidden, geography: Geography, choices: list[Choice]
) -> Study:
    level = open_level.silenced(hidden.cells, State.SUPPRESSED, "few_people")
    if not panel.is_total:
        return Study(panel, open_level, level, hidden, level, [])
    common = without_areas(panel, open_level, geography)
    shown = common.silenced(
        hidden.without_areas & common.has(State.VALUE), State.SUPPRESSED, "few_people"
    )
    gaps = [
        _gaps(panel, level, hidden, comparison)
        for comparison in comparisons(panel, open_level, shown, choices)
        if len(comparison.rows)
    ]
    return Study(panel, open_level, level, hidden, shown, gaps)


def _gaps(panel: Panel, level: Line, hidden: Hidden, comparison: Comparison) -> Gaps:
    silent = hidden.cells[comparison.rows] | hidden.cells[comparison.other_rows]
    line = comparison.line.silenced(silent, State.SUPPRESSED, "few_people")
    return gaps_of(panel, level, comparison, line)


def gaps_of(panel: Panel, level: Line, comparison: Comparison, line: Line) -> Gaps:
    """Areas held against their comparators' figures, both as they may be shown."""
    rows, others = comparison.rows, comparison.other_rows
    basis = _basis(comparison, line)
    own = level.rows(rows)
    gap = distance(panel.definition, own, basis)
    ratio = _ratio(panel, own, basis)
    known = gap.has(State.VALUE)
    parts = (ratio.estimate, ratio.lower, ratio.upper)
    return Gaps(
        comparison=comparison,
        line=line,
        basis=basis,
        gap=gap,
        ratio=Interval(*(np.where(known, part, np.nan) for part in parts)),
        segment=panel.segment[rows] * 1000 + panel.segment[others],
    )


def _basis(comparison: Comparison, line: Line) -> Line:
    """The comparators' figures as they are subtracted.

    A published place is exact, but in a survey only where its n, and so its limits, are not known.
    """
    if comparison.is_exact:
        return line.exact()
    return line.exact_where_bare() if comparison.kind in PUBLISHED else line


def _ratio(panel: Panel, own: Line, basis: Line) -> Interval:
    """One side divided by the other with 95 % limits: of two rates with counts the score interval."""
    found = differences.ratio(own.at95, basis.at95)
    if panel.definition.kind != Definition.Kind.RATE:
        return found
    counted = differences.rate_ratio(
        own.numerator, own.denominator, basis.numerator, basis.denominator, level=LEVELS[0]
    )
    # A basis taken as exact has no chance of its own, so its counts say nothing here.
    use = np.isfinite(counted.estimate) & (basis.at95.lower < basis.at95.upper)
    parts = (
        (counted.estimate, found.estimate),
        (counted.lower, found.lower),
        (counted.upper, found.upper),
    )
    return Interval(*(np.where(use, one, other) for one, other in parts))


def baselines(line: Line, segment: Ints, wanted: Ints) -> Ints:
    """For every slot the column of its baseline; -1 where there is none, or it is the baseline.

    The baseline is the first slot with a figure in the same unbroken stretch, not before the
    wanted one.
    """
    has_value = line.has(State.VALUE)
    found = np.full(has_value.shape, -1, dtype=np.int64)
    start = np.full(len(found), -1, dtype=np.int64)
    for j in range(segment.shape[-1]):
        if j:
            start = np.where(segment[:, j] == segment[:, j - 1], start, -1)
        found[:, j] = start
        start = np.where((start < 0) & (wanted <= j) & has_value[:, j], j, start)
    return found


def periods(line: Line, start: Ints) -> Ints:
    """How many figures stand from each place's baseline to the place itself, both included."""
    counted = np.cumsum(line.has(State.VALUE), axis=1)
    before = np.where(start > 0, np.take_along_axis(counted, np.maximum(start - 1, 0), axis=1), 0)
    found: Ints = counted - before
    return found


def newest(panel: Panel, rows: Ints, line: Line | None = None) -> Ints:
    """For each row the newest slot that has something to say; the newest cell where none has.

    What waits for its release takes no released figure away. A line that waits for the other side's
    figure is shown at the newest slot it reaches.
    """
    state = panel.state[rows]
    # Divisions of which some have a figure tell more than none.
    telling = ~np.isin(state, STATES.codes(SILENT)) | (panel.reason[rows] != 0)
    released = telling & (state != STATES.code(State.NOT_RELEASED))
    telling = np.where(released.any(axis=1)[:, None], released, telling)
    own = np.where(telling.any(axis=1), last(telling), last(state != 0))
    if line is None:
        return own
    each = np.arange(len(rows))
    own_state, own_reason = line.state[each, own], line.reason[each, own]
    is_silent = np.isin(own_state, STATES.codes(SILENT))
    waits = (own_state == STATES.code(State.MISSING)) | np.isin(own_reason, REASONS.codes(AWAITED))
    reached = telling & ~np.isin(line.state, STATES.codes(SILENT))
    moves = is_silent & waits & reached.any(axis=1)
    found: Ints = np.where(moves, last(reached), own)
    return found


def last(where: NDArray[np.bool_] | Mask) -> Ints:
    """The last true column of each row; the last column where none is."""
    found: Ints = where.shape[1] - 1 - np.argmax(where[:, ::-1], axis=1)
    return found
