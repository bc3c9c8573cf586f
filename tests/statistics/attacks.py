"""A reader who tries to work out hidden counts from all that is shown; obvious and slow.

Knows nothing of how cells are chosen: the table is leaves (count and complement of each smallest
cell, at least 0) and everything shown is the sum of some of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy import sparse
from scipy.optimize import linprog


@dataclass
class Attack:
    """What is known of one table: sums of leaves with their values, and the sums asked about."""

    leaves: int
    facts: list[tuple[list[int], list[int], float]] = field(default_factory=list)
    questions: list[tuple[str, list[int], float, float]] = field(default_factory=list)

    def know(self, leaves: list[int], value: float, *, minus: list[int] | None = None) -> None:
        """The sum of some leaves, less that of others, is known."""
        self.facts.append((leaves, minus or [], float(value)))

    def ask(self, name: str, leaves: list[int], lowest: float = 1, highest: float = 4) -> None:
        """Can this sum be as low as `lowest` and as high as `highest`?"""
        self.questions.append((name, leaves, lowest, highest))


def leaks(attacks: list[Attack], together: int = 150) -> list[str]:
    """The questions whose answer says more than it may; tables are solved many at a time."""
    found = []
    for start in range(0, len(attacks), together):
        found += _leaks(attacks[start : start + together])
    return found


def _leaks(attacks: list[Attack]) -> list[str]:
    rows, columns, signs, values = [], [], [], []
    starts, many = [], 0
    for attack in attacks:
        starts.append(many)
        for leaves, minus, value in attack.facts:
            rows += [len(values)] * (len(leaves) + len(minus))
            columns += [many + leaf for leaf in [*leaves, *minus]]
            signs += [1.0] * len(leaves) + [-1.0] * len(minus)
            values.append(value)
        many += attack.leaves
    shape = (len(values), many)
    facts = sparse.coo_array((signs, (rows, columns)), shape=shape).tocsr()
    ceiling = max(1e5, 2 * max(values))  # nothing here is as large; keeps every program bounded
    found = []
    for turn in range(max((len(a.questions) for a in attacks), default=0)):
        asked = [(a, s) for a, s in zip(attacks, starts, strict=True) if turn < len(a.questions)]
        for way in (1, -1):
            aim = np.zeros(many)
            for attack, first in asked:
                aim[[first + leaf for leaf in attack.questions[turn][1]]] = way
            answer = linprog(aim, A_eq=facts, b_eq=values, bounds=(0, ceiling), method="highs")
            assert answer.status == 0, answer.message
            for attack, first in asked:
                name, leaves, lowest, highest = attack.questions[turn]
                reached = sum(answer.x[first + leaf] for leaf in leaves)
                if way == 1 and reached > lowest + 1e-5:
                    found.append(f"{name} is at least {reached:.2f}")
                if way == -1 and reached < highest - 1e-5:
                    found.append(f"{name} is at most {reached:.2f}")
    return found
