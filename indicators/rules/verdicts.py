"""Verdicts: from a difference with its limits to one word, how sure it is, and why.

Plain numbers in, codes out; the words stand in the templates. Polarity is applied here and nowhere
else, so an indicator and its complement get mirrored answers. Two levels: limits at 95 % give
"signs", limits at 99.8 % "clear signs". "Cannot tell" is the answer unless the figures speak.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

HIGHER, LOWER, BAND, CONTEXT = "higher", "lower", "band", "context"
SIGNS, CLEAR_SIGNS = "signs", "clear_signs"

FORWARD, BACK, UNCHANGED = "forward", "back", "unchanged"
RISES, FALLS = "rises", "falls"
LEAD, LAG, EQUAL, ABOVE, BELOW = "lead", "lag", "equal", "above", "below"
NARROWED, WIDENED, CROSSED, CROSSED_BACK = "narrowed", "widened", "crossed", "crossed_back"
LEAD_GROWN, LEAD_SHRUNK, NEARER, FARTHER = "lead_grown", "lead_shrunk", "nearer", "farther"
CANNOT_TELL = "cannot_tell"

NOTHING_TO_COMPARE, NO_N, TOO_FEW = "nothing_to_compare", "no_n", "too_few"
FEW_PERIODS = "few_periods"
SMALLER_THAN_UNCERTAINTY = "change_smaller_than_uncertainty"

MANY_PERIODS = 5
# Limits of mirrored series differ in the last digits; a limit this near 0 is 0.
_EDGE = 1e-9


@dataclass(frozen=True)
class Verdict:
    """One answer. `certainty` is "signs", "clear_signs" or ""; `reason` says why not, or a caveat."""

    code: str
    certainty: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Evidence:
    """A difference with its limits at 95 % and 99.8 %; None (or NaN) where there is none."""

    estimate: float | None
    lower: float | None = None
    upper: float | None = None
    lower_998: float | None = None
    upper_998: float | None = None

    @property
    def is_known(self) -> bool:
        """There is a difference, sure or not."""
        return _number(self.estimate) is not None

    @property
    def limits(self) -> tuple[float, float] | None:
        """The 95 % limits, if any."""
        return _pair(self.lower, self.upper)

    @property
    def wide_limits(self) -> tuple[float, float] | None:
        """The 99.8 % limits, if any."""
        return _pair(self.lower_998, self.upper_998)

    @property
    def sign(self) -> int:
        """1 above 0, −1 below, 0 where the 95 % limits leave it open (or there are none)."""
        return _side(self.limits)

    @property
    def certainty(self) -> str:
        """How sure the sign is."""
        if not self.sign:
            return ""
        return CLEAR_SIGNS if _side(self.wide_limits) == self.sign else SIGNS

    def certainty_within(self, size: float | None) -> str:
        """How sure it is that the difference is at most so large; "" where it is not."""
        if not _inside(self.limits, size):
            return ""
        return CLEAR_SIGNS if _inside(self.wide_limits, size) else SIGNS

    def negated(self) -> Evidence:
        """The same difference seen from the other side."""
        return Evidence(
            *(
                None if limit is None else -limit
                for limit in (
                    self.estimate,
                    self.upper,
                    self.lower,
                    self.upper_998,
                    self.lower_998,
                )
            )
        )


def change(
    evidence: Evidence,
    *,
    direction: str,
    smallest: float | None = None,
    periods: int = 2,
    first: float | None = None,
    band: tuple[float, float] | None = None,
) -> Verdict:
    """Has the figure changed? forward / back / unchanged / cannot_tell; context: rises / falls.

    `smallest` is the smallest relevant change, `periods` the number of figures behind the answer,
    `first` the baseline's level, which a band (both ends included) needs to know what is better.
    With 2-4 periods a clear answer carries the caveat few_periods.
    """
    if periods < 2:
        return Verdict(CANNOT_TELL, reason=TOO_FEW)
    silent = _silent(evidence, smallest)
    if silent:
        return silent
    word = _change_word(evidence, direction, first, band)
    reason = FEW_PERIODS if periods < MANY_PERIODS else ""
    return Verdict(word, evidence.certainty, reason)


def _change_word(
    evidence: Evidence, direction: str, first: float | None, band: tuple[float, float] | None
) -> str:
    if direction == CONTEXT:
        return RISES if evidence.sign > 0 else FALLS
    if direction == BAND:
        start = _number(first)
        if start is None or band is None or evidence.estimate is None:
            return RISES if evidence.sign > 0 else FALLS
        before, after = _outside(start, band), _outside(start + evidence.estimate, band)
        if abs(after - before) <= _EDGE:
            return UNCHANGED
        return FORWARD if after < before else BACK
    return FORWARD if _oriented(evidence, direction).sign > 0 else BACK


def gap(evidence: Evidence, *, direction: str, smallest: float | None = None) -> Verdict:
    """Where does the area stand against its comparator? lead / lag / equal / cannot_tell.

    Without a better side (context, band) the words are above / below. A difference in level has a
    word but never a colour.
    """
    silent = _silent(evidence, smallest)
    if silent:
        return replace(silent, code=EQUAL) if silent.code == UNCHANGED else silent
    if direction not in (HIGHER, LOWER):
        return Verdict(ABOVE if evidence.sign > 0 else BELOW, evidence.certainty)
    ahead = _oriented(evidence, direction).sign > 0
    return Verdict(LEAD if ahead else LAG, evidence.certainty)


def gap_change(
    evidence: Evidence,
    *,
    before: float | None,
    direction: str,
    smallest: float | None = None,
    periods: int = 2,
) -> Verdict:
    """Is the gap closing? `evidence` is the gap's change, `before` the gap at the baseline.

    Behind at the baseline: narrowed, widened, crossed (now ahead). Ahead at the baseline:
    lead_grown, lead_shrunk, crossed_back (now behind). Without a better side: nearer, farther,
    crossed. A gap of 0 counts as behind when it opens for the worse, as a lead for the better.
    """
    start = _number(before)
    if periods < 2:
        return Verdict(CANNOT_TELL, reason=TOO_FEW)
    if start is None:
        return Verdict(CANNOT_TELL, reason=NOTHING_TO_COMPARE)
    silent = _silent(evidence, smallest)
    if silent:
        return silent
    word = _gap_word(evidence, start, direction)
    reason = FEW_PERIODS if periods < MANY_PERIODS else ""
    return Verdict(word, evidence.certainty, reason)


def _gap_word(evidence: Evidence, before: float, direction: str) -> str:
    turn = -1 if direction == LOWER else 1
    start = 0.0 if abs(before) <= _EDGE else before * turn
    end = start + (evidence.estimate or 0.0) * turn
    if direction not in (HIGHER, LOWER):
        if start * end < -_EDGE:
            return CROSSED
        return NEARER if abs(end) < abs(start) else FARTHER
    better = evidence.sign * turn > 0
    if start < 0 and end > _EDGE:
        return CROSSED
    if start > 0 and end < -_EDGE:
        return CROSSED_BACK
    if start < 0 or (start == 0 and not better):
        return NARROWED if better else WIDENED
    return LEAD_GROWN if better else LEAD_SHRUNK


def _silent(evidence: Evidence, smallest: float | None) -> Verdict | None:
    """The answers that need no direction: unknown, of no consequence, or not to be told."""
    if not evidence.is_known:
        return Verdict(CANNOT_TELL, reason=NOTHING_TO_COMPARE)
    if evidence.limits is None:
        return Verdict(CANNOT_TELL, reason=NO_N)
    within = evidence.certainty_within(_number(smallest) or 0.0)
    if within:
        return Verdict(UNCHANGED, within)
    if not evidence.sign:
        return Verdict(CANNOT_TELL, reason=SMALLER_THAN_UNCERTAINTY)
    return None


def _oriented(evidence: Evidence, direction: str) -> Evidence:
    return evidence.negated() if direction == LOWER else evidence


def _outside(level: float, band: tuple[float, float]) -> float:
    return max(band[0] - level, 0.0, level - band[1])


def _number(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else value


def _pair(lower: float | None, upper: float | None) -> tuple[float, float] | None:
    low, high = _number(lower), _number(upper)
    return None if low is None or high is None else (low, high)


def _side(limits: tuple[float, float] | None) -> int:
    if limits is None:
        return 0
    return int(limits[0] > _EDGE) - int(limits[1] < -_EDGE)


def _inside(limits: tuple[float, float] | None, size: float | None) -> bool:
    if limits is None or size is None:
        return False
    return -size - _EDGE <= limits[0] and limits[1] <= size + _EDGE
