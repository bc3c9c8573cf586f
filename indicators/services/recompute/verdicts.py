"""Between figures and rules: each distinct case is put to its rule once, for all rows it holds for.

The rules stay what they are, one case at a time in plain numbers. Here the places where a rule can
change its mind are turned into small whole numbers ("features"): on which side of each boundary a
limit lies, whether there are periods enough. Rows with equal features get equal words, so a rule
is asked a few dozen times whether there are three rows or three million.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indicators.models import Definition
from indicators.rules import paces, verdicts
from indicators.rules.verdicts import Evidence, Verdict
from indicators.services.recompute.inputs import Floats, Mask
from indicators.services.recompute.lines import Line
from indicators.services.recompute.words import CERTAINTIES, REASONS, VERDICTS, Codes

Feature = NDArray[np.int64]
EDGE = 1e-9  # the rules' own slack: a limit this near a boundary lies on it
MOST_CASES = 2**62


@dataclass(frozen=True)
class Words:
    """A rule's answers as numbers in the vocabularies VERDICTS, CERTAINTIES and REASONS."""

    code: Codes
    certainty: Codes
    reason: Codes


def ask(rule: Callable[[int], Verdict], *features: ArrayLike) -> Words:
    """Put every distinct case to a rule: `rule(i)` answers for row i and all rows like it.

    `features` are small whole numbers or truths, one entry per row.
    """
    single = [np.asarray(feature).astype(np.int64).ravel() for feature in features]
    arrays = np.broadcast_arrays(*single)
    key, cases = np.zeros(arrays[0].shape, dtype=np.int64), 1
    for array in arrays:
        low = int(array.min(initial=0))
        sort = int(array.max(initial=0)) - low + 1
        if cases * sort > MOST_CASES:  # numbered anew, so that no number of features can overflow
            distinct, key = np.unique(key, return_inverse=True)
            cases = len(distinct)
        key, cases = key * sort + (array - low), cases * sort
    _distinct, first, which = np.unique(key, return_index=True, return_inverse=True)
    answers = [rule(int(row)) for row in first]
    if not answers:
        nothing = np.zeros(0, dtype=np.int16)
        return Words(nothing, nothing, nothing)
    return Words(
        VERDICTS.codes(answer.code for answer in answers)[which],
        CERTAINTIES.codes(answer.certainty for answer in answers)[which],
        REASONS.codes(answer.reason for answer in answers)[which],
    )


def evidence(line: Line, row: int) -> Evidence:
    """One row of a line as the rules take it."""
    limits = (line.estimate, line.at95.lower, line.at95.upper, line.at998.lower, line.at998.upper)
    return Evidence(*(float(limit[row]) for limit in limits))


def sides(numbers: ArrayLike, *boundaries: ArrayLike) -> Feature:
    """Where each number lies among boundaries, on one told from above or below it; -1 for NaN."""
    values = np.asarray(numbers, dtype=np.float64)
    found = np.zeros(values.shape, dtype=np.int64)
    for each in boundaries:
        boundary = np.asarray(each, dtype=np.float64)
        found += (values > boundary) + 1 * (values >= boundary)
    return np.where(np.isnan(values), -1, found)


def silence(line: Line, smallest: float | None) -> list[Feature]:
    """What decides sign, certainty and consequence of a line of differences."""
    size = 0.0 if smallest is None else smallest
    around = (-size - EDGE, -EDGE, EDGE, size + EDGE)
    limits = (line.at95.lower, line.at95.upper, line.at998.lower, line.at998.upper)
    return [sides(line.estimate), *(sides(limit, *around) for limit in limits)]


def many(periods: ArrayLike) -> Feature:
    """Fewer than two, few, or many periods."""
    found: Feature = np.digitize(np.asarray(periods), [2, verdicts.MANY_PERIODS])
    return found


def change_words(definition: Definition, line: Line, *, first: Floats, periods: ArrayLike) -> Words:
    """What figures' own changes since a baseline mean; `first` are the baselines' levels."""
    counts = np.asarray(periods)
    band = _band(definition)
    return ask(
        lambda row: verdicts.change(
            evidence(line, row),
            direction=definition.direction,
            smallest=definition.smallest_relevant_change,
            periods=int(counts[row]),
            first=float(first[row]),
            band=band,
        ),
        *silence(line, definition.smallest_relevant_change),
        many(counts),
        *_across(band, first, line.estimate),
    )


def gap_words(definition: Definition, line: Line) -> Words:
    """Where areas stand against their comparator."""
    smallest = definition.smallest_relevant_change
    return ask(
        lambda row: verdicts.gap(
            evidence(line, row), direction=definition.direction, smallest=smallest
        ),
        *silence(line, smallest),
    )


def gap_change_words(
    definition: Definition, line: Line, *, before: Floats, periods: ArrayLike
) -> Words:
    """What has become of gaps; `before` are the gaps at the baseline."""
    counts = np.asarray(periods)
    turn = -1 if definition.direction == Definition.Direction.LOWER else 1
    start = np.where(np.abs(before) <= EDGE, 0.0, before * turn)
    end = start + line.estimate * turn
    return ask(
        lambda row: verdicts.gap_change(
            evidence(line, row),
            before=float(before[row]),
            direction=definition.direction,
            smallest=definition.smallest_relevant_change,
            periods=int(counts[row]),
        ),
        *silence(line, definition.smallest_relevant_change),
        many(counts),
        sides(start, 0.0),
        sides(end, -EDGE, EDGE),
        sides(start * end, -EDGE),
        np.abs(end) < np.abs(start),
    )


def pace_words(
    definition: Definition,
    ratio: Line,
    *,
    baseline: Line,
    latest: Line,
    target: Floats,
    is_due: Mask,
) -> Words:
    """Where areas stand to their targets, or how fast they move: `ratio` is actual ÷ required change.

    `baseline` and `latest` are levels with their own limits, `target` levels alone.
    """
    first = baseline.estimate
    grades = (-EDGE, paces.SOME - EDGE, paces.ENOUGH - EDGE)
    limits = (ratio.at95.lower, ratio.at95.upper, ratio.at998.lower, ratio.at998.upper)
    stands = (latest.at95.lower, latest.at95.upper, latest.at998.lower, latest.at998.upper)
    began = (baseline.at95.lower, baseline.at95.upper)
    levels = (first, latest.estimate, *stands, *began)
    is_growth = definition.kind == Definition.Kind.AMOUNT
    return ask(
        lambda row: paces.pace(
            evidence(ratio, row),
            first=float(first[row]),
            latest=evidence(latest, row),
            target=float(target[row]),
            direction=definition.direction,
            first_limits=evidence(baseline, row).limits,
            is_due=bool(is_due[row]),
            is_growth=is_growth,
        ),
        sides(ratio.estimate, *grades),
        *(sides(limit, grades[-1]) for limit in limits),
        is_due,
        np.minimum(np.minimum(first, latest.estimate), target) > 0,
        target > first,
        *(sides(level, target - EDGE, target + EDGE) for level in levels),
    )


def _band(definition: Definition) -> tuple[float, float] | None:
    if definition.band_lower is None or definition.band_upper is None:
        return None
    return definition.band_lower, definition.band_upper


def _across(band: tuple[float, float] | None, first: Floats, change: Floats) -> list[Feature]:
    """Whether a figure has come nearer to a band, farther from it, or neither."""
    if band is None:
        return [sides(first)]
    before, after = (
        np.maximum(np.maximum(band[0] - level, 0.0), level - band[1])
        for level in (first, first + change)
    )
    return [sides(first), sides(np.abs(after - before), EDGE), (after < before).astype(np.int64)]
