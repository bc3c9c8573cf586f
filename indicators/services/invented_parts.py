"""Invented breakdowns: a count split in parts that sum to it, and residents who stay or move."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from indicators.rules.composition import (
    ARRIVALS,
    DEPARTURES,
    MOVED_IN,
    MOVED_OUT,
    STAYED,
    STAYS,
)

Counts = dict[str, int]
Parts = dict[tuple[str, str], Counts]


def shared_out(total: int, weights: Sequence[float], most: Sequence[int]) -> list[int]:
    """Whole numbers in the proportion of the weights, none above its most, that sum to the total.

    Raises ValueError where the places cannot hold the total.
    """
    if total > sum(most):
        raise ValueError("more to share out than there is room for")
    given = [0] * len(most)
    left = total
    while left:
        room = [weight if given[i] < most[i] else 0.0 for i, weight in enumerate(weights)]
        if not any(room):
            room = [float(most[i] - given[i]) for i in range(len(most))]
        exact = [left * weight / sum(room) for weight in room]
        whole = [min(int(part), most[i] - given[i]) for i, part in enumerate(exact)]
        if not any(whole):
            open_places = [i for i in range(len(most)) if given[i] < most[i]]
            best = max(open_places, key=lambda i: (exact[i], -i))
            whole[best] = 1
        given = [had + new for had, new in zip(given, whole, strict=True)]
        left = total - sum(given)
    return given


def breakdown(
    counts: Counts, spec: Mapping[str, Sequence[float]], chance: random.Random
) -> list[Counts]:
    """A count in the categories of a breakdown.

    `spec` names for each category its share of the base, and how its level lies to the whole's.
    """
    whole = counts["denominator"]
    bases = shared_out(whole, [share for share, _level in spec.values()], [whole] * len(spec))
    wanted = []
    for base, (_share, level) in zip(bases, spec.values(), strict=True):
        expected = counts["numerator"] * base * level / max(whole, 1)
        wanted.append(max(expected + chance.gauss(0, 0.5 * expected**0.5), 0.001))
    numerators = shared_out(counts["numerator"], wanted, bases)
    return [
        {"numerator": numerator, "denominator": base}
        for numerator, base in zip(numerators, bases, strict=True)
    ]


def movers(series: Sequence[Counts], plan: Mapping[str, Any]) -> list[Parts]:
    """For each slot the split by arrivals and by departures, the same people staying in between.

    `plan` holds `turnover` (the share that moves from one slot to the next) and how the levels of
    in-movers (`moved_in`) and out-movers (`moved_out`) lie to the whole's.
    """
    found: list[Parts] = [{} for _counts in series]
    for at in range(len(series) - 1):
        before, after = series[at], series[at + 1]
        staying = round((1 - plan["turnover"]) * min(before["denominator"], after["denominator"]))
        found[at] |= _two(before, staying, plan["moved_out"], DEPARTURES, (STAYS, MOVED_OUT))
        found[at + 1] |= _two(after, staying, plan["moved_in"], ARRIVALS, (STAYED, MOVED_IN))
    return found


def _two(counts: Counts, staying: int, level: float, whole: str, parts: tuple[str, str]) -> Parts:
    moving = counts["denominator"] - staying
    numerators = shared_out(counts["numerator"], [staying, moving * level], [staying, moving])
    bases = (staying, moving)
    return {
        (whole, part): {"numerator": numerator, "denominator": base}
        for part, numerator, base in zip(parts, numerators, bases, strict=True)
    }


def mean_of_years(years: Sequence[Counts | None]) -> dict[str, Any] | None:
    """The mean share in percent on the mean base; None where a year is missing."""
    known = [counts for counts in years if counts]
    if len(known) < len(years):
        return None
    shares = [counts["numerator"] / counts["denominator"] for counts in known]
    return {
        "value": Decimal(str(round(100 * sum(shares) / len(known), 2))),
        "n": round(sum(counts["denominator"] for counts in known) / len(known)),
    }
