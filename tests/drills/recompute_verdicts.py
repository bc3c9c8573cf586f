"""Work out every statement of a site again from its published file alone, and count agree/differ.

    python tests/drills/recompute_verdicts.py forklaringer.csv
    python tests/drills/recompute_verdicts.py http://localhost:8000 --email … --password …

Nothing of the project is imported: the methods are written here a second time, from their published
formulas, with statsmodels and scipy. A statement differs when its figure or a limit is more than a
rounding error away, or when a word, a certainty or a reason is another one.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import io
import json
import math
import re
import sys
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from http.cookiejar import CookieJar
from itertools import accumulate, combinations, pairwise
from pathlib import Path
from statistics import median
from typing import Any

from scipy.stats import chi2, t
from statsmodels.stats.proportion import proportion_confint

LEVELS = (0.95, 0.998)
EDGE = 1e-9
DAYS = 365.25
Row = dict[str, str]
Limits = tuple[float, float]


def num(text: str) -> float:
    """A Danish number; NaN for an empty cell."""
    return float(text.replace(",", ".")) if text else math.nan


def known(*numbers: float) -> bool:
    """Whether none of them is missing."""
    return not any(math.isnan(number) for number in numbers)


@dataclass
class Answer:
    """What this script finds: the figure, its limits at two levels, and the words."""

    estimate: float = math.nan
    limits: tuple[Limits, Limits] = ((math.nan, math.nan), (math.nan, math.nan))
    verdict: str = ""
    certainty: str = ""
    reason: str | None = None


@dataclass
class Sheet:
    """The rows of a file, to be found by what they are about."""

    rows: list[Row]
    found: dict[tuple[str, ...], Row] = field(default_factory=dict)
    lines: dict[tuple[str, ...], list[Row]] = field(default_factory=dict)
    inside: dict[str, set[str]] = field(default_factory=dict)  # the areas of a municipality

    def __post_init__(self) -> None:
        for row in self.rows:
            key = (row["aflæsning"], *(row[name] for name in ABOUT))
            self.found[key] = row
            self.lines.setdefault(key[:-1], []).append(row)
            if row["grundlag"] in ("rest", "municipality") and row["områdetype"] == "area":
                self.inside.setdefault(row["mod"], set()).add(row["område"])
        for line in self.lines.values():
            line.sort(key=lambda row: (row["slut"], row["periode"]))

    def get(self, like: Row, statement: str, **other: str) -> Row | None:
        """Another statement about the same thing; `other` names what is different."""
        return self.found.get((statement, *(other.get(name, like[name]) for name in ABOUT)))

    def line(self, like: Row, statement: str, **other: str) -> list[Row]:
        """All periods of a statement, oldest first."""
        return self.lines.get(
            (statement, *(other.get(name, like[name]) for name in ABOUT[:-1])), []
        )


ABOUT = ("indikator", "definition", "kategori", "område", "grundlag", "mod", "hændelse", "periode")
ALONE = {"grundlag": "", "mod": "", "hændelse": ""}


# --- figures and their limits ---------------------------------------------------------------


def figure(row: Row, numbers: dict[str, float] | None = None) -> Answer:
    """A figure from its counts, with the limits that its kind asks for."""
    n = numbers or {name: num(row[name]) for name in NUMBERS}
    x, base = n["tæller"], n["nævner"]
    is_counted = known(x, base) and base > 0
    estimate = num(row["per"]) * x / base if is_counted else n["estimat"]
    return Answer(estimate, (_limits(row, n, estimate, 0.95), _limits(row, n, estimate, 0.998)))


NUMBERS = ("tæller", "nævner", "n", "sd", "designeffekt", "population", "estimat")


def _limits(row: Row, n: dict[str, float], estimate: float, level: float) -> Limits:
    kind = row["talslags"]
    if kind == "share":
        answers = n["nævner"] if known(n["nævner"]) else n["n"]
        return _wilson(estimate / 100, answers, n["designeffekt"], n["population"], level)
    if kind == "rate":
        return _poisson(
            n["tæller"], num(row["per"]) / n["nævner"] if n["nævner"] > 0 else math.nan, level
        )
    if kind == "mean":
        return _student(estimate, n["sd"], n["n"], level)
    if kind == "count" and row["dataslags"] == "events":
        return _poisson(estimate, 1.0, level)
    return math.nan, math.nan


def _wilson(share: float, answers: float, deff: float, population: float, level: float) -> Limits:
    if not known(share, answers) or answers <= 0 or deff <= 0 or population < answers:
        return math.nan, math.nan
    worth = answers / (deff if known(deff) else 1.0)
    if known(population):
        if population == answers:
            return 100 * share, 100 * share
        worth *= (population - 1) / (population - answers)
    low, high = proportion_confint(share * worth, worth, alpha=1 - level, method="wilson")
    at_none, at_all = abs(share) < 1e-12, abs(1 - share) < 1e-12
    return 0.0 if at_none else 100 * low, 100.0 if at_all else 100 * high


def _poisson(events: float, scale: float, level: float) -> Limits:
    if not known(events, scale) or events < 0:
        return math.nan, math.nan
    low = chi2.ppf((1 - level) / 2, 2 * events) / 2 if events else 0.0
    return low * scale, chi2.ppf((1 + level) / 2, 2 * events + 2) / 2 * scale


def _student(mean: float, sd: float, n: float, level: float) -> Limits:
    if not known(mean, sd, n) or n < 2 or sd <= 0:
        return math.nan, math.nan
    half = t.ppf((1 + level) / 2, n - 1) * sd / math.sqrt(n)
    return mean - half, mean + half


def stored(row: Row, *, exact: bool = False) -> Answer:
    """A figure as the file has it; without uncertainty where it is taken as a line."""
    value = num(row["estimat"])
    if exact:
        return Answer(value, ((value, value), (value, value)))
    return Answer(
        value, tuple((num(row[f"nedre_{n}"]), num(row[f"øvre_{n}"])) for n in ("95", "998"))
    )


def minus(a: Answer, b: Answer) -> Answer:
    """First minus second; each limit from the two distances, squared and added."""
    d = a.estimate - b.estimate
    limits = []
    for (l1, u1), (l2, u2) in zip(a.limits, b.limits, strict=True):
        below = math.hypot(a.estimate - l1, u2 - b.estimate)
        above = math.hypot(u1 - a.estimate, b.estimate - l2)
        limits.append((d - below, d + above))
    return Answer(d, (limits[0], limits[1]))


# --- words ---------------------------------------------------------------------------------


def side(limits: Limits, at: float = 0.0) -> int:
    """On which side of a point an interval lies; 0 where it holds the point or is unknown."""
    return int(limits[0] > at + EDGE) - int(limits[1] < at - EDGE)


def silent(found: Answer, smallest: float) -> tuple[str, str, str] | None:
    """The answers that need no direction."""
    if not known(found.estimate):
        return "cannot_tell", "", "nothing_to_compare"
    if not known(*found.limits[0]):
        return "cannot_tell", "", "no_n"
    size = smallest if known(smallest) else 0.0
    inside = [low >= -size - EDGE and high <= size + EDGE for low, high in found.limits]
    if inside[0]:
        return "unchanged", "clear_signs" if inside[1] else "signs", ""
    return None if side(found.limits[0]) else ("cannot_tell", "", "change_smaller_than_uncertainty")


def sure(found: Answer) -> str:
    """Signs, or clear signs where the wider interval says the same."""
    return "clear_signs" if side(found.limits[1]) == side(found.limits[0]) else "signs"


def word_of_change(row: Row, found: Answer, first: float, periods: int, smallest: float) -> Answer:
    """forward, back, unchanged, rises, falls or cannot_tell."""
    quiet = silent(found, smallest)
    few = "few_periods" if periods < 5 else ""
    if periods < 2:
        quiet = ("cannot_tell", "", "too_few")
    if quiet:
        found.verdict, found.certainty, found.reason = quiet
        return found
    rising, direction = side(found.limits[0]) > 0, row["retning"]
    if direction == "band":
        low, high = num(row["bånd_nedre"]), num(row["bånd_øvre"])
        before, after = (max(low - y, 0.0, y - high) for y in (first, first + found.estimate))
        if abs(before - after) <= EDGE:
            found.verdict = "unchanged"
        else:
            found.verdict = "forward" if after < before else "back"
    elif direction == "context":
        found.verdict = "rises" if rising else "falls"
    else:
        found.verdict = "forward" if rising == (direction == "higher") else "back"
    found.certainty, found.reason = sure(found), few
    return found


def word_of_gap(row: Row, found: Answer) -> Answer:
    """lead, lag, equal, above, below or cannot_tell."""
    quiet = silent(found, num(row["mindste_ændring"]))
    if quiet:
        found.verdict, found.certainty, found.reason = quiet
        found.verdict = found.verdict.replace("unchanged", "equal")
        return found
    above = side(found.limits[0]) > 0
    words = {"higher": ("lag", "lead"), "lower": ("lead", "lag")}
    found.verdict = words.get(row["retning"], ("below", "above"))[above]
    found.certainty, found.reason = sure(found), ""
    return found


def word_of_gap_change(
    row: Row, found: Answer, before: float, periods: int, smallest: float
) -> Answer:
    """How a distance has moved, seen from where it began."""
    quiet = silent(found, smallest)
    if periods < 2:
        quiet = ("cannot_tell", "", "too_few")
    if quiet:
        found.verdict, found.certainty, found.reason = quiet
        return found
    turn = -1.0 if row["retning"] == "lower" else 1.0
    start = 0.0 if abs(before) <= EDGE else before * turn
    end = start + found.estimate * turn
    better = side(found.limits[0]) * turn > 0
    if row["retning"] not in ("higher", "lower"):
        crossed = start * end < -EDGE
        found.verdict = "crossed" if crossed else "nearer" if abs(end) < abs(start) else "farther"
    elif start < 0 < end - EDGE:
        found.verdict = "crossed"
    elif start > 0 > end + EDGE:
        found.verdict = "crossed_back"
    elif start < 0 or (start == 0 and not better):
        found.verdict = "narrowed" if better else "widened"
    else:
        found.verdict = "lead_grown" if better else "lead_shrunk"
    found.certainty, found.reason = sure(found), "few_periods" if periods < 5 else ""
    return found


# --- statements ----------------------------------------------------------------------------


def level(row: Row, sheet: Sheet) -> Answer:
    """A figure of a place by itself."""
    return figure(row)


def comparator(row: Row, sheet: Sheet) -> Answer:
    """What an area is compared with: a place's own figure, or a municipality less its areas."""
    kind = row["grundlag"]
    whole = sheet.get(row, "level", **ALONE, område=row["mod"] or row["område"])
    if kind not in ("rest", "without_areas"):
        return figure(whole) if whole else Answer()
    if kind == "rest":
        parts = [sheet.get(row, "level", **ALONE)]
    else:
        inside = sheet.inside.get(whole["område"] if whole else "", ())
        parts = [sheet.get(row, "level", **ALONE, område=area) for area in inside]
        parts = [part for part in parts if part]
    if whole is None or not all(parts):
        return Answer()
    return figure(row, _left(row, whole, [part for part in parts if part]))


def _left(row: Row, whole: Row, parts: list[Row]) -> dict[str, float]:
    """The counts of a municipality less those of its areas; means from sums and squares."""
    numbers = dict.fromkeys(NUMBERS, math.nan)
    for name in ("tæller", "nævner"):
        numbers[name] = num(whole[name]) - sum(num(part[name]) for part in parts)
    if row["talslags"] == "mean":
        n, total, squares = (
            value(whole) - sum(map(value, parts)) for value in (_count, _total, _squares)
        )
        mean = total / n
        numbers |= {"n": n, "estimat": mean, "sd": math.sqrt((squares - n * mean**2) / (n - 1))}
    return numbers


def _count(row: Row) -> float:
    return num(row["n"])


def _total(row: Row) -> float:
    return num(row["n"]) * num(row["estimat"])


def _squares(row: Row) -> float:
    return (num(row["n"]) - 1) * num(row["sd"]) ** 2 + num(row["n"]) * num(row["estimat"]) ** 2


def own(row: Row, sheet: Sheet, **other: str) -> list[Row]:
    """A place's figures that are compared: whole years where they come more often."""
    return years_of(row, sheet, "level", **(ALONE | other))


def others(row: Row, sheet: Sheet) -> list[Row]:
    """What a place is compared with, in the same periods."""
    return years_of(row, sheet, "comparator")


def years_of(row: Row, sheet: Sheet, statement: str, **other: str) -> list[Row]:
    """Figures as they are, or those sums of them that are whole years."""
    if row["hyppighed"] == "year":
        return sheet.line(row, statement, **other)
    return [one for one in sheet.line(row, "pooled", **other) if is_whole_year(one)]


def is_whole_year(row: Row) -> bool:
    """Whether a sum is one year of its halves, quarters or months."""
    return len(row["periode"]) < len(row["udgangspunkt"])


def at(row: Row, line: list[Row]) -> Row | None:
    """The figure of the row's own period."""
    return next((one for one in line if one["periode"] == row["periode"]), None)


def change(row: Row, sheet: Sheet) -> Answer:
    """The newest figure minus the baseline's; an area's own, or its comparator's."""
    now, before, periods = _ends(row, others(row, sheet) if row["grundlag"] else own(row, sheet))
    if now is None or before is None:
        return Answer()
    found = minus(stored(now), stored(before))
    smallest = num(row["mindste_ændring"])
    return word_of_change(row, found, num(before["estimat"]), periods, smallest)


def gap(row: Row, sheet: Sheet) -> Answer:
    """Area minus comparator."""
    return word_of_gap(row, _gap(row, sheet))


def _gap(row: Row, sheet: Sheet) -> Answer:
    one, other = at(row, own(row, sheet)), at(row, others(row, sheet))
    if one is None or other is None:
        return Answer()
    is_published = row["grundlag"] in ("municipality", "region", "country")
    is_sample = row["dataslags"] == "survey" and bool(other["nedre_95"])
    return minus(stored(one), stored(other, exact=is_published and not is_sample))


def gap_change(row: Row, sheet: Sheet) -> Answer:
    """The distance now minus the distance then."""
    now, before, periods = _ends(row, sheet.line(row, "gap"))
    if now is None or before is None:
        return Answer()
    found = minus(stored(now), stored(before))
    smallest = num(row["mindste_ændring"])
    return word_of_gap_change(row, found, num(before["estimat"]), periods, smallest)


def difference(row: Row, sheet: Sheet) -> Answer:
    """One area minus another."""
    one, other = at(row, own(row, sheet)), at(row, own(row, sheet, område=row["mod"]))
    return minus(stored(one), stored(other)) if one and other else Answer()


def pace(row: Row, sheet: Sheet) -> Answer:
    """Actual against required yearly change."""
    now, before, _periods = _ends(row, own(row, sheet))
    if now is None or before is None:
        return Answer()
    y0, y1, goal = num(before["estimat"]), num(now["estimat"]), num(row["måltal"])
    t0, t1, t2 = (
        years(slot) for slot in (before["periode"], now["periode"], row["måltal_periode"])
    )
    moved = minus(stored(now), stored(before))
    is_growth = row["talslags"] == "amount"

    def ratio(change: float) -> float:
        if is_growth:
            return (_grown(y0, max(y0 + change, 0.0), t1 - t0)) / _grown(y0, goal, t2 - t0)
        return (change / (t1 - t0)) / ((goal - y0) / (t2 - t0))

    sound = goal != y0 and t2 > t0 and (not is_growth or min(y0, y1, goal) > 0)
    found = Answer(reason="")
    if sound:
        limits = [tuple(sorted(map(ratio, pair))) if known(*pair) else (math.nan,) * 2
                  for pair in moved.limits]  # fmt: skip
        found = Answer(ratio(moved.estimate), tuple(limits), reason="")
    rising = row["retning"] != "lower" if row["retning"] in ("higher", "lower") else goal > y0

    def meets(y: float) -> bool:
        return y >= goal - EDGE if rising else y <= goal + EDGE

    where, sure = _standing(stored(now), meets)
    if where == "met" or meets(y0) or t1 >= t2:
        found.verdict = where
        if meets(y0) and where == "met":
            found.verdict = "kept"
        began = stored(before).limits[0]  # lost is only what was surely held
        if meets(y0) and where == "not_met" and known(*began) and all(map(meets, began)):
            found.verdict = "lost"
        found.certainty, found.reason = sure, _unsure(where, now)
    elif is_growth and min(y0, y1, goal) <= 0:
        found.verdict, found.reason = "cannot_tell", "growth_from_zero"
    elif not known(found.estimate):
        found.verdict, found.reason = "cannot_tell", "nothing_to_compare"
    elif not known(*found.limits[0]):
        found.verdict, found.reason = "cannot_tell", "no_n"
    else:
        _grade(found)
    if found.verdict == "cannot_tell" and where == "right_side":
        found.verdict, found.reason = where, _unsure(where, now)
    return found


def _standing(now: Answer, meets: Callable[[float], bool]) -> tuple[str, str]:
    """The side of the target the newest figure stands on, and how sure that is."""
    is_right = meets(now.estimate)
    sure = [known(*pair) and all(meets(one) == is_right for one in pair) for pair in now.limits]
    if not sure[0]:
        return "right_side" if is_right else "wrong_side", ""
    return "met" if is_right else "not_met", "clear_signs" if sure[1] else "signs"


def _unsure(where: str, now: Row) -> str:
    if where not in ("right_side", "wrong_side"):
        return ""
    return "target_within_uncertainty" if known(*stored(now).limits[0]) else "no_n"


def _grown(first: float, last: float, length: float) -> float:
    return float((last / first) ** (1 / length) - 1)


def _grade(found: Answer) -> None:
    """All of the interval on one side of 0.95; forward, back or short of 0.60 only if all of it is."""

    def claims(limits: Limits) -> set[str]:
        low, high = limits
        if low >= 0.95 - EDGE:
            return {"on_track"}
        if high >= 0.95 - EDGE:
            return set()
        if high < -EDGE:
            return {"off_course", "wrong_way"}
        if low <= EDGE:
            return {"off_course"}
        return {"off_course", "too_slow"} | ({"limited"} if high < 0.60 - EDGE else set())

    true = claims(found.limits[0])
    if not true:
        found.verdict, found.reason = "cannot_tell", "change_smaller_than_uncertainty"
        return
    order = ("on_track", "wrong_way", "limited", "too_slow", "off_course")
    found.verdict = next(word for word in order if word in true)
    found.certainty = "clear_signs" if found.verdict in claims(found.limits[1]) else "signs"


def trend(row: Row, sheet: Sheet) -> Answer:
    """The slope of five figures and more, of an area or of its comparator."""
    return slope(row, points(row, sheet), word_of_change)


def gap_trend(row: Row, sheet: Sheet) -> Answer:
    """The slope of a distance."""
    return slope(row, points(row, sheet), word_of_gap_change)


Point = tuple[float, float]  # a date in years, and the figure


def points(row: Row, sheet: Sheet) -> list[Point]:
    """What a slope goes through."""
    if row["aflæsning"] == "gap_trend":
        line = sheet.line(row, "gap")
    else:
        line = others(row, sheet) if row["grundlag"] else own(row, sheet)
    if row["talslags"] == "share":  # without its n a share says nothing of how it moves
        line = [one for one in line if one["nedre_95"]]
    line = [one for one in line if has_base(row, one, sheet)]
    return [(day(one["slut"]) / DAYS, num(one["estimat"])) for one in apart(within(row, line))]


def has_base(row: Row, one: Row, sheet: Sheet) -> bool:
    """Whether the n behind a figure was stated, where it is needed; behind a distance the area's."""
    kind = row["talslags"]
    if kind == "count":
        return True
    stated = (each for each in sheet.rows if each["aflæsning"] in ("level", "comparator"))
    if kind == "amount" and not any(
        each["n"] for each in stated if each["indikator"] == row["indikator"]
    ):
        return True
    found = at(one, own(row, sheet)) if row["aflæsning"] == "gap_trend" else one
    return bool(found and found["n"])


def within(row: Row, line: list[Row]) -> list[Row]:
    """The figures from a statement's baseline to its period; of a year all its parts."""
    size, first, last = len(row["periode"]), row["udgangspunkt"], row["periode"]
    return [
        one
        for one in line
        if one["tilstand"] == "value" and first <= one["periode"] and one["periode"][:size] <= last
    ]


def apart(line: list[Row]) -> list[Row]:
    """The newest, then each whose measuring ends before that one's begins."""
    kept: list[Row] = []
    for one in reversed(line):
        if not kept or one["slut"] < kept[-1]["målt_fra"]:
            kept.append(one)
    return kept[::-1]


def slope(row: Row, at: list[Point], judge: Callable[..., Answer]) -> Answer:
    """Median of all slopes between two points; its limits by Kendall's exact distribution."""
    if len(at) < 5:
        return Answer()
    found = sorted((y1 - y0) / (t1 - t0) for (t0, y0), (t1, y1) in combinations(at, 2))
    cuts = [kendall_cut(len(at), level) for level in LEVELS]
    limits = [(found[c], found[-1 - c]) if c >= 0 else (math.nan, math.nan) for c in cuts]
    span, first = at[-1][0] - at[0][0], at[0][1]
    whole = Answer(median(found) * span, tuple((low * span, high * span) for low, high in limits))
    judged = judge(row, whole, first, len(at), num(row["mindste_ændring"]))
    return Answer(
        median(found), (limits[0], limits[1]), judged.verdict, judged.certainty, judged.reason
    )


@cache
def kendall_cut(periods: int, level: float) -> int:
    """How many slopes are cut off at each end: orders of so many values by their falling pairs."""
    ways = [1]
    for i in range(2, periods + 1):
        ways = [sum(ways[max(0, k - i + 1) : k + 1]) for k in range(len(ways) + i - 1)]
    allowed = (1 - level) / 2 * sum(ways)
    return sum(below <= allowed for below in accumulate(ways)) - 1


def projection(row: Row, sheet: Sheet) -> Answer:
    """The line through the medians, drawn on."""
    drawn = [one for one in sheet.line(row, "trend", **ALONE) if one["tilstand"] == "value"]
    if not drawn:
        return Answer()
    at = points(drawn[-1], sheet)
    found = slope(drawn[-1], at, word_of_change)
    time, value = median(t for t, _y in at), median(y for _t, y in at)
    low, high = bounds(row)

    def end(line: float) -> float:
        there = value + line * (years(row["periode"]) - time)
        return min(max(there, low), high) if known(there) else there

    (l1, u1), (l2, u2) = found.limits
    return Answer(end(found.estimate), ((end(l1), end(u1)), (end(l2), end(u2))))


def bounds(row: Row) -> Limits:
    """What a figure of a kind can be at all."""
    if row["talslags"] == "share":
        return 0.0, 100.0
    return (0.0 if row["talslags"] in ("rate", "count", "amount") else -math.inf), math.inf


def pooled(row: Row, sheet: Sheet) -> Answer:
    """Several periods by sums; in a register the same people are there every time."""
    if row["grundlag"] in ("rest", "without_areas"):
        if row["talslags"] == "mean":
            return _mean_left(row, sheet)
        line = within(row, sheet.line(row, "comparator"))
    else:  # a place's own figures, whichever place it is
        place = row["mod"] if row["grundlag"] else row["område"]
        line = within(row, sheet.line(row, "level", **(ALONE | {"område": place})))
    kind, data = row["talslags"], row["dataslags"]
    if not line or (is_whole_year(row) and len(line) != PARTS[row["hyppighed"]]):
        return Answer()
    is_same = data == "register" and (
        kind == "share" or (is_whole_year(row) and row["opgjort"] == "point")
    )
    times = len(line) if is_same else 1
    numbers = dict.fromkeys(NUMBERS, math.nan)
    x, n = (sum(num(one[name]) for one in line) for name in ("tæller", "nævner"))
    if kind == "share" and (data == "survey" or not known(x, n)):
        return figure(row, numbers | _pooled_answers(row, line, x, n, times))
    if kind == "mean":
        found = _pooled_mean(line)
        return figure(row, numbers | found | {"n": found["n"] / times})
    if kind == "count":
        return figure(row, numbers | {"estimat": sum(num(one["estimat"]) for one in line) / times})
    return figure(row, numbers | {"tæller": x / times, "nævner": n / times})


PARTS = {"half": 2, "quarter": 4, "month": 12}


def _pooled_answers(row: Row, line: list[Row], x: float, n: float, times: int) -> dict[str, float]:
    """Percentages by what their answers are worth; a year of counts by the counts themselves."""
    answers = [num(one["n"]) for one in line]
    worth = [
        each / (num(one["designeffekt"]) if one["designeffekt"] else 1)
        for each, one in zip(answers, line, strict=True)
    ]
    if is_whole_year(row) and known(x, n):
        return {"tæller": x, "nævner": n, "designeffekt": sum(answers) / sum(worth)}
    x = sum(num(one["estimat"]) / 100 * w for one, w in zip(line, worth, strict=True))
    return {"tæller": x / times, "nævner": sum(worth) / times}


def _mean_left(row: Row, sheet: Sheet) -> Answer:
    """A municipality's year less its areas', from their means, spreads and numbers."""
    place = row["mod"] or row["område"]
    inside = [row["område"]] if row["grundlag"] == "rest" else sheet.inside.get(place, ())
    whole = sheet.get(row, "pooled", **(ALONE | {"område": place}))
    parts = [sheet.get(row, "pooled", **(ALONE | {"område": area})) for area in inside]
    if whole is None or not all(parts):
        return Answer()
    return figure(row, _left(row, whole, [part for part in parts if part]))


def _pooled_mean(line: list[Row]) -> dict[str, float]:
    n = sum(map(_count, line))
    mean = sum(map(_total, line)) / n
    return {
        "n": n,
        "estimat": mean,
        "sd": math.sqrt((sum(map(_squares, line)) - n * mean**2) / (n - 1)),
    }


def chart(row: Row, sheet: Sheet) -> Answer:
    """Mean and limits of single figures, and what the newest one says."""
    line = [num(one["estimat"]) for one in within(row, sheet.line(row, "level", **ALONE))]
    if len(line) < 12:
        return Answer()
    moves = [abs(b - a) for a, b in pairwise(line)]
    usual = sum(moves) / len(moves)
    dust = 1e-9 * max(map(abs, line))
    kept = [move for move in moves if move < 3.267 * usual - dust or usual <= dust]
    mean, reach = sum(line) / len(line), 2.66 * sum(kept) / len(kept)
    low, high = bounds(row)
    limits = max(mean - reach, low), min(mean + reach, high)
    return Answer(mean, (limits, (math.nan, math.nan)), variation(row, line, mean, reach, dust))


def variation(row: Row, line: list[float], mean: float, reach: float, dust: float) -> str:
    """Whether the newest figure has a special cause, and which way."""
    off = [value - mean for value in line]
    for turn in (1, -1):
        here = [turn * value for value in off]
        steps = [b - a for a, b in pairwise(here)]
        beyond = [value > 2 / 3 * reach + dust for value in here[-3:]]
        causes = (
            here[-1] > reach + dust,
            all(step > dust for step in steps[-6:]),
            beyond[-1] and sum(beyond) >= 2,
            all(value > dust for value in here[-7:]),
        )
        if any(causes):
            if row["retning"] not in ("higher", "lower"):
                return "high" if turn > 0 else "low"
            return "better" if (turn > 0) == (row["retning"] == "higher") else "worse"
    return "common"


def contribution(row: Row, sheet: Sheet) -> Answer:
    """Mean gap to the other areas after an effort less the mean before it, and its grade."""
    said = json.loads(row["detaljer"])
    slots, late = said["slots"], said["is_after"]
    names = {one["område_id"]: one["område"] for one in sheet.rows if one["aflæsning"] == "level"
             and one["indikator"] == row["indikator"]}  # fmt: skip
    table = [effort_levels(row, sheet, names[str(area)], slots) for area in said["areas"]]
    gaps = [values[0] - sum(values[1:]) / (len(values) - 1) for values in zip(*table, strict=True)]
    before, after = ([g for g, x in zip(gaps, late, strict=True) if x is s] for s in (False, True))
    estimate = _mean(after) - _mean(before)
    free = len(gaps) - 2
    squares = sum((g - _mean(side)) ** 2 for side in (before, after) for g in side)
    spread = math.sqrt(squares / free)
    limits: list[Limits] = [(math.nan, math.nan)] * 2
    if spread > 1e-9 * max(1.0, *map(abs, gaps)):
        error = spread * math.sqrt(1 / len(before) + 1 / len(after))
        reaches = [float(t.ppf((1 + level) / 2, free)) * error for level in LEVELS]
        limits = [(estimate - reach, estimate + reach) for reach in reaches]
    found = Answer(estimate, (limits[0], limits[1]))
    return grade(
        row, found, said, adjusted(said["times"], gaps, late, estimate), placebos(table, late)
    )


def effort_levels(row: Row, sheet: Sheet, area: str, slots: list[str]) -> list[float]:
    """One area's figures in the named years."""
    by_slot = {one["periode"]: num(one["estimat"]) for one in own(row, sheet, område=area)}
    return [by_slot.get(slot, math.nan) for slot in slots]


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)


def adjusted(times: list[float], gaps: list[float], late: list[bool], estimate: float) -> float:
    """The estimate with the yearly drift before the effort taken out."""
    first = [(at, g) for at, g, x in zip(times, gaps, late, strict=True) if not x]
    then = [at for at, x in zip(times, late, strict=True) if x]
    time, level_ = _mean([at for at, _g in first]), _mean([g for _at, g in first])
    drift = sum((at - time) * (g - level_) for at, g in first) / sum(
        (at - time) ** 2 for at, _g in first
    )
    return estimate - drift * (_mean(then) - time)


def placebos(table: list[list[float]], late: list[bool]) -> list[float]:
    """Every other area's estimate, as if it had made the effort."""
    found = []
    for own in range(1, len(table)):
        rest = [line for at, line in enumerate(table) if at != own]
        gaps = [
            y - _mean(list(others))
            for y, others in zip(table[own], zip(*rest, strict=True), strict=True)
        ]
        before, after = (
            [g for g, x in zip(gaps, late, strict=True) if x is s] for s in (False, True)
        )
        found.append(_mean(after) - _mean(before))
    return found


def grade(
    row: Row, found: Answer, said: dict[str, Any], without_drift: float, others: list[float]
) -> Answer:
    """0 cannot be judged, 1 described, 2 signs of a different development."""
    late = said["is_after"]
    before, after, size = late.count(False), late.count(True), abs(found.estimate)
    if before < 3 or after < 2:
        found.verdict, found.reason = "cannot_tell", "too_few"
        return found
    slack = EDGE * size
    if found.estimate * without_drift < -slack or abs(without_drift) < size / 2 - slack:
        found.verdict, found.reason = "cannot_tell", "pre_trend"
        return found
    holds = side(found.limits[0]) == 0
    reasons = (
        ("no_spread", not known(*found.limits[0])),
        ("interval_holds_zero", known(*found.limits[0]) and holds),
        ("described_late", said["described_late"]),
        ("few_before", before < 4),
        ("few_after", after < 3),
        ("no_placebo", len(others) < 2),
        ("placebo_larger", any(abs(one) > size * (1 + EDGE) for one in others)),
        ("false_alarms", not said["alarms_rule"] or said["alarms_rule"][-1] > 0.05),
    )
    against = [name for name, is_so in reasons if is_so]
    if against:
        found.verdict, found.reason = "described", against[0]
        return found
    rose = side(found.limits[0]) > 0
    words = {"higher": ("worse", "better"), "lower": ("better", "worse")}
    found.verdict = words.get(row["retning"], ("fell_more", "rose_more"))[rose]
    found.certainty, found.reason = "signs", ""
    return found


def parts(row: Row, sheet: Sheet) -> Answer:
    """A change of a share; what residents did, who moved and what is unknown add up to it."""
    now = sheet.get(row, "level", **ALONE)
    before = sheet.get(row, "level", **ALONE, periode=row["udgangspunkt"])
    if now is None or before is None:
        return Answer()
    moved = num(now["estimat"]) - num(before["estimat"])
    said = json.loads(row["detaljer"])
    total = sum(said.get(name) or 0.0 for name in ("stayed", "moved_in", "moved_out", "unknown"))
    return Answer(moved if near(total, moved) else math.nan)


def council(row: Row, sheet: Sheet) -> Answer:
    """Area, comparator and distance together."""
    asked = (moved(row, sheet, **ALONE), moved(row, sheet), sheet.get(row, "gap_change"))
    area, rest, distance = (r["dom"] or "cannot_tell" if r else "cannot_tell" for r in asked)
    standing = sheet.get(row, "gap")
    if standing and standing["dom"] in ("above", "below"):  # no side is the better one
        return Answer()
    return Answer(verdict=message(area, rest, distance))


def moved(row: Row, sheet: Sheet, **other: str) -> Row | None:
    """The newest trend where there is one, else the change since the baseline."""
    trends = [
        one
        for one in sheet.line(row, "trend", **other)
        if one["tilstand"] == "value" and one["nyeste"] == "1"
    ]
    return trends[-1] if trends else sheet.get(row, "change", **other)


def message(area: str, rest: str, distance: str) -> str:
    """What the three say together, from the table of methods."""
    better = distance in ("narrowed", "crossed", "lead_grown")
    worse = distance in ("widened", "crossed_back", "lead_shrunk")
    if better or worse:
        table = BETTER if better else WORSE
        unclear = f"gap_{'better' if better else 'worse'}_cause_unclear"
        return table.get((area, rest), unclear)
    words = ("forward", "back", "unchanged", "cannot_tell")
    if distance not in ("unchanged", "cannot_tell") or area not in words or rest not in words:
        return ""
    ending = "gap_unchanged" if distance == "unchanged" else "gap_open"
    if area not in ("forward", "back"):
        return ending
    return f"both_{area}_{ending}" if area == rest else f"area_{area}_{ending}"


BETTER = {
    ("forward", "forward"): "area_forward_more_than_rest",
    ("forward", "back"): "area_forward_rest_back",
    ("forward", "unchanged"): "area_forward",
    ("forward", "cannot_tell"): "area_forward",
    ("back", "back"): "rest_declined_more",
    ("unchanged", "back"): "rest_declined",
    ("cannot_tell", "back"): "rest_declined",
}
WORSE = {
    ("forward", "forward"): "area_forward_rest_more",
    ("back", "back"): "area_back_more_than_rest",
    ("back", "forward"): "area_back_rest_forward",
    ("back", "unchanged"): "area_back",
    ("back", "cannot_tell"): "area_back",
    ("unchanged", "forward"): "rest_forward_area_not",
    ("cannot_tell", "forward"): "rest_forward_area_not",
}


def _ends(row: Row, line: list[Row]) -> tuple[Row | None, Row | None, int]:
    """The newest row, the baseline's, and how many figures stand from one to the other."""
    slots = [one["periode"] for one in line]
    if row["periode"] not in slots or row["udgangspunkt"] not in slots:
        return None, None, 0
    first, last = slots.index(row["udgangspunkt"]), slots.index(row["periode"])
    figures = sum(one["tilstand"] == "value" for one in line[first : last + 1])
    return line[last], line[first], figures


def day(text: str) -> int:
    """A date's number."""
    return dt.date.fromisoformat(text).toordinal()


def years(slot: str) -> float:
    """When a period ends, in years: 2024, 2024H1, 2024K3, 2024M05."""
    year, letter, number = re.fullmatch(r"(\d{4})(?:([HKM])(\d+))?", slot).groups()  # type: ignore[union-attr]
    month = int(number) * {"H": 6, "K": 3, "M": 1}[letter] if letter else 12
    after = dt.date(int(year) + month // 12, month % 12 + 1, 1)
    return (after.toordinal() - 1) / DAYS


METHODS: dict[str, Callable[[Row, Sheet], Answer]] = {
    "level": level,
    "comparator": comparator,
    "change": change,
    "gap": gap,
    "gap_change": gap_change,
    "difference": difference,
    "pace": pace,
    "trend": trend,
    "gap_trend": gap_trend,
    "projection": projection,
    "pooled": pooled,
    "xmr": chart,
    "did": contribution,
    "split": parts,
    "council": council,
}


# --- comparing -----------------------------------------------------------------------------


def faults(row: Row, sheet: Sheet) -> list[str]:
    """Where this script and the site part ways about one statement."""
    said = {
        name: num(row[name]) for name in ("estimat", "nedre_95", "øvre_95", "nedre_998", "øvre_998")
    }
    if row["tilstand"] != "value":
        numbers = [name for name in (*said, "tæller", "nævner", "n", "forhold") if row[name]]
        return [f"{name} stands behind {row['tilstand']}" for name in numbers]
    method = METHODS.get(row["aflæsning"])
    if method is None:
        return [f"no method for {row['aflæsning']}"]
    found = method(row, sheet)
    (low, high), (lowest, highest) = found.limits
    ours = dict(zip(said, (found.estimate, low, high, lowest, highest), strict=True))
    wrong = [
        f"{name}: {said[name]} there, {ours[name]} here"
        for name in said
        if not near(said[name], ours[name])
    ]
    for name, here in (("dom", found.verdict), ("sikkerhed", found.certainty)):
        if row[name] != here:
            wrong.append(f"{name}: {row[name] or '-'} there, {here or '-'} here")
    if found.reason is not None and row["årsag"] not in (found.reason, *MORE.get(found.reason, ())):
        wrong.append(f"årsag: {row['årsag'] or '-'} there, {found.reason or '-'} here")
    return wrong


MORE = {"no_n": ("no_spread", "no_denominator")}  # the site may know why there are no limits


def near(a: float, b: float) -> bool:
    """Equal but for rounding; two missing numbers are equal."""
    if math.isnan(a) or math.isnan(b):
        return math.isnan(a) == math.isnan(b)
    return math.isclose(a, b, rel_tol=1e-7, abs_tol=1e-7)


def check(rows: list[Row]) -> tuple[Counter[str], Counter[str], list[str]]:
    """How many statements agree and differ, by kind, and what is wrong with those that differ."""
    sheet = Sheet(rows)
    agree, differ, notes = Counter[str](), Counter[str](), []
    for row in rows:
        wrong = faults(row, sheet)
        (differ if wrong else agree)[row["aflæsning"]] += 1
        if wrong:
            about = " ".join(row[name] for name in ("aflæsning", *ABOUT) if row[name])
            notes.append(f"{about}: {'; '.join(wrong)}")
    return agree, differ, notes


def read(text: str) -> list[Row]:
    """The rows of a file."""
    return list(csv.DictReader(io.StringIO(text.lstrip("\ufeff")), delimiter=";"))


# --- fetching ------------------------------------------------------------------------------


def fetch(site: str, email: str, password: str) -> str:
    """Sign in as any reader would, and take the file of all statements."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    door = f"{site.rstrip('/')}/log-ind/"
    with browser.open(door) as answer:
        door, form = answer.url, answer.read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
    if token is None:
        raise SystemExit(f"no form at {door}")
    words = {"csrfmiddlewaretoken": token[1], "login": email, "password": password}
    data = urllib.parse.urlencode(words).encode()
    browser.open(urllib.request.Request(door, data, {"Referer": door})).close()
    with browser.open(f"{site.rstrip('/')}/indikatorer/forklaringer.csv") as answer:
        return str(answer.read().decode("utf-8"))


def main(arguments: Iterable[str] | None = None) -> int:
    """Print the counts; 1 where anything differs."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("source", help="a file, or the address of a site")
    parser.add_argument("--email", default="")
    parser.add_argument("--password", default="")
    asked = parser.parse_args(arguments if arguments is None else list(arguments))
    if asked.source.startswith(("http://", "https://")):
        text = fetch(asked.source, asked.email, asked.password)
    else:
        text = Path(asked.source).read_text(encoding="utf-8-sig")
    agree, differ, notes = check(read(text))
    for statement in sorted({*agree, *differ}):
        print(f"{statement:12} {agree[statement]:7} agree {differ[statement]:5} differ")
    print(f"{'all':12} {agree.total():7} agree {differ.total():5} differ")
    print("\n".join(notes[:40]))
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
