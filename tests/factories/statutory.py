"""A site with the law's rules and figures for its criteria, as recompute would store them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from areas.models import Area
from indicators.models import Definition, Group, Indicator, Result, Run, StatutoryInput
from indicators.services.categories import total_category
from indicators.services.statutory_rules import load_statutory
from tests.factories.results import Published, published

CRITERIA: dict[str, dict[str, Any]] = {
    "outside_work": {"code": "uden-tilknytning", "name": "Uden tilknytning"},
    "convicted": {"code": "domte", "name": "Dømte", "decimals": 2},
    "basic_school": {"code": "kun-grundskole", "name": "Kun grundskole"},
    "income": {"code": "bruttoindkomst", "name": "Bruttoindkomst", "kind": "index"},
    "residents": {"code": "beboere", "name": "Beboere", "kind": "count", "direction": "context"},
}


def statutory_site(*, areas: int = 2) -> Published:
    """Areas, a country, the rules of the law, and an indicator without figures per criterion."""
    site = published(areas=areas, indicators=0)
    Area.objects.create(kind="country", code="000", slug="landet", name="Hele landet", position=99)
    for key, row in CRITERIA.items():
        group = Group.objects.create(code=row["code"])
        run = Run.objects.create(
            group=group, reason="prøve", state="done", finished_at=timezone.now()
        )
        Group.objects.filter(pk=group.pk).update(current_run=run)
        indicator = Indicator.objects.create(
            code=row["code"], name=row["name"], name_en=row["name"], group=group
        )
        share = row.get("kind", "share") == "share"
        Definition.objects.create(
            indicator=indicator,
            source=site.source,
            kind=row.get("kind", "share"),
            data_kind="register",
            direction=row.get("direction", "higher" if key == "income" else "lower"),
            per=100 if share else 1,
            unit="pct." if key != "residents" else "personer",
            unit_en="%",
            decimals=row.get("decimals", 1),
        )
        StatutoryInput.objects.create(key=key, indicator=indicator)
    load_statutory()
    return site


def log(area: Area, key: str, **values: float | None) -> None:
    """Levels by slot, as log(area, "income", s2024=54.0); None is a figure that is missing."""
    definition = Definition.objects.get(indicator=StatutoryInput.objects.get(key=key).indicator)
    for name, value in values.items():
        year = int(name.removeprefix("s"))
        known = value is not None
        share = definition.kind == "share" and known
        Result.objects.create(
            run=Run.objects.get(group=definition.indicator.group),
            statement="level",
            definition=definition,
            area=area,
            slot=str(year),
            category=total_category(),
            is_latest=True,
            state="value" if known else "missing",
            estimate=value,
            numerator=value * 10 if share and value is not None else None,
            denominator=1000 if share else None,
            n=1000 if known else None,
            starts_on=dt.date(year, 1, 1),
            ends_on=dt.date(year, 12, 31),
            source=definition.source,
        )


def full(area: Area, **values: float) -> None:
    """Two years of every criterion: outside work 38, convicted 3, school 50, income 70, 1,500 residents."""
    usual = {"outside_work": 38.0, "convicted": 3.0, "basic_school": 50.0, "income": 70.0}
    for key, value in {**usual, "residents": 1500.0, **values}.items():
        log(area, key, s2024=value, s2025=value)


def moved(area: Area, key: str, verdict: str) -> None:
    """A change since the baseline with this word."""
    definition = Definition.objects.get(indicator=StatutoryInput.objects.get(key=key).indicator)
    Result.objects.create(
        run=Run.objects.get(group=definition.indicator.group), statement="change",
        definition=definition, area=area, slot="2025", baseline_slot="2019",
        category=total_category(), is_latest=True, state="value", estimate=4.0, lower=2.0,
        upper=6.0, verdict=verdict, certainty="signs", source=definition.source,
    )  # fmt: skip
