"""Is the area on course for its target? The pace's word, and whether the figures can carry it."""

from __future__ import annotations

from dataclasses import replace

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
OFF_COURSE = "off_course"  # surely too little, but not known whether forward or back
KEPT, LOST, MET, NOT_MET, NO_TARGET = "kept", "lost", "met", "not_met", "no_target"
RIGHT_SIDE, WRONG_SIDE = "right_side", "wrong_side"
# Answers about where a figure stands; the others are about how fast it moves.
STANDINGS = (KEPT, LOST, MET, NOT_MET, RIGHT_SIDE, WRONG_SIDE)
GROWTH_FROM_ZERO = "growth_from_zero"
TARGET_WITHIN = "target_within_uncertainty"

# Shares of the required yearly change, as Eurostat grades progress towards quantified targets.
ENOUGH, SOME = 0.95, 0.60
# Mirrored series differ in the last digits; so near a boundary is on it.
_EDGE = 1e-9


def pace(
    ratio: Evidence,
    *,
    first: float,
    latest: Evidence,
    target: float | None,
    direction: str,
    first_limits: tuple[float, float] | None = None,
    is_due: bool = False,
    is_growth: bool = False,
) -> Verdict:
    """One word on a figure and its target: where it stands, else how fast it moves there.

    `ratio` is actual ÷ required yearly change with its limits; `first` and `target` are levels,
    `latest` the newest level with its own limits, `first_limits` the baseline's at 95 %; `is_due`
    says that the target's time has come, `is_growth` that the pace is counted in percent a year,
    which from or to 0 is no number.

    Asked first: on which side of the target does the newest figure stand? Surely beyond it: kept
    where the baseline met it already, else met. Where there is no way left to measure (met at the
    baseline, or due), surely short of it: lost where the baseline surely met it, else not_met; and
    where its interval holds the target: right_side or wrong_side, which says the side of the figure
    and that it is not sure. Nothing is lost that nobody knows to have been held.

    Else the pace, by its whole 95 % interval (`graded`): on_track, too_slow, limited, off_course or
    wrong_way; where it holds the boundary of "on track" cannot_tell, or right_side for a figure beyond
    its target.
    """
    if target is None:
        return Verdict(NO_TARGET)
    is_kept = was_met(first, target, direction)
    rising = _rising(first, target, direction)
    stands = _stands(latest, target, rising)
    if stands.code == MET:
        return replace(stands, code=KEPT) if is_kept else stands
    if is_kept or is_due or stands.code == CANNOT_TELL:
        was_sure = (
            is_kept and first_limits is not None and _surely_meets(first_limits, target, rising)
        )
        return replace(stands, code=LOST) if was_sure and stands.code == NOT_MET else stands
    found = _paced(ratio, (first, latest.estimate or 0.0, target), is_growth=is_growth)
    return stands if found.code == CANNOT_TELL and stands.code == RIGHT_SIDE else found


def standing(level: float, latest: Evidence, target: float, direction: str) -> Verdict:
    """Met / not_met, or right_side / wrong_side where that is not sure, seen from a level before it."""
    return _stands(latest, target, _rising(level, target, direction))


def _stands(latest: Evidence, target: float, rising: bool) -> Verdict:
    """Say met / not_met where the figure's whole interval lies on one side, else only the figure's side."""
    if not latest.is_known or latest.estimate is None:
        return Verdict(CANNOT_TELL, reason=NOTHING_TO_COMPARE)
    is_right = _meets(latest.estimate, target, rising)
    if latest.limits is None:
        return Verdict(RIGHT_SIDE if is_right else WRONG_SIDE, reason=NO_N)
    if not _is_whole(latest.limits, target, rising, is_right):
        return Verdict(RIGHT_SIDE if is_right else WRONG_SIDE, reason=TARGET_WITHIN)
    wide = latest.wide_limits
    is_clear = wide is not None and _is_whole(wide, target, rising, is_right)
    return Verdict(MET if is_right else NOT_MET, CLEAR_SIGNS if is_clear else SIGNS)


def _paced(ratio: Evidence, levels: tuple[float, float, float], *, is_growth: bool) -> Verdict:
    """The pace's class where the figures can carry it."""
    if is_growth and min(levels) <= 0:
        return Verdict(CANNOT_TELL, reason=GROWTH_FROM_ZERO)
    if not ratio.is_known or ratio.estimate is None:
        return Verdict(CANNOT_TELL, reason=NOTHING_TO_COMPARE)
    if ratio.limits is None:
        return Verdict(CANNOT_TELL, reason=NO_N)
    code = graded(ratio.limits)
    if code == CANNOT_TELL:
        return Verdict(code, reason=SMALLER_THAN_UNCERTAINTY)
    wide = ratio.wide_limits
    return Verdict(code, CLEAR_SIGNS if wide is not None and _carries(wide, code) else SIGNS)


def was_met(first: float, target: float, direction: str) -> bool:
    """Whether the baseline met the target already, so that no way is left to measure a pace on."""
    return _meets(first, target, _rising(first, target, direction))


def graded(limits: tuple[float, float]) -> str:
    """What the interval of actual ÷ required change can carry: each word claims no more than all of it.

    At 0.95 and above on track. Below 0.95 and above 0 forward, too slowly; below 0.60 too, limited.
    Below 0 the wrong way. Below 0.95 with 0 inside: off course, and not known which way.
    """
    claims = (ON_TRACK, WRONG_WAY, LIMITED, TOO_SLOW, OFF_COURSE)
    return next((code for code in claims if _carries(limits, code)), CANNOT_TELL)


def _carries(limits: tuple[float, float], code: str) -> bool:
    """Whether all of an interval of the ratio lies where the word is true."""
    lower, upper = limits
    return {
        ON_TRACK: lower >= ENOUGH - _EDGE,
        WRONG_WAY: upper < -_EDGE,
        LIMITED: lower > _EDGE and upper < SOME - _EDGE,
        TOO_SLOW: lower > _EDGE and upper < ENOUGH - _EDGE,
        OFF_COURSE: upper < ENOUGH - _EDGE,
    }[code]


def _rising(first: float, target: float, direction: str) -> bool:
    """Whether the target is met from below: by polarity, else by where the baseline lies."""
    if direction in ("higher", LOWER):
        return direction != LOWER
    return target > first


def _meets(level: float, target: float, rising: bool) -> bool:
    return level >= target - _EDGE if rising else level <= target + _EDGE


def _is_whole(limits: tuple[float, float], target: float, rising: bool, is_right: bool) -> bool:
    """Whether a whole interval lies on the figure's own side of the target."""
    return all(_meets(limit, target, rising) == is_right for limit in limits)


def _surely_meets(limits: tuple[float, float] | None, target: float, rising: bool) -> bool:
    return limits is not None and all(_meets(limit, target, rising) for limit in limits)
