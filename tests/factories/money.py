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
from partnership.rules.money import SHARE, equal_shares, split
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
        name=name or f"Indsats i puljen {number}",
        slug=f"indsats-{number}",
        body=body or people.body("coordination"),
        **values,
    )


def demand() -> CoFinancingRule:
    """The demand on own financing that holds; a quarter where there is none."""
    return CoFinancingRule.objects.first() or CoFinancingRule.objects.create(
        percent=Decimal(25), valid_from=dt.date(2020, 1, 1), source="Eksempel på et regulativ"
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
        rule=demand(),
    )  # fmt: skip


def years_of_money(
    parties: Sequence[Organisation],
    bodies: Sequence[Body],
    *,
    first: int = 2026,
    last: int = 2028,
    efforts: Sequence[str] = ("Fritidsjob til unge", "Naboer der hilser", "Åben rådgivning"),
) -> list[Fund]:
    """Two funds over some years: keys that change, budgets, bookings by quarter, promises, positions.

    The first party pays two fifths of the first key and a half of the second, which begins in the
    middle of a year.
    """
    funds = [
        fund("Fælles sekretariat", purpose="Løn og drift af det fælles sekretariat."),
        fund("Fælles indsatser", needs_co_financing=True),
    ]
    made = [intervention(name, body=bodies[at % len(bodies)]) for at, name in enumerate(efforts)]
    for of in funds:
        _two_keys(of, parties, dt.date(first, 1, 1), dt.date(first + 1, 7, 1))
        for year in range(first, last + 1):
            _a_year(of, year, parties, [None, *made])
    Commitment.objects.create(
        fund=funds[1], funder="Landsbyggefonden", amount=Decimal("3600000.00"),
        starts_on=dt.date(first, 1, 1), ends_on=dt.date(last, 12, 31), note="Boligsocial støtte",
    )  # fmt: skip
    for title, time, employer, payer in (
        ("Sekretariatsleder", "1.00", parties[0], parties[0]),
        ("Projektleder", "0.75", parties[-1], parties[0]),
    ):
        Position.objects.create(
            fund=funds[0], title=title, full_time_years=Decimal(time), employer=employer,
            payer=payer, starts_on=dt.date(first, 1, 1),
        )  # fmt: skip
    demand()
    return funds


def _two_keys(of: Fund, parties: Sequence[Organisation], first: dt.date, then: dt.date) -> None:
    others = [party.pk for party in parties[1:]]
    for name, share, start, end in (
        ("Første nøgle", Decimal(40), first, then - dt.timedelta(days=1)),
        ("Nøgle efter boliger", Decimal(50), then, None),
    ):
        rest = split(100 - share, dict.fromkeys(others, 1), unit=SHARE)
        shares = {parties[0]: str(share)} | {party: str(rest[party.pk]) for party in parties[1:]}
        key(of, shares, first=start, last=end, name=name)


def _a_year(
    of: Fund, year: int, parties: Sequence[Organisation], efforts: Sequence[Intervention | None]
) -> None:
    amount = Decimal("1500000.00") + 50_000 * (year % 7)
    FundYear.objects.create(fund=of, year=year, amount=amount)
    for at, effort in enumerate(efforts):
        BudgetLine.objects.create(
            fund=of, year=year, intervention=effort, amount=Decimal("350000.00"),
            name="Drift" if effort else "Fælles arbejde",
            **({"forecast": Decimal("310000.00"), "forecast_on": dt.date(year, 9, 1),
                "forecast_note": "Begyndte senere end ventet"} if at == 1 else {}),
        )  # fmt: skip
        for quarter in (1, 2, 3):
            Booking.objects.create(
                fund=of, kind="expense", year=year, quarter=quarter, intervention=effort,
                organisation=parties[at % len(parties)], text="Lokaler og materialer",
                amount=Decimal("71234.50") + at,
            )  # fmt: skip
    for party in parties:
        Booking.objects.create(
            fund=of, kind="contribution", year=year, quarter=1, organisation=party,
            text="1. rate", amount=Decimal("100000.00"),
        )  # fmt: skip
