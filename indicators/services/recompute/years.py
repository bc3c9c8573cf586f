"""Whole years of halves, quarters and months: what change, pace, gap and slope are told of.

Seasons differ, so a month is never set against another month of the year: counts are summed to
whole years first, and shares follow from the sums. A year is there where all its parts are shown, in
one unbroken stretch; so its sum tells nothing that a reader could not add up himself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from areas.models import Area
from indicators.models import Definition, Result
from indicators.rules.periods import parse_slot
from indicators.services.recompute.comparators import Comparison
from indicators.services.recompute.frames import ResultWriter
from indicators.services.recompute.hiding import Hidden
from indicators.services.recompute.inputs import NO_DAY, NUMBERS, Floats, Ints, Mask, Panel, Whole
from indicators.services.recompute.lines import (
    SILENCE,
    Line,
    State,
    level_method,
    levels,
    line_of,
)
from indicators.services.recompute.remainders import municipality_minus
from indicators.services.recompute.studies import Gaps, Study, gaps_of, newest
from indicators.services.recompute.words import REASONS, STATES, Codes
from indicators.statistics import pooling

Kind = Definition.Kind
Statement = Result.Statement
PARTS = {
    Definition.Frequency.HALF: 2,
    Definition.Frequency.QUARTER: 4,
    Definition.Frequency.MONTH: 12,
}


@dataclass(frozen=True)
class _Calendar:
    """Years over the panel's columns: `columns` is years × parts, -1 where a part has no column."""

    years: list[int]
    columns: Ints

    @property
    def is_complete(self) -> Mask:
        """Whether every part of a year has a column."""
        return np.asarray((self.columns >= 0).all(axis=1))

    @property
    def first(self) -> Ints:
        """Each year's first column."""
        there = np.where(self.columns >= 0, self.columns, np.iinfo(np.int64).max)
        return np.asarray(there.min(axis=1))

    @property
    def last(self) -> Ints:
        """Each year's last column."""
        found: Ints = self.columns.max(axis=1)
        return found

    def laid(self, array: NDArray[Any]) -> NDArray[Any]:
        """Rows × slots as rows × years × parts; what stands in a missing part means nothing."""
        return array[:, self.columns]


def is_stock(definition: Definition) -> bool:
    """Whether the same people stand in every part of a year, so that their mean is the year's figure."""
    return definition.data_kind == Definition.DataKind.REGISTER and (
        definition.kind == Kind.SHARE or definition.period_kind == Definition.PeriodKind.POINT
    )


def of_years(study: Study) -> Study:
    """The same study with whole years as its columns; itself where figures come once a year."""
    if study.panel.definition.frequency == Definition.Frequency.YEAR:
        return study
    calendar = _calendar(study.panel)
    panel, never = _panel(study, calendar)
    open_level = levels(panel)
    level = _worded(open_level, study.level, study.panel.segment, calendar)
    level = level.silenced(never, State.NOT_COMPUTED, "no_whole_year")
    hidden = Hidden(
        cells=_any(calendar.laid(study.hidden.cells)),
        without_areas=_any(calendar.laid(study.hidden.without_areas)),
    )
    year = Study(panel, open_level, level, hidden, level, [])
    return replace(year, gaps=[_gaps(year, gaps, calendar, never) for gaps in study.gaps])


def write_years(study: Study, whole: Study, writer: ResultWriter) -> None:
    """The years' figures, of areas and of what they are compared with: what verdicts rest on."""
    if whole is study:
        return
    calendar, panel = _calendar(study.panel), whole.panel
    first = np.array(study.panel.slot_codes, dtype=object)[calendar.first]
    times = PARTS[Definition.Frequency(panel.definition.frequency)]
    by = times if is_stock(panel.definition) else 1
    every = np.arange(len(panel.area_ids))
    lines: list[tuple[Ints, Line, dict[str, Any]]] = [(every, whole.level, {})]
    lines += [(g.rows, g.line, g.names) for g in whole.gaps]
    for at, shown, names in lines:
        rows, slots = np.nonzero(panel.has_cell[at])
        here = shown.at(rows, slots)
        writer.block(
            panel,
            statement=Statement.POOLED,
            rows=at[rows],
            slots=slots,
            baseline=first[slots],
            # The counts of all parts together, as they stand in the account of a sum; n are those
            # who are there on average, however often they are counted.
            line=replace(
                here,
                numerator=here.numerator * by,
                denominator=here.denominator * by,
                n=here.n / times if panel.definition.kind == Kind.RATE and by == 1 else here.n,
            ),
            is_latest=slots == newest(panel, at, shown)[rows],
            method=level_method(panel.definition),
            details={} if names else _spread(panel, rows, slots),
            **_each(names, rows),
        )


def _each(names: dict[str, Any], rows: Ints) -> dict[str, Any]:
    """Names of these results, given one for each area or one for all."""
    return {
        name: value[rows] if isinstance(value, np.ndarray) else value
        for name, value in names.items()
    }


def _spread(panel: Panel, rows: Ints, slots: Ints) -> dict[str, Floats]:
    """What limits rest on beside the counts."""
    numbers = {name: panel.numbers[name][rows, slots] for name in ("sd", "design_effect")}
    return {"sd": numbers["sd"], "deff": numbers["design_effect"]}


def _calendar(panel: Panel) -> _Calendar:
    """The years that the panel's slots lie in, oldest first."""
    size = PARTS[Definition.Frequency(panel.definition.frequency)]
    years = sorted({slot.starts_on.year for slot in panel.slots})
    columns = np.full((len(years), size), -1, dtype=np.int64)
    for j, slot in enumerate(panel.slots):
        part = (slot.starts_on.month - 1) * size // 12
        columns[years.index(slot.starts_on.year), part] = j
    return _Calendar(years, columns)


def _panel(study: Study, calendar: _Calendar) -> tuple[Panel, Mask]:
    """The panel of whole years, and where it says that an area has none yet."""
    panel = study.panel
    state, reason = _words(panel.state, panel.reason, panel.segment, calendar)
    numbers = _numbers(study, calendar)
    bare = _has_no_figure(numbers) & (state == STATES.code(State.VALUE))
    state = np.where(bare, np.int16(STATES.code(State.NOT_COMPUTED)), state)
    reason = np.where(bare, np.int16(REASONS.code(_why_bare(panel.definition))), reason)
    never = np.zeros(state.shape, dtype=np.bool_)
    never[:, -1] = panel.has_cell.any(axis=1) & ~(state != 0).any(axis=1)
    state = np.where(never, np.int16(STATES.code(State.NOT_COMPUTED)), state)
    reason = np.where(never, np.int16(REASONS.code("no_whole_year")), reason)
    last, nothing = calendar.last, np.zeros(state.shape, dtype=np.int32)
    whole = replace(
        panel,
        slots=[parse_slot(str(year)) for year in calendar.years],
        slot_codes=[str(year) for year in calendar.years],
        state=state,
        reason=reason,
        numbers=numbers,
        starts_on=calendar.laid(panel.starts_on).min(axis=2),
        ends_on=_last_day(calendar.laid(panel.ends_on)),
        published_on=calendar.laid(panel.published_on).max(axis=2),
        source_id=panel.source_id[:, last],
        family=panel.family[:, last],
        version=nothing,
        divisions=nothing,
        segment=panel.segment[:, last],
    )
    return whole, never


def _any(parts: Mask) -> Mask:
    return np.asarray(parts.any(axis=2))


def _last_day(days: Whole) -> Whole:
    """The last part's last day; unknown where one part's is."""
    found: Whole = np.where((days == NO_DAY).any(axis=2), NO_DAY, days.max(axis=2))
    return found


def _words(state: Codes, reason: Codes, segment: Ints, calendar: _Calendar) -> tuple[Codes, Codes]:
    """States of whole years: the part that says least decides; none where a part has no cell."""
    parts, why, stretch = (calendar.laid(array) for array in (state, reason, segment))
    found = np.full(parts.shape[:2], STATES.code(State.VALUE), dtype=np.int16)
    told = np.zeros(parts.shape[:2], dtype=np.int16)
    broken = (stretch != stretch[:, :, :1]).any(axis=2)
    found[broken], told[broken] = STATES.code(State.NOT_COMPUTED), REASONS.code("break")
    for word in reversed(SILENCE):
        silent = parts == STATES.code(word)
        here = silent.any(axis=2)
        first = np.take_along_axis(why, silent.argmax(axis=2)[:, :, None], axis=2)[:, :, 0]
        found, told = (
            np.where(here, np.int16(STATES.code(word)), found),
            np.where(here, first, told),
        )
    there = calendar.is_complete & (parts != 0).all(axis=2)
    return np.where(there, found, np.int16(0)), np.where(there, told, np.int16(0))


def _worded(own: Line, shown: Line, segment: Ints, calendar: _Calendar) -> Line:
    """Figures of years, told only where each part's figure is shown."""
    state, reason = _words(shown.state, shown.reason, segment, calendar)
    told = state == STATES.code(State.VALUE)
    return own.with_words(np.where(told, own.state, state), np.where(told, own.reason, reason))


def _gaps(year: Study, gaps: Gaps, calendar: _Calendar, never: Mask) -> Gaps:
    """The same comparison over whole years."""
    compared = gaps.comparison
    own = _compared(year, compared)
    line = _worded(own, gaps.line, gaps.segment, calendar)
    line = line.silenced(never[gaps.rows], State.NOT_COMPUTED, "no_whole_year")
    return gaps_of(year.panel, year.level, replace(compared, line=line), line)


def _compared(year: Study, compared: Comparison) -> Line:
    """The comparators' figures before anything is hidden: what is left of sums, or a place's own."""
    panel, rows, others = year.panel, compared.rows, compared.other_rows
    if compared.kind == Result.Comparator.REST:
        counts = municipality_minus(panel, year.open_level, rows, others)
    elif compared.kind == Result.Comparator.WITHOUT_AREAS:
        inside = panel.rows_of(Area.Kind.AREA)
        above = panel.place(Area.Kind.MUNICIPALITY)[inside]
        inside, above = inside[above >= 0], above[above >= 0]
        left = municipality_minus(panel, year.open_level, inside, above, as_one=True)
        counts = {name: values[others] for name, values in left.items()}
    else:
        return year.open_level.rows(others)
    known = np.full((len(rows), panel.shape[1]), STATES.code(State.VALUE), dtype=np.int16)
    return line_of(panel.definition, state=known, **counts)


def _numbers(study: Study, calendar: _Calendar) -> dict[str, Floats]:
    """Counts added up; of a stock, which is the same people each time, their mean."""
    panel, level = study.panel, study.open_level
    definition = panel.definition
    found = dict.fromkeys(NUMBERS, np.full((panel.shape[0], len(calendar.years)), np.nan))
    times = calendar.columns.shape[1] if is_stock(definition) else 1
    part, base, answers = (
        calendar.laid(array) for array in (level.numerator, level.denominator, level.n)
    )
    figure = calendar.laid(level.estimate)
    if definition.kind == Kind.COUNT:
        return found | {"value": figure.sum(axis=2) / times}
    if definition.kind == Kind.MEAN:
        own = {name: calendar.laid(panel.numbers[name]) for name in ("sd", "n")}
        mean, sd, n = pooling.all_answers(figure, own["sd"], own["n"])
        return found | {"value": mean, "sd": sd, "n": n / times}
    found |= {"numerator": part.sum(axis=2) / times, "denominator": base.sum(axis=2) / times}
    if definition.kind != Kind.SHARE:
        return found
    # A percentage that came with its n stands for as many people as that makes.
    effect = np.nan_to_num(calendar.laid(panel.numbers["design_effect"]), nan=1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        worth = answers / effect
        value = (figure * worth).sum(axis=2) / worth.sum(axis=2)
        spread = answers.sum(axis=2) / worth.sum(axis=2)
    n = answers.sum(axis=2) / times
    return found | {"value": value, "n": n, "design_effect": spread}


def _has_no_figure(numbers: dict[str, Floats]) -> Mask:
    counted = ~np.isnan(numbers["numerator"]) & (numbers["denominator"] > 0)
    found: Mask = ~counted & np.isnan(numbers["value"])
    return found


def _why_bare(definition: Definition) -> str:
    """Why parts that all have a figure have no sum."""
    return "no_n" if definition.kind in (Kind.SHARE, Kind.MEAN) else "not_summed"
