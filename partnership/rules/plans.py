"""How plans and agreements lie beneath each other, asked of plain values."""

from __future__ import annotations

from collections.abc import Mapping


def is_within_itself(
    plan: int | None, parent: int | None, parents: Mapping[int, int | None]
) -> bool:
    """Whether a plan put under `parent` would come to lie beneath itself."""
    seen: set[int] = set()
    while parent is not None and parent not in seen:
        if parent == plan:
            return True
        seen.add(parent)
        parent = parents.get(parent)
    return False
