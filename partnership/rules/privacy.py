"""What must never come in: text that looks like a Danish civil registration (CPR) number.

Such text is refused before anything is stored or written to a log, so this module never hands it
back. The check digit is not asked: numbers given out since 2007 need not pass it.
"""

from __future__ import annotations

import re

# Six digits of a date, four more, with or without hyphen or space; not a part of a longer number.
_PATTERN = re.compile(r"(?<![\d.,])(\d{2})(\d{2})(\d{2})[-–\s]?\d{4}(?!\d|[.,]\d)")
# Replacement numbers given in hospitals add 60 to the day.
_DAYS = frozenset(range(1, 32)) | frozenset(range(61, 92))


def looks_like_cpr(text: str) -> bool:
    """Whether a text holds ten digits that begin with a date (ddmmyy)."""
    return any(
        int(found[1]) in _DAYS and 1 <= int(found[2]) <= 12 for found in _PATTERN.finditer(text)
    )
