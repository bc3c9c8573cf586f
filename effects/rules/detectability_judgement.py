"""Whether a change of an expected size can be seen: surely, perhaps or hardly, and how more could be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from effects.rules.detectability import Figure, power, smallest, together
from indicators.rules.detectable import HARDLY

POOLED = (2, 3)  # so many years are laid together where single ones say too little


@dataclass(frozen=True)
class Times:
    """How many measurings there are before the start, and how many there will be in the end.

    `before` reaches back to the last break, `after` counts those that lie wholly after the earliest
    day. `adds` says whether several together say more than one: not where the same residents are
    counted each time. `stands_still` is False where the figure already moved before the start:
    then several laid together differ with no intervention at all.
    """

    before: int
    after: int
    adds: bool
    stands_still: bool = True


@dataclass(frozen=True)
class Way:
    """A way to see more: areas together, or so many measurings on each side; and what it can show.

    `is_upset` says that it holds only for a figure that else stands still, and this one does not.
    """

    smallest: float | None
    before: int = 1
    after: int = 1
    is_together: bool = False
    suffices: bool = False
    power: float = 0.0
    is_upset: bool = False


@dataclass(frozen=True)
class Judgement:
    """Whether an expected change can be seen, by area, and how often; ways to see more.

    `hardly_ever` is said where no area and no way finds it as often as every other time.
    """

    smallest: tuple[float | None, ...]
    is_seen: tuple[bool, ...]
    powers: tuple[float, ...]
    ways: tuple[Way, ...]

    @property
    def hardly_ever(self) -> bool:
        """Whether it will hardly be told at all."""
        sound = [way.power for way in self.ways if not way.is_upset]
        return max((*self.powers, *sound)) < HARDLY

    @property
    def suffices(self) -> bool:
        """Whether it can be seen in every area by itself."""
        return all(self.is_seen)


def judge(figures: Sequence[Figure], *, size: float, direction: str, times: Times) -> Judgement:
    """Whether a change of that size can be seen, and else how more could be.

    The ways: the areas together; two or three measurings on each side, where they add; all there
    are by the end, of the areas together.
    """
    alone = tuple(smallest(figure, direction) for figure in figures)
    seen = tuple(found is not None and size >= found for found in alone)
    powers = tuple(power(figure, direction, size) for figure in figures)
    ways: list[Way] = []
    if not all(seen):
        whole = together(figures) if len(figures) > 1 else figures[0]
        for before, after in _sides_of(times, is_one=len(figures) == 1):
            found = smallest(whole, direction, before=before, after=after)
            upset = (before, after) != (1, 1) and not times.stands_still
            ways.append(
                Way(
                    found, before, after, is_together=len(figures) > 1, is_upset=upset,
                    suffices=found is not None and size >= found and not upset,
                    power=power(whole, direction, size, before=before, after=after),
                )
            )  # fmt: skip
    return Judgement(alone, seen, powers, tuple(ways))


def _sides_of(times: Times, *, is_one: bool) -> list[tuple[int, int]]:
    """How many measurings before and after are laid together, one way after the other."""
    sides = [(1, 1)]
    if times.adds and times.before and times.after:
        sides += [(k, k) for k in POOLED if k <= min(times.before, times.after)]
        sides.append((times.before, times.after))
    return [each for each in dict.fromkeys(sides) if not (is_one and each == (1, 1))]
