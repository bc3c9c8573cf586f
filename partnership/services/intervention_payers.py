"""Who pays an intervention in a year, and by which distribution keys."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from partnership.models import DistributionKey, Intervention, Organisation
from partnership.rules import ledger as rules
from partnership.rules.ledger import DUE, PROMISED, FundYearFact
from partnership.rules.money import ZERO, contributions
from partnership.services import money
from partnership.services.distribution_keys import in_words


@dataclass(frozen=True)
class KeyInForce:
    """A key by which an intervention is paid for some of a year: what it says, and where it stands."""

    name: str
    fund: str
    url: str
    first: dt.date
    last: dt.date
    shares: tuple[tuple[int, Decimal], ...]  # by organisation


@dataclass(frozen=True)
class Payers:
    """A year's contributions to an intervention by payer, and the promises beside them."""

    year: int
    keys: tuple[KeyInForce, ...]
    due: tuple[tuple[str, Decimal], ...]
    promised: Decimal

    @property
    def total(self) -> Decimal:
        """The sum of the contributions that are shown."""
        return sum((amount for _name, amount in self.due), ZERO)


def of_intervention(intervention: Intervention, year: int) -> Payers:
    """Read it; a fixed number of queries."""
    found = money.read(year=year)
    mine = [each for each in found.entries if each.intervention == intervention.pk]
    names = dict(Organisation.objects.order_by("name").values_list("pk", "name"))
    due = rules.sums([each for each in mine if each.measure == DUE], rules.ORGANISATION)
    return Payers(
        year=year,
        keys=tuple(keys_of(found, intervention, year)),
        due=tuple((name, due[pk][DUE]) for pk, name in names.items() if pk in due),
        promised=sum((each.amount for each in mine if each.measure == PROMISED), ZERO),
    )


def keys_of(found: money.Ledger, intervention: Intervention, year: int) -> list[KeyInForce]:
    """The keys of the funds that have money for the intervention, each for its part of the year."""
    facts = [fact for fact in found.facts if fact.year == year and _pays(fact, intervention)]
    known = DistributionKey.objects.select_related("fund").in_bulk(_ids(facts)) if facts else {}
    keys = []
    for fact in facts:
        shares = {key.key: key.shares for key in fact.keys}
        for piece in contributions(fact.amount, year, fact.keys, ends_on=fact.ends_on):
            key = known[piece.key]
            keys.append(
                KeyInForce(
                    name=in_words(key), fund=key.fund.name,
                    url=reverse("partnership:fund-detail", args=[key.fund.slug]),
                    first=piece.first, last=piece.last, shares=tuple(shares[piece.key].items()),
                )
            )  # fmt: skip
    return keys


def _pays(fact: FundYearFact, intervention: Intervention) -> bool:
    return any(each.intervention == intervention.pk and each.budget for each in fact.purposes)


def _ids(facts: Iterable[FundYearFact]) -> set[int]:
    return {key.key for fact in facts for key in fact.keys}
