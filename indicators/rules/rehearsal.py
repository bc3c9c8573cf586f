"""Rehearsing a target: from the level aimed at back to yearly points and to persons."""

from __future__ import annotations

import math
from dataclasses import dataclass

from indicators.rules import detectable
from indicators.rules.verdicts import HIGHER, LOWER

# A level so near the target is at it.
_EDGE = 1e-9


@dataclass(frozen=True)
class Step:
    """One year on the straight way: the level to reach, and the persons it takes from now on."""

    year: int
    level: float
    persons: int | None


@dataclass(frozen=True)
class Rehearsal:
    """What a target asks for. Levels in the figure's unit (percent for shares).

    `yearly` is the change a year from now to the target's year, `persons` how many more (fewer,
    when negative) must be counted then if the base stays the same, `persons_yearly` how many a
    year. `seen_from` is the first year in which the change would usually be noticed (80 %), None
    where it would not be by the target's year or the base is unknown. `reason` is "" or why there
    is no way to show: "due" (no year left), "reached" (already there, or past it on the better side).
    """

    change: float
    years: int
    yearly: float | None
    persons: int | None
    persons_yearly: float | None
    steps: tuple[Step, ...]
    smallest_seen: float | None
    seen_from: int | None
    reason: str = ""


def rehearse(
    *,
    level: float,
    year: int,
    target: float,
    due: int,
    base: float | None = None,
    per: float = 100,
    is_share: bool = True,
    direction: str = "",
) -> Rehearsal:
    """Work a target back from its year to yearly changes and persons, along a straight line.

    yearly = (target − level)/(due − year); persons = (target − level)/per · base, rounded away from
    0, since part of a person cannot be counted and the target must be reached. `per` is 100 for
    shares, 1000 for a rate per 1,000; without a base there are no persons. With a `direction`
    ("higher", "lower") a target on the worse side of the level is reached already. ValueError where
    a share lies outside 0-100.
    """
    if is_share and not (0 <= level <= 100 and 0 <= target <= 100):
        raise ValueError((level, target))
    change, years = target - level, due - year
    people = base if base and base > 0 else None
    seen = _smallest(level, change, people, is_share=is_share)
    is_worse = (direction == HIGHER and change < 0) or (direction == LOWER and change > 0)
    is_reached = abs(change) <= _EDGE or is_worse
    reason = "reached" if is_reached else "due" if years <= 0 else ""
    if reason:
        return Rehearsal(change, max(years, 0), None, None, None, (), seen, None, reason)
    yearly = change / years
    persons = _persons(change, people, per)
    steps = tuple(
        Step(year + k, level + yearly * k, _persons(yearly * k, people, per))
        for k in range(1, years + 1)
    )
    noticed = (step.year for step in steps if seen is not None and abs(step.level - level) >= seen)
    return Rehearsal(
        change=change,
        years=years,
        yearly=yearly,
        persons=persons,
        persons_yearly=None if people is None else yearly / per * people,
        steps=steps,
        smallest_seen=seen,
        seen_from=next(noticed, None),
    )


def _smallest(level: float, change: float, people: float | None, *, is_share: bool) -> float | None:
    if people is None or not is_share:
        return None
    found = detectable.smallest(level, people)
    return found.rise if change >= 0 else found.fall


def _persons(change: float, people: float | None, per: float) -> int | None:
    if people is None:
        return None
    exact = change / per * people
    # A hair above a whole number is that number.
    whole = math.ceil(abs(exact) - _EDGE * max(1.0, abs(exact)))
    return int(math.copysign(whole, exact)) if whole else 0
