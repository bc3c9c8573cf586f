"""The council's three-part verdict: the area, the municipality, and the gap between them."""

from __future__ import annotations

from dataclasses import dataclass

from indicators.rules.verdicts import (
    BACK,
    CANNOT_TELL,
    CROSSED,
    CROSSED_BACK,
    FORWARD,
    LEAD_GROWN,
    LEAD_SHRUNK,
    NARROWED,
    UNCHANGED,
    WIDENED,
    Verdict,
)

BETTER = (NARROWED, CROSSED, LEAD_GROWN)
WORSE = (WIDENED, CROSSED_BACK, LEAD_SHRUNK)

# (gap, area, rest) → what the sentence says; a gap's own code tells lag from lead beside it.
_MESSAGES = {
    ("better", FORWARD, FORWARD): "area_forward_more_than_rest",
    ("better", FORWARD, BACK): "area_forward_rest_back",
    ("better", FORWARD, UNCHANGED): "area_forward",
    ("better", FORWARD, CANNOT_TELL): "area_forward",
    ("better", BACK, BACK): "rest_declined_more",
    ("better", UNCHANGED, BACK): "rest_declined",
    ("better", CANNOT_TELL, BACK): "rest_declined",
    ("worse", FORWARD, FORWARD): "area_forward_rest_more",
    ("worse", BACK, BACK): "area_back_more_than_rest",
    ("worse", BACK, FORWARD): "area_back_rest_forward",
    ("worse", BACK, UNCHANGED): "area_back",
    ("worse", BACK, CANNOT_TELL): "area_back",
    ("worse", UNCHANGED, FORWARD): "rest_forward_area_not",
    ("worse", CANNOT_TELL, FORWARD): "rest_forward_area_not",
}
_UNCLEAR = {"better": "gap_better_cause_unclear", "worse": "gap_worse_cause_unclear"}


@dataclass(frozen=True)
class ThreePart:
    """Area × rest × gap, and the message that the three make together."""

    area: Verdict
    rest: Verdict
    gap: Verdict
    message: str


def three_part(
    area: Verdict, rest: Verdict, gap: Verdict, *, has_better_side: bool = True
) -> ThreePart:
    """Put the three verdicts of one indicator together.

    A gap can close for the wrong reason (rest_declined: the rest went back, the area did not go
    forward) and an area can go forward while the rest does so more (area_forward_rest_more).
    Where no side is the better one (context, band) there is no message: the three stand side by
    side.
    """
    message = _message(area.code, rest.code, gap.code) if has_better_side else ""
    return ThreePart(area, rest, gap, message)


def _message(area: str, rest: str, gap: str) -> str:
    if gap in BETTER or gap in WORSE:
        turn = "better" if gap in BETTER else "worse"
        return _MESSAGES.get((turn, area, rest), _UNCLEAR[turn])
    known = (FORWARD, BACK, UNCHANGED, CANNOT_TELL)
    if gap not in (UNCHANGED, CANNOT_TELL) or area not in known or rest not in known:
        return ""
    ending = "gap_unchanged" if gap == UNCHANGED else "gap_open"
    if area == rest and area in (FORWARD, BACK):
        return f"both_{area}_{ending}"
    return f"area_{area}_{ending}" if area in (FORWARD, BACK) else ending
