"""Two people wrote the same text: one proposal in which the words of both stand.

The common reading that both began from tells who changed which paragraph. Where only one of them
touched a place, that one's words stand; where both did, both stand, one after the other, between
marks that a person must take away.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Marks:
    """The lines that stand before the stored words, before the typed words, and after both."""

    stored: str
    typed: str
    end: str

    @property
    def all(self) -> frozenset[str]:
        """The three of them."""
        return frozenset({self.stored, self.typed, self.end})


@dataclass(frozen=True)
class Merge:
    """The proposal, and whether it holds places that somebody must choose between."""

    text: str
    has_conflict: bool


def has_marks(text: str, marks: Marks) -> bool:
    """Whether a text still holds a line that marks two versions of the same place."""
    return any(line.strip() in marks.all for line in text.splitlines())


def merge(base: str, *, stored: str, typed: str, marks: Marks) -> Merge:
    """Bring together what was stored meanwhile and what was typed, both from the reading `base`."""
    ours, theirs = typed.splitlines(), stored.splitlines()
    common = base.splitlines()
    lines: list[str] = []
    has_conflict = False
    for start, end, one, other in _pieces(common, ours, theirs):
        was = common[start:end]
        if one == other or other == was:
            lines += one
        elif one == was:
            lines += other
        else:
            has_conflict = True
            lines += [marks.stored, *other, marks.typed, *one, marks.end]
    return Merge("\n".join(lines), has_conflict)


def _pieces(
    common: list[str], ours: list[str], theirs: list[str]
) -> list[tuple[int, int, list[str], list[str]]]:
    """The text cut at every line that all three share: where it stood, and what it became in each."""
    mine, yours = _partners(common, ours), _partners(common, theirs)
    shared = [line for line in range(len(common)) if line in mine and line in yours]
    pieces = []
    at = (0, 0, 0)
    for line in [*shared, len(common)]:
        to = (line, mine.get(line, len(ours)), yours.get(line, len(theirs)))
        pieces.append((at[0], to[0], ours[at[1] : to[1]], theirs[at[2] : to[2]]))
        if line < len(common):
            kept = [common[line]]
            pieces.append((line, line + 1, kept, kept))
        at = (to[0] + 1, to[1] + 1, to[2] + 1)
    return pieces


def _partners(common: list[str], other: list[str]) -> dict[int, int]:
    """Of each common line that is still there its place in the other text."""
    matcher = SequenceMatcher(None, common, other, autojunk=False)
    return {
        block.a + step: block.b + step
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    }
