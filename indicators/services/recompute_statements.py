"""From a panel to statements: every number that a page can show, hidden before it is stored."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from areas.models import Area
from indicators.models import Category, Definition, Result, Run, Target
from indicators.services.categories import total_category
from indicators.services.recompute_comparators import (
    Comparison,
    comparable,
    comparisons,
    hidden_cells,
    without_areas,
)
from indicators.services.recompute_inputs import Geography, Panel, Passport
from indicators.services.recompute_lines import SILENCE, Line, State, levels
from indicators.services.recompute_verdicts import (
    change_verdict,
    gap_change_verdict,
    gap_verdict,
    pace_verdict,
)
from indicators.statistics import differences

Statement = Result.Statement
Columns = NDArray[np.int64]
AWAITED = ("comparator_missing", "nothing_to_compare")  # the other side has no figure yet


def statements(panel: Panel, geography: Geography, *, run: Run) -> Iterator[Result]:
    """All results of one definition, for one run."""
    open_level = levels(panel)
    hidden = hidden_cells(panel, open_level, geography)
    level = open_level.silenced(hidden.cells, State.SUPPRESSED, "few_people")
    writer = Writer(run=run, panel=panel, level=level, category=total_category())
    yield from writer.levels()
    yield from writer.changes()
    for comparison in comparisons(panel, open_level, geography):
        silent = hidden.cells[comparison.row] | hidden.cells[comparison.municipality_row]
        line = comparison.line.silenced(silent[None, :], State.SUPPRESSED, "few_people")
        yield from writer.against(comparison, line)
    for municipality, line in without_areas(panel, open_level, hidden, geography):
        yield from writer.common(municipality, line)
    yield from writer.differences_between_areas()


def subtract(a: Line, b: Line) -> Line:
    """First minus second, limits by square-and-add; silent where either is, and says why."""
    at95 = differences.newcombe(a.at95, b.at95)
    at998 = differences.newcombe(a.at998, b.at998)
    state = np.full(a.state.shape, State.VALUE, dtype=object)
    reason = np.full(a.state.shape, "", dtype=object)
    # Without limits on the difference one of the two has none, and its reason is the reason.
    unsure = np.isnan(at95.lower)
    reason[unsure] = np.where(a.reason[unsure] == "", b.reason[unsure], a.reason[unsure])
    for code in reversed(SILENCE):
        for line in (b, a):
            here = line.state == code
            state[here], reason[here] = code, line.reason[here]
    absent = ((a.state == "") | (b.state == "")) & (state == State.VALUE)
    state[absent], reason[absent] = State.NOT_COMPUTED, "nothing_to_compare"
    nothing = np.full(a.state.shape, np.nan)
    difference = Line(at95, at998, nothing, nothing, nothing, state, reason)
    return difference.silenced(state != State.VALUE, "", "").with_words(state, reason)


def baselines(line: Line, segment: NDArray[np.int64], wanted: list[int]) -> Columns:
    """For every slot the column of its baseline; -1 where there is none, or it is the baseline.

    The baseline is the first slot with a figure in the same unbroken stretch, not before the
    wanted one.
    """
    found = np.full(line.state.shape, -1, dtype=np.int64)
    for i in range(line.state.shape[0]):
        start: dict[int, int] = {}
        for j in range(line.state.shape[1]):
            stretch = int(segment[i, j])
            if stretch in start:
                found[i, j] = start[stretch]
            elif j >= wanted[i] and line.state[i, j] == State.VALUE:
                start[stretch] = j
    return found


@dataclass(frozen=True)
class Writer:
    """Turns lines into results: knows names, dates and sources; computes nothing itself."""

    run: Run
    panel: Panel
    level: Line
    category: Category

    @property
    def definition(self) -> Definition:
        """The definition all figures here are of."""
        return self.panel.definition

    def levels(self) -> Iterator[Result]:
        """The figures themselves."""
        for i in range(len(self.panel.areas)):
            yield from self.series(Statement.LEVEL, i, self.level.rows([i]))

    def changes(self) -> Iterator[Result]:
        """Each area's own change since its baseline, and its pace where a target stands."""
        start = baselines(self.level, self.panel.segment, self.wanted())
        change = subtract(self.level, self.level.columns(start))
        for i, area in enumerate(self.panel.areas):
            one = change.rows([i])
            yield from self.since(Statement.CHANGE, i, one, self.level.rows([i]), start[i])
            target = self.panel.targets.get(area.pk)
            if target is not None and target.is_decided:
                yield from self.pace(i, target, one, start[i])

    def against(self, comparison: Comparison, line: Line) -> Iterator[Result]:
        """Comparator, gap and the gap's change for one area."""
        i = comparison.row
        names: dict[str, Any] = {
            "comparator": comparison.kind,
            "other": comparison.municipality,
            "is_default": True,
        }
        own = self.level.rows([i])
        yield from self.series(Statement.COMPARATOR, i, line, **names)
        start = baselines(line, self.panel.segment[[i]], self.wanted()[i : i + 1])
        moved = subtract(line, line.columns(start))
        yield from self.since(Statement.CHANGE, i, moved, line, start[0], **names)
        basis = line.exact() if comparison.kind == Result.Comparator.MUNICIPALITY else line
        gap = subtract(own, basis)
        for result in self.series(Statement.GAP, i, gap, **names):
            gap_verdict(self.definition, result)
            yield result
        stretch = self.panel.segment[[i]] * 1000 + self.panel.segment[[comparison.municipality_row]]
        start = baselines(gap, stretch, self.wanted()[i : i + 1])
        change = subtract(gap, gap.columns(start))
        yield from self.since(Statement.GAP_CHANGE, i, change, gap, start[0], **names)

    def common(self, municipality: Area, line: Line) -> Iterator[Result]:
        """The municipality without its housing areas."""
        row = self.panel.row(municipality)
        kind = Result.Comparator.WITHOUT_AREAS
        yield from self.series(Statement.COMPARATOR, row, line, comparator=kind)

    def differences_between_areas(self) -> Iterator[Result]:
        """Each housing area minus each other one that stands after it."""
        housing = [i for i, a in enumerate(self.panel.areas) if a.kind == Area.Kind.AREA]
        for i, k in combinations(housing, 2):
            gap = subtract(self.level.rows([i]), self.level.rows([k]))
            both = (self.panel.state[i] == State.VALUE) & (self.panel.state[k] == State.VALUE)
            unlike = both & ~comparable(self.panel, i, k)
            gap = gap.silenced(unlike[None, :], State.NOT_COMPUTED, "different_sources")
            other = self.panel.areas[k]
            for result in self.series(Statement.DIFFERENCE, i, gap, other=other):
                if self.panel.state[k][self._column(result.slot)]:
                    yield result

    def wanted(self) -> list[int]:
        """The first slot each row may be measured from: its target's baseline, else the first."""
        wanted = []
        for area in self.panel.areas:
            target = self.panel.targets.get(area.pk)
            codes = [slot.code for slot in self.panel.slots]
            later = [j for j, code in enumerate(codes) if target and code >= target.baseline_slot]
            wanted.append(later[0] if later else 0)
        return wanted

    def series(self, statement: str, i: int, line: Line, **names: Any) -> Iterator[Result]:
        """One result for every slot in which the area has a cell."""
        newest = self._newest(i, line)
        for j, slot in enumerate(self.panel.slots):
            if self.panel.state[i, j] == "":
                continue
            yield Result(
                run=self.run,
                statement=statement,
                definition=self.definition,
                area=self.panel.areas[i],
                slot=slot.code,
                category=self.category,
                is_latest=j == newest,
                **_figures(line, j),
                **_passport(self.panel.passports[i, j]),
                **names,
            )

    def since(
        self, statement: str, i: int, change: Line, level: Line, start: Columns, **names: Any
    ) -> Iterator[Result]:
        """Changes since a baseline, with the word the rules choose; none for the baseline itself."""
        word = gap_change_verdict if statement == Statement.GAP_CHANGE else change_verdict
        for result in self.series(statement, i, change, **names):
            j = self._column(result.slot)
            if start[j] < 0:
                continue
            result.baseline_slot = self.panel.slots[start[j]].code
            periods = int((level.state[0, start[j] : j + 1] == State.VALUE).sum())
            word(self.definition, result, float(level.estimate[0, start[j]]), periods)
            yield result

    def pace(self, i: int, target: Target, change: Line, start: Columns) -> Iterator[Result]:
        """How fast the newest figure has moved towards the target, against what is required."""
        newest = self._newest(i)
        base = int(start[newest])
        if base < 0:
            return
        (result,) = (r for r in self.series(Statement.PACE, i, change) if r.is_latest)
        result.baseline_slot = self.panel.slots[base].code
        pace_verdict(
            self.definition,
            result,
            target=target,
            first=float(self.level.estimate[i, base]),
            slots=(self.panel.slots[base], self.panel.slots[newest]),
        )
        yield result

    def _column(self, code: str) -> int:
        return next(j for j, slot in enumerate(self.panel.slots) if slot.code == code)

    def _newest(self, i: int, line: Line | None = None) -> int:
        """The newest slot that has something to say; the newest cell where none has.

        A line that waits for the other side's figure is shown at the newest slot it reaches.
        """
        states = self.panel.state[i]
        silent = ("", State.MISSING, State.NOT_COMPUTED)
        telling = [j for j, state in enumerate(states) if state not in silent]
        own = telling[-1] if telling else max(j for j, state in enumerate(states) if state)
        if line is None or line.state[0, own] not in silent:
            return own
        reached = [j for j in telling if line.state[0, j] not in silent]
        waits = line.state[0, own] == State.MISSING or line.reason[0, own] in AWAITED
        return reached[-1] if reached and waits else own


def _figures(line: Line, j: int) -> dict[str, Any]:
    def number(array: NDArray[np.float64]) -> float | None:
        found = float(array[0, j])
        return None if math.isnan(found) else found

    return {
        "state": line.state[0, j],
        "reason": line.reason[0, j],
        "estimate": number(line.estimate),
        "lower": number(line.at95.lower),
        "upper": number(line.at95.upper),
        "lower_998": number(line.at998.lower),
        "upper_998": number(line.at998.upper),
        "numerator": number(line.numerator),
        "denominator": number(line.denominator),
        "n": number(line.n),
    }


def _passport(passport: Passport | None) -> dict[str, Any]:
    if passport is None:
        return {}
    return {
        "starts_on": passport.starts_on,
        "ends_on": passport.ends_on,
        "published_on": passport.published_on,
        "source_id": passport.source_id,
    }
