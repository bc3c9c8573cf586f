"""Budget lines: what a fund sets aside, what the year is expected to cost, and when money stops."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from partnership.models import BudgetLine, Fund
from partnership.rules.access import Standing
from partnership.services import money_rows


def create(*, by: Standing, fund: Fund, **values: Any) -> BudgetLine:
    """Set money aside in a fund for a year."""
    line = BudgetLine(fund=fund, **_checked(fund, None, values))
    return money_rows.add(line, by=by, reason="budget line made")


def change(*, by: Standing, line_id: int, seen: int, **values: Any) -> BudgetLine:
    """Change a line, its forecast or the day its money stops."""
    fund = BudgetLine.objects.select_related("fund").get(pk=line_id).fund
    return money_rows.change(
        BudgetLine, line_id, by=by, seen=seen, values=_checked(fund, line_id, values),
        reason="budget line changed",
    )  # fmt: skip


def remove(*, by: Standing, line_id: int) -> None:
    """Take a line away; the trace keeps it."""
    money_rows.remove(BudgetLine, line_id, by=by, reason="budget line removed")


def _checked(fund: Fund, pk: int | None, values: dict[str, Any]) -> dict[str, Any]:
    """The values as they are to stand; refuses what contradicts itself."""
    same = BudgetLine.objects.filter(
        fund=fund, year=values["year"], intervention=values["intervention"], name=values["name"]
    )
    words = _("Puljen har allerede en post med det navn det år. Giv den et andet navn.")
    money_rows.refuse_if_taken(same, but=pk, field="name", words=words)
    ends_on: dt.date | None = values["ends_on"]
    if ends_on and ends_on.year != values["year"]:
        raise ValidationError({"ends_on": _("Dagen skal ligge i postens år.")})
    if ends_on and values["decision"] is None:
        raise ValidationError({"decision": _("Vælg den beslutning, der stopper pengene den dag.")})
    if values["forecast"] is None:
        return {**values, "forecast_on": None, "forecast_note": ""}
    return {**values, "forecast_on": values["forecast_on"] or timezone.localdate()}
