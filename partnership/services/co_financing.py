"""What the parties must at least pay themselves of what an outside funder supports, by date."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from partnership.models import CoFinancingRule, Organisation
from partnership.rules.access import Standing, check
from partnership.rules.bodies import may_write_money
from partnership.rules.ledger import FundYearFact
from partnership.rules.money import ZERO, CoFinancing
from partnership.services import money_rows

# Proposed in the form, never read by a sum: the row that is saved counts, and can be changed.
PRESET = {
    "percent": Decimal("25.00"),
    "valid_from": dt.date(2020, 1, 1),
    "source": "Landsbyggefondens regulativ om boligsociale indsatser, gældende fra 1. januar 2020",
}
DAY = dt.timedelta(days=1)


@transaction.atomic
def set_rule(
    *, by: Standing, percent: Decimal, valid_from: dt.date, source: str, valid_to: dt.date | None
) -> CoFinancingRule:
    """Let a demand hold from a day on; the one that held ends the day before."""
    check(may_write_money, by)
    money_rows.check_days(valid_from, valid_to, field="valid_to")
    rules = CoFinancingRule.objects.select_for_update()
    overlapping = rules.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=valid_from))
    if valid_to:
        overlapping = overlapping.filter(valid_from__lte=valid_to)
    if overlapping.filter(valid_from__gte=valid_from).exists():
        raise ValidationError(
            {"valid_from": _("Der er allerede et krav i den periode. Ret det i stedet.")}
        )
    with pghistory.context(reason="co-financing rule set"):
        for held in overlapping.order_by("pk"):
            held.valid_to = valid_from - DAY
            held.save()
        rule = CoFinancingRule(
            percent=percent, valid_from=valid_from, valid_to=valid_to, source=source
        )
        rule.full_clean()
        rule.save()
    return rule


@transaction.atomic
def change(*, by: Standing, rule_id: int, seen: int, **values: Any) -> CoFinancingRule:
    """Correct a demand."""
    money_rows.check_days(values["valid_from"], values["valid_to"], field="valid_to")
    others = CoFinancingRule.objects.exclude(pk=rule_id).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=values["valid_from"])
    )
    if values["valid_to"]:
        others = others.filter(valid_from__lte=values["valid_to"])
    if others.exists():
        raise ValidationError({"valid_from": _("Perioden overlapper et andet krav.")})
    return money_rows.change(
        CoFinancingRule, rule_id, by=by, seen=seen, values=values,
        reason="co-financing rule changed",
    )  # fmt: skip


def rule_of(year: int, rules: list[CoFinancingRule]) -> CoFinancingRule | None:
    """The demand of a year: the one that holds on its first day, else the first that begins in it."""
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    held = [
        rule
        for rule in sorted(rules, key=lambda each: each.valid_from)
        if rule.valid_from <= last and (rule.valid_to is None or rule.valid_to >= first)
    ]
    return held[0] if held else None


def share_of(fact: FundYearFact, parties: frozenset[int]) -> CoFinancing:
    """The parties' part of a fund's money in a year: contributions by key and their own promises."""
    own = fact.amount + sum(
        (each.amount for each in fact.promises if each.organisation in parties), ZERO
    )
    total = fact.amount + sum((each.amount for each in fact.promises), ZERO)
    return CoFinancing(own, total)


def parties() -> frozenset[int]:
    """The organisations whose own promises count as the parties'."""
    return frozenset(Organisation.objects.filter(is_party=True).values_list("pk", flat=True))
