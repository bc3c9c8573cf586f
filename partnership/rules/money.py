"""Arithmetic of joint money: shares, days and øre. Plain values; every split sums exactly.

Amounts are kroner with two decimals. A sum is split by largest remainder: each part is first rounded
down to the whole unit, and the units left over go one by one to the parts that lost most. Where two
lost the same, the larger share gets it; where they are equal too, the one that was named first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

Name = TypeVar("Name")

ORE = Decimal("0.01")
SHARE = Decimal("0.0001")
WHOLE = Decimal(100)
ZERO = Decimal("0.00")


@dataclass(frozen=True)
class KeyFact:
    """A distribution key: the organisations' shares in per cent, and the days it holds."""

    key: int
    first: dt.date
    last: dt.date | None
    shares: Mapping[int, Decimal]


@dataclass(frozen=True)
class Piece:
    """The part of a year in which one key holds: its days, its money, and who pays what of it."""

    key: int
    first: dt.date
    last: dt.date
    amount: Decimal
    parts: Mapping[int, Decimal]

    @property
    def days(self) -> int:
        """How many days, the first and the last included."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class CoFinancing:
    """How much of a fund's money its parties pay themselves."""

    own: Decimal
    total: Decimal

    @property
    def percent(self) -> Decimal | None:
        """In per cent, rounded down to one decimal so that no demand is met by rounding."""
        if not self.total:
            return None
        tenths = Fraction(self.own) * 1000 / Fraction(self.total)
        return Decimal(int(tenths)) / 10

    def meets(self, demand: Decimal) -> bool:
        """Whether the share is at least the demand, asked of the exact amounts."""
        return self.own * WHOLE >= demand * self.total


def split(
    amount: Decimal, weights: Mapping[Name, Decimal | int], *, unit: Decimal = ORE
) -> dict[Name, Decimal]:
    """An amount split by weights, exact to the unit; empty where no weight is above zero."""
    total = sum((Fraction(weight) for weight in weights.values()), Fraction(0))
    if total <= 0:
        return {}
    units = Fraction(amount) / Fraction(unit)
    exact = {name: units * Fraction(weight) / total for name, weight in weights.items()}
    whole = {name: part.numerator // part.denominator for name, part in exact.items()}
    left = int(units) - sum(whole.values())
    order = list(weights)
    by_loss = sorted(
        order, key=lambda name: (whole[name] - exact[name], -exact[name], order.index(name))
    )
    for name in by_loss[:left]:
        whole[name] += 1
    return {name: whole[name] * unit for name in order}


def spans(
    year: int, keys: Iterable[KeyFact], *, ends_on: dt.date | None = None
) -> list[tuple[KeyFact, dt.date, dt.date]]:
    """Each key with its first and last day within the year, and within the fund's life."""
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    if ends_on is not None:
        last = min(last, ends_on)
    found = []
    for key in sorted(keys, key=lambda each: each.first):
        start, end = max(first, key.first), min(last, key.last or last)
        if start <= end:
            found.append((key, start, end))
    return found


def contributions(
    amount: Decimal, year: int, keys: Iterable[KeyFact], *, ends_on: dt.date | None = None
) -> list[Piece]:
    """What is to be paid in a year: split by days between keys, then by each key's shares.

    Days on which no key holds take no part, so the whole amount is split whenever one does. None
    where no key holds in the year at all.
    """
    held = spans(year, keys, ends_on=ends_on)
    weights = {at: (end - start).days + 1 for at, (_key, start, end) in enumerate(held)}
    amounts = split(amount, weights)
    return [
        Piece(key.key, start, end, amounts[at], split(amounts[at], key.shares))
        for at, (key, start, end) in enumerate(held)
    ]


def days_without_key(year: int, keys: Iterable[KeyFact], *, ends_on: dt.date | None = None) -> int:
    """Days of the year, within the fund's life, on which no key holds."""
    last = dt.date(year, 12, 31)
    if ends_on is not None:
        last = min(last, ends_on)
    held = sum((end - start).days + 1 for _key, start, end in spans(year, keys, ends_on=ends_on))
    return max(0, (last - dt.date(year, 1, 1)).days + 1 - held)


def by_payer(pieces: Iterable[Piece]) -> dict[int, Decimal]:
    """What each organisation pays in all."""
    found: dict[int, Decimal] = {}
    for piece in pieces:
        for organisation, part in piece.parts.items():
            found[organisation] = found.get(organisation, ZERO) + part
    return found


def by_year(amount: Decimal, first: dt.date, last: dt.date) -> dict[int, Decimal]:
    """A promise for a period split on its years by days."""
    years = range(first.year, last.year + 1)
    days = {
        year: (min(last, dt.date(year, 12, 31)) - max(first, dt.date(year, 1, 1))).days + 1
        for year in years
    }
    return split(amount, days)


def until(amount: Decimal, year: int, ends_on: dt.date | None) -> Decimal:
    """What of a year's amount falls on the days up to and with a last one; all of it without one."""
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    if ends_on is None or ends_on >= last:
        return amount
    if ends_on < first:
        return ZERO
    days = {"before": (ends_on - first).days + 1, "after": (last - ends_on).days}
    return split(amount, days)["before"]


def missing_share(shares: Iterable[Decimal]) -> Decimal:
    """What shares lack in being 100 per cent; below zero where they are too much."""
    return WHOLE - sum(shares, Decimal(0))


def equal_shares(organisations: Sequence[int]) -> dict[int, Decimal]:
    """A proposal: everybody the same, four decimals, summing to 100."""
    return split(WHOLE, dict.fromkeys(organisations, 1), unit=SHARE)


def shares_by_homes(
    homes: Mapping[int, int], fixed: Mapping[int, Decimal] | None = None
) -> dict[int, Decimal]:
    """A proposal: some shares are given, the rest is split by number of homes."""
    given = dict(fixed or {})
    rest = missing_share(given.values())
    return given | split(
        rest, {who: count for who, count in homes.items() if who not in given}, unit=SHARE
    )


def follow_from_homes(shares: Mapping[int, Decimal], homes: Mapping[int, int]) -> bool:
    """Whether shares are those that homes give, the shares of whoever has none being agreed.

    One alone with homes shares with nobody, so nothing follows from its homes. Of equal numbers of
    homes it does not matter who bears the last ten-thousandth.
    """
    order = sorted(homes, key=lambda who: -shares[who])
    fixed = {who: share for who, share in shares.items() if who not in homes}
    return len(homes) > 1 and shares_by_homes({who: homes[who] for who in order}, fixed) == shares
