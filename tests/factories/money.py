"""Money for tests: a fund with a key, a year, a budget, promises, bookings and a position."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from partnership.models import (
    Body,
    Booking,
    BudgetLine,
    CoFinancingRule,
    Commitment,
    DistributionKey,
    Fund,
    FundYear,
    Intervention,
    KeyShare,
    Organisation,
    Position,
)
from partnership.rules.money import equal_shares
from tests.factories import people

YEAR = 2027
_numbers = itertools.count(1)


@dataclass
class Money:
    """What the tests name."""

    fund: Fund
    payers: list[Organisation]
    key: DistributionKey
    year: FundYear
    intervention: Intervention
    line: BudgetLine
    commitment: Commitment
    booking: Booking
    position: Position
    rule: CoFinancingRule


def fund(name: str = "", **fields: Any) -> Fund:
    """An empty fund."""
    number = next(_numbers)
    return Fund.objects.create(name=name or f"Pulje {number}", slug=f"pulje-{number}", **fields)


def key(
    of: Fund,
    shares: dict[Organisation, str],
    *,
    first: dt.date = dt.date(2020, 1, 1),
    last: dt.date | None = None,
    name: str = "",
) -> DistributionKey:
    """A key with its shares, as they are written in one go."""
    with transaction.atomic():
        made = DistributionKey.objects.create(
            fund=of, name=name or f"Nøgle {next(_numbers)}", valid_from=first, valid_to=last
        )
        for payer, percent in shares.items():
            KeyShare.objects.create(key=made, organisation=payer, percent=Decimal(percent))
    return made


def intervention(name: str = "", *, body: Body | None = None, **fields: Any) -> Intervention:
    """An intervention that runs."""
    number = next(_numbers)
    values = {
        "problem": "For få unge har job",
        "what_we_do": "Finder job",
        "what_should_change": "Flere unge har job",
        "state": Intervention.State.RUNNING,
        "starts_on": dt.date(2020, 1, 1),
        **fields,
    }
    return Intervention.objects.create(
        name=name or f"Indsats {number}",
        slug=f"indsats-{number}",
        body=body or people.body("coordination"),
        **values,
    )


def make(*, payers: Sequence[Organisation] = (), body: Body | None = None) -> Money:
    """A fund whose year is planned, promised, booked and staffed, paid in equal shares."""
    parties = list(payers) or [people.organisation(f"Part {n}") for n in ("A", "B", "C")]
    made = fund(needs_co_financing=True)
    shares = equal_shares([party.pk for party in parties])
    effort = intervention(body=body)
    year = FundYear.objects.create(fund=made, year=YEAR, amount=Decimal("1000000.00"))
    common = {"fund": made, "intervention": effort}
    return Money(
        fund=made,
        payers=parties,
        key=key(made, {party: str(shares[party.pk]) for party in parties}),
        year=year,
        intervention=effort,
        line=BudgetLine.objects.create(
            **common, year=YEAR, name="Løbende drift", amount=Decimal("900000.00")
        ),
        commitment=Commitment.objects.create(
            fund=made, funder="Landsbyggefonden", amount=Decimal("3000000.00"),
            starts_on=dt.date(YEAR, 1, 1), ends_on=dt.date(YEAR, 12, 31),
        ),
        booking=Booking.objects.create(
            **common, kind="expense", year=YEAR, quarter=1, organisation=parties[0],
            text="Lokaleleje", amount=Decimal("12345.67"),
        ),
        position=Position.objects.create(
            **common, title="Projektleder", full_time_years=Decimal("0.50"),
            employer=parties[0], payer=parties[-1], starts_on=dt.date(2026, 1, 1),
        ),
        rule=CoFinancingRule.objects.first()
        or CoFinancingRule.objects.create(
            percent=Decimal(25), valid_from=dt.date(2020, 1, 1), source="Prøveregulativ"
        ),
    )  # fmt: skip
