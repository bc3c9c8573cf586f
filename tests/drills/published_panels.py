"""Compute published panels anew, and count where we and the publisher agree.

    .venv/bin/python tests/drills/published_panels.py FOLDER

FOLDER holds `published/panels/` and `published/small_areas/`, files as others published them; they
are no part of the project. Limits and verdicts are computed with `indicators/statistics` and
`indicators/rules`, without a site or a database. Why some differ stands in
`docs/methods/published.md`.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from indicators.rules import verdicts  # noqa: E402
from indicators.statistics.differences import newcombe  # noqa: E402
from indicators.statistics.intervals import exact, poisson_exact, wilson  # noqa: E402
from tests.drills.panel_parts import (  # noqa: E402
    HEIGHTS,
    Count,
    Row,
    apart,
    as_number,
    as_stated,
    byar,
    compared_limits,
    crude_rows,
    equalled,
    interval_of,
    left_out,
    more_than_one,
    numbers_of,
    of_england,
    rate_of,
    ratio_of,
    read_table,
    trends_of,
    worded,
)

YEARS = range(2014, 2024)
OFFENCES = (
    "ASSAULT", "AUTOTHEFT", "BIKETHEFT", "BREAKENTER", "HOMICIDE", "ROBBERY", "SHOOTING",
    "THEFTFROMMV", "THEFTOVER",
)  # fmt: skip


# --------------------------------------------------------------------- limits and verdicts as stated


def fingertips(path: Path) -> Iterator[Count]:
    """Rates per 100,000 of English areas: limits, and verdicts against the country and the region."""
    everything = read_table(path)
    rows = [row for row in everything if row["Count"]]
    yield equalled(
        "value from count and base", rate_of(rows).estimate, numbers_of(rows, "Value"), 1e-6
    )
    rows = [row for row in rows if row["Lower CI 95.0 limit"]]
    yield from compared_limits(
        rate_of(rows), byar(numbers_of(rows, "Count"), numbers_of(rows, "Denominator") / 1e5),
        as_stated(rows, "Lower CI 95.0 limit", "Upper CI 95.0 limit", "Value"), within=0.01,
    )  # fmt: skip
    lines = {
        (row["Area Name"], row["Time period"], row["Age"]): row
        for row in everything
        if row["Count"] and not row["Category Type"]
    }
    for column in ("Compared to England value or percentiles", "Compared to Region value or percentiles"):  # fmt: skip  # noqa: E501
        told = [row for row in rows if row[column] != "Not compared"]
        names = ["England" if "England" in column else row["Parent Name"] for row in told]
        others = [
            lines[name, row["Time period"], row["Age"]]
            for name, row in zip(names, told, strict=True)
        ]
        words = [row[column] for row in told]
        against = "England" if "England" in column else "the region"
        yield worded(f"verdict against {against}, taken as a line", words,
                     newcombe(rate_of(told), exact(numbers_of(others, "Value"))))  # fmt: skip
        yield worded(f"verdict against {against}, by our difference of two rates", words,
                     newcombe(rate_of(told), rate_of(others)))  # fmt: skip
        yield worded(f"verdict against {against}, by our ratio of two rates", words,
                     more_than_one(ratio_of(told, others)))  # fmt: skip


def compare_england(path: Path) -> Iterator[Count]:
    """Thirteen places × thirty-five indicators: shares and rates, their limits and their verdicts."""
    told = [
        row
        for row in json.loads(path.read_text(encoding="utf-8"))
        if row["Significance"] != "Not applicable"
    ]
    crude = {"proportion": crude_rows(told, "proportion"), "rate": crude_rows(told, "rate")}
    for unit, rows in crude.items():
        found, per = interval_of(rows, unit), np.array([row["per"] for row in rows])
        stated = as_stated(rows, "Lower_CI", "Upper_CI", "Value")
        yield equalled(f"{unit}: value from its counts", found.estimate, stated.estimate, 6e-3)
        theirs = found
        if unit == "rate":
            theirs = byar(numbers_of(rows, "Numerator"), numbers_of(rows, "Denominator") / per)
        for count in compared_limits(found, theirs, stated, within=6e-3):
            yield Count(f"{unit}: {count.what}", count.agree, count.differ, count.note)
    known = [*crude["proportion"], *crude["rate"]]
    yield left_out(
        "standardised rates, surveys and models: not to be computed from counts", told, known
    )
    for what, ours in (
        ("limits of both lie apart (their rule), limits by us", apart),
        ("verdict by our difference", newcombe),
    ):
        agree = [
            worded(what, [row["Significance"] for row in rows],
                   ours(interval_of(rows, unit), of_england(rows)), words=HEIGHTS)
            for unit, rows in crude.items()
        ]  # fmt: skip
        yield Count(what, sum(c.agree for c in agree), sum(c.differ for c in agree),
                    "; ".join(c.note for c in agree if c.note))  # fmt: skip
    yield _colours(told)


def _colours(told: list[Row]) -> Count:
    """Green where better, red where worse: the stated limits through our rule of polarity."""
    words = {"#3ECC26": "Better", "#CC2629": "Worse", "#E7AF27": "Similar"}
    agree = differ = 0
    for direction in ("lower", "higher"):
        rows = [row for row in told if row["Polarity"].lower().startswith(direction)]
        stated = as_stated(rows, "Lower_CI", "Upper_CI", "Value")
        count = worded("", [words[row["Colour"]] for row in rows],
                       apart(stated, of_england(rows)), direction=direction)  # fmt: skip
        agree, differ = agree + count.agree, differ + count.differ
    return Count("their limits through our polarity rule give their colour", agree, differ)


def trafford(path: Path) -> Iterator[Count]:
    """Shares without n: we give no verdict; do the stated ones at least lie on the right side?"""
    rows = [row for row in read_table(path) if row["value"] != "NA"]
    if "compared_to_England" not in rows[0]:
        yield Count("no limits and no verdict stated", 0, 0, f"{len(rows):,} shares without n")
        return
    england = {
        row["period"]: float(row["value"])
        for row in rows
        if row["area_name"] == "England" and row["inequality"] == "NA"
    }
    told = [
        r
        for r in rows
        if r["compared_to_England"] in ("Better", "Worse") and r["period"] in england
    ]
    right = sum(
        (float(row["value"]) < england[row["period"]]) == (row["compared_to_England"] == "Better")
        for row in told
        if float(row["value"]) != england[row["period"]]
    )
    level = sum(float(row["value"]) == england[row["period"]] for row in told)
    yield Count("stated better or worse lies on that side of England", right,
                len(told) - right - level, f"{level} equal to one decimal")  # fmt: skip
    silent = verdicts.gap(verdicts.Evidence(1.0), direction="lower")
    yield Count("verdict by us", 0, 0, f"none: {silent.reason}, for all {len(rows):,} shares")


# ------------------------------------------------------------------------- values and counts as stated


def toronto(path: Path) -> Iterator[Count]:
    """158 neighbourhoods × 9 offences × 10 years: rates from counts, trends of each series."""
    rows = [row for row in read_table(path) if (row["POPULATION_2023"] or "").isdigit()]
    pairs = [(row, name) for row in rows for name in OFFENCES if row[f"{name}_2023"] != "NA"]
    ours = poisson_exact(
        [float(row[f"{name}_2023"]) for row, name in pairs],
        [float(row["POPULATION_2023"]) for row, _name in pairs], per=1e5, level=0.95,
    )  # fmt: skip
    stated = [float(row[f"{name}_RATE_2023"]) for row, name in pairs]
    yield equalled("rate of 2023 from count and population", ours.estimate, stated, 1e-3)
    series = [
        [as_number(row[f"{name}_RATE_{year}"]) for year in YEARS]
        for row in rows
        for name in OFFENCES
    ]
    yield trends_of(series, list(YEARS))


def cpop(path: Path) -> Iterator[Count]:
    """Scottish councils: only what was observed enters a trend, never imputed or projected years."""
    rows = read_table(path)
    kinds = Counter(row["Type"] for row in rows)
    yield Count("no limits and no verdict stated", 0, 0, ", ".join(f"{n:,} {k.lower()}" for k, n in kinds.items()))  # fmt: skip  # noqa: E501
    series: dict[tuple[str, str], dict[int, float]] = defaultdict(dict)
    for row in rows:
        if row["Type"] == "Raw data" and row["value"] not in ("", "NA"):
            place = row.get("InterZone") or row["CPP"]
            series[place, row["Indicator"]][int(row["Year"][:4])] = float(row["value"])
    years = sorted({year for found in series.values() for year in found})
    if len(years) > 1:
        yield trends_of(
            [[found.get(year, np.nan) for year in years] for found in series.values()], years
        )


def kosgis(path: Path) -> Iterator[Count]:
    """Blocks and grid cells of a Danish town: percentages from counts, and where there are none."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    count, base, stated = (numbers_of(rows, name) for name in ("antal", "antal_samlet", "procent"))
    ours = wilson(count, base, level=0.95)
    people = base > 0
    yield equalled(
        "percentage from count and base", ours.estimate[people] * 100, stated[people], 6e-5
    )
    empty = int((~people).sum())
    yield Count("base of 0: theirs is 0 %, ours is no value", int((stated[~people] != 0).sum()),
                empty, f"limits stated: none; {int(((count > 0) & (count < 5)).sum())} cells of 1-4 persons, which we hide")  # fmt: skip  # noqa: E501


def oslo_shares(path: Path) -> Iterator[Count]:
    """Shares by tenure of Oslo's small areas: do the parts make the whole?"""
    rows = read_table(path, delimiter=";")
    parts = ("Leier alle", "Borettlslag-andel alle", "Selveier alle")
    rows = [{key.strip(): text for key, text in row.items()} for row in rows]
    whole = [[as_number(row[part]) for part in parts] for row in rows]
    total = np.array([parts for parts in whole if np.isfinite(parts).all()]).sum(axis=1)
    yield equalled("parts sum to 100", total, np.full(len(total), 100.0), 0.015)


def oslo_crowding(path: Path) -> Iterator[Count]:
    """Households by crowding: each part's share of the sum of the parts."""
    ours, stated = [], []
    for district in json.loads(path.read_text(encoding="utf-8"))["data"]:
        for year in zip(*district["values"], strict=True):
            counts = [part["value"] for part in year]
            ours += [count / sum(counts) if sum(counts) else np.nan for count in counts]
            stated += [part["ratio"] for part in year]
    yield equalled("ratio from the counts of all parts", np.array(ours), stated, 1e-6)


def buildings(path: Path) -> Iterator[Count]:
    """Counts alone, with gaps between the years."""
    rows = read_table(path, delimiter=";")
    yield Count("no limits and no verdict stated", 0, 0, f"{len(rows):,} counts")


FILES: dict[str, Callable[[Path], Iterator[Count]]] = {
    "panels/fingertips_indicators-CountyUA.data.csv": fingertips,
    "panels/psychty_lt_data_extract_compare_england.json": compare_england,
    "panels/trafford_obese_year6.csv": trafford,
    "panels/trafford_neet.csv": trafford,
    "panels/trafford_employment_rate.csv": trafford,
    "panels/trafford_children_poverty.csv": trafford,
    "panels/toronto_neighbourhood_crime_2014-2023.csv": toronto,
    "panels/cpop_CPPcleandata.csv": cpop,
    "panels/cpop_IGZ_change_Fife.csv": cpop,
    "small_areas/kosgis_befolkning_18_64.json": kosgis,
    "small_areas/oslo_Eieform_2015-2017.csv": oslo_shares,
    "small_areas/oslo_trangboddhet_historisk.json": oslo_crowding,
    "small_areas/kk_KKBYG1_before_1850.csv": buildings,
}


def main() -> None:
    """Every file in turn; one that is not in the folder is named."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    for name, read in FILES.items():
        path = Path(sys.argv[1]) / "published" / name
        print(f"\n{name}")
        if not path.exists():
            print("  is not in the folder")
            continue
        for count in read(path):
            note = f"  ({count.note})" if count.note else ""
            print(f"  {count.what}: agree {count.agree:,}, differ {count.differ:,}{note}")


if __name__ == "__main__":
    main()
