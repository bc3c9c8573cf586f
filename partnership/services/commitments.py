"""Commitments (tilsagn): money promised beside the key, by an organisation or from outside."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from partnership.models import Commitment, Fund
from partnership.rules.access import Standing
from partnership.services import money_rows


def create(*, by: Standing, fund: Fund, **values: Any) -> Commitment:
    """Write down a promise for a period."""
    _check(values)
    return money_rows.add(Commitment(fund=fund, **values), by=by, reason="commitment made")


def change(*, by: Standing, commitment_id: int, seen: int, **values: Any) -> Commitment:
    """Change a promise."""
    _check(values)
    return money_rows.change(
        Commitment, commitment_id, by=by, seen=seen, values=values, reason="commitment changed"
    )


def remove(*, by: Standing, commitment_id: int) -> None:
    """Take a promise away; the trace keeps it."""
    money_rows.remove(Commitment, commitment_id, by=by, reason="commitment removed")


def _check(values: dict[str, Any]) -> None:
    money_rows.check_days(values["starts_on"], values["ends_on"])
    if bool(values["organisation"]) == bool(values["funder"]):
        raise ValidationError(
            {
                "funder": _(
                    "Vælg en organisation, eller skriv, hvem pengene kommer fra: én af delene."
                )
            }
        )
