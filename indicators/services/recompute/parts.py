"""Years laid together, and changes split by who stayed and who moved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indicators.models import Category, Definition, Result
from indicators.rules import composition as names
from indicators.services.recompute.frames import ResultWriter
from indicators.services.recompute.inputs import Floats, Ints, Panel
from indicators.services.recompute.lines import LEVELS, State, line
from indicators.services.recompute.studies import Study
from indicators.services.recompute.windows import pooled_windows
from indicators.statistics import intervals, pooling
from indicators.statistics.composition import Counts, Split, split
from indicators.statistics.intervals import Interval

Statement = Result.Statement


def write_pooled(studies: list[Study], writer: ResultWriter) -> None:
    """Years laid together where a definition asks for it, in stretches that never overlap."""
    for study in studies:
        columns = pooled_windows(study.panel)
        if len(columns):
            _pooled(study, columns, writer)


def _pooled(study: Study, columns: Ints, writer: ResultWriter) -> None:
    panel, level = study.panel, study.level
    # Only years that are all shown, in one unbroken stretch: then the sum tells nothing new.
    whole = level.has(State.VALUE)[:, columns].all(axis=2)
    stretch = panel.segment[:, columns]
    whole &= (stretch == stretch[:, :, :1]).all(axis=2)
    bounds = [_interval(study, columns, at) for at in LEVELS]
    rows, at = np.nonzero(whole & np.isfinite(bounds[0].estimate))
    part, base = (
        array[:, columns].sum(axis=2)[rows, at] for array in (level.numerator, level.denominator)
    )
    found = line(
        bounds[0].estimate[rows, at],
        at95=(bounds[0].lower[rows, at], bounds[0].upper[rows, at]),
        at998=(bounds[1].lower[rows, at], bounds[1].upper[rows, at]),
        n=level.n[:, columns].sum(axis=2)[rows, at],
    )
    newest = np.full(len(panel.area_ids), -1)
    np.maximum.at(newest, rows, at)
    writer.block(
        panel,
        statement=Statement.POOLED,
        rows=rows,
        slots=columns[at, -1],
        baseline=columns[at, 0],
        line=replace(found, numerator=part, denominator=base),
        is_latest=at == newest[rows],
        method=_method(panel.definition),
        details={"years": np.full(len(rows), panel.definition.pool_years)},
    )


def _interval(study: Study, columns: Ints, at: float) -> Interval:
    """Rows × windows in the definition's unit; NaN where the kind cannot be summed."""
    definition, numbers = study.panel.definition, study.panel.numbers
    if definition.kind == Definition.Kind.SHARE:
        return _share(study, columns, at)
    part, base = study.level.numerator[:, columns], study.level.denominator[:, columns]
    if definition.kind == Definition.Kind.RATE:
        return pooling.pooled_rate(part, base, per=definition.per, level=at)
    if definition.kind == Definition.Kind.MEAN:
        mean, n = study.level.estimate[:, columns], numbers["n"][:, columns]
        return pooling.pooled_mean(mean, numbers["sd"][:, columns], n, level=at)
    total = study.level.estimate[:, columns].sum(axis=2)
    if definition.kind == Definition.Kind.COUNT:
        if definition.data_kind == Definition.DataKind.EVENTS:
            return intervals.poisson_exact(total, np.ones_like(total), per=1, level=at)
        nothing = np.full(total.shape, np.nan)
        return Interval(total, nothing, nothing)
    nothing = np.full(total.shape, np.nan)
    return Interval(nothing, nothing, nothing)


def _share(study: Study, columns: Ints, at: float) -> Interval:
    """In registers the same residents are counted every year; a survey asks anew."""
    level, definition = study.level, study.panel.definition
    part, base = level.numerator[:, columns], level.denominator[:, columns]
    is_survey = definition.data_kind == Definition.DataKind.SURVEY
    if is_survey:
        numbers = study.panel.numbers
        base = intervals.effective_answers(
            level.n[:, columns], design_effect=numbers["design_effect"][:, columns]
        )
        part = level.estimate[:, columns] / 100 * base
    is_stock = definition.data_kind == Definition.DataKind.REGISTER
    return pooling.pooled_share(part, base, level=at, is_stock=is_stock).scaled(100)


def _method(definition: Definition) -> str:
    if definition.kind == Definition.Kind.SHARE:
        return "wilson"
    return "mean_t" if definition.kind == Definition.Kind.MEAN else "poisson_exact"


@dataclass(frozen=True)
class Part:
    """One part of a breakdown laid out like its total: counts, and whether they are hidden."""

    x: Floats
    n: Floats
    is_hidden: NDArray[np.bool_]


def write_splits(studies: list[Study], writer: ResultWriter) -> None:
    """Changes from slot to slot split into what residents did and who moved, where that is known."""
    codes = {
        pk: (set_code, code)
        for pk, set_code, code in Category.objects.filter(
            category_set__code__in=(names.ARRIVALS, names.DEPARTURES)
        ).values_list("pk", "category_set__code", "code")
    }
    parts: dict[int, dict[tuple[str, str], Study]] = {}
    for study in studies:
        if study.panel.category_id in codes:
            own = parts.setdefault(study.panel.series_id, {})
            own[codes[study.panel.category_id]] = study
    for study in studies:
        panel = study.panel
        is_share = panel.definition.kind == Definition.Kind.SHARE
        if panel.is_total and is_share and panel.series_id in parts:
            _splits(study, parts[panel.series_id], writer)


def _splits(study: Study, parts: dict[tuple[str, str], Study], writer: ResultWriter) -> None:
    panel = study.panel
    followed = [
        j for j in range(1, len(panel.slots)) if panel.slots[j].shifted(-1) == panel.slots[j - 1]
    ]
    now = np.array(followed, dtype=np.int64)
    before = now - 1
    own = Part(study.level.numerator, study.level.denominator, study.level.has(State.SUPPRESSED))
    stays, left, stayed, came = (
        _laid_out(parts.get(key), panel)
        for key in (
            (names.DEPARTURES, names.STAYS),
            (names.DEPARTURES, names.MOVED_OUT),
            (names.ARRIVALS, names.STAYED),
            (names.ARRIVALS, names.MOVED_IN),
        )
    )
    found = split(
        _counts(own, before),
        _counts(own, now),
        stayers_before=_counts(stays, before),
        stayers_after=_counts(stayed, now),
        in_movers=_counts(came, now),
        out_movers=_counts(left, before),
    )
    hidden = np.zeros(found.change.shape, dtype=np.bool_)
    for part, columns in (
        (own, before),
        (own, now),
        (stays, before),
        (left, before),
        (stayed, now),
        (came, now),
    ):
        hidden |= part.is_hidden[:, columns]
    known = np.isfinite(found.stayed) | np.isfinite(found.moved_in) | np.isfinite(found.moved_out)
    known &= panel.segment[:, before] == panel.segment[:, now]
    _write_splits(study, writer, found, now, known=known, hidden=hidden)


def _write_splits(
    study: Study,
    writer: ResultWriter,
    found: Split,
    now: Ints,
    *,
    known: NDArray[np.bool_],
    hidden: NDArray[np.bool_],
) -> None:
    """A split with one hidden part would give that part away, so it is hidden whole."""
    rows, at = np.nonzero(known | hidden)
    states = np.where(hidden[rows, at], State.SUPPRESSED, State.VALUE).astype(object)
    reasons = np.where(hidden[rows, at], "few_people", "").astype(object)
    newest = np.full(len(study.panel.area_ids), -1)
    np.maximum.at(newest, rows, at)
    details: dict[str, Any] = {
        name: getattr(found, name)[rows, at] * 100
        for name in ("stayed", "moved_in", "moved_out", "unknown")
    }
    writer.block(
        study.panel,
        statement=Statement.SPLIT,
        rows=rows,
        slots=now[at],
        baseline=now[at] - 1,
        line=line(found.change[rows, at] * 100, state=states, reason=reasons),
        is_latest=at == newest[rows],
        method="exact",
        details=details,
    )


def _laid_out(study: Study | None, panel: Panel) -> Part:
    """A part's counts in the places of its total; NaN where there are none."""
    x, n = np.full(panel.shape, np.nan), np.full(panel.shape, np.nan)
    is_hidden = np.zeros(panel.shape, dtype=np.bool_)
    if study is None:
        return Part(x, n, is_hidden)
    own = study.panel
    rows = np.array([panel.row(int(area_id)) for area_id in own.area_ids])
    at = {code: j for j, code in enumerate(panel.slot_codes)}
    columns = np.array([at.get(code, -1) for code in own.slot_codes])
    there = np.ix_(rows >= 0, columns >= 0)
    to = np.ix_(rows[rows >= 0], columns[columns >= 0])
    x[to], n[to] = study.level.numerator[there], study.level.denominator[there]
    is_hidden[to] = study.level.has(State.SUPPRESSED)[there]
    return Part(x, n, is_hidden)


def _counts(part: Part, columns: Ints) -> Counts:
    return Counts(part.x[:, columns], part.n[:, columns])
