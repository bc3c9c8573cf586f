"""How contributions and promises are spread over interventions, as sums a reader can work out anew."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from partnership.rules.kroner import written
from partnership.rules.ledger import (
    DUE,
    INTERVENTION,
    ORGANISATION,
    PROMISED,
    Spread,
    spread,
)
from partnership.rules.money import ZERO, split
from partnership.services.money import Ledger
from partnership.services.money_tables import is_english, names_of


@dataclass(frozen=True)
class FundSpread:
    """What is divided by in a fund, and the sums of the rows that are shown."""

    words: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class _Part:
    """One payer's amount for one purpose."""

    measure: str
    who: int | None
    purpose: int | None
    amount: Decimal
    part: Decimal


def of_year(ledger: Ledger, year: int) -> tuple[FundSpread, ...]:
    """Every intervention's part of each fund in a year; one query, as are the others."""
    return _told(ledger, year, INTERVENTION)


def of_payer(ledger: Ledger, year: int, organisation: int) -> tuple[FundSpread, ...]:
    """What an organisation's money goes to, purpose by purpose."""
    return _told(ledger, year, INTERVENTION, who=organisation)


def of_intervention(ledger: Ledger, year: int, intervention: int) -> tuple[FundSpread, ...]:
    """Who pays an intervention, payer by payer."""
    return _told(ledger, year, ORGANISATION, purpose=intervention)


def _told(
    ledger: Ledger,
    year: int,
    by: str,
    *,
    who: int | None = None,
    purpose: int | None = None,
) -> tuple[FundSpread, ...]:
    found = []
    for fact in ledger.facts:
        if fact.year != year:
            continue
        of = spread(fact)
        parts = [
            each
            for each in _parts(of)
            if (who is None or each.who == who) and (purpose is None or each.purpose == purpose)
        ]
        if of.budget and parts:
            found.append((fact.fund, of, parts))
    rows = {_row(each, by) for _fund, _of, parts in found for each in parts}
    order = [(key, name) for key, name, _slug in names_of(by, rows)] if rows else []
    return tuple(
        FundSpread(_divisor(ledger.funds[fund], of), tuple(_lines(of, parts, by, order)))
        for fund, of, parts in sorted(found, key=lambda each: ledger.funds[each[0]])
    )


def _parts(of: Spread) -> list[_Part]:
    return [
        _Part(measure, who, purpose, amount, part)
        for measure, who, amount in of.payers
        for purpose, part in split(amount, of.weights).items()
        if part
    ]


def _row(part: _Part, by: str) -> int | None:
    return part.who if by == ORGANISATION else part.purpose


def _divisor(fund: str, of: Spread) -> str:
    """What a fund's weights are divided by, and why."""
    values = {
        "fund": fund,
        "due": _kroner(_paid(of, DUE)),
        "promised": _kroner(_paid(of, PROMISED)),
        "budget": _kroner(of.budget),
        "divisor": _kroner(of.divisor),
        "left": _kroner(of.left),
    }
    if of.left:
        return (
            _(
                "%(fund)s: bidrag %(due)s kr. + tilsagn %(promised)s kr. = %(divisor)s kr., som der "
                "deles med. Budgettet er %(budget)s kr. De %(left)s kr., der er tilovers, er lagt "
                "til det fælles arbejde."
            )
            % values
        )
    return (
        _(
            "%(fund)s: der deles med budgettet, %(divisor)s kr., som dækker alle pengene: bidrag "
            "%(due)s kr. og tilsagn %(promised)s kr."
        )
        % values
    )


def _paid(of: Spread, measure: str) -> Decimal:
    return sum((amount for what, _who, amount in of.payers if what == measure), ZERO)


def _lines(
    of: Spread, parts: list[_Part], by: str, order: list[tuple[int | None, str]]
) -> list[str]:
    lines = []
    for key, name in order:
        for measure in (DUE, PROMISED):
            mine = [each for each in parts if each.measure == measure and _row(each, by) == key]
            if mine:
                values = {
                    "name": name,
                    "amount": _kroner(sum((each.amount for each in mine), ZERO)),
                    "weight": _kroner(of.weights[mine[0].purpose]),
                    "divisor": _kroner(of.divisor),
                    "part": _kroner(sum((each.part for each in mine), ZERO)),
                }
                lines.append(_sum_words(measure) % values)
    return lines


def _sum_words(measure: str) -> str:
    if measure == DUE:
        return _("%(name)s, bidrag: %(amount)s × %(weight)s : %(divisor)s = %(part)s kr.")
    return _("%(name)s, tilsagn: %(amount)s × %(weight)s : %(divisor)s = %(part)s kr.")


def _kroner(amount: Decimal) -> str:
    return written(amount, english=is_english())
