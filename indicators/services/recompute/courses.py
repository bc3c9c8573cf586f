"""Courses: the figures of a series that may enter a slope, and the dates they stand at.

One unbroken stretch from the baseline to the newest figure, hidden figures left out. Halves,
quarters and months are summed to whole years first; of measuring periods that overlap (two-year
means published every year) every second one is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indicators.models import Definition
from indicators.services.recompute.inputs import NO_DAY, Floats, Ints, Mask, Panel
from indicators.services.recompute.lines import Line, State
from indicators.services.recompute.studies import baselines, newest
from indicators.statistics.pooling import without_overlap

DAYS_A_YEAR = 365.25
UNIX_EPOCH = 719_163  # the ordinal of 1970-01-01, from which panels count their days
PARTS = {"half": 2, "quarter": 4, "month": 12}


@dataclass(frozen=True)
class Course:
    """k series × columns: `values` in the definition's unit (NaN where left out), `times` in years.

    `codes` are the columns' slots, those of the panel where `is_of_slots`. `first` and `last` are
    the columns of the oldest and newest figure that is left, `skipped` counts those left out
    because they overlap.
    """

    values: Floats
    times: Floats
    codes: list[str]
    first: Ints
    last: Ints
    skipped: Ints
    is_of_slots: bool = True

    @property
    def periods(self) -> Ints:
        """How many figures each series has."""
        found: Ints = np.isfinite(self.values).sum(axis=1)
        return found

    @property
    def span(self) -> Floats:
        """Years from the oldest to the newest figure."""
        each = np.arange(len(self.values))
        return self.times[each, self.last] - self.times[each, self.first]

    def start(self) -> Floats:
        """The oldest figure of each series."""
        return self.values[np.arange(len(self.values)), self.first]

    def rows(self, use: Ints) -> Course:
        """The same course with only these series, in this order."""
        names = ("values", "times", "first", "last", "skipped")
        return replace(self, **{name: getattr(self, name)[use] for name in names})

    def places(self, columns: Ints) -> ArrayLike:
        """Columns as results name their slots: the panel's columns, or codes of whole years."""
        return columns if self.is_of_slots else [self.codes[column] for column in columns]


def course(
    panel: Panel, at: Ints, line: Line, segment: Ints, wanted: Ints, *, minus: Line | None = None
) -> Course:
    """The course of k lines that stand in the panel's rows `at`, each measured from `wanted`.

    `line` are the figures themselves. Where years are summed first, a difference is that of two
    sums: `line` is then the first side and `minus` the second (otherwise `minus` is not used).
    """
    if panel.definition.frequency == Definition.Frequency.YEAR:
        return _of_slots(panel, at, line, segment, wanted)
    first = _of_years(panel, line, segment, wanted)
    if minus is None:
        return first
    second = _of_years(panel, minus, segment, wanted)
    return _trimmed(replace(first, values=first.values - second.values))


def _of_slots(panel: Panel, at: Ints, line: Line, segment: Ints, wanted: Ints) -> Course:
    now = newest(panel, at, line)
    start = baselines(line, segment, wanted)[np.arange(len(at)), now]
    column = np.arange(len(panel.slots))
    inside = (column >= start[:, None]) & (column <= now[:, None]) & (start >= 0)[:, None]
    shown = line.has(State.VALUE)
    if panel.definition.kind == Definition.Kind.SHARE:
        # A share without its n is shown, but nothing is said of how it moves.
        shown &= np.isfinite(line.at95.lower)
    # A series ends with its newest statement: where that is silent, so is the slope.
    inside &= shown & shown[np.arange(len(at)), now][:, None]
    starts, ends = panel.starts_on[at], panel.ends_on[at]
    inside &= (starts != NO_DAY) & (ends != NO_DAY)
    kept = without_overlap(inside, starts, ends)
    return _trimmed(
        Course(
            values=np.where(kept, line.estimate, np.nan),
            times=(ends.astype(np.float64) + UNIX_EPOCH) / DAYS_A_YEAR,
            codes=panel.slot_codes,
            first=now,
            last=now,
            skipped=(inside & ~kept).sum(axis=1),
        )
    )


def _of_years(panel: Panel, line: Line, segment: Ints, wanted: Ints) -> Course:
    """Whole years of shorter periods: counts are summed, never shares averaged."""
    of = np.array([slot.starts_on.year for slot in panel.slots])
    years = np.unique(of)
    inside = line.has(State.VALUE) & (np.arange(len(of)) >= wanted[:, None])
    inside &= segment == _standing(segment, inside)
    values = np.full((len(inside), len(years)), np.nan)
    for j, year in enumerate(years):
        columns = np.flatnonzero(of == year)
        if len(columns) == PARTS[panel.definition.frequency]:
            whole = inside[:, columns].all(axis=1)
            values[:, j] = np.where(whole, _sum(panel.definition, line, columns), np.nan)
    days = np.array([_year_end(int(year)) / DAYS_A_YEAR for year in years], dtype=np.float64)
    nothing = np.zeros(len(values), dtype=np.int64)
    times: Floats = np.broadcast_to(days, values.shape)
    codes = [str(year) for year in years]
    return _trimmed(Course(values, times, codes, nothing, nothing, nothing, is_of_slots=False))


def _sum(definition: Definition, line: Line, columns: NDArray[np.int64]) -> Floats:
    if definition.kind == Definition.Kind.COUNT:
        total: Floats = line.estimate[:, columns].sum(axis=1)
        return total
    part = line.numerator[:, columns].sum(axis=1)
    base = line.denominator[:, columns].sum(axis=1)
    ratio: Floats = definition.per * part / np.where(base > 0, base, np.nan)
    return ratio


def _standing(segment: Ints, inside: Mask) -> Ints:
    """The stretch of each row's newest figure."""
    last = inside.shape[1] - 1 - np.argmax(inside[:, ::-1], axis=1)
    found: Ints = segment[np.arange(len(segment)), last][:, None]
    return found


def _year_end(year: int) -> int:
    """The ordinal of a year's last day."""
    return int(np.datetime64(f"{year}-12-31", "D").astype(int)) + UNIX_EPOCH


def _trimmed(found: Course) -> Course:
    """The same course with the columns of its oldest and newest figure."""
    known = np.isfinite(found.values)
    return replace(
        found,
        first=np.argmax(known, axis=1),
        last=known.shape[1] - 1 - np.argmax(known[:, ::-1], axis=1),
    )
