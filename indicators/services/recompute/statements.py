"""From a group's figures to statements: every number that a page can show, as columns."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from indicators.models import Definition, Result
from indicators.rules.periods import parse_slot
from indicators.services.recompute.frames import ResultWriter
from indicators.services.recompute.inputs import Ints, Panel
from indicators.services.recompute.lines import Line, level_method, line, subtract
from indicators.services.recompute.pairs import difference_method, write_differences
from indicators.services.recompute.studies import Gaps, Study, baselines, newest, periods
from indicators.services.recompute.verdicts import (
    change_words,
    gap_change_words,
    gap_words,
    pace_words,
)
from indicators.services.recompute.years import of_years, write_years
from indicators.statistics import pace

Statement = Result.Statement
DAYS_A_YEAR = 365.25


def write_statements(study: Study, writer: ResultWriter) -> None:
    """All statements of one panel: of a breakdown's part its levels, of the total everything.

    Figures stand by their own period; what compares two of them goes by whole years, so that no
    season is set against another. They are written in the order of the table's unique index, so
    that rows are added at its end.
    """
    if not study.panel.is_total:
        _levels(study, writer)
        return
    whole = of_years(study)
    _changes(whole, writer)
    for gaps in whole.gaps:
        _changes_of_comparator(whole, gaps, writer)
    _comparators(study, writer)
    if whole.has_distances:
        _distances(whole, writer)
    _levels(study, writer)
    _paces(whole, writer)
    write_years(study, whole, writer)


def _distances(study: Study, writer: ResultWriter) -> None:
    """All that sets two places against each other."""
    write_differences(study, writer)
    for gaps in study.gaps:
        _gaps(study, gaps, writer)
    for gaps in study.gaps:
        _gap_changes(study, gaps, writer)


def _levels(study: Study, writer: ResultWriter) -> None:
    """The figures themselves, with what their limits rest on."""
    panel = study.panel
    rows, slots = np.nonzero(panel.has_cell)
    numbers = {name: panel.numbers[name][rows, slots] for name in ("sd", "population")}
    added = panel.divisions[rows, slots]
    numbers["divisions"] = np.where(added > 0, added, np.nan)
    made_with = panel.made_with[rows, slots]
    numbers["definition"] = np.where(made_with > 0, made_with, np.nan)
    writer.block(
        panel,
        statement=Statement.LEVEL,
        rows=rows,
        slots=slots,
        line=study.level.at(rows, slots),
        is_latest=slots == newest(panel, _every(panel), study.level)[rows],
        method=level_method(panel.definition),
        version=panel.version[rows, slots],
        details={"deff": panel.numbers["design_effect"][rows, slots], **numbers},
    )


def _changes(study: Study, writer: ResultWriter) -> None:
    """Each area's own change since its baseline."""
    panel = study.panel
    start = baselines(study.level, panel.segment, study.wanted)
    _since(study, writer, _every(panel), study.level, start)


def _changes_of_comparator(study: Study, gaps: Gaps, writer: ResultWriter) -> None:
    """Each comparator's change since the area's own baseline."""
    start = baselines(gaps.line, study.panel.segment[gaps.rows], study.wanted[gaps.rows])
    _since(study, writer, gaps.rows, gaps.line, start, **gaps.names)


def _since(
    study: Study,
    writer: ResultWriter,
    at: Ints,
    level: Line,
    start: Ints,
    **names: Any,
) -> None:
    """Changes of a line (k areas × slots) since a baseline; none for the baseline itself."""
    panel = study.panel
    change = subtract(level, level.columns(start))
    rows, slots = np.nonzero(panel.has_cell[at] & (start >= 0))
    base = start[rows, slots]
    here = change.at(rows, slots)
    names = {name: _each(value, rows) for name, value in names.items()}
    writer.block(
        panel,
        statement=Statement.CHANGE,
        rows=at[rows],
        slots=slots,
        baseline=base,
        line=here,
        is_latest=slots == newest(panel, at, change)[rows],
        verdict=change_words(
            panel.definition,
            here,
            first=level.estimate[rows, base],
            periods=periods(level, start)[rows, slots],
        ),
        method=difference_method(panel.definition),
        **names,
    )


def _comparators(study: Study, writer: ResultWriter) -> None:
    """The comparators' figures, and each municipality without its housing areas as its own."""
    panel = study.panel
    at = np.flatnonzero(study.common.state.any(axis=1))
    lines = [(at, study.common.rows(at), {"comparator": Result.Comparator.WITHOUT_AREAS})]
    lines += [(gaps.rows, gaps.line, gaps.names) for gaps in study.gaps]
    for at, shown, names in lines:
        rows, slots = np.nonzero(panel.has_cell[at])
        writer.block(
            panel,
            statement=Statement.COMPARATOR,
            rows=at[rows],
            slots=slots,
            line=shown.at(rows, slots),
            is_latest=slots == newest(panel, at, shown)[rows],
            method=level_method(panel.definition),
            **{name: _each(value, rows) for name, value in names.items()},
        )


def _gaps(study: Study, gaps: Gaps, writer: ResultWriter) -> None:
    """The areas' distances to their comparator, absolute and relative."""
    panel, at = study.panel, gaps.rows
    rows, slots = np.nonzero(panel.has_cell[at])
    gap, ratio = gaps.gap.at(rows, slots), gaps.ratio
    writer.block(
        panel,
        statement=Statement.GAP,
        rows=at[rows],
        slots=slots,
        line=gap,
        is_latest=slots == newest(panel, at, gaps.gap)[rows],
        ratio=(ratio.estimate[rows, slots], ratio.lower[rows, slots], ratio.upper[rows, slots]),
        verdict=gap_words(panel.definition, gap),
        method=difference_method(panel.definition),
        **{name: _each(value, rows) for name, value in gaps.names.items()},
    )


def _gap_changes(study: Study, gaps: Gaps, writer: ResultWriter) -> None:
    """How the distances have moved since their baseline."""
    panel, at = study.panel, gaps.rows
    start = baselines(gaps.gap, gaps.segment, study.wanted[at])
    change = subtract(gaps.gap, gaps.gap.columns(start))
    rows, slots = np.nonzero(panel.has_cell[at] & (start >= 0))
    base = start[rows, slots]
    here = change.at(rows, slots)
    writer.block(
        panel,
        statement=Statement.GAP_CHANGE,
        rows=at[rows],
        slots=slots,
        baseline=base,
        line=here,
        is_latest=slots == newest(panel, at, change)[rows],
        verdict=gap_change_words(
            panel.definition,
            here,
            before=gaps.gap.estimate[rows, base],
            periods=periods(gaps.gap, start)[rows, slots],
        ),
        method="mover",
        **{name: _each(value, rows) for name, value in gaps.names.items()},
    )


def _paces(study: Study, writer: ResultWriter) -> None:
    """How fast the newest figures have moved towards decided targets, against what is required.

    Amounts move by percent a year, all other figures by units a year (methods § 3).
    """
    panel, definition = study.panel, study.panel.definition
    aims = {panel.row(pk): aim for pk, aim in panel.targets.items() if aim.is_decided}
    at = np.array(sorted(row for row in aims if row >= 0), dtype=np.int64)
    if not len(at):
        return
    start = baselines(study.level, panel.segment, study.wanted)
    change = subtract(study.level, study.level.columns(start))
    now = newest(panel, at)
    base = start[at, now]
    at, now, base = at[base >= 0], now[base >= 0], base[base >= 0]
    targets = [aims[int(row)] for row in at]
    due = [parse_slot(target.slot) for target in targets]
    times = {
        "start": _years(panel.slots[int(j)].ends_on.toordinal() for j in base),
        "now": _years(panel.slots[int(j)].ends_on.toordinal() for j in now),
        "due": _years(slot.ends_on.toordinal() for slot in due),
    }
    goal = np.array([target.value for target in targets])
    first, moved = study.level.estimate[at, base], change.at(at, now)
    method = pace.compound if definition.kind == Definition.Kind.AMOUNT else pace.straight
    with np.errstate(invalid="ignore", over="ignore"):
        sure, surer = (method(first, one, goal, **times).ratio for one in (moved.at95, moved.at998))
    ratio = line(sure.estimate, at95=(sure.lower, sure.upper), at998=(surer.lower, surer.upper))
    ratio = ratio.with_words(moved.state, moved.reason)
    writer.block(
        panel,
        statement=Statement.PACE,
        rows=at,
        slots=now,
        baseline=base,
        line=ratio,
        is_latest=True,
        verdict=pace_words(
            definition,
            ratio,
            baseline=study.level.at(at, base),
            latest=study.level.at(at, now),
            target=goal,
            is_due=times["now"] >= times["due"],
        ),
        method="pace",
    )


def _every(panel: Panel) -> Ints:
    return np.arange(len(panel.area_ids))


def _each(value: Any, rows: Ints) -> Any:
    """A value for every result, from one per area or one for all."""
    return value[rows] if isinstance(value, np.ndarray) else value


def _years(days: Any) -> NDArray[np.float64]:
    return np.fromiter(days, dtype=np.float64) / DAYS_A_YEAR
