"""The money as one ledger: read in a fixed number of queries, however many years there are."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch, QuerySet, Sum
from django.utils import timezone

from partnership.models import (
    Booking,
    BudgetLine,
    Commitment,
    DistributionKey,
    Fund,
    FundYear,
    KeyShare,
)
from partnership.rules.ledger import (
    PAID,
    SPENT,
    Entry,
    FundYearFact,
    Promise,
    Purpose,
    planned,
)
from partnership.rules.money import ZERO, KeyFact, by_year, until

_OF_BOOKING = {
    Booking.Kind.CONTRIBUTION: PAID,
    Booking.Kind.GRANT: PAID,
    Booking.Kind.EXPENSE: SPENT,
}


@dataclass(frozen=True)
class Ledger:
    """All entries of the chosen years, what was planned for each fund and year, and the funds' names."""

    entries: tuple[Entry, ...]
    facts: tuple[FundYearFact, ...]
    funds: Mapping[int, str]


def years() -> list[int]:
    """The years that anything is written down for, the newest first; this year among them."""
    found = {timezone.localdate().year}
    for model in (FundYear, BudgetLine, Booking):
        found |= set(model._default_manager.order_by().values_list("year", flat=True).distinct())
    for first, last in Commitment.objects.values_list("starts_on", "ends_on"):
        found |= set(range(first.year, last.year + 1))
    return sorted(found, reverse=True)


def key_fact(key: DistributionKey) -> KeyFact:
    """A key as the rules see it; its shares are read along with it, in the order of organisations."""
    return KeyFact(
        key.pk,
        key.valid_from,
        key.valid_to,
        {share.organisation_id: share.percent for share in key.shares.all()},
    )


def keys_by_fund(fund: Fund | None = None) -> dict[int, list[KeyFact]]:
    """Of each fund its keys, the first first."""
    shares = Prefetch("shares", queryset=KeyShare.objects.order_by("organisation_id"))
    keys = DistributionKey.objects.order_by("fund_id", "valid_from").prefetch_related(shares)
    found: dict[int, list[KeyFact]] = defaultdict(list)
    for key in keys.filter(fund=fund) if fund else keys:
        found[key.fund_id].append(key_fact(key))
    return found


def read(*, year: int | None = None, fund: Fund | None = None) -> Ledger:
    """The ledger of one year or of all, of one fund or of all."""
    funds = {each.pk: each for each in Fund.objects.only("name", "ends_on")}
    facts = _facts(year, fund, {pk: each.ends_on for pk, each in funds.items()})
    entries = [entry for fact in facts for entry in planned(fact)]
    names = {pk: each.name for pk, each in funds.items()}
    return Ledger((*entries, *_booked(year, fund)), tuple(facts), names)


def _facts(
    year: int | None, fund: Fund | None, ends: Mapping[int, dt.date | None]
) -> list[FundYearFact]:
    keys = keys_by_fund(fund)
    amounts: dict[tuple[int, int], Decimal] = {}
    of_fund = {"fund": fund} if fund else {}
    of_year = {**of_fund, **({"year": year} if year is not None else {})}
    for pk, when, amount in FundYear.objects.filter(**of_year).values_list(
        "fund_id", "year", "amount"
    ):
        amounts[pk, when] = amount
    purposes = _purposes(BudgetLine.objects.filter(**of_year))
    promises = _promises(Commitment.objects.filter(**of_fund), year)
    return [
        FundYearFact(
            fund=pk,
            year=when,
            amount=amounts.get((pk, when), ZERO),
            keys=tuple(keys.get(pk, ())),
            ends_on=ends.get(pk),
            purposes=tuple(purposes.get((pk, when), ())),
            promises=tuple(promises.get((pk, when), ())),
        )
        for pk, when in sorted({*amounts, *purposes, *promises})
    ]


def _purposes(lines: QuerySet[BudgetLine]) -> dict[tuple[int, int], list[Purpose]]:
    found: dict[tuple[int, int], list[Purpose]] = defaultdict(list)
    rows = lines.select_related("intervention").order_by("intervention_id", "pk")
    for line in rows:
        intervention = line.intervention
        found[line.fund_id, line.year].append(
            Purpose(
                budget=line.amount,
                expected=expected_of(line),
                intervention=line.intervention_id,
                body=intervention.body_id if intervention else None,
            )
        )
    return found


def expected_of(line: BudgetLine) -> Decimal:
    """What a line is expected to cost: its forecast, else its budget for as long as it runs."""
    if line.forecast is not None:
        return line.forecast
    return until(line.amount, line.year, line.ends_on)


def _promises(
    commitments: Iterable[Commitment], year: int | None
) -> dict[tuple[int, int], list[Promise]]:
    found: dict[tuple[int, int], list[Promise]] = defaultdict(list)
    for each in commitments:
        for when, part in by_year(each.amount, each.starts_on, each.ends_on).items():
            if year is None or when == year:
                found[each.fund_id, when].append(Promise(part, each.organisation_id))
    return found


def _booked(year: int | None, fund: Fund | None) -> list[Entry]:
    rows = Booking.objects.order_by()
    if year is not None:
        rows = rows.filter(year=year)
    if fund:
        rows = rows.filter(fund=fund)
    return [
        Entry(
            _OF_BOOKING[Booking.Kind(row["kind"])],
            row["year"],
            row["fund_id"],
            row["amount"],
            row["organisation_id"],
            row["intervention__body_id"],
            row["intervention_id"],
        )
        for row in rows.values(
            "kind", "year", "fund_id", "organisation_id", "intervention_id",
            "intervention__body_id",
        ).annotate(amount=Sum("amount"))
    ]  # fmt: skip


def chosen_year(text: str, among: list[int], today: dt.date | None = None) -> int:
    """The year asked for; this year where none, or an unknown one, is."""
    this = (today or timezone.localdate()).year
    asked = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else this
    return asked if asked in among else this
