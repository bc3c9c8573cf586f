"""The texts people write in a brief: where each stands, and how long it may be.

The figures of a brief are never in these texts: they are read from the results anew each time. What
is proposed to be decided is written on the agenda, which says the same.
"""

from __future__ import annotations

OPENING = "opening"
DECIDE, CHANGED, GAPS = "decide", "changed", "gaps"
HOLES, TASKS, DELIVERIES = "holes", "tasks", "deliveries"
# The sections in the order in which they are read.
SECTIONS = (DECIDE, CHANGED, GAPS, HOLES, TASKS, DELIVERIES)
# Sections on figures, and what the page is called where all lines of one stand.
WHOLE = {CHANGED: "nyt", GAPS: "afstande", HOLES: "huller"}
LONGEST_OPENING, LONGEST_REMARK = 600, 300
LONGEST_PROPOSAL = 400  # of a wording on the agenda: so much of it is never cut


def is_key(key: str) -> bool:
    """Whether a brief has a place of that name."""
    return key == OPENING or key in SECTIONS


def longest(key: str) -> int:
    """How many signs the text at a place may have."""
    return LONGEST_OPENING if key == OPENING else LONGEST_REMARK


def may_be_left_out(key: str) -> bool:
    """Sections may be left out of a brief; nothing else."""
    return key in SECTIONS
