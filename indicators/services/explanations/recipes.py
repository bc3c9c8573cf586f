"""A few lines of Python that work a statement out again from its CSV, and nothing else.

They need only Python's own library; two kinds of interval take a quantile from SciPy. Tests run
every one of them against the file it is shown beside.
"""

from __future__ import annotations

from string import Template

from indicators.models import Definition, Result
from indicators.services.explanations import inputs as parts
from indicators.services.explanations.addresses import COUNCIL
from indicators.services.explanations.cases import Case
from indicators.services.explanations.kinds import (
    is_mean_of_stock,
    level_method,
    subtracts_exactly,
)

S = Result.Statement

_READ = """\
import csv, math, pathlib
from statistics import NormalDist, median
num = lambda text: float(text.replace(",", ".")) if text else math.nan
text = pathlib.Path("$file").read_text("utf-8-sig").splitlines()
rows = list(csv.DictReader(text, delimiter=";"))
part = {row["rolle"]: row for row in reversed(rows)}
"""
_WILSON = """\
def wilson(row, z):
    x, n = num(row["tæller"]), num(row["nævner"])
    middle, half = (x + z*z/2) / (n + z*z), z / (n + z*z) * math.sqrt(x*(n - x)/n + z*z/4)
    return 100*x/n, 100*(middle - half), 100*(middle + half)
"""
_LEVELS = """\
for level in (0.95, 0.998):
    z = NormalDist().inv_cdf((1 + level) / 2)
"""
_LEVEL_WILSON = (
    _WILSON
    + _LEVELS
    + """\
    print(level, *wilson(part["svar"], z))
"""
)
_LEVEL_SURVEY = """\
row = part["svar"]
n, size = num(row["nævner"] or row["n"]), num(row["population"])
worth = n / (num(row["designeffekt"]) if row["designeffekt"] else 1)
worth *= 1 if math.isnan(size) else (size - 1) / (size - n)
x = num(row["estimat"]) / 100 * worth
for level in (0.95, 0.998):
    z = NormalDist().inv_cdf((1 + level) / 2)
    middle = (x + z*z/2) / (worth + z*z)
    half = z / (worth + z*z) * math.sqrt(x*(worth - x)/worth + z*z/4)
    print(level, 100*x/worth, 100*(middle - half), 100*(middle + half))
"""
_LEVEL_POISSON = """\
from scipy.stats import chi2
row = part["svar"]
x = num(row["tæller"] or row["estimat"])
scale = num(row["per"]) / num(row["nævner"]) if row["nævner"] else 1
for level in (0.95, 0.998):
    low = chi2.ppf((1 - level) / 2, 2*x) / 2 if x else 0
    print(level, x*scale, low*scale, chi2.ppf((1 + level) / 2, 2*x + 2) / 2*scale)
"""
_LEVEL_MEAN = """\
from scipy.stats import t
row = part["svar"]
mean, sd, n = num(row["estimat"]), num(row["sd"]), num(row["n"])
for level in (0.95, 0.998):
    half = t.ppf((1 + level) / 2, n - 1) * sd / math.sqrt(n)
    print(level, mean, mean - half, mean + half)
"""
_LEVEL_PLAIN = """\
row = part["svar"]
counted = row["tæller"] and row["nævner"]
ratio = num(row["per"]) * num(row["tæller"]) / num(row["nævner"]) if counted else num(row["estimat"])
print(0.95, ratio)
"""
_MINUS_COUNTS = (
    _WILSON
    + _LEVELS
    + """\
    (a, l1, u1), (b, l2, u2) = wilson(part["nu"], z), wilson(part["$second"], z)
    d = a - b
    print(level, d, d - math.hypot(a - l1, u2 - b), d + math.hypot(u1 - a, b - l2))
"""
)
_MINUS_LIMITS = """\
for level in ("95", "998"):
    a, l1, u1 = (num(part["nu"][name]) for name in ("estimat", f"nedre_{level}", f"øvre_{level}"))
    b, l2, u2 = (num(part["$second"][name]) for name in ("estimat", f"nedre_{level}", f"øvre_{level}"))
    d = a - b
    print(level, d, d - math.hypot(a - l1, u2 - b), d + math.hypot(u1 - a, b - l2))
"""
_MINUS_LINE = """\
for level in ("95", "998"):
    a, l1, u1 = (num(part["nu"][name]) for name in ("estimat", f"nedre_{level}", f"øvre_{level}"))
    b = num(part["$second"]["estimat"])
    print(level, a - b, l1 - b, u1 - b)
"""
_PACE = """\
import datetime as dt
year = lambda slot: dt.date(int(slot[:4]), 12, 31).toordinal() / 365.25
a, b, row = part["nu"], part["udgangspunkt"], part["svar"]
first, now, goal = num(b["estimat"]), num(a["estimat"]), num(row["måltal"])
passed, whole = (year(slot) - year(b["periode"]) for slot in (a["periode"], row["måltal_periode"]))
for level in ("95", "998"):
    below = math.hypot(now - num(a[f"nedre_{level}"]), num(b[f"øvre_{level}"]) - first)
    above = math.hypot(num(a[f"øvre_{level}"]) - now, first - num(b[f"nedre_{level}"]))
    pace = lambda move: (now - first + move) / passed / ((goal - first) / whole)
    print(level, pace(0), *sorted((pace(-below), pace(above))))
"""
_GROWTH = """\
import datetime as dt
year = lambda slot: dt.date(int(slot[:4]), 12, 31).toordinal() / 365.25
a, b, row = part["nu"], part["udgangspunkt"], part["svar"]
first, now, goal = num(b["estimat"]), num(a["estimat"]), num(row["måltal"])
actual = (now / first) ** (1 / (year(a["periode"]) - year(b["periode"]))) - 1
needed = (goal / first) ** (1 / (year(row["måltal_periode"]) - year(b["periode"]))) - 1
print(0.95, actual / needed)
"""
_CUT = """\
slopes = sorted((y2 - y1) / (t2 - t1) for (t1, y1), (t2, y2) in combinations(at, 2))
ways = [1]  # ways[k]: i hvor mange rækkefølger netop k par falder
for i in range(2, len(at) + 1):
    ways = [sum(ways[max(0, k - i + 1) : k + 1]) for k in range(len(ways) + i - 1)]
for level in (0.95, 0.998):
    cut = sum(sum(ways[: k + 1]) <= (1 - level) / 2 * sum(ways) for k in range(len(ways))) - 1
    print(level, median(slopes), *((slopes[cut], slopes[-1 - cut]) if cut >= 0 else ()))
"""
_TREND = """\
import datetime as dt
from itertools import combinations
series = [row for row in rows if row["rolle"] == "række"]
at = [(dt.date.fromisoformat(row["slut"]).toordinal() / 365.25, num(row["estimat"])) for row in series]
"""
_PROJECTION = """\
import datetime as dt
year = lambda day: day.toordinal() / 365.25
series = [row for row in rows if row["rolle"] == "række"]
at = [year(dt.date.fromisoformat(row["slut"])) for row in series]
due = year(dt.date(int(part["svar"]["periode"][:4]), 12, 31))
middle = median(num(row["estimat"]) for row in series)
slopes = [num(part["område"][name]) for name in ("estimat", "nedre_95", "øvre_95")]
ends = [middle + slope * (due - median(at)) for slope in slopes]
low, high = (0, 100) if part["svar"]["talslags"] == "share" else (0, math.inf)
low = -math.inf if part["svar"]["talslags"] in ("mean", "index") else low
print(0.95, *(min(max(end, low), high) for end in ends))
"""
_CONTRIBUTION = """\
import json
from scipy.stats import t
found = json.loads(part["svar"]["detaljer"])
pairs = list(zip(found["gaps"], found["is_after"]))
before, after = ([gap for gap, late in pairs if late is side] for side in (False, True))
mean = lambda values: sum(values) / len(values)
did = mean(after) - mean(before)
squares = sum((g - mean(side)) ** 2 for side in (before, after) for g in side)
free = len(before) + len(after) - 2
error = math.sqrt(squares / free * (1 / len(before) + 1 / len(after)))
for level in (0.95, 0.998):
    reach = t.ppf((1 + level) / 2, free) * error
    print(level, did, did - reach, did + reach)
"""
_SPLIT = """\
import json
found = json.loads(part["svar"]["detaljer"])
print(0.95, sum(found[name] for name in ("stayed", "moved_in", "moved_out", "unknown") if name in found))
"""
_POOLED = """\
series = [row for row in rows if row["rolle"] == "række"]
x, n = (sum(num(row[name]) for row in series) for name in ("tæller", "nævner"))
print(0.95, num(part["svar"]["per"]) * x / n)
"""
_COUNCIL = """\
for name in ("område", "grundlag", "afstand"):
    row = part.get(name)
    print(name, row["dom"] or "cannot_tell" if row else "cannot_tell")
"""
_CHART = """\
series = [num(row["estimat"]) for row in rows if row["rolle"] == "række"]
moves = [abs(b - a) for a, b in zip(series, series[1:])]
moves = [m for m in moves if m < 3.267 * sum(moves) / len(moves)] or moves
mean, reach = sum(series) / len(series), 2.66 * sum(moves) / len(moves)
low, high = {"share": (0, 100), "mean": (-math.inf, math.inf), "index": (-math.inf, math.inf)}.get(
    part["svar"]["talslags"], (0, math.inf))
print(0.95, mean, max(mean - reach, low), min(mean + reach, high))
"""
_POOLED_SUM = """\
print(0.95, sum(num(row["estimat"]) for row in rows if row["rolle"] == "række"))
"""
_POOLED_STOCK = """\
figures = [num(row["estimat"]) for row in rows if row["rolle"] == "række"]
print(0.95, sum(figures) / len(figures))
"""
_POOLED_ANSWERS = """\
series = [row for row in rows if row["rolle"] == "række"]
worth = [num(row["n"]) / num(row["designeffekt"] or "1") for row in series]
print(0.95, sum(num(row["estimat"]) * n for row, n in zip(series, worth)) / sum(worth))
"""


def recipe_of(case: Case, file_name: str) -> str:
    """The lines for one statement, naming its file; empty where there is no figure to work out."""
    body = _body(case)
    return Template(_READ + body).substitute(file=file_name, second=_second(case)) if body else ""


def _body(case: Case) -> str:
    row = case.row
    if row.statement == COUNCIL:
        return _COUNCIL
    if not row.has_value:
        return ""
    if row.statement in (S.LEVEL, S.COMPARATOR):
        return _level(case)
    if row.statement in (S.CHANGE, S.GAP, S.GAP_CHANGE, S.DIFFERENCE):
        return _minus(case)
    if row.statement == S.PACE:
        is_growth = case.definition.kind == Definition.Kind.AMOUNT
        return _GROWTH if is_growth else _PACE if case.target is not None else ""
    if row.statement in (S.TREND, S.GAP_TREND):
        return _TREND + _CUT
    if row.statement == S.POOLED:
        return _pooled(case)
    return {
        S.CONTROL_CHART: _CHART,
        S.CONTRIBUTION: _CONTRIBUTION,
        S.SPLIT: _SPLIT,
        S.PROJECTION: _PROJECTION,
    }.get(S(row.statement), "")


def _pooled(case: Case) -> str:
    """Sums of counts; a mean of answers by their number; of a stock the mean of its counts."""
    if case.row.denominator is not None:
        return _POOLED
    if case.definition.kind != Definition.Kind.COUNT:
        return _POOLED_ANSWERS
    return _POOLED_STOCK if is_mean_of_stock(case.row, case.definition) else _POOLED_SUM


def _level(case: Case) -> str:
    if not case.row.has_limits:
        return _LEVEL_PLAIN
    return {
        "wilson": _LEVEL_WILSON,
        "wilson_survey": _LEVEL_SURVEY,
        "poisson_exact": _LEVEL_POISSON,
        "mean_t": _LEVEL_MEAN,
    }.get(level_method(case.row, case.definition), _LEVEL_PLAIN)


def _minus(case: Case) -> str:
    now, second = case.known(parts.NOW), case.known(_second(case))
    if now is None or second is None:
        return ""
    if case.row.statement == S.GAP and subtracts_exactly(case.row, case.definition, second):
        return _MINUS_LINE
    counted = all(
        level_method(one, case.definition) == "wilson"
        and one.numerator is not None
        and one.statement != S.POOLED  # of the same people the limits rest on the mean
        for one in (now, second)
    )
    return _MINUS_COUNTS if counted and case.row.statement != S.GAP_CHANGE else _MINUS_LIMITS


def _second(case: Case) -> str:
    """The part that is subtracted."""
    return parts.OTHER if case.row.statement in (S.GAP, S.DIFFERENCE) else parts.BEFORE
