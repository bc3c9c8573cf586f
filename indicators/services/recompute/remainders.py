"""What is left of a municipality when housing areas are taken away from it: counts, never shares."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from indicators.models import Definition
from indicators.services.recompute.inputs import NUMBERS, Floats, Ints, Mask, Panel
from indicators.services.recompute.lines import Line

Counts = dict[str, Floats]  # the numbers that `line_of` makes a line of


def municipality_minus(
    panel: Panel,
    level: Line,
    rows: Ints,
    others: Ints,
    *,
    as_one: bool = False,
    shown: Mask | None = None,
) -> Counts:
    """The counts of municipalities (rows `others`) minus those of areas (rows `rows`).

    One row for each area, or with `as_one` one for each row of the panel, where all areas of a
    municipality are taken from it together. Unknown where one area's count is; with `shown`
    (areas × slots) only the counts there are taken, as a reader would who sees no others.
    """

    def left(counts: Floats) -> Floats:
        part = counts[rows]
        if shown is not None:
            part = np.nan_to_num(np.where(shown, part, 0.0))
        if not as_one:
            found: Floats = counts[others] - part
            return found
        together = np.zeros(counts.shape)
        np.add.at(together, others, part)
        return counts - together

    nothing = np.full((panel.shape if as_one else (len(rows), panel.shape[1])), np.nan)
    found = dict.fromkeys(NUMBERS, nothing)
    if panel.definition.kind == Definition.Kind.MEAN:
        return found | _mean_left(panel, level, left)
    if panel.definition.kind == Definition.Kind.COUNT:
        # A plain count has no parts: the figure itself is what can be taken away.
        found["value"] = left(level.estimate)
    found["numerator"] = left(level.numerator)
    found["denominator"] = left(level.denominator)
    return found


def _mean_left(panel: Panel, level: Line, left: Callable[[Floats], Floats]) -> Counts:
    """Mean, number and spread of those left, from sums and sums of squares of the two wholes."""
    mean, number, spread = level.estimate, level.n, panel.numbers["sd"]
    n = left(number)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = left(number * mean) / n
        squares = left((number - 1) * spread**2 + number * mean**2)
        variance = (squares - n * value**2) / (n - 1)
        sd = np.sqrt(np.where(variance > 0, variance, np.nan))
    return {"value": value, "n": n, "sd": sd}


def is_sound(definition: Definition, counts: Counts) -> Mask:
    """Where a remainder can be what it says: no negative counts, no part above the whole."""
    if definition.kind == Definition.Kind.MEAN:
        sound: Mask = (counts["n"] >= 2) & (counts["sd"] > 0)
        return sound
    part, whole = counts["numerator"], counts["denominator"]
    sound = (part >= 0) & (whole > 0)
    if definition.kind == Definition.Kind.SHARE:
        sound &= part <= whole
    return sound
