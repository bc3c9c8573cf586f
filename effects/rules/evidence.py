"""Evidence: what figures may be taken to say about something that was expected of an effort.

Plain numbers in, codes out; the words stand in `effects.services.evidence_words`. Two questions are
kept apart. What has the figure done since the effort began, against what was expected? And did the
area develop differently from areas without the effort? Only the second can be a contribution
(bidrag), and only as far as its grade goes: 0 cannot be judged, 1 described, 2 signs.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

from indicators.rules import figures
from indicators.rules.contribution import DESCRIBED, DESCRIBED_LATE, PRE_TREND
from indicators.rules.verdicts import NOTHING_TO_COMPARE, TOO_FEW, Evidence

LEVEL, GAP = "level", "gap"
RISE, FALL = "rise", "fall"

# What the figure has done since the start.
NOT_BEGUN, NO_BEFORE, NO_AFTER = "not_begun", "no_before", "no_after"
BREAK, NO_LIMITS = "break", "no_limits"
MET, SIZE_OPEN, PARTLY = "met", "size_open", "partly"
NOT_MET, OPPOSITE, OPEN = "not_met", "opposite", "open"
EXPECTED_WAY = (MET, SIZE_OPEN, PARTLY)  # sure of the expected direction, whatever the size
SURE = (*EXPECTED_WAY, OPPOSITE)
JUDGED = (*SURE, NOT_MET, OPEN)

# What the comparison with other areas says.
UNASKED, NOTHING, SILENT = "unasked", "nothing", "silent"
TURNED_LATE = "turned_late"  # the direction was written anew after the start
ADDED_LATE, REGROUPED_LATE = "added_late", "regrouped_late"  # the area, the target group
FITS, EARLY, AGAINST, MIXED, APART = "fits", "early", "against", "mixed", "apart"

# Where today lies in what was expected.
BEFORE, WITHIN, PAST = "before", "within", "past"

# What the newest figure cannot show yet, by the days it was measured on; "" where it shows it all.
TOO_SOON = "too_soon"
BEFORE_ADJUSTED, SOON_ADJUSTED = "before_adjusted", "soon_adjusted"
AFTER_ADJUSTMENT = (BEFORE_ADJUSTED, SOON_ADJUSTED)

# How strong the evidence is, the weakest first; there is no strong one with so few areas.
NONE, VERY_WEAK, WEAK, MEDIUM = "none", "very_weak", "weak", "medium"
LEVELS = (NONE, VERY_WEAK, WEAK, MEDIUM)

# Who moved.
STAYED, MOVED, UNKNOWN, NO_CHANGE, HIDDEN = "stayed", "moved", "unknown", "no_change", "hidden"
STAYED_ALONE, MOVED_ALONE = "stayed_alone", "moved_alone"  # the others pulled the other way
NOT_KNOWN, NOT_PEOPLE = "not_known", "not_people"

_EDGE = 1e-9
_HALF = 0.5


@dataclass(frozen=True)
class Point:
    """A figure with its 95 % limits, where it has any."""

    estimate: float
    lower: float | None = None
    upper: float | None = None


def between(first: Point, last: Point) -> Evidence:
    """The change from one figure to another with its limits by square-and-add.

    d = p₁ − p₀, lower = d − √((p₁ − l₁)² + (u₀ − p₀)²), upper = d + √((u₁ − p₁)² + (p₀ − l₀)²):
    Newcombe's interval where the limits are Wilson's, MOVER elsewhere. No limits where one lacks.
    """
    change = last.estimate - first.estimate
    ends = (first.lower, first.upper, last.lower, last.upper)
    if any(end is None for end in ends):
        return Evidence(change)
    low0, high0, low1, high1 = (float(end) for end in ends if end is not None)
    below = math.hypot(last.estimate - low1, high0 - first.estimate)
    above = math.hypot(high1 - last.estimate, first.estimate - low0)
    return Evidence(change, change - below, change + above)


def is_rounded_apart(first: float, last: float, *, decimals: int) -> bool:
    """Whether two figures, as they are shown, differ by another number than their change is shown as."""
    shown = figures.rounded(last, decimals) - figures.rounded(first, decimals)
    return shown != figures.rounded(last - first, decimals)


def side(gap: float | None) -> int:
    """Which way a distance points: 1 above, −1 below, 0 where it is 0 or not known."""
    if gap is None or abs(gap) <= _EDGE:
        return 0
    return 1 if gap > 0 else -1


def expected_sign(measure: str, direction: str, *, gap: float | None = None) -> int:
    """Which way the area's own figure was expected to go: 1 up, −1 down, 0 where that is not known.

    A distance (measure "gap") is its size: it falls when the area comes nearer, from whichever side
    it was on before (`gap`). So an indicator and its mirror image are expected the same.
    """
    way = 1 if direction == RISE else -1
    return way if measure == LEVEL else way * side(gap)


def outcome(moved: Evidence, *, sign: int, size: float, decimals: int | None = None) -> str:
    """The change since the start against what was expected, by its whole interval.

    `sign` is the expected direction. Sure of the direction: met where the whole interval reaches the
    expected size, partly where all of it stays below, else the size is open. Sure of the other
    direction: opposite. Not sure: not met where the whole interval stays below the expected size,
    else open. Without limits or direction nothing can be said. With `decimals` the limits and the size
    are held against each other as they are shown, so that no reader sees another answer in them.
    """
    if moved.limits is None or not sign:
        return NO_LIMITS
    turned = moved if sign > 0 else moved.negated()
    lower, upper = turned.limits or (0.0, 0.0)
    has_reached, is_less = lower >= size - _EDGE, upper < size - _EDGE
    if decimals is not None and (shown := figures.rounded(size, decimals)):
        has_reached = figures.rounded(lower, decimals) >= shown
        is_less = figures.rounded(upper, decimals) < shown
    if turned.sign < 0:
        return OPPOSITE
    if turned.sign == 0:
        return NOT_MET if is_less else OPEN
    if has_reached:
        return MET
    return PARTLY if is_less else SIZE_OPEN


def time_of(today: dt.date, *, earliest: dt.date, latest: dt.date) -> str:
    """Whether what was expected can be seen yet: before, within or past its time."""
    if today < earliest:
        return BEFORE
    return PAST if today > latest else WITHIN


def seen_from(start: dt.date, *, earliest: dt.date, adjusted: dt.date | None = None) -> dt.date:
    """The first day on which a figure could show all of it.

    An adjustment is given as long as the start was, unless a later earliest day is written.
    """
    if adjusted is None or earliest > adjusted:
        return earliest
    return adjusted + max(earliest - start, dt.timedelta(0))


def unseen(first: dt.date, last: dt.date, *, seen_from: dt.date, adjusted: dt.date | None) -> str:
    """What a figure that was measured from `first` to `last` cannot show yet; "" where all can be seen."""
    if adjusted is not None and first < adjusted:
        return BEFORE_ADJUSTED
    if last >= seen_from:
        return ""
    return TOO_SOON if adjusted is None else SOON_ADJUSTED


@dataclass(frozen=True)
class Compared:
    """What the stored difference-in-differences says: its grade, its reasons and its estimate."""

    grade: int
    reason: str
    reasons: tuple[str, ...] = ()
    estimate: float | None = None


@dataclass(frozen=True)
class Comparison:
    """What may be said of it: a grade, a code, and everything that kept it from being higher."""

    grade: int
    code: str
    reasons: tuple[str, ...] = ()


def comparison(
    found: Compared | None,
    *,
    sign: int,
    is_late: bool,
    when: str,
    figure: str,
    is_turned: bool = False,
    added: str = "",
) -> Comparison:
    """How far the comparison with other areas carries.

    `found` is None where no effort is marked, `sign` the expected direction, `when` as `time_of`
    and `figure` as `outcome`. Described after the start, or turned then (`is_turned`: another
    direction, or the distance for the figure), or about an area or a target group that was added
    then (`added`: the code of which): never more than a description. Grade 2 fits a contribution
    only where it goes the expected way, in its time, and the figure itself has not gone the other
    way.
    """
    if found is None:
        return Comparison(0, UNASKED)
    if found.estimate is None or found.reason in (TOO_FEW, NOTHING_TO_COMPARE):
        known = {TOO_FEW: TOO_FEW, NOTHING_TO_COMPARE: NOTHING}
        return Comparison(0, known.get(found.reason, SILENT))
    if found.grade < 1:
        return Comparison(0, PRE_TREND, found.reasons)
    if found.grade == 1:
        return Comparison(1, DESCRIBED, found.reasons)
    if is_late:
        return Comparison(1, DESCRIBED, (DESCRIBED_LATE,))
    if added:
        return Comparison(1, DESCRIBED, (added,))
    if is_turned:
        return Comparison(1, DESCRIBED, (TURNED_LATE,))
    return Comparison(2, _fit(side(found.estimate), sign, when=when, figure=figure))


def strength(found: Comparison, *, has_figure: bool) -> str:
    """The grade as a strength; none where there is no figure from after the start."""
    if not has_figure:
        return NONE
    return (VERY_WEAK, WEAK, MEDIUM)[found.grade]


def _fit(went: int, sign: int, *, when: str, figure: str) -> str:
    if not sign or not went:
        return APART
    if went != sign:
        return AGAINST
    if when == BEFORE:
        return EARLY
    return MIXED if figure == OPPOSITE else FITS


@dataclass(frozen=True)
class Part:
    """A change between two periods, and what those who stayed did to it; None where not known."""

    change: float
    stayed: float | None
    unknown: float | None


@dataclass(frozen=True)
class Moves:
    """Changes added up: all of it, and what those who stayed, those who moved and the rest did to it."""

    change: float
    stayed: float
    moved: float
    unknown: float


def added_up(parts: Sequence[Part]) -> Moves | None:
    """The parts together; None where it is not known of one who did it."""
    if any(part.stayed is None or part.unknown is None for part in parts):
        return None
    change = sum(part.change for part in parts)
    stayed = sum(part.stayed or 0.0 for part in parts)
    unknown = sum(part.unknown or 0.0 for part in parts)
    return Moves(change, stayed, change - stayed - unknown, unknown)


def movers(parts: Sequence[Part], *, whole: Evidence) -> str:
    """Who made the change: those who stayed, or who moved in and out; most of it, or more than it all.

    `whole` is the change with its interval: one that cannot be told from 0 has no shares. "Most" is
    at least half and not more than all; where the ones made more than all, the others pulled the
    other way (`STAYED_ALONE`, `MOVED_ALONE`).
    """
    found = added_up(parts)
    if found is None:
        return UNKNOWN
    if abs(found.change) <= _EDGE or not whole.sign:
        return NO_CHANGE
    stayed, moved = found.stayed / found.change, found.moved / found.change
    if abs(found.unknown / found.change) > _HALF:
        return UNKNOWN
    for most, other, code, alone in (
        (stayed, moved, STAYED, STAYED_ALONE),
        (moved, stayed, MOVED, MOVED_ALONE),
    ):
        if most > 1 + _EDGE:
            return alone if other < 0 else UNKNOWN
        if most >= _HALF - _EDGE:
            return code
    return UNKNOWN


def whole_year(starts_on: dt.date, number: int) -> int:
    """The `number`th calendar year that lies wholly after a day (the day itself may begin it)."""
    is_new_year = (starts_on.month, starts_on.day) == (1, 1)
    return starts_on.year + number - (1 if is_new_year else 0)
