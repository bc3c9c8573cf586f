"""The catalogue of indicators: a file of suggestions, and the rows made from it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction

from indicators.models import Category, CategorySet, Definition, Group, Indicator, Source
from indicators.services.ledger import Ledger
from partnership.models import Goal, Organisation

CATALOGUE = Path(__file__).resolve().parent.parent / "catalogue.toml"
DEFINITION_FIELDS = (
    "kind", "data_kind", "counts", "direction", "band_lower", "band_upper", "unit", "unit_en",
    "per", "decimals", "numerator", "numerator_en", "denominator", "denominator_en", "caveat",
    "caveat_en", "frequency", "period_kind", "release_lag_months", "pool_years",
    "smallest_relevant_change", "note", "stands_for", "least", "most",
)  # fmt: skip
SOURCE_FIELDS = (
    "name_en", "url", "basis", "shown_to", "may_be_published", "is_official", "retention_months",
    "note",
)  # fmt: skip


@dataclass(frozen=True)
class Catalogue:
    """Sources, indicators and breakdowns by code, as plain rows, with what was left out filled in."""

    sources: dict[str, dict[str, Any]] = field(default_factory=dict)
    indicators: dict[str, dict[str, Any]] = field(default_factory=dict)
    category_sets: dict[str, dict[str, Any]] = field(default_factory=dict)


def filled_in(row: dict[str, Any]) -> dict[str, Any]:
    """An indicator's row with the usual put where the file says nothing."""
    kind = row.get("kind", Definition.Kind.SHARE)
    full = {"kind": kind, "data_kind": Definition.DataKind.REGISTER, "decimals": 1}
    if kind == Definition.Kind.SHARE:
        full |= {"per": 100, "unit": "pct.", "unit_en": "%"}
    return full | row


@cache
def read_catalogue() -> Catalogue:
    """The catalogue that comes with the program."""
    raw = tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))
    return Catalogue(
        sources={row["code"]: row for row in raw["sources"]},
        indicators={row["code"]: filled_in(row) for row in raw["indicators"]},
        category_sets={row["code"]: row for row in raw["category_sets"]},
    )


def ensure_source(ledger: Ledger, row: dict[str, Any]) -> Source:
    """The source of this code; its controller is named where that organisation is here."""
    agreed = {name: row[name] for name in SOURCE_FIELDS if name in row}
    return ledger.ensure(
        Source,
        {"code": row["code"]},
        name=row["name"],
        family=row.get("family") or row["code"],
        controller=Organisation.objects.filter(slug=row.get("controller", "")).first(),
        **agreed,
    )


def ensure_categories(ledger: Ledger, row: dict[str, Any]) -> dict[str, Category]:
    """The categories of a breakdown by their codes, in the order of the row."""
    whole = ledger.ensure(
        CategorySet, {"code": row["code"]}, name=row["name"], name_en=row.get("name_en", "")
    )
    return {
        each["code"]: ledger.ensure(
            Category,
            {"category_set": whole, "code": each["code"]},
            name=each["name"],
            name_en=each.get("name_en", ""),
            position=position,
        )
        for position, each in enumerate(row["categories"], start=1)
    }


def ensure_indicator(
    ledger: Ledger,
    row: dict[str, Any],
    *,
    source: Source,
    goal: Goal | None = None,
    is_front: bool | None = None,
) -> Indicator:
    """The indicator of this code with its first definition; one without a home goal gets this one."""
    group = ledger.ensure(Group, {"code": row.get("group") or row["code"]})
    indicator = ledger.ensure(
        Indicator,
        {"code": row["code"]},
        number=row.get("number"),
        name=row["name"],
        name_en=row["name_en"],
        home_goal=goal,
        group=group,
        position=row.get("number") or row.get("position", 100),
        is_front=row.get("front", False) if is_front is None else is_front,
        is_active=row.get("active", True),
        is_restricted=row.get("restricted", False),
    )
    if goal is not None and indicator.home_goal_id is None:
        Indicator.objects.filter(pk=indicator.pk).update(home_goal=goal)
    if not indicator.definitions.exists():
        fields = {name: row[name] for name in DEFINITION_FIELDS if name in row}
        ledger.add(Definition(indicator=indicator, version=1, source=source, **fields))
    return indicator


@transaction.atomic
def load_catalogue() -> Ledger:
    """Make every indicator and breakdown of the catalogue that is missing; what is there stays."""
    catalogue, ledger = read_catalogue(), Ledger()
    for row in catalogue.category_sets.values():
        ensure_categories(ledger, row)
    for row in catalogue.indicators.values():
        source = ensure_source(ledger, catalogue.sources[row["source"]])
        ensure_indicator(ledger, row, source=source)
    return ledger
