"""How a Danish name becomes part of an address."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss"})


def slug_of(text: str) -> str:
    """Lower-case ASCII words joined by hyphens, Danish letters spelt out; "x" when none are left."""
    spelt = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    words = re.findall(r"[a-z0-9]+", spelt.encode("ascii", "ignore").decode())
    return "-".join(words)[:44].strip("-") or "x"
