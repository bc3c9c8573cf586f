"""Lines: figures with their limits, in arrays of any one shape, and what silences them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indicators.models import Definition, Result
from indicators.services.recompute.inputs import Floats, Mask, Panel
from indicators.services.recompute.words import REASONS, STATES, Codes
from indicators.statistics import differences, intervals
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
    """Estimates with limits at 95 % and 99.8 %, in the definition's unit.

    All arrays have one shape: rows × slots for the figures of a panel, or one entry per result
    that is to be written. `state` and `reason` are numbers in the vocabularies STATES and REASONS
    (0, "", where nothing was logged); ask with `has("value")`. Where the state is not "value"
    every number is NaN.
    """

    at95: Interval
    at998: Interval
    numerator: Floats
    denominator: Floats
    n: Floats
    state: Codes
    reason: Codes

    @property
    def estimate(self) -> Floats:
        """The figure itself."""
        return self.at95.estimate

    def has(self, *states: str) -> Mask:
        """Where the state is one of these ("" asks where nothing was logged)."""
        return has(self.state, *states)

    def rows(self, rows: Sequence[int] | NDArray[np.int64]) -> Line:
        """The same line with only these rows, in this order."""
        return self.map(lambda array: array[np.asarray(rows, dtype=np.int64)])

    def at(self, rows: NDArray[np.int64], slots: NDArray[np.int64]) -> Line:
        """The figures in these places, one after the other: what a block of results is made of."""
        return self.map(lambda array: array[rows, slots])

    def columns(self, columns: NDArray[np.int64]) -> Line:
        """For each place the figure of another slot in the same row; -1 means none."""
        at = np.where(columns < 0, 0, columns)
        moved = self.map(lambda array: np.take_along_axis(array, at, axis=1))
        return moved.silenced(columns < 0, State.NOT_COMPUTED, "too_few")

    def map(self, change: Callable[[Any], Any]) -> Line:
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

    def silenced(self, where: Mask, state: str, reason: str) -> Line:
        """Take the numbers away in these places and say why."""
        if not where.any():
            return self
        return self.with_words(
            np.where(where, np.int16(STATES.code(state)), self.state),
            np.where(where, np.int16(REASONS.code(reason)), self.reason),
        )

    def with_words(self, state: Codes, reason: Codes) -> Line:
        """The same figures under other states and reasons; none behind a state but "value"."""
        silent = state != STATES.code(State.VALUE)

        def blank(numbers: Floats) -> Floats:
            return np.where(silent, np.nan, numbers)

        return Line(
            at95=_map(self.at95, blank),
            at998=_map(self.at998, blank),
            numerator=blank(self.numerator),
            denominator=blank(self.denominator),
            n=blank(self.n),
            state=state,
            reason=reason,
        )

    def exact(self) -> Line:
        """The same figures taken as exact: a published comparator without its own uncertainty."""
        point = Interval(self.estimate, self.estimate, self.estimate)
        return replace(self, at95=point, at998=point)

    def exact_where_bare(self) -> Line:
        """The same figures; exact only those that have no limits, as a survey without its n."""

        def filled(at: Interval) -> Interval:
            bare = np.isnan(at.lower) | np.isnan(at.upper)
            ends = (np.where(bare, at.estimate, end) for end in (at.lower, at.upper))
            return Interval(at.estimate, *ends)

        return replace(self, at95=filled(self.at95), at998=filled(self.at998))


def has(codes: Codes, *states: str) -> Mask:
    """Where an array of state numbers is one of these states."""
    found: Mask = codes == STATES.code(states[0])
    for state in states[1:]:
        found |= codes == STATES.code(state)
    return found


def line(
    estimate: ArrayLike,
    *,
    at95: tuple[ArrayLike, ArrayLike] = (np.nan, np.nan),
    at998: tuple[ArrayLike, ArrayLike] = (np.nan, np.nan),
    n: ArrayLike = np.nan,
    state: ArrayLike | None = None,
    reason: ArrayLike | None = None,
) -> Line:
    """A line of ready-made figures, for instance one slope per area.

    `state` and `reason` are words, one for each figure; by default "value" where there is a finite
    figure and "not_computed" elsewhere. Limits that are not finite are none.
    """
    found = _finite(np.atleast_1d(estimate))
    states: Codes
    if state is None:
        known = ~np.isnan(found)
        words = np.where(known, STATES.code(State.VALUE), STATES.code(State.NOT_COMPUTED))
        states = words.astype(np.int16)
    else:
        states = STATES.codes(np.broadcast_to(np.asarray(state, dtype=object), found.shape).flat)
    why = np.broadcast_to(np.asarray("" if reason is None else reason, dtype=object), found.shape)

    def limits(pair: tuple[ArrayLike, ArrayLike]) -> Interval:
        return Interval(found, *(np.broadcast_to(_finite(limit), found.shape) for limit in pair))

    nothing = np.full(found.shape, np.nan)
    made = Line(
        at95=limits(at95),
        at998=limits(at998),
        numerator=nothing,
        denominator=nothing,
        n=np.broadcast_to(_finite(n), found.shape),
        state=states.reshape(found.shape),
        reason=REASONS.codes(why.flat).reshape(found.shape),
    )
    return made.with_words(made.state, made.reason)


def levels(panel: Panel) -> Line:
    """Every logged figure with its limits; the kind of data chooses the interval (methods § 1)."""
    found = line_of(panel.definition, state=panel.state, **panel.numbers)
    return replace(found, reason=np.where(panel.reason == 0, found.reason, panel.reason))


def line_of(
    definition: Definition,
    *,
    state: Codes,
    numerator: Floats,
    denominator: Floats,
    value: Floats,
    n: Floats,
    sd: Floats,
    design_effect: Floats,
    population: Floats,
) -> Line:
    """Estimate, limits, base, state and reason of figures given as counts or as ready values."""
    counted = ~np.isnan(numerator) & (denominator > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(counted, definition.per * numerator / denominator, np.nan)
    estimate = _finite(np.where(counted, ratio, value))
    base = np.where(np.isnan(denominator), n, denominator)
    has_value = state == STATES.code(State.VALUE)
    no_base = has_value & np.isnan(estimate)
    bounds = [
        _limits(
            definition, level, estimate, numerator, denominator, n, sd, design_effect, population
        )
        for level in LEVELS
    ]
    unsure = has_value & ~no_base & np.isnan(bounds[0].lower)
    reasons = np.zeros(state.shape, dtype=np.int16)
    reasons[no_base] = REASONS.code("no_denominator")
    reasons[unsure & np.isnan(base)] = REASONS.code("no_n")
    reasons[unsure & ~np.isnan(base)] = REASONS.code("no_spread")
    states = np.where(no_base, np.int16(STATES.code(State.NOT_COMPUTED)), state)
    found = Line(bounds[0], bounds[1], numerator, denominator, base, states, reasons)
    return found.with_words(states, reasons)


def _limits(
    definition: Definition,
    level: float,
    estimate: Floats,
    numerator: Floats,
    denominator: Floats,
    n: Floats,
    sd: Floats,
    design_effect: Floats,
    population: Floats,
) -> Interval:
    """95 % or 99.8 % limits in the definition's unit; NaN where the figures do not allow any."""
    kind = definition.kind
    if kind == Definition.Kind.SHARE:
        answers = np.where(np.isnan(denominator), n, denominator)
        found = intervals.wilson_survey(
            estimate / 100,
            answers,
            level=level,
            design_effect=design_effect,
            population=population,
        ).scaled(100)
    elif kind == Definition.Kind.RATE:
        base = np.where(denominator > 0, denominator, np.nan)
        found = intervals.poisson_exact(numerator, base, per=definition.per, level=level)
    elif kind == Definition.Kind.MEAN:
        found = intervals.mean_t(estimate, sd, n, level=level)
    elif kind == Definition.Kind.COUNT and definition.data_kind == Definition.DataKind.EVENTS:
        found = intervals.poisson_exact(estimate, np.ones_like(estimate), per=1, level=level)
    else:
        none = np.full(estimate.shape, np.nan)
        return Interval(estimate, none, none)
    return Interval(estimate, found.lower, found.upper)


def subtract(a: Line, b: Line) -> Line:
    """First minus second, limits by square-and-add; silent where either is, and says why."""
    at95 = differences.newcombe(a.at95, b.at95)
    at998 = differences.newcombe(a.at998, b.at998)
    state = np.full(a.state.shape, STATES.code(State.VALUE), dtype=np.int16)
    # Without limits on the difference one of the two has none, and its reason is the reason.
    own = np.where(a.reason == 0, b.reason, a.reason)
    reason = np.where(np.isnan(at95.lower), own, np.int16(0))
    for word in reversed(SILENCE):
        for one in (b, a):
            here = one.has(word)
            if here.any():
                state = np.where(here, np.int16(STATES.code(word)), state)
                reason = np.where(here, one.reason, reason)
    absent = ((a.state == 0) | (b.state == 0)) & has(state, State.VALUE)
    state = np.where(absent, np.int16(STATES.code(State.NOT_COMPUTED)), state)
    reason = np.where(absent, np.int16(REASONS.code("nothing_to_compare")), reason)
    nothing = np.full(a.state.shape, np.nan)
    return Line(at95, at998, nothing, nothing, nothing, state, reason).with_words(state, reason)


def _map(interval: Interval, change: Callable[[Any], Any]) -> Interval:
    return Interval(change(interval.estimate), change(interval.lower), change(interval.upper))


def _finite(numbers: ArrayLike) -> Floats:
    found = np.asarray(numbers, dtype=np.float64)
    return np.where(np.isfinite(found), found, np.nan)


def distance(definition: Definition, a: Line, b: Line) -> Line:
    """First minus second, of two places: none where a share is known without its n (methods § 2)."""
    found = subtract(a, b)
    if definition.kind != Definition.Kind.SHARE:
        return found
    bare = found.has(State.VALUE) & np.isnan(found.at95.lower)
    return found.silenced(bare, State.NOT_COMPUTED, "no_n")


def level_method(definition: Definition) -> str:
    """How limits of single figures are found."""
    if definition.kind == Definition.Kind.SHARE:
        is_survey = definition.data_kind == Definition.DataKind.SURVEY
        return "wilson_survey" if is_survey else "wilson"
    return "mean_t" if definition.kind == Definition.Kind.MEAN else "poisson_exact"
