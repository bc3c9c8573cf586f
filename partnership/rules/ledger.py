"""One list of entries behind every view of the money, so that all views have the same totals.

Every amount is an entry once, with its year, fund, organisation, body and intervention. A view by
organisation, body, intervention, fund or year is the same entries added up by another name, and what
belongs to none of them stands under None.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from partnership.rules.money import ZERO, KeyFact, by_payer, contributions, split

DUE, PROMISED, PAID, BUDGET, SPENT, EXPECTED = MEASURES = (
    "due",
    "promised",
    "paid",
    "budget",
    "spent",
    "expected",
)  # contributions by key, promises beside it, paid in, set aside, spent, expected for the year
YEAR, FUND, ORGANISATION, BODY, INTERVENTION = VIEWS = (
    "year",
    "fund",
    "organisation",
    "body",
    "intervention",
)

Amounts = dict[str, Decimal]


@dataclass(frozen=True)
class Entry:
    """One amount, and all it can be added up by."""

    measure: str
    year: int
    fund: int
    amount: Decimal
    organisation: int | None = None
    body: int | None = None
    intervention: int | None = None


@dataclass(frozen=True)
class Purpose:
    """What a fund sets aside in a year for an intervention and its body, or for the joint work."""

    budget: Decimal
    expected: Decimal
    intervention: int | None = None
    body: int | None = None


@dataclass(frozen=True)
class Promise:
    """The year's part of money promised beside the key, by an organisation or from outside."""

    amount: Decimal
    organisation: int | None = None


@dataclass(frozen=True)
class FundYearFact:
    """All that is planned for a fund in a year."""

    fund: int
    year: int
    amount: Decimal = ZERO
    keys: tuple[KeyFact, ...] = ()
    ends_on: dt.date | None = None
    purposes: tuple[Purpose, ...] = ()
    promises: tuple[Promise, ...] = ()


@dataclass(frozen=True)
class Spread:
    """How a fund's money of a year is spread: each payer's amount × a weight, divided by them all.

    `payers` are contributions by key and promises, one by one; `weights` say what is set aside for
    each intervention, and under None the joint work together with what is left over.
    """

    payers: tuple[tuple[str, int | None, Decimal], ...]
    weights: Mapping[int | None, Decimal]
    budget: Decimal

    @property
    def money(self) -> Decimal:
        """All that is paid and promised."""
        return sum((amount for _measure, _who, amount in self.payers), ZERO)

    @property
    def divisor(self) -> Decimal:
        """What is divided by: the money, or the budget where more is set aside than there is."""
        return max(self.money, self.budget)

    @property
    def left(self) -> Decimal:
        """What the money is above the budget; it stands with the joint work."""
        return max(self.money - self.budget, ZERO)


def spread(fact: FundYearFact) -> Spread:
    """Who pays what to a fund in a year, and what it is spread by."""
    pieces = contributions(fact.amount, fact.year, fact.keys, ends_on=fact.ends_on)
    payers: list[tuple[str, int | None, Decimal]] = [
        (DUE, who, part) for who, part in sorted(by_payer(pieces).items())
    ]
    if not pieces and fact.amount:
        payers.append((DUE, None, fact.amount))
    payers += [(PROMISED, each.organisation, each.amount) for each in fact.promises]
    weights = _weights(fact, sum((part for _measure, _who, part in payers), ZERO))
    return Spread(tuple(payers), weights, sum((each.budget for each in fact.purposes), ZERO))


def planned(fact: FundYearFact) -> list[Entry]:
    """The entries of a fund's year: who is to pay what for which purpose, and what is set aside.

    Each payer's money is spread over the purposes by what is set aside for them; what the fund has
    beyond that stands with none.
    """
    of = spread(fact)
    bodies = {each.intervention: each.body for each in fact.purposes}
    found = [
        Entry(measure, fact.year, fact.fund, part, who, bodies.get(purpose), purpose)
        for measure, who, amount in of.payers
        for purpose, part in split(amount, of.weights).items()
        if part
    ]
    for each in fact.purposes:
        place = {"body": each.body, "intervention": each.intervention}
        found.append(Entry(BUDGET, fact.year, fact.fund, each.budget, **place))
        found.append(Entry(EXPECTED, fact.year, fact.fund, each.expected, **place))
    return found


def _weights(fact: FundYearFact, money: Decimal) -> dict[int | None, Decimal]:
    """What is set aside for each intervention; under None the joint work and what is left over."""
    found: dict[int | None, Decimal] = {}
    for each in fact.purposes:
        found[each.intervention] = found.get(each.intervention, ZERO) + each.budget
    left = money - sum(found.values(), ZERO)
    if left > 0:
        found[None] = found.get(None, ZERO) + left
    return found if any(found.values()) else {None: Decimal(1)}


def sums(entries: Iterable[Entry], by: str) -> dict[int | None, Amounts]:
    """The entries added up by one of the views: of each, the amount of every measure."""
    found: dict[int | None, Amounts] = {}
    for entry in entries:
        amounts = found.setdefault(getattr(entry, by), dict.fromkeys(MEASURES, ZERO))
        amounts[entry.measure] += entry.amount
    return found


def total(rows: Iterable[Mapping[str, Decimal]]) -> Amounts:
    """The sum of a view's rows: the same in every view of the same entries."""
    found = dict.fromkeys(MEASURES, ZERO)
    for row in rows:
        for measure in MEASURES:
            found[measure] += row[measure]
    return found
