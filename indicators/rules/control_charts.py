"""What a control chart says: the last point's variation, and whether a target is within reach.

Plain numbers in, codes out; polarity is applied here, so mirrored series get mirrored answers.
"""

from __future__ import annotations

from dataclasses import dataclass

from indicators.rules.verdicts import HIGHER, LOWER

COMMON, BETTER, WORSE, HIGH, LOW = "common", "better", "worse", "high", "low"
PASSES, FAILS, HIT_OR_MISS, NO_TARGET = "passes", "fails", "hit_or_miss", "no_target"
TOO_FEW = "too_few"

CAUSES = {0: "", 1: "outside", 2: "drift", 3: "near_limit", 4: "shift"}


@dataclass(frozen=True)
class Reading:
    """What the last point says, by which special cause, and what is to be expected of the target.

    `variation` is common, better, worse (high, low where no side is better) or too_few; `cause`
    outside, drift, near_limit, shift or ""; `assurance` passes, fails, hit_or_miss or no_target.
    """

    variation: str
    cause: str
    assurance: str


def read(
    cause: int,
    *,
    limits: tuple[float, float] | None,
    direction: str,
    target: float | None = None,
) -> Reading:
    """Words for a chart. `cause` is the last point's code, negative where it is low or falls.

    `limits` are the natural limits, None where there are too few points to have any. A target
    above the upper limit fails consistently and one below the lower passes consistently where
    higher is better, the other way round where lower is; on a limit it is hit or miss.
    """
    if limits is None:
        return Reading(TOO_FEW, "", NO_TARGET if target is None else TOO_FEW)
    return Reading(
        _variation(cause, direction), CAUSES[abs(cause)], _assurance(limits, direction, target)
    )


def cause_word(cause: int) -> str:
    """A point's special cause with its side: "outside_high", "drift_low" …; "" for none."""
    return f"{CAUSES[abs(cause)]}_{HIGH if cause > 0 else LOW}" if cause else ""


def _variation(cause: int, direction: str) -> str:
    if not cause:
        return COMMON
    if direction not in (HIGHER, LOWER):
        return HIGH if cause > 0 else LOW
    return BETTER if (cause > 0) == (direction == HIGHER) else WORSE


def _assurance(limits: tuple[float, float], direction: str, target: float | None) -> str:
    if target is None or direction not in (HIGHER, LOWER):
        return NO_TARGET
    lower, upper = limits
    if lower <= target <= upper:
        return HIT_OR_MISS
    above = target > upper
    return FAILS if above == (direction == HIGHER) else PASSES
