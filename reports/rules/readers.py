"""What a brief may hold, asked of the body it is for: all who may ever read it get the same pages."""

from __future__ import annotations

from collections.abc import Collection

BOARD = "board"


def may_hold_money(kind: str, above: Collection[str]) -> bool:
    """Whether every reader of a body's brief may read the whole of the economy.

    A brief is read by those in the body, those in the bodies above it, and the secretariat. Of
    these the members of a board and the secretariat may see all the money; `above` are the kinds
    of the bodies above.
    """
    return all(each == BOARD for each in (kind, *above))
