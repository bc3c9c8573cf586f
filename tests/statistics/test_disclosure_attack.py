"""No hidden small count can be worked out: random tables, attacked with linear programs."""

from __future__ import annotations

from dataclasses import dataclass, fields
from itertools import product

import numpy as np

from indicators.statistics.disclosure_audit import Report
from indicators.statistics.disclosure_choice import Seen
from indicators.statistics.disclosure_cubes import Counts, Structure
from indicators.statistics.disclosure_protection import protect
from indicators.statistics.disclosure_sums import cube_of
from tests.statistics.attacks import Attack, leaks


@dataclass
class Town:
    """One indicator in a municipality: leaves are categories × areas and the remainder × slots.

    `counts` and `rests` are those with and without what is counted. `pooled` slots are also shown
    together.
    """

    counts: np.ndarray
    rests: np.ndarray
    pooled: bool

    @property
    def size(self) -> tuple[int, int, int]:
        return self.counts.shape

    def cells(self):
        """(category or None, area or None for all or −1 for what is left, slot or None) → leaves."""
        k, a, s = self.size
        for category in [None, *range(k)] if k > 1 else [None]:
            for area in [None, *range(a)]:
                for slot in [*range(s), None] if self.pooled else range(s):
                    yield (category, area, slot)

    def leaves(self, category, area, slot, *, but=None) -> list[int]:
        k, a, s = self.size
        return [
            int(np.ravel_multi_index(place, self.size))
            for place in product(
                range(k) if category is None else [category],
                [i for i in range(a) if i != but] if area is None else [area],
                range(s) if slot is None else [slot],
            )
        ]


def random_town(random: np.random.Generator) -> Town:
    """Two or three areas, perhaps a breakdown and pooled years; one count in five or so is small."""
    categories = int(random.choice([1, 1, 2, 3]))
    areas, slots = int(random.integers(2, 4)), int(random.integers(1, 4))
    size = (categories, areas + 1, slots)
    counts = random.integers(5, 60, size)
    counts = np.where(
        random.random(size) < random.choice([0.1, 0.3, 0.6]), random.integers(0, 5, size), counts
    )
    rests = random.integers(25, 200, size)
    rests = np.where(random.random(size) < 0.06, random.integers(0, 9, size), rests)
    if random.random() < 0.8:
        counts[:, -1], rests[:, -1] = counts[:, -1] + 300, rests[:, -1] + 900
    return Town(counts, rests, bool(random.random() < 0.4) and slots > 1)


def build(town: Town):
    """The town as recompute would hand it over: totals first, the municipality after the areas."""
    k, a, s = town.size
    whole = town.counts + town.rests

    def table(leaves):
        areas = leaves[:, : a - 1]
        rows = np.concatenate([areas, leaves.sum(axis=1, keepdims=True)], axis=1)
        rows = np.concatenate([rows.sum(axis=0, keepdims=True), rows]) if k > 1 else rows
        return rows[None].astype(float)

    part, base = table(town.counts), table(whole)
    everywhere = np.ones(part.shape, dtype=bool)
    counts = Counts(
        part=part, base=base, present=everywhere, withheld=~everywhere, kept=~everywhere,
        alike=everywhere, rounded=~everywhere, counts=everywhere, bases=everywhere,
        least_count=np.full(part.shape, 5.0), least_base=np.full(part.shape, 20.0),
    )  # fmt: skip
    structure = Structure(
        parents=np.array([a - 1] * (a - 1) + [-1]),
        sets=[np.arange(1, k + 1)] if k > 1 else [],
        windows=[np.arange(s)] if town.pooled else [],
    )
    return counts, structure


def place(town: Town, category, area, slot) -> tuple[int, int, int, int]:
    """Where a cell of the town stands in the cube; area None is the municipality, −1 what is left."""
    _k, a, s = town.size
    row = a - 1 if area is None else a if area == a - 1 else area
    return 0, 0 if category is None else category + 1, row, s if slot is None else slot


def attack(town: Town, hidden: np.ndarray) -> Attack:
    """All that a reader sees, and a question for every hidden small count."""
    many = town.counts.size
    found = Attack(2 * many)
    areas = town.size[1] - 1
    for category, area, slot in town.cells():
        at = place(town, category, area, slot)
        own = {f"{at}": (town.leaves(category, area, slot), hidden[at])}
        if area is not None and area < areas:
            municipality = place(town, category, None, slot)
            rest = town.leaves(category, None, slot, but=area)
            own[f"rest of {at}"] = rest, hidden[at] or hidden[municipality]
        for name, (leaves, is_hidden) in own.items():
            complement = [many + leaf for leaf in leaves]
            count = town.counts.ravel()[leaves].sum()
            rest = town.rests.ravel()[leaves].sum()
            if not is_hidden:
                assert count == 0 or count >= 5, name
                assert rest == 0 or rest >= 5, name
                assert count + rest == 0 or count + rest >= 20, name
                found.know(leaves, count)
                found.know(complement, rest)
                continue
            if 1 <= count <= 4:
                found.ask(name, leaves)
            if 1 <= rest <= 4:
                found.ask(f"complement of {name}", complement)
            if 1 <= count + rest < 20:
                # Nobody may tell a small base closer than within five.
                found.ask(f"base of {name}", leaves + complement, count + rest, count + rest + 4)
    return found


def protected(towns: list[Town]) -> list[tuple[np.ndarray, Report]]:
    """What is hidden of each town; those of one shape are laid into one table, as a group is."""
    found: dict[int, tuple[np.ndarray, Report]] = {}
    for shape in {(town.size, town.pooled) for town in towns}:
        own = [i for i, town in enumerate(towns) if (town.size, town.pooled) == shape]
        parts, structure = zip(*(build(towns[i]) for i in own), strict=True)
        names = [field.name for field in fields(Counts)]
        counts = Counts(
            **{name: np.concatenate([getattr(each, name) for each in parts]) for name in names}
        )
        cube = cube_of(counts, structure[0])
        nothing = np.zeros(cube.present.shape, dtype=bool)
        answer = protect(cube, Seen(nothing), lambda _hidden, nothing=nothing: nothing)
        found |= {i: (answer.hidden[[at]], answer.report) for at, i in enumerate(own)}
    return [found[i] for i in range(len(towns))]


def test_no_small_count_of_a_thousand_random_tables_can_be_worked_out() -> None:
    random = np.random.default_rng(20261123)
    towns = [random_town(random) for _ in range(1000)]
    hidden, reports = zip(*protected(towns), strict=True)
    attacks = [attack(town, mask) for town, mask in zip(towns, hidden, strict=True)]
    assert sum(len(found.questions) for found in attacks) > 3000
    assert leaks(attacks) == []
    assert not any(report.unsafe for report in reports)


def shown_numbers(town: Town, hidden: np.ndarray) -> list[tuple[float, float]]:
    """Every count and base that a reader sees, in a fixed order."""
    found = []
    for cell in town.cells():
        if not hidden[place(town, *cell)]:
            leaves = town.leaves(*cell)
            found.append((town.counts.ravel()[leaves].sum(), town.rests.ravel()[leaves].sum()))
    return found


def test_what_is_hidden_says_nothing_of_the_hidden_counts() -> None:
    """One person more in a hidden cell and one less in another, so that all shown sums stay."""
    random = np.random.default_rng(5)
    towns, others = [], []
    while len(towns) < 60:
        town = random_town(random)
        counts, rests = town.counts.copy(), town.rests.copy()
        area, slot = int(random.integers(0, town.size[1] - 1)), int(random.integers(town.size[2]))
        if town.size[0] > 1 or town.pooled or not 1 <= counts[0, area, slot] <= 3:
            continue
        if counts[0, -1, slot] < 10 or rests[0, area, slot] < 30:
            continue
        counts[0, [area, -1], slot] += [1, -1]
        rests[0, [area, -1], slot] += [-1, 1]
        towns.append(town)
        others.append(Town(counts, rests, pooled=False))
    unlike = 0
    for before, after, town, other in zip(
        protected(towns), protected(others), towns, others, strict=True
    ):
        same_class = np.array_equal(primary(town), primary(other))
        unlike += not same_class
        if same_class:
            assert np.array_equal(before[0], after[0])
            assert shown_numbers(town, before[0]) == shown_numbers(other, after[0])
    assert unlike < 20


def primary(town: Town) -> np.ndarray:
    return cube_of(*build(town)).primary
