"""Areas that are put together from divisions, of which not all have a figure."""

from __future__ import annotations

_WORD = "partial"


def partial(many: int, due: int) -> str:
    """The reason that so many of the divisions have a figure: "partial:4:5"."""
    return f"{_WORD}:{many}:{due}"


def parts_of(reason: str) -> tuple[int, int] | None:
    """How many divisions have a figure, and how many there are; None for any other reason."""
    word, *numbers = reason.split(":")
    if word != _WORD or len(numbers) != 2:
        return None
    many, due = numbers
    return int(many), int(due)
