"""How much of each section stands in a brief, so that it never fills more than two pages.

The widest budget is tried first; each next one holds less, until the pages are few enough.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

PAGES = 2
_A_LINE = 110  # signs of a line on paper, about


@dataclass(frozen=True)
class Budget:
    """Lines of a section, points under one line, and signs of a text that was not written for it.

    The first point under what is to be decided says how strong the evidence beneath it is.
    """

    lines: int
    points: int
    signs: int

    @property
    def decisions(self) -> int:
        """What must be decided is the last thing to be shortened."""
        return self.lines + 2


BUDGETS = (
    Budget(12, 7, 900), Budget(10, 7, 700), Budget(8, 6, 600), Budget(7, 5, 500),
    Budget(6, 5, 450), Budget(5, 4, 400), Budget(4, 4, 350), Budget(3, 3, 300),
    Budget(2, 3, 240), Budget(1, 2, 180), Budget(1, 1, 90), Budget(1, 0, 90),
)  # fmt: skip
# Of a section on a page of its own, which is as long as it must be.
NOTHING_CUT = Budget(10_000, 100, 5_000)


def shortened(text: str, most: int) -> str:
    """A text cut at a word, with an ellipsis, where it is longer than there is room for."""
    whole = " ".join(text.split())
    if len(whole) <= most:
        return whole
    kept = whole[: most - 1]
    at_word = kept.rsplit(" ", 1)[0] if " " in kept else kept
    return f"{at_word.rstrip(' ,.;:–-')}…"


def lines_of(text: str) -> int:
    """About how many lines a text fills on paper; blank ones are not printed."""
    return sum(ceil(len(line) / _A_LINE) for line in text.split("\n") if line.strip())


def longest_first(texts: Mapping[str, str], most: int = 3) -> list[str]:
    """The names of the texts that fill most: what to shorten where two pages do not hold them all."""
    found = [name for name, text in texts.items() if lines_of(text)]
    return sorted(found, key=lambda name: -lines_of(texts[name]))[:most]
