"""What a difference-in-differences may be called: the graded answer about a marked effort.

Plain numbers in, codes out. Three grades: 0 cannot be judged, 1 described without a claim, 2 signs
of a different development. There is no grade 3 with so few areas, and the word is contribution
(bidrag), never effect.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from indicators.rules.verdicts import (
    CANNOT_TELL,
    HIGHER,
    LOWER,
    SIGNS,
    TOO_FEW,
    Evidence,
    Verdict,
)

LEAST_BEFORE, LEAST_AFTER = 3, 2
FIRM_BEFORE, FIRM_AFTER = 4, 3
LEAST_COMPARISONS = 2
MOST_ALARMS = 0.05
ALARMS_OF_T = {(4, 3): (5, 10, 18), (8, 4): (5, 12, 25)}
"""How often of 100 the interval alone leaves out 0 without any effect, by years before and after, at
lag-1 correlations of 0, 0.3 and 0.6; three areas. Tests ask `statistics.contribution` for the same."""

DESCRIBED = "described"
BETTER, WORSE, ROSE, FELL = "better", "worse", "rose_more", "fell_more"

PRE_TREND, NO_SPREAD = "pre_trend", "no_spread"
FEW_BEFORE, FEW_AFTER, HOLDS_ZERO = "few_before", "few_after", "interval_holds_zero"
PLACEBO, NO_PLACEBO = "placebo_larger", "no_placebo"
FALSE_ALARMS, DESCRIBED_LATE = "false_alarms", "described_late"

_EDGE = 1e-9


@dataclass(frozen=True)
class Facts:
    """What a marked effort's series says; `alarms` is the whole rule's false-alarm rate at 0.6.

    `adjusted` is the estimate with the pre-trend taken out, `placebos` the comparison areas' own
    estimates, `is_described_late` says that the effort was written down after it began.
    """

    before: int
    after: int
    evidence: Evidence
    adjusted: float | None
    placebos: tuple[float, ...]
    alarms: float | None
    is_described_late: bool


@dataclass(frozen=True)
class Grade:
    """0, 1 or 2, the word, and every reason why the grade is not higher."""

    number: int
    verdict: Verdict
    reasons: tuple[str, ...] = ()


def is_described_late(
    *, happened_on: dt.date, described_on: dt.date | None, entered_on: dt.date
) -> bool:
    """Whether the effort was written down after its first day: the entry's day unless one is named."""
    return (described_on or entered_on) > happened_on


def is_sure_before(lower: float | None, upper: float | None) -> bool:
    """Whether the slope before the effort is known not to be 0: its interval leaves out 0."""
    return lower is not None and upper is not None and (lower > 0 or upper < 0)


def grade(facts: Facts, *, direction: str) -> Grade:
    """The graded answer, with the words by polarity: better / worse; else rose_more / fell_more.

    Grade 0: fewer than three years before or two after, or the plain and the adjusted estimate
    part ways (sign, or less than half). Grade 2 asks for four before and three after, an interval
    without 0, no comparison area that moved more (at least two to ask), a rule that calls nothing
    something at most 5 % of the times at a serial correlation of 0.6, and an effort described
    before it began.
    """
    if facts.before < LEAST_BEFORE or facts.after < LEAST_AFTER or not facts.evidence.is_known:
        return Grade(0, Verdict(CANNOT_TELL, reason=TOO_FEW), (TOO_FEW,))
    if not _agree(facts.evidence.estimate or 0.0, facts.adjusted):
        return Grade(0, Verdict(CANNOT_TELL, reason=PRE_TREND), (PRE_TREND,))
    reasons = tuple(_reasons(facts))
    if reasons:
        return Grade(1, Verdict(DESCRIBED, reason=reasons[0]), reasons)
    return Grade(2, Verdict(_word(facts.evidence, direction), SIGNS))


def _reasons(facts: Facts) -> list[str]:
    """Everything that stands between this series and grade 2, the weightiest first."""
    estimate = abs(facts.evidence.estimate or 0.0)
    larger = any(abs(each) > estimate * (1 + _EDGE) for each in facts.placebos)
    found = {
        NO_SPREAD: facts.evidence.limits is None,
        HOLDS_ZERO: facts.evidence.limits is not None and not facts.evidence.sign,
        DESCRIBED_LATE: facts.is_described_late,
        FEW_BEFORE: facts.before < FIRM_BEFORE,
        FEW_AFTER: facts.after < FIRM_AFTER,
        NO_PLACEBO: len(facts.placebos) < LEAST_COMPARISONS,
        PLACEBO: larger,
        FALSE_ALARMS: facts.alarms is None or facts.alarms > MOST_ALARMS,
    }
    return [reason for reason, holds in found.items() if holds]


def _agree(plain: float, adjusted: float | None) -> bool:
    if adjusted is None:
        return False
    slack = _EDGE * abs(plain)
    return plain * adjusted >= -slack and abs(adjusted) >= abs(plain) / 2 - slack


def _word(evidence: Evidence, direction: str) -> str:
    rose = evidence.sign > 0
    if direction not in (HIGHER, LOWER):
        return ROSE if rose else FELL
    return BETTER if rose == (direction == HIGHER) else WORSE
