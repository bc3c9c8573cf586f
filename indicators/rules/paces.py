"""Is the area on course for its target? The pace's word, and whether the figures can carry it."""

from __future__ import annotations

from indicators.rules.verdicts import (
    CANNOT_TELL,
    CLEAR_SIGNS,
    LOWER,
    NO_N,
    NOTHING_TO_COMPARE,
    SIGNS,
    SMALLER_THAN_UNCERTAINTY,
    Evidence,
    Verdict,
)

ON_TRACK, TOO_SLOW, LIMITED, WRONG_WAY = "on_track", "too_slow", "limited", "wrong_way"
KEPT, LOST, MET, NOT_MET, NO_TARGET = "kept", "lost", "met", "not_met", "no_target"
GROWTH_FROM_ZERO = "growth_from_zero"

# Shares of the required yearly change, as Eurostat grades progress towards quantified targets.
ENOUGH, SOME = 0.95, 0.60
# Mirrored series differ in the last digits; so near a boundary is on it.
_EDGE = 1e-9


def pace(
    ratio: Evidence,
    *,
    first: float,
    latest: float,
    target: float | None,
    direction: str,
    is_due: bool = False,
    is_growth: bool = False,
) -> Verdict:
    """on_track / too_slow / limited / wrong_way, kept / lost, met / not_met, no_target or cannot_tell.

    `ratio` is actual ÷ required yearly change with its limits; `first`, `latest` and `target` are
    levels; `is_due` says that the target's time has come, `is_growth` that the pace is counted in
    percent a year, which from or to 0 is no number. A target that the baseline already met has no
    ratio. The word stands only where the whole 95 % interval lies on one side of "on
    track"; otherwise it cannot be told, and the ratio is shown without a word.
    """
    if target is None:
        return Verdict(NO_TARGET)
    rising = _rising(first, target, direction)
    if _meets(first, target, rising):
        return Verdict(KEPT if _meets(latest, target, rising) else LOST)
    if is_due:
        return Verdict(MET if _meets(latest, target, rising) else NOT_MET)
    if is_growth and min(first, latest, target) <= 0:
        return Verdict(CANNOT_TELL, reason=GROWTH_FROM_ZERO)
    if not ratio.is_known or ratio.estimate is None:
        return Verdict(CANNOT_TELL, reason=NOTHING_TO_COMPARE)
    if ratio.limits is None:
        return Verdict(CANNOT_TELL, reason=NO_N)
    side = _side(ratio.limits)
    if not side:
        return Verdict(CANNOT_TELL, reason=SMALLER_THAN_UNCERTAINTY)
    wide = ratio.wide_limits
    certainty = CLEAR_SIGNS if wide is not None and _side(wide) == side else SIGNS
    return Verdict(graded(ratio.estimate), certainty)


def graded(ratio: float) -> str:
    """The class of a ratio of actual to required change."""
    if ratio >= ENOUGH - _EDGE:
        return ON_TRACK
    if ratio >= SOME - _EDGE:
        return TOO_SLOW
    return LIMITED if ratio >= -_EDGE else WRONG_WAY


def _side(limits: tuple[float, float]) -> int:
    return int(limits[0] >= ENOUGH - _EDGE) - int(limits[1] < ENOUGH - _EDGE)


def _rising(first: float, target: float, direction: str) -> bool:
    """Whether the target is met from below: by polarity, else by where the baseline lies."""
    if direction in ("higher", LOWER):
        return direction != LOWER
    return target > first


def _meets(level: float, target: float, rising: bool) -> bool:
    return level >= target - _EDGE if rising else level <= target + _EDGE
