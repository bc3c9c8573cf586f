"""What the drill on published panels counts with: limits, words, and the publisher's own formulas."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from indicators.rules import verdicts
from indicators.statistics.differences import rate_ratio
from indicators.statistics.intervals import Floats, Interval, poisson_exact, wilson
from indicators.statistics.trends import trend

Row = dict[str, Any]


@dataclass(frozen=True)
class Count:
    """One comparison of a file: how many of the publisher's statements ours equal."""

    what: str
    agree: int
    differ: int
    note: str = ""


SIDES = {"lead": "better", "lag": "worse", "cannot_tell": "similar", "equal": "similar"}
HEIGHTS = {
    "above": "significantly higher",
    "below": "significantly lower",
    "cannot_tell": "similar",
}


def worded(
    what: str,
    stated: list[str],
    difference: Interval,
    *,
    direction: str = "lower",
    words: dict[str, str] = SIDES,
) -> Count:
    """Our word at 95 % beside the publisher's; the note lists the pairs that differ."""
    pairs: Counter[tuple[str, str]] = Counter()
    for theirs, estimate, lower, upper in zip(
        stated, difference.estimate, difference.lower, difference.upper, strict=True
    ):
        polarity = "context" if words is HEIGHTS else direction
        ours = verdicts.gap(verdicts.Evidence(estimate, lower, upper), direction=polarity)
        pairs[theirs.lower(), words[ours.code]] += 1
    differ = {pair: n for pair, n in pairs.items() if pair[0] != pair[1]}
    note = ", ".join(f"{n} × theirs {theirs}, ours {ours}" for (theirs, ours), n in differ.items())
    return Count(what, pairs.total() - sum(differ.values()), sum(differ.values()), note)


def compared_limits(
    ours: Interval, theirs: Interval, stated: Interval, *, within: float
) -> Iterator[Count]:
    """Both limits of each figure: by our method, and by the publisher's formula as a check."""
    for what, found in (("95 % limits, ours", ours), ("95 % limits, their formula", theirs)):
        if found is ours or theirs is not ours:
            off = [abs(found.lower - stated.lower), abs(found.upper - stated.upper)]
            same = int((np.maximum(*off) <= within).sum())
            with np.errstate(divide="ignore", invalid="ignore"):
                share = np.nanmax(np.maximum(*off) / stated.estimate) * 100
            yield Count(what, same, len(off[0]) - same, f"at most {share:.2g} % of the value apart")


def equalled(what: str, ours: Any, stated: Any, within: float) -> Count:
    off = abs(np.asarray(ours, dtype=float) - np.asarray(stated, dtype=float))
    return Count(what, int((off <= within).sum()), int((~(off <= within)).sum()))


def left_out(what: str, rows: list[Row], known: list[Row]) -> Count:
    return Count(what, 0, 0, f"{len(rows) - len(known)} of {len(rows)} figures left out")


def trends_of(series: list[list[float]], years: list[int]) -> Count:
    slopes = trend(series, years)
    found = [int(((s.lower > 0) | (s.upper < 0)).sum()) for s in (slopes.at95, slopes.at998)]
    judged = int(np.isfinite(slopes.at95.estimate).sum())
    note = f"{judged:,} series of 5+ years, signs of a trend in {found[0]:,}, clear in {found[1]:,}"
    return Count("trend, which the publisher does not state", 0, 0, note)


def byar(count: Floats, base: Floats) -> Interval:
    """Byar's approximation to the Poisson limits: what English public health publishes."""
    z, more = 1.959963984540054, count + 1
    return Interval(
        count / base,
        count * (1 - 1 / (9 * count) - z / (3 * np.sqrt(count))) ** 3 / base,
        more * (1 - 1 / (9 * more) + z / (3 * np.sqrt(more))) ** 3 / base,
    )


def apart(first: Interval, second: Interval) -> Interval:
    """A difference whose limits leave out 0 just where the two intervals do not touch."""
    return Interval(
        first.estimate - second.estimate, first.lower - second.upper, first.upper - second.lower
    )


def rate_of(rows: list[Row]) -> Interval:
    return poisson_exact(
        numbers_of(rows, "Count"), numbers_of(rows, "Denominator"), per=1e5, level=0.95
    )


def ratio_of(rows: list[Row], others: list[Row]) -> Interval:
    counts = [
        numbers_of(part, name) for part in (rows, others) for name in ("Count", "Denominator")
    ]
    return rate_ratio(*counts, level=0.95)


def more_than_one(ratio: Interval) -> Interval:
    """A ratio as a difference from 1, to be given a word."""
    return Interval(ratio.estimate - 1, ratio.lower - 1, ratio.upper - 1)


def interval_of(rows: list[Row], unit: str) -> Interval:
    count, base = numbers_of(rows, "Numerator"), numbers_of(rows, "Denominator")
    if unit == "proportion":
        return wilson(count, base, level=0.95).scaled(100)
    return poisson_exact(count, base, per=np.array([row["per"] for row in rows]), level=0.95)


def of_england(rows: list[Row]) -> Interval:
    return as_stated(rows, "Comp_Lower_CI", "Comp_Upper_CI", "Comp_Value")


def crude_rows(rows: list[Row], unit: str) -> list[Row]:
    """Figures of a unit that are their count over their base, times a round number."""
    found = []
    for row in rows:
        if row["Unit"] == unit and row.get("Numerator") and row.get("Denominator"):
            per = row["Value"] / (row["Numerator"] / row["Denominator"])
            near = 10 ** round(np.log10(per))
            if abs(per / near - 1) < 5e-4:
                found.append(row | {"per": float(near)})
    return found


def as_stated(rows: list[Row], lower: str, upper: str, value: str) -> Interval:
    return Interval(numbers_of(rows, value), numbers_of(rows, lower), numbers_of(rows, upper))


def numbers_of(rows: list[Row], name: str) -> Floats:
    return np.array([as_number(row.get(name)) for row in rows], dtype=np.float64)


def as_number(given: Any) -> float:
    return float("nan") if given in (None, "", ".", "NA") else float(given)


def read_table(path: Path, delimiter: str = ",") -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=delimiter))
