"""The texts people write in a brief: where each stands, and how long it may be.

The figures of a brief are never in these texts: they are read from the results anew each time.
"""

from __future__ import annotations

import re

OPENING = "opening"
DECIDE, CHANGED, GAPS = "decide", "changed", "gaps"
HOLES, TASKS, DELIVERIES = "holes", "tasks", "deliveries"
# The sections in the order in which they are read.
SECTIONS = (DECIDE, CHANGED, GAPS, HOLES, TASKS, DELIVERIES)
LONGEST_OPENING, LONGEST_REMARK, LONGEST_PROPOSAL = 600, 300, 400

_PROPOSAL = re.compile(r"(?:review|item):[1-9]\d{0,17}")


def is_proposal(key: str) -> bool:
    """Whether a text is the proposed wording of a decision: of a review, or of an agenda item."""
    return _PROPOSAL.fullmatch(key) is not None


def is_key(key: str) -> bool:
    """Whether a brief has a place of that name."""
    return key == OPENING or key in SECTIONS or is_proposal(key)


def longest(key: str) -> int:
    """How many signs the text at a place may have."""
    if key == OPENING:
        return LONGEST_OPENING
    return LONGEST_PROPOSAL if is_proposal(key) else LONGEST_REMARK


def may_be_left_out(key: str) -> bool:
    """Sections may be left out of a brief; nothing else."""
    return key in SECTIONS
