"""What may be expected of an intervention, asked of plain values: codes out, words elsewhere."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WHOLE = 100.0  # a share moves no further
# What two versions of an expectation may differ in, in the order it is told.
TOLD = (
    "areas", "target_group", "measure", "direction", "size", "earliest_on", "latest_on", "why",
    "other_causes",
)  # fmt: skip
# What is foretold: written anew after the start it is no longer said beforehand.
FORETOLD = ("measure", "direction", "size", "earliest_on", "latest_on")

NO_SIZE, NOT_A_SIZE, TOO_LARGE = "no_size", "not_a_size", "too_large"
BEFORE_START, BEFORE_TODAY, BEFORE_EARLIEST = "before_start", "before_today", "before_earliest"
NO_AREAS, OTHER_AREAS = "no_areas", "other_areas"


def size_fault(size: float, *, is_share: bool) -> str:
    """What is wrong with the size of a change: not_a_size, no_size, too_large; "" where nothing is."""
    if not math.isfinite(size):
        return NOT_A_SIZE
    if size <= 0:
        return NO_SIZE
    return TOO_LARGE if is_share and size > WHOLE else ""


def day_faults(
    *, earliest_on: dt.date, latest_on: dt.date, starts_on: dt.date | None, today: dt.date
) -> dict[str, str]:
    """What is wrong with the two days, by name.

    Nothing can be seen before the intervention begins; of one that has no day yet nothing can be
    seen before the day it is written.
    """
    found = {}
    if starts_on is not None and earliest_on < starts_on:
        found["earliest_on"] = BEFORE_START
    elif starts_on is None and earliest_on < today:
        found["earliest_on"] = BEFORE_TODAY
    if latest_on < earliest_on:
        found["latest_on"] = BEFORE_EARLIEST
    return found


def area_fault(areas: Collection[int], offered: Collection[int]) -> str:
    """What is wrong with the areas: no_areas, other_areas (than the intervention's); "" if nothing is."""
    if not areas:
        return NO_AREAS
    return "" if set(areas) <= set(offered) else OTHER_AREAS


def is_late(written_on: dt.date, starts_on: dt.date | None) -> bool:
    """Whether it was written when the intervention had begun; its first day still counts as before."""
    return starts_on is not None and written_on > starts_on


@dataclass(frozen=True)
class Written:
    """One version, as far as it matters when it was said: its day, its areas, its target group."""

    on: dt.date
    is_late: bool
    areas: frozenset[int]
    target_group: int | None = None


def at_start(versions: Sequence[Written]) -> int:
    """Which version stood when the intervention began; the first where all were written later."""
    return max((nth for nth, each in enumerate(versions) if not each.is_late), default=0)


def added_areas(versions: Sequence[Written]) -> dict[int, dt.date]:
    """Areas of the newest version that were not named at the start, with the day each was added."""
    stood = at_start(versions)
    return {
        area: next(each.on for each in versions[stood:] if area in each.areas)
        for area in versions[-1].areas - versions[stood].areas
    }


def regrouped_on(versions: Sequence[Written]) -> dt.date | None:
    """The day another target group was named than the one at the start; None where it is the same."""
    stood, newest = at_start(versions), versions[-1].target_group
    if versions[stood].target_group == newest:
        return None
    earlier = [n for n, each in enumerate(versions) if each.target_group != newest]
    return versions[earlier[-1] + 1].on


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    """The names in `TOLD` in which two versions differ."""
    return tuple(name for name in TOLD if before.get(name) != after.get(name))
