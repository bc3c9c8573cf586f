"""Doors: funds, distribution keys, budgets and bookings."""

from __future__ import annotations

from typing import Any

from tests.doors.door import Door, doors
from tests.factories import money, people

IN_A_BODY = doors("secretariat", "board", "group")
ALL_MONEY = doors("secretariat", "board")
WRITERS = doors("secretariat")

DOORS: dict[str, Door | dict[str, int]] = {
    "partnership:money": IN_A_BODY,
    "partnership:money-file": IN_A_BODY,
    "partnership:money-payer": IN_A_BODY,
    "partnership:money-payer-file": IN_A_BODY,
    "partnership:money-intervention": IN_A_BODY,
    "partnership:money-intervention-file": IN_A_BODY,
    "partnership:money-body": IN_A_BODY,
    "partnership:money-body-file": IN_A_BODY,
    "partnership:fund-detail": ALL_MONEY,
    "partnership:fund-file": ALL_MONEY,
    "partnership:booking-list": ALL_MONEY,
    "partnership:booking-file": ALL_MONEY,
    "partnership:position-list": ALL_MONEY,
    "partnership:position-file": ALL_MONEY,
    "partnership:co-financing-list": ALL_MONEY,
    "partnership:fund-create": WRITERS,
    "partnership:fund-change": WRITERS,
    "partnership:fund-year-create": WRITERS,
    "partnership:fund-year-change": WRITERS,
    "partnership:fund-year-remove": WRITERS,
    "partnership:key-create": WRITERS,
    "partnership:key-change": WRITERS,
    "partnership:key-start-change": WRITERS,
    "partnership:key-remove": WRITERS,
    "partnership:budget-line-create": WRITERS,
    "partnership:budget-line-change": WRITERS,
    "partnership:budget-line-remove": WRITERS,
    "partnership:commitment-create": WRITERS,
    "partnership:commitment-change": WRITERS,
    "partnership:commitment-remove": WRITERS,
    "partnership:booking-create": WRITERS,
    "partnership:booking-import": WRITERS,
    "partnership:booking-take": doors("secretariat", answer=405),
    "partnership:booking-change": WRITERS,
    "partnership:booking-remove": WRITERS,
    "partnership:position-create": WRITERS,
    "partnership:position-change": WRITERS,
    "partnership:position-remove": WRITERS,
    "partnership:co-financing-create": WRITERS,
    "partnership:co-financing-change": WRITERS,
}


def arguments() -> dict[str, dict[str, Any]]:
    """Arguments of the addresses that take some, each naming a thing that exists."""
    made = money.make(payers=[people.organisation()])
    fund = {"slug": made.fund.slug}
    payer = {"slug": made.payers[0].slug}
    intervention = {"slug": made.intervention.slug}
    body = {"slug": made.intervention.body.slug}
    return {
        "partnership:money-file": {"table": "view", "kind": "csv"},
        "partnership:money-payer": payer,
        "partnership:money-payer-file": {**payer, "table": "keys", "kind": "xlsx"},
        "partnership:money-intervention": intervention,
        "partnership:money-intervention-file": {**intervention, "table": "view", "kind": "csv"},
        "partnership:money-body": body,
        "partnership:money-body-file": {**body, "table": "view", "kind": "csv"},
        "partnership:fund-detail": fund,
        "partnership:fund-file": {**fund, "table": "contributions", "kind": "xlsx"},
        "partnership:fund-change": fund,
        "partnership:fund-year-create": fund,
        "partnership:key-create": fund,
        "partnership:budget-line-create": fund,
        "partnership:commitment-create": fund,
        "partnership:booking-file": {"table": "bogfoering", "kind": "csv"},
        "partnership:position-file": {"table": "aarsvaerk", "kind": "csv"},
        **_rows(made),
    }


def _rows(made: money.Money) -> dict[str, dict[str, Any]]:
    """The addresses of single rows."""
    rows = {
        "fund-year": made.year,
        "key": made.key,
        "budget-line": made.line,
        "commitment": made.commitment,
        "booking": made.booking,
        "position": made.position,
    }
    found: dict[str, dict[str, Any]] = {
        f"partnership:{name}-{verb}": {"pk": row.pk}
        for name, row in rows.items()
        for verb in ("change", "remove")
    }
    found["partnership:key-start-change"] = {"pk": made.key.pk}
    return {**found, "partnership:co-financing-change": {"pk": made.rule.pk}}
