"""Joint purses (puljer), and what is to be paid into each of them year by year."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from partnership.models import Decision, Fund, FundYear, Plan
from partnership.rules.access import Standing
from partnership.services import edits, money_rows


@transaction.atomic
def create(
    *,
    by: Standing,
    name: str,
    purpose: str = "",
    plan: Plan | None = None,
    needs_co_financing: bool = False,
    ends_on: dt.date | None = None,
) -> Fund:
    """Open a fund; its address is made from its name."""
    edits.check_name_is_free(Fund, name)
    fund = Fund(
        name=name,
        slug=_slug(name),
        purpose=purpose,
        plan=plan,
        needs_co_financing=needs_co_financing,
        ends_on=ends_on,
    )
    return money_rows.add(fund, by=by, reason="fund opened")


def _slug(name: str) -> str:
    """An address of the fund's own; "opret" is the page that opens one."""
    return edits.free_slug(Fund, f"pulje-{name}" if name.strip().lower() == "opret" else name)


@transaction.atomic
def change(
    *,
    by: Standing,
    fund_id: int,
    seen: int,
    name: str,
    purpose: str,
    plan: Plan | None,
    needs_co_financing: bool,
    ends_on: dt.date | None,
) -> Fund:
    """Rename a fund, give it a plan or a last day; keys count until that day."""
    edits.check_name_is_free(Fund, name, but=fund_id)
    values = {
        "name": name, "purpose": purpose, "plan": plan,
        "needs_co_financing": needs_co_financing, "ends_on": ends_on,
    }  # fmt: skip
    return money_rows.change(Fund, fund_id, by=by, seen=seen, values=values, reason="fund changed")


@transaction.atomic
def set_year(
    *,
    by: Standing,
    fund: Fund,
    year: int,
    amount: Decimal,
    decision: Decision | None = None,
    note: str = "",
) -> FundYear:
    """Say what is to be paid in together in a year."""
    _check_year(fund, year)
    row = FundYear(fund=fund, year=year, amount=amount, decision=decision, note=note)
    return money_rows.add(row, by=by, reason="fund year set")


@transaction.atomic
def change_year(
    *,
    by: Standing,
    year_id: int,
    seen: int,
    year: int,
    amount: Decimal,
    decision: Decision | None,
    note: str,
) -> FundYear:
    """Change what is to be paid in; the contributions follow."""
    _check_year(FundYear.objects.select_related("fund").get(pk=year_id).fund, year, but=year_id)
    values = {"year": year, "amount": amount, "decision": decision, "note": note}
    return money_rows.change(
        FundYear, year_id, by=by, seen=seen, values=values, reason="fund year changed"
    )


def remove_year(*, by: Standing, year_id: int) -> None:
    """Take a year's amount away; the trace keeps it."""
    money_rows.remove(FundYear, year_id, by=by, reason="fund year removed")


def _check_year(fund: Fund, year: int, *, but: int | None = None) -> None:
    words = _("Puljen har allerede et beløb for %(year)s. Ret det i stedet.") % {"year": year}
    money_rows.refuse_if_taken(
        FundYear.objects.filter(fund=fund, year=year), but=but, field="year", words=words
    )
    if fund.ends_on and year > fund.ends_on.year:
        raise ValidationError({"year": _("Puljen slutter før det år.")})
