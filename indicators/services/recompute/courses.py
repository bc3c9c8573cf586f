"""Courses: the figures of a series that may enter a slope, and the dates they stand at.

One unbroken stretch from the baseline to the newest figure, hidden figures left out. Halves,
quarters and months come here as whole years; of measuring periods that overlap (two-year means
published every year) every second one is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from indicators.models import Definition
from indicators.rules.bases import STATED_BY, needs_base
from indicators.services.recompute.inputs import NO_DAY, Floats, Ints, Panel
from indicators.services.recompute.lines import Line, State
from indicators.services.recompute.studies import baselines, newest
from indicators.statistics.pooling import without_overlap

DAYS_A_YEAR = 365.25
UNIX_EPOCH = 719_163  # the ordinal of 1970-01-01, from which panels count their days


@dataclass(frozen=True)
class Course:
    """k series × columns: `values` in the definition's unit (NaN where left out), `times` in years.

    `codes` are the panel's slots. `first` and `last` are the columns of the oldest and newest figure
    that is left, `skipped` counts those left out because they overlap.
    """

    values: Floats
    times: Floats
    codes: list[str]
    first: Ints
    last: Ints
    skipped: Ints

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


def course(
    panel: Panel, at: Ints, line: Line, segment: Ints, wanted: Ints, *, base: Floats
) -> Course:
    """The course of k lines that stand in the panel's rows `at`, each measured from `wanted`.

    `base` is the n behind each figure (of a distance, the area's own): a figure that needs one and has
    none is shown, but nothing is said of how it moves.
    """
    now = newest(panel, at, line)
    start = baselines(line, segment, wanted)[np.arange(len(at)), now]
    column = np.arange(len(panel.slots))
    inside = (column >= start[:, None]) & (column <= now[:, None]) & (start >= 0)[:, None]
    shown = line.has(State.VALUE)
    if needs_base(panel.definition.kind, is_stated=_is_stated(panel)):
        shown &= np.isfinite(base)
    if panel.definition.kind == Definition.Kind.SHARE:
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


def _is_stated(panel: Panel) -> bool:
    """Whether n was stated for any figure of the series."""
    return any(bool(np.isfinite(panel.numbers[name]).any()) for name in STATED_BY)


def _trimmed(found: Course) -> Course:
    """The same course with the columns of its oldest and newest figure."""
    known = np.isfinite(found.values)
    return replace(
        found,
        first=np.argmax(known, axis=1),
        last=known.shape[1] - 1 - np.argmax(known[:, ::-1], axis=1),
    )
