"""Whether a text names something: the name as whole words, also in the definite and with an s."""

from __future__ import annotations

import re
from collections.abc import Mapping


def named_in(texts: list[str], names: Mapping[int, str]) -> dict[int, str]:
    """Those of some names that stand in any of the texts."""
    return {
        key: name
        for key, name in names.items()
        if name and any(_names(text, name) for text in texts)
    }


def _names(text: str, name: str) -> bool:
    words = r"(?<!\w)" + re.escape(name) + r"(?:e?[nt])?s?(?!\w)"
    return re.search(words, text, re.IGNORECASE) is not None
