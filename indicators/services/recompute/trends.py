"""Slopes: trends of figures, comparators and gaps, and the line drawn on to the target's year."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from indicators.models import Definition, Indicator, Result
from indicators.rules.periods import parse_slot
from indicators.services.recompute.courses import DAYS_A_YEAR, Course, course
from indicators.services.recompute.frames import ResultWriter
from indicators.services.recompute.inputs import Floats, Ints, Panel
from indicators.services.recompute.lines import Line, line
from indicators.services.recompute.studies import Gaps, Study
from indicators.services.recompute.verdicts import Words, change_words, gap_change_words
from indicators.services.recompute.years import of_years
from indicators.statistics import gaps as gap_statistics
from indicators.statistics import projections, trends
from indicators.statistics.intervals import Interval

Statement = Result.Statement
Judge = Callable[[Line, Floats, ArrayLike], Words]


def write_trends(studies: list[Study], writer: ResultWriter) -> None:
    """Trends of five periods and more, and projections, of the totals in a group."""
    totals = [of_years(study) for study in studies if study.panel.is_total]
    ends = _frame_ends(totals)
    for study in totals:
        panel = study.panel
        every = np.arange(len(panel.area_ids))
        base = study.level.n
        own = course(panel, every, study.level, panel.segment, study.wanted, base=base)
        _write(study, writer, Statement.TREND, every, own, _change(panel))
        _projection(study, writer, own, ends.get(panel.series_id, ""))
        for gaps in study.gaps:
            _against(study, gaps, writer)


def _against(study: Study, gaps: Gaps, writer: ResultWriter) -> None:
    panel, at = study.panel, gaps.rows
    wanted = study.wanted[at]
    theirs = course(panel, at, gaps.line, panel.segment[at], wanted, base=gaps.line.n)
    _write(study, writer, Statement.TREND, at, theirs, _change(panel), **gaps.names)
    if study.has_distances:
        base = study.level.n[at]
        apart = course(panel, at, gaps.gap, gaps.segment, wanted, base=base)
        _write(study, writer, Statement.GAP_TREND, at, apart, _gap(panel), **gaps.names)


def _write(
    study: Study,
    writer: ResultWriter,
    statement: str,
    at: Ints,
    whole: Course,
    judge: Judge,
    **names: Any,
) -> None:
    """The slope of every series that has periods enough."""
    use = np.flatnonzero(whole.periods >= trends.LEAST_PERIODS)
    if not len(use):
        return
    here = whole.rows(use)
    found = trends.trend(here.values, here.times)
    smallest = study.panel.definition.smallest_relevant_change
    details: dict[str, ArrayLike] = {
        "p": found.p,
        "score": found.score,
        "periods": found.periods,
        "skipped": np.where(here.skipped > 0, here.skipped, np.nan),
        "smallest": np.nan if smallest is None else smallest / here.span,
    }
    if statement == Statement.GAP_TREND:
        closing = gap_statistics.closing(found.at95, here.start())
        details |= {
            "closing": closing.estimate,
            "closing_lower": closing.lower,
            "closing_upper": closing.upper,
        }
    writer.block(
        study.panel,
        statement=statement,
        rows=at[use],
        slots=here.last,
        baseline=here.first,
        line=_line(found.at95, found.at998),
        is_latest=True,
        # What the slope makes of the whole stretch is judged like any other change.
        verdict=judge(_line(found.at95, found.at998, here.span), here.start(), found.periods),
        method="theil_sen",
        details=details,
        **_each(names, use),
    )


def _projection(study: Study, writer: ResultWriter, whole: Course, frame_end: str) -> None:
    """The line drawn on to the target's year, else to the end of the frame the indicator is in."""
    panel = study.panel
    use = np.flatnonzero(whole.periods >= trends.LEAST_PERIODS)
    aims = {panel.row(area_id): target.slot for area_id, target in panel.targets.items()}
    codes = [aims.get(int(row), frame_end) for row in use]
    use = use[[bool(code) for code in codes]]
    codes = [code for code in codes if code]
    if not codes:
        return
    here = whole.rows(use)
    due = [parse_slot(code).ends_on.toordinal() / DAYS_A_YEAR for code in codes]
    found = projections.project(here.values, here.times, due, bounds=bounds(panel.definition))
    ahead = np.flatnonzero(np.isfinite(found.at95.estimate))
    writer.block(
        panel,
        statement=Statement.PROJECTION,
        rows=use[ahead],
        slots=[codes[i] for i in ahead],
        baseline=here.first[ahead],
        line=_line(found.at95, found.at998).map(lambda array: array[ahead]),
        is_latest=True,
        method="theil_sen",
        details={
            "slope": found.trend.at95.estimate[ahead],
            "level": found.level[ahead],
            "time": found.time[ahead],
            "periods": found.trend.periods[ahead],
        },
        passport=False,
    )


def _each(names: dict[str, Any], use: Ints) -> dict[str, Any]:
    """Names of these series, given one for each series or one for all."""
    return {
        name: value[use] if isinstance(value, np.ndarray) else value
        for name, value in names.items()
    }


def bounds(definition: Definition) -> tuple[float, float]:
    """What figures of a kind can be at all."""
    if definition.kind == Definition.Kind.SHARE:
        return 0.0, 100.0
    counted = (Definition.Kind.RATE, Definition.Kind.COUNT, Definition.Kind.AMOUNT)
    return (0.0 if definition.kind in counted else -np.inf), np.inf


def _frame_ends(studies: list[Study]) -> dict[int, str]:
    """Series → the last year of the frame that its indicator belongs to."""
    indicators = {study.panel.definition.indicator_id for study in studies}
    ends = dict(
        Indicator.objects.filter(
            pk__in=indicators, home_goal__vision__frame__isnull=False
        ).values_list("pk", "home_goal__vision__frame__ends_on")
    )
    return {
        study.panel.series_id: str(ends[study.panel.definition.indicator_id].year)
        for study in studies
        if study.panel.definition.indicator_id in ends
    }


def _change(panel: Panel) -> Judge:
    return lambda moved, first, periods: change_words(
        panel.definition, moved, first=first, periods=periods
    )


def _gap(panel: Panel) -> Judge:
    return lambda moved, first, periods: gap_change_words(
        panel.definition, moved, before=first, periods=periods
    )


def _line(at95: Interval, at998: Interval, factor: ArrayLike = 1.0) -> Line:
    """Slopes as figures to be written; times the years they lasted, what they come to."""
    by = np.asarray(factor)
    return line(
        at95.estimate * by,
        at95=(at95.lower * by, at95.upper * by),
        at998=(at998.lower * by, at998.upper * by),
    )
