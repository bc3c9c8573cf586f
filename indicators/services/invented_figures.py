"""Invented figures for a fictitious partnership: plausible, and the same from the same seed.

An area's counts are always part of its municipality's: the municipality's count is the sum of its
areas and of a rest that follows a level of its own. So are its answers in a survey.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from areas.models import Area
from indicators.models import Definition
from indicators.rules.periods import Slot, parse_slot
from indicators.services.invented_parts import breakdown, mean_of_years, movers
from indicators.services.partnership_file.contents import PartnershipFile

Row = dict[str, Any]
Made = tuple[str, Slot, tuple[str, str], Row]
TOTAL = ("", "")
ANSWERS = {
    Area.Kind.AREA: 400,
    Area.Kind.REFERENCE: 400,
    Area.Kind.MUNICIPALITY: 1400,
    Area.Kind.REGION: 5200,
}
WIDE = {Area.Kind.AREA: 1.0, Area.Kind.REFERENCE: 1.0, Area.Kind.MUNICIPALITY: 0.4}
COUNTRY_ANSWERS = 21000
RESPONSE_RATE = (0.38, 0.52)
SEASON = (0.92, 1.0, 1.08, 1.0)  # quarters of a year


@dataclass(frozen=True)
class Place:
    """An area of the file: its kind and the municipality it lies in."""

    code: str
    kind: str
    parent: str


@dataclass
class Invention:
    """One indicator's series: the definition's row, the wanted levels and what is special."""

    seed: str
    series: Row
    indicator: Row
    slots: list[Slot]
    places: dict[str, Place]
    sizes: dict[str, list[float]]
    share: float
    has_population: bool = False
    exceptions: dict[tuple[str, str], Row] = field(default_factory=dict)

    def figures(self) -> Iterator[Made]:
        """Area code, slot, category and the figure's parts, for every place with a level."""
        self._levels = {code: self._path(code) for code in self.series["levels"]}
        whole: dict[str, list[Row]] = {code: [] for code in self._levels}
        for at, slot in enumerate(self.slots):
            made = {code: {TOTAL: self._figure(code, at)} for code in self._levels}
            if self._is_answered:
                made = {code: self._with_answers(code, made) for code in made}
            if self._is_counted:
                for code in made:
                    made[code] |= self._broken_down(code, at, made[code][TOTAL])
                made = {code: self._with_areas(code, made) for code in made}
            for code, parts in made.items():
                whole[code].append(parts[TOTAL])
                yield from self._shown(code, slot, parts)
        if "movers" in self.series:
            yield from self._moves(whole)

    def _shown(self, code: str, slot: Slot, parts: dict[tuple[str, str], Row]) -> Iterator[Made]:
        """What of a place's figures enters the file: some are dropped, hidden or without n."""
        special = self.exceptions.get((code, slot.code), {})
        if special.get("drop"):
            return
        for category, figure in parts.items():
            if special.get("state"):
                figure = {"state": special["state"]}
            if special.get("without_n"):
                figure = {"value": figure["value"]}
            yield code, slot, category, figure

    def _moves(self, whole: dict[str, list[Row]]) -> Iterator[Made]:
        """Housing areas alone: whoever moves between two of them moves within the municipality."""
        for code, series in whole.items():
            if self.places[code].kind == Area.Kind.AREA:
                for slot, parts in zip(
                    self.slots, movers(series, self.series["movers"]), strict=True
                ):
                    for category, figure in parts.items():
                        yield code, slot, category, figure

    def _broken_down(self, code: str, at: int, counts: Row) -> dict[tuple[str, str], Row]:
        found = {}
        for whole, spec in self.series.get("breakdowns", {}).items():
            chance = random.Random(f"{self.seed}:{self.indicator['code']}:{code}:{at}:{whole}")  # noqa: S311
            for part, figure in zip(spec, breakdown(counts, spec, chance), strict=True):
                found[whole, part] = figure
        return found

    @property
    def _is_counted(self) -> bool:
        return self.indicator["kind"] in ("share", "rate") and not self._is_survey

    @property
    def _is_answered(self) -> bool:
        return self._is_survey or self.indicator["kind"] == "mean"

    @property
    def _is_survey(self) -> bool:
        return bool(self.indicator["data_kind"] == Definition.DataKind.SURVEY)

    def _chance(self, code: str) -> random.Random:
        return random.Random(f"{self.seed}:{self.indicator['code']}:{code}")  # noqa: S311

    def _path(self, code: str) -> list[float]:
        """A level per slot: a straight way from first to last with a short memory of chance."""
        first, last = self.series["levels"][code]
        chance, steps = self._chance(code), max(len(self.slots) - 1, 1)
        wide = WIDE.get(Area.Kind(self.places[code].kind), 0.2)
        noise = self.series.get("noise", abs(first) * 0.02) * wide
        path, drift = [], 0.0
        for step, slot in enumerate(self.slots):
            drift = 0.5 * drift + chance.gauss(0, noise)
            level = first + (last - first) * step / steps + drift
            if slot.frequency in ("quarter", "month"):
                level *= SEASON[(slot.starts_on.month - 1) // 3]
            for change in self.series.get("steps", ()):
                if change["area"] == code and slot >= parse_slot(change["from"]):
                    level *= change["factor"]
            path.append(max(level, 0.0))
        return path

    def _size(self, code: str, at: int) -> int:
        """The base of a figure: the place's size in that slot times the group's share of it."""
        first, last = self.sizes[code]
        steps = max(len(self.slots) - 1, 1)
        return round((first + (last - first) * at / steps) * self.share)

    def _figure(self, code: str, at: int) -> Row:
        kind, level = self.indicator["kind"], self._levels[code][at]
        if self._is_answered:
            return self._answered(code, at, level)
        if kind in ("share", "rate"):
            return self._counted(code, at, level)
        places = self.indicator.get("decimals", 1)
        return {"value": Decimal(str(round(level, places)))}

    def _counted(self, code: str, at: int, level: float) -> Row:
        base = self._rest_size(code, at)
        per = self.indicator["per"]
        expected = base * level / per
        spread = (expected * max(1 - expected / base, 0.1)) ** 0.5 if base else 0
        chance = random.Random(f"{self.seed}:{self.indicator['code']}:{code}:{at}")  # noqa: S311
        numerator = max(round(expected + chance.gauss(0, 0.5 * spread)), 0)
        special = self.exceptions.get((code, self.slots[at].code), {})
        base = special.get("denominator", base)
        if self.indicator["kind"] == "share":  # more may wait for homes than there are homes
            numerator = min(numerator, base)
        return {"numerator": special.get("numerator", numerator), "denominator": base}

    def _rest_size(self, code: str, at: int) -> int:
        """For a municipality what is left when its housing areas are taken out."""
        return self._size(code, at) - sum(self._size(area, at) for area in self._areas_in(code))

    def _areas_in(self, code: str) -> list[str]:
        return [
            place.code
            for place in self.places.values()
            if place.parent == code and place.kind == Area.Kind.AREA and place.code in self._levels
        ]

    def _with_areas(
        self, code: str, made: dict[str, dict[tuple[str, str], Row]]
    ) -> dict[tuple[str, str], Row]:
        """The whole municipality: the rest and its areas together, in every category."""
        if self.places[code].kind != Area.Kind.MUNICIPALITY:
            return made[code]
        all_parts = [made[code], *(made[area] for area in self._areas_in(code))]
        return {
            category: {
                name: sum(parts[category][name] for parts in all_parts)
                for name in ("numerator", "denominator")
            }
            for category in made[code]
        }

    def _with_answers(
        self, code: str, made: dict[str, dict[tuple[str, str], Row]]
    ) -> dict[tuple[str, str], Row]:
        """The whole municipality's answers: those of its areas and of the rest; its level is its own."""
        if self.places[code].kind != Area.Kind.MUNICIPALITY:
            return made[code]
        mine = dict(made[code][TOTAL])
        for area in self._areas_in(code):
            theirs = made[area][TOTAL]
            mine |= {name: mine[name] + theirs[name] for name in ("n", "invited") if name in mine}
        return {TOTAL: mine}

    def _answered(self, code: str, at: int, level: float) -> Row:
        kind = self.places[code].kind
        chance = random.Random(f"{self.seed}:{self.indicator['code']}:{code}:{at}:n")  # noqa: S311
        usual = ANSWERS.get(Area.Kind(kind), COUNTRY_ANSWERS)
        wanted = self.series.get("answers", ANSWERS[Area.Kind.AREA]) / ANSWERS[Area.Kind.AREA]
        n = round(usual * wanted * chance.uniform(0.8, 1.2))
        figure: Row = {"n": n}
        if self._is_survey:
            figure["invited"] = round(n / chance.uniform(*RESPONSE_RATE))
            if "design_effect" in self.series:
                figure["design_effect"] = self.series["design_effect"]
            if self.has_population:
                figure["population"] = self._size(code, at)
                figure["invited"] = min(figure["invited"], figure["population"])
                figure["n"] = min(n, figure["invited"])
        if self.indicator["kind"] == "mean":
            figure["sd"] = Decimal(str(self.series.get("sd", 1.0)))
            figure["value"] = Decimal(str(round(level, 2)))
        else:
            special = self.exceptions.get((code, self.slots[at].code), {})
            percent = special.get("value", round(min(level, 100.0), 1))
            figure["value"] = Decimal(str(percent))
        return figure


def invented_figures(file: PartnershipFile) -> Iterator[Row]:
    """Rows as in a file's [[figures]], one per area and period, from its [generator]."""
    plan = file.generator
    if not plan:
        return
    places = {
        row["code"]: Place(row["code"], row["kind"], _parent(row)) for row in file.rows("areas")
    }
    made: dict[str, list[Made]] = {}
    for series in plan["series"]:
        indicator = file.catalogue.indicators[series["indicator"]]
        if "mean_of" in series:
            figures = list(_means(made[series["mean_of"]], series))
        else:
            figures = list(_invention(plan, series, indicator, places).figures())
        made[series["indicator"]] = figures
        for code, slot, (whole, part), parts in figures:
            published_on = _published_on(indicator, slot)
            if published_on <= plan["as_of"]:
                yield {
                    "indicator": series["indicator"],
                    "area": code,
                    "source": _source(series, slot),
                    "published_on": published_on,
                    "category_set": whole,
                    "category": part,
                    "span_years": series.get("span_years", 1),
                    "values": {slot.code: parts},
                }


def _invention(plan: Row, series: Row, indicator: Row, places: dict[str, Place]) -> Invention:
    group = series.get("base", series.get("population", ""))
    size, share = plan["bases"].get(group, ["", 1.0])
    return Invention(
        seed=plan["seed"],
        series=series,
        indicator=indicator,
        slots=_slots(plan, series, indicator),
        places=places,
        sizes=plan["sizes"].get(size, {}),
        share=share,
        has_population="population" in series,
        exceptions={
            (row["area"], slot): row
            for row in plan.get("exceptions", ())
            if row["indicator"] == series["indicator"]
            for slot in row["slots"]
        },
    )


def _means(figures: list[Made], series: Row) -> Iterator[Made]:
    """Means of so many years up to each year, as official lists give them."""
    counts = {
        (code, slot): parts
        for code, slot, category, parts in figures
        if category == TOTAL and code in series["levels"]
    }
    for code, slot in counts:
        years = [counts.get((code, slot.shifted(-back))) for back in range(series["span_years"])]
        if known := mean_of_years(years):
            yield code, slot, TOTAL, known


def _parent(row: Row) -> str:
    extents: list[Row] = row.get("extents") or [row]
    return str(extents[-1].get("parent", ""))


def _source(series: Row, slot: Slot) -> str:
    early = series.get("early")
    if early and slot.starts_on.year <= early["until"]:
        return str(early["source"])
    return str(series["source"])


def _slots(plan: Row, series: Row, indicator: Row) -> list[Slot]:
    years = series.get("years") or range(plan["first"], plan["last"] + 1)
    if indicator.get("frequency") == Definition.Frequency.QUARTER:
        return [parse_slot(f"{year}K{quarter}") for year in years for quarter in range(1, 5)]
    if indicator.get("frequency") == Definition.Frequency.MONTH:
        return [parse_slot(f"{year}M{month:02d}") for year in years for month in range(1, 13)]
    return [parse_slot(str(year)) for year in years]


def _published_on(indicator: Row, slot: Slot) -> dt.date:
    """The middle of the month so many months after the measuring period ended."""
    on_a_day = indicator.get("period_kind") == Definition.PeriodKind.POINT
    ended = slot.starts_on if on_a_day else slot.ends_on
    months = ended.year * 12 + ended.month - 1 + (indicator.get("release_lag_months") or 0)
    return dt.date(months // 12, months % 12 + 1, 15)
