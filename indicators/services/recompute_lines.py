"""Lines: levels with their limits, one row per area, one column per slot, and what is hidden."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indicators.models import Definition, Result
from indicators.services.recompute_inputs import Floats, Panel
from indicators.statistics import intervals
from indicators.statistics.intervals import Interval

State = Result.State
LEVELS = (0.95, 0.998)

# Of two inputs the one that says least decides what can be said of both together.
SILENCE = (
    State.SUPPRESSED,
    State.NOT_RELEASED,
    State.SUPPRESSED_BY_SOURCE,
    State.NOT_RELEVANT,
    State.MISSING,
    State.NOT_COMPUTED,
)


@dataclass(frozen=True)
class Line:
    """Estimates with limits at 95 % and 99.8 %, in the definition's unit; rows × slots.

    `state` holds `Result.State` codes ("" where nothing was logged) and `reason` says why there is
    no number, or why there are no limits. Where the state is not "value" every number is NaN.
    """

    at95: Interval
    at998: Interval
    numerator: Floats
    denominator: Floats
    n: Floats
    state: NDArray[Any]
    reason: NDArray[Any]

    @property
    def estimate(self) -> Floats:
        """The figure itself."""
        return self.at95.estimate

    def rows(self, rows: Sequence[int]) -> Line:
        """The same line with only these rows, in this order."""
        return self.map(lambda array: array[list(rows)])

    def columns(self, columns: NDArray[np.int64]) -> Line:
        """For each place the figure of another slot in the same row; -1 means none."""
        at = np.where(columns < 0, 0, columns)
        moved = self.map(lambda array: np.take_along_axis(array, at, axis=1))
        return moved.silenced(columns < 0, State.NOT_COMPUTED, "too_few")

    def map(self, change: Any) -> Line:
        """Apply the same rearrangement to every array."""
        return Line(
            at95=_map(self.at95, change),
            at998=_map(self.at998, change),
            numerator=change(self.numerator),
            denominator=change(self.denominator),
            n=change(self.n),
            state=change(self.state),
            reason=change(self.reason),
        )

    def silenced(self, where: NDArray[np.bool_], state: str, reason: str) -> Line:
        """Take the numbers away in these places and say why."""

        def blank(numbers: Floats) -> Floats:
            return np.where(where, np.nan, numbers)

        return Line(
            at95=_map(self.at95, blank),
            at998=_map(self.at998, blank),
            numerator=blank(self.numerator),
            denominator=blank(self.denominator),
            n=blank(self.n),
            state=np.where(where, state, self.state),
            reason=np.where(where, reason, self.reason),
        )

    def with_words(self, state: NDArray[Any], reason: NDArray[Any]) -> Line:
        """The same numbers under other states and reasons."""
        return replace(self, state=state, reason=reason)

    def exact(self) -> Line:
        """The same figures taken as exact: a published comparator without its own uncertainty."""
        return replace(
            self,
            at95=Interval(self.estimate, self.estimate, self.estimate),
            at998=Interval(self.estimate, self.estimate, self.estimate),
        )


def _map(interval: Interval, change: Any) -> Interval:
    return Interval(change(interval.estimate), change(interval.lower), change(interval.upper))


def levels(panel: Panel) -> Line:
    """Every logged figure with its limits; the kind of data chooses the interval (methods § 1)."""
    numbers = panel.numbers
    return line_of(
        panel.definition,
        state=panel.state,
        numerator=numbers["numerator"],
        denominator=numbers["denominator"],
        value=numbers["value"],
        n=numbers["n"],
        sd=numbers["sd"],
        design_effect=numbers["design_effect"],
    )


def line_of(
    definition: Definition,
    *,
    state: NDArray[Any],
    numerator: Floats,
    denominator: Floats,
    value: Floats,
    n: Floats,
    sd: Floats,
    design_effect: Floats,
) -> Line:
    """Estimate, limits, base, state and reason of figures given as counts or as ready values."""
    counted = ~np.isnan(numerator) & (denominator > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(counted, definition.per * numerator / denominator, np.nan)
    estimate = np.where(counted, ratio, value)
    base = np.where(np.isnan(denominator), n, denominator)
    has_value = state == State.VALUE
    no_base = has_value & np.isnan(estimate)
    states = np.where(no_base, State.NOT_COMPUTED, state).astype(object)
    reasons = np.where(no_base, "no_denominator", "").astype(object)
    bounds = [
        _limits(definition, level, estimate, numerator, denominator, n, sd, design_effect)
        for level in LEVELS
    ]
    unsure = has_value & ~no_base & np.isnan(bounds[0].lower)
    reasons[unsure] = np.where(np.isnan(base[unsure]), "no_n", "no_spread")
    line = Line(
        at95=bounds[0],
        at998=bounds[1],
        numerator=numerator,
        denominator=denominator,
        n=base,
        state=states,
        reason=reasons,
    )
    silent = states != State.VALUE
    return line.map(
        lambda array: np.where(silent, np.nan, array) if array.dtype == np.float64 else array
    )


def _limits(
    definition: Definition,
    level: float,
    estimate: Floats,
    numerator: Floats,
    denominator: Floats,
    n: Floats,
    sd: Floats,
    design_effect: Floats,
) -> Interval:
    """95 % or 99.8 % limits in the definition's unit; NaN where the figures do not allow any."""
    none = np.full(estimate.shape, np.nan)
    if definition.kind == Definition.Kind.SHARE:
        answers = np.where(np.isnan(denominator), n, denominator)
        found = intervals.wilson_survey(
            estimate / 100, answers, level=level, design_effect=design_effect
        ).scaled(100)
        return Interval(estimate, found.lower, found.upper)
    if definition.kind == Definition.Kind.RATE:
        base = np.where(denominator > 0, denominator, np.nan)
        found = intervals.poisson_exact(numerator, base, per=definition.per, level=level)
        return Interval(estimate, found.lower, found.upper)
    if definition.kind == Definition.Kind.MEAN:
        found = intervals.mean_t(estimate, sd, n, level=level)
        return Interval(estimate, found.lower, found.upper)
    if (
        definition.kind == Definition.Kind.COUNT
        and definition.data_kind == Definition.DataKind.EVENTS
    ):
        found = intervals.poisson_exact(estimate, np.ones_like(estimate), per=1, level=level)
        return Interval(estimate, found.lower, found.upper)
    return Interval(estimate, none, none)
