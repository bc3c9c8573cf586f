"""What a text may not hold, and how a Danish name becomes part of an address."""

from __future__ import annotations

import re
import unicodedata

# Day, month and year, then four figures; with or without the dash or a space between them.
_CIVIL_NUMBER = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])\d{2}[- ]?\d{4}(?!\d)")
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss"})


def holds_civil_number(text: str) -> bool:
    """Whether something in the text is shaped like a Danish CPR number."""
    return _CIVIL_NUMBER.search(text) is not None


def slug_of(text: str) -> str:
    """Lower-case ASCII words joined by hyphens, Danish letters spelt out; "x" when none are left."""
    spelt = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    words = re.findall(r"[a-z0-9]+", spelt.encode("ascii", "ignore").decode())
    return "-".join(words)[:44].strip("-") or "x"
