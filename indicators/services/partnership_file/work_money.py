"""From a partnership file to rows: funds with their keys, budgets, bookings and positions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from django.db.models import Model

from indicators.services.ledger import Ledger
from indicators.services.partnership_file.contents import PartnershipFile, Row
from partnership.models import (
    Booking,
    BudgetLine,
    Commitment,
    Decision,
    DistributionKey,
    Fund,
    FundYear,
    Intervention,
    KeyShare,
    Organisation,
    Plan,
    Position,
)

MONEY_MODELS: tuple[type[Model], ...] = (
    Booking, BudgetLine, Position, Commitment, KeyShare, DistributionKey, FundYear, Fund,
)  # fmt: skip


def load_funds(
    ledger: Ledger,
    file: PartnershipFile,
    today: dt.date,
    *,
    plans: Mapping[str, Plan],
    interventions: Mapping[str, Intervention],
    organisations: Mapping[str, Organisation],
) -> None:
    """Make the funds that are not there yet, each with all that belongs to it; years from today's."""
    for row in file.rows("funds"):
        if Fund.objects.filter(slug=row["slug"]).exists():
            continue
        fund = ledger.add(
            Fund(
                slug=row["slug"], name=row["name"], purpose=row.get("purpose", ""),
                plan=plans.get(row.get("plan", "")),
                needs_co_financing=row.get("co_financed", False),
            )
        )  # fmt: skip
        _agreed(ledger, fund, row, today, organisations)
        _spent(ledger, fund, row, today, interventions, organisations)


def _kroner(value: float) -> Decimal:
    return Decimal(str(value)).quantize(Decimal("0.01"))


def _decision(each: Row) -> Decision | None:
    """The decision that a key or a line of the budget follows from."""
    title = each.get("decision", "")
    return Decision.objects.filter(title=title).first() if title else None


def _agreed(
    ledger: Ledger, fund: Fund, row: Row, today: dt.date, organisations: Mapping[str, Organisation]
) -> None:
    """Yearly amounts, keys and commitments."""
    for each in row.get("years", ()):
        ledger.add(
            FundYear(fund=fund, year=today.year + each["year"], amount=_kroner(each["amount"]))
        )
    keys = row.get("keys", ())
    for each, following in zip(keys, [*keys[1:], None], strict=True):
        ends = dt.date(today.year + following["year"] - 1, 12, 31) if following else None
        key = ledger.add(
            DistributionKey(
                fund=fund, name=each["name"], basis=each.get("basis", ""),
                valid_from=dt.date(today.year + each["year"], 1, 1), valid_to=ends,
                decision=_decision(each),
            )
        )  # fmt: skip
        for share in each["shares"]:
            ledger.add(
                KeyShare(
                    key=key, organisation=organisations[share["organisation"]],
                    percent=Decimal(share["percent"]), homes=share.get("homes"),
                )
            )  # fmt: skip
    for each in row.get("commitments", ()):
        ledger.add(
            Commitment(
                fund=fund, organisation=organisations.get(each.get("organisation", "")),
                funder=each.get("funder", ""), amount=_kroner(each["amount"]),
                starts_on=dt.date(today.year + each["from"], 1, 1),
                ends_on=dt.date(today.year + each["to"], 12, 31), note=each.get("note", ""),
            )
        )  # fmt: skip


def _spent(
    ledger: Ledger,
    fund: Fund,
    row: Row,
    today: dt.date,
    interventions: Mapping[str, Intervention],
    organisations: Mapping[str, Organisation],
) -> None:
    """Budget lines, bookings and positions."""
    for each in row.get("budget", ()):
        forecast = each.get("forecast")
        ledger.add(
            BudgetLine(
                fund=fund, name=each["name"], year=today.year + each["year"],
                intervention=interventions.get(each.get("intervention", "")),
                amount=_kroner(each["amount"]),
                forecast=None if forecast is None else _kroner(forecast),
                forecast_on=None if forecast is None else today,
                forecast_note=each.get("forecast_note", ""), decision=_decision(each),
            )
        )  # fmt: skip
    for each in row.get("bookings", ()):
        ledger.add(
            Booking(
                fund=fund, kind=each["kind"], year=today.year + each["year"],
                quarter=each["quarter"], amount=_kroner(each["amount"]), text=each.get("text", ""),
                organisation=organisations.get(each.get("organisation", "")),
                intervention=interventions.get(each.get("intervention", "")),
            )
        )  # fmt: skip
    for each in row.get("positions", ()):
        ledger.add(
            Position(
                fund=fund, title=each["title"], full_time_years=Decimal(each["full_time_years"]),
                employer=organisations[each["employer"]], payer=organisations[each["payer"]],
                starts_on=dt.date(today.year + each["year"], 1, 1),
                intervention=interventions.get(each.get("intervention", "")),
            )
        )  # fmt: skip
