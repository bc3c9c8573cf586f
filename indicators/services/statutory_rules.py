"""The law's rules: from the file that comes with the program to rows, and from rows to plain rules."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from indicators.models import Indicator, StatutoryCriterion, StatutoryInput, StatutoryRule
from indicators.rules import statutory
from indicators.services.ledger import Ledger
from indicators.services.names import localised

STATUTORY = Path(__file__).resolve().parent.parent / "statutory.toml"
_RULE_FIELDS = (
    "name", "name_en", "paragraph", "valid_to", "least_residents", "criteria_needed",
    "origin_over", "years_in_row", "builds_on", "source",
)  # fmt: skip


@dataclass(frozen=True)
class NamedRule:
    """A rule with what a reader is told of it."""

    rule: statutory.Rule
    name: str
    paragraph: str
    source: str


@transaction.atomic
def load_statutory() -> Ledger:
    """Make every rule of the file that is missing, and link criteria to the catalogue's indicators.

    What is there stays, so a rule that somebody has closed or corrected is not opened again.
    """
    raw, ledger = tomllib.loads(STATUTORY.read_text(encoding="utf-8")), Ledger()
    for row in raw["rules"]:
        key = {"code": row["code"], "valid_from": row["valid_from"]}
        if StatutoryRule.objects.filter(**key).exists():
            continue
        rule = ledger.add(StatutoryRule(**key, **_given(row)))
        for position, criterion in enumerate(row.get("criteria", ())):
            ledger.add(StatutoryCriterion(rule=rule, position=position, **criterion))
    for row in raw["inputs"]:
        indicator = Indicator.objects.filter(code=row["indicator"]).first()
        if indicator is not None:
            ledger.ensure(StatutoryInput, {"key": row["key"]}, indicator=indicator)
    return ledger


def _given(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in _RULE_FIELDS if name in row}


def named_rules() -> list[NamedRule]:
    """All rules with their criteria, oldest first; two queries."""
    return [
        NamedRule(rule=_plain(row), name=localised(row), paragraph=row.paragraph, source=row.source)
        for row in StatutoryRule.objects.prefetch_related("criteria")
    ]


def _plain(row: StatutoryRule) -> statutory.Rule:
    return statutory.Rule(
        code=row.code,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        criteria_needed=row.criteria_needed,
        criteria=tuple(
            statutory.Criterion(
                key=each.key,
                against=each.against,
                side=each.side,
                threshold=each.threshold,
                mean_years=each.mean_years,
            )
            for each in row.criteria.all()
        ),
        least_residents=row.least_residents,
        origin_over=row.origin_over,
        years_in_row=row.years_in_row,
        builds_on=row.builds_on,
    )
