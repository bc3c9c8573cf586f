"""What a fund's page shows: its years, its keys and their history, and what it is set aside for."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from partnership.models import (
    BudgetLine,
    Commitment,
    Decision,
    DistributionKey,
    Fund,
    Organisation,
    Position,
)
from partnership.rules import ledger as rules
from partnership.rules.ledger import DUE, PAID, PROMISED, FundYearFact
from partnership.rules.money import ZERO, Piece, contributions, days_without_key
from partnership.services import distribution_keys, money
from partnership.services.co_financing_pages import demand_words, of_fund
from partnership.services.money_tables import (
    COUNT,
    DAY,
    SHARE,
    TEXT,
    Column,
    Row,
    Table,
    by_view,
    period_words,
    without,
)


def page(fund: Fund, year: int, *, writes: bool) -> dict[str, Any]:
    """The tables and sentences of a fund's page for a year."""
    found = money.read(fund=fund)
    fact = next((each for each in found.facts if each.year == year), FundYearFact(fund.pk, year))
    keys = list(fund.keys.select_related("decision").prefetch_related("shares"))
    facts = tuple(money.key_fact(key) for key in keys)
    pieces = contributions(fact.amount, year, facts, ends_on=fund.ends_on)
    entries = [entry for entry in found.entries if entry.year == year]
    return {
        "amounts": rules.total(rules.sums(entries, rules.YEAR).values()),
        "payers": by_view(
            [entry for entry in entries if entry.measure in (DUE, PROMISED, PAID)],
            rules.ORGANISATION, year=year, measures=(DUE, PROMISED, PAID),
            caption=_("Bidrag, tilsagn og indbetalinger i %(year)s") % {"year": year},
        ),
        "contributions": contributions_table(keys, pieces, year),
        "missing_days": days_without_key(year, facts, ends_on=fund.ends_on) if fact.amount else 0,
        "has_key": bool(pieces) or not fact.amount,
        "keys": _keys(keys, writes),
        "shares": _shares(keys),
        "years": _years(fund, writes),
        "lines": without(lines(fund.budget_lines.filter(year=year), writes=writes), 2),
        "commitments": _commitments(fund.commitments.all(), writes),
        "positions": positions(in_year(fund.positions.all(), year), writes=writes),
        "by_year": by_view(
            found.entries, rules.YEAR, year=year, linked=False, caption=_("Puljens penge år for år")
        ),
        "co_financing": of_fund(found.facts) if fund.needs_co_financing else None,
        "demand": demand_words(fact) if fund.needs_co_financing else "",
    }  # fmt: skip


def _key_actions(key: DistributionKey, writes: bool) -> tuple[tuple[str, str], ...]:
    """A key's first day is corrected on a page of its own."""
    day = (_("Ret første dag"), reverse("partnership:key-start-change", args=[key.pk]))
    return (*actions("key", key, writes), day) if writes else ()


def actions(kind: str, row: Model, writes: bool) -> tuple[tuple[str, str], ...]:
    """What the reader can do with a row: change it, take it away."""
    if not writes:
        return ()
    return (
        (_("Ret"), reverse(f"partnership:{kind}-change", args=[row.pk])),
        (_("Fjern"), reverse(f"partnership:{kind}-remove", args=[row.pk])),
    )


def number_of(decision: Decision | None) -> str:
    """The number a decision is cited by."""
    return decision.number if decision else ""


def contributions_table(keys: list[DistributionKey], pieces: list[Piece], year: int) -> Table:
    """Who pays what in a year: period by period, key by key."""
    names = dict(Organisation.objects.values_list("pk", "name"))
    by_key = {key.pk: key for key in keys}
    rows = []
    for piece in pieces:
        key = by_key[piece.key]
        shares = {share.organisation_id: share.percent for share in key.shares.all()}
        period = period_words(piece.first, piece.last)
        for who, part in sorted(piece.parts.items(), key=lambda each: names[each[0]]):
            rows.append(
                Row(
                    (
                        names[who],
                        distribution_keys.in_words(key),
                        period,
                        piece.days,
                        shares[who],
                        part,
                    )
                )
            )
    total = sum((piece.amount for piece in pieces), ZERO)
    return Table(
        caption=_("Bidrag i %(year)s, nøgle for nøgle") % {"year": year},
        columns=(
            Column(_("Organisation"), TEXT),
            Column(_("Fordelingsnøgle"), TEXT),
            Column(_("Periode"), TEXT),
            Column(_("Dage"), COUNT),
            Column(_("Andel i procent"), SHARE),
            Column(_("Bidrag")),
        ),
        rows=tuple(rows),
        total=(_("I alt"), None, None, None, None, total) if rows else (),
    )


def _keys(keys: list[DistributionKey], writes: bool) -> Table:
    return Table(
        caption=_("Fordelingsnøgler, den første først"),
        columns=(
            Column(_("Nøgle"), TEXT),
            Column(_("Gælder"), TEXT),
            Column(_("Bygger på"), TEXT),
            Column(_("Beslutning"), TEXT),
        ),
        rows=tuple(
            Row(
                (
                    key.name,
                    period_words(key.valid_from, key.valid_to),
                    key.basis,
                    number_of(key.decision),
                ),
                actions=_key_actions(key, writes),
            )
            for key in keys
        ),
    )


def _shares(keys: list[DistributionKey]) -> Table:
    """The keys beside each other: one column each, one row for each payer."""
    shares = {
        (share.organisation_id, key.pk): share.percent for key in keys for share in key.shares.all()
    }
    payers = Organisation.objects.filter(pk__in={who for who, _key in shares}).order_by("name")
    rows = tuple(
        Row((payer.name, *(shares.get((payer.pk, key.pk)) for key in keys))) for payer in payers
    )
    return Table(
        caption=_("Andele i procent, nøgle for nøgle"),
        columns=(
            Column(_("Organisation"), TEXT),
            *(
                Column(
                    f"{distribution_keys.in_words(key)}, "
                    f"{period_words(key.valid_from, key.valid_to)}",
                    SHARE,
                )
                for key in keys
            ),
        ),
        rows=rows,
        total=(_("I alt"), *(Decimal(100) for _key in keys)) if rows else (),
    )


def _years(fund: Fund, writes: bool) -> Table:
    rows = fund.years.select_related("decision")
    return Table(
        caption=_("Det, parterne tilsammen skal betale"),
        columns=(
            Column(_("År"), TEXT),
            Column(_("Samlet bidrag")),
            Column(_("Beslutning"), TEXT),
            Column(_("Bemærkning"), TEXT),
        ),
        rows=tuple(
            Row(
                (str(row.year), row.amount, number_of(row.decision), row.note),
                actions=actions("fund-year", row, writes),
            )
            for row in rows
        ),
    )


def lines(found: QuerySet[BudgetLine], *, writes: bool) -> Table:
    """Budget lines: set aside, expected, and the day the money stops."""
    rows = list(found.select_related("intervention", "decision", "fund"))
    return Table(
        caption=_("Budgetposter"),
        columns=(
            Column(_("Post"), TEXT),
            Column(_("Indsats"), TEXT),
            Column(_("Pulje"), TEXT),
            Column(_("Budget")),
            Column(_("Forventet for året")),
            Column(_("Skønnet er fra"), DAY),
            Column(_("Hvorfor"), TEXT),
            Column(_("Pengene stopper"), DAY),
            Column(_("Beslutning"), TEXT),
        ),
        rows=tuple(
            Row(
                (
                    row.name,
                    row.intervention.name if row.intervention else _("Fælles arbejde"),
                    row.fund.name,
                    row.amount,
                    money.expected_of(row),
                    row.forecast_on,
                    row.forecast_note,
                    row.ends_on,
                    number_of(row.decision),
                ),
                actions=actions("budget-line", row, writes),
            )
            for row in rows
        ),
        total=(
            _("I alt"),
            None,
            None,
            sum((row.amount for row in rows), ZERO),
            sum((money.expected_of(row) for row in rows), ZERO),
            *[None] * 4,
        )
        if rows
        else (),
    )


def _commitments(found: QuerySet[Commitment], writes: bool) -> Table:
    return Table(
        caption=_("Tilsagn ud over nøglen"),
        columns=(
            Column(_("Tilskudsgiver"), TEXT),
            Column(_("Beløb")),
            Column(_("Periode"), TEXT),
            Column(_("Beslutning"), TEXT),
            Column(_("Bemærkning"), TEXT),
        ),
        rows=tuple(
            Row(
                (
                    row.organisation.name if row.organisation else row.funder,
                    row.amount,
                    period_words(row.starts_on, row.ends_on),
                    number_of(row.decision),
                    row.note,
                ),
                actions=actions("commitment", row, writes),
            )
            for row in found.select_related("organisation", "decision")
        ),
    )


def in_year(found: QuerySet[Position], year: int) -> QuerySet[Position]:
    """Positions held at some time in a year."""
    return found.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=dt.date(year, 1, 1)),
        starts_on__lte=dt.date(year, 12, 31),
    )


def positions(found: QuerySet[Position], *, writes: bool) -> Table:
    """Positions: full-time years, who employs, who pays."""
    rows = list(found.select_related("fund", "intervention", "employer", "payer"))
    return Table(
        caption=_("Årsværk: hvem der ansætter, og hvem der betaler"),
        columns=(
            Column(_("Stilling"), TEXT),
            Column(_("Årsværk"), SHARE),
            Column(_("Ansat hos"), TEXT),
            Column(_("Betales af"), TEXT),
            Column(_("Pulje"), TEXT),
            Column(_("Indsats"), TEXT),
            Column(_("Periode"), TEXT),
        ),
        rows=tuple(
            Row(
                (
                    row.title,
                    row.full_time_years,
                    row.employer.name,
                    row.payer.name,
                    row.fund.name,
                    row.intervention.name if row.intervention else _("Fælles arbejde"),
                    period_words(row.starts_on, row.ends_on),
                ),
                actions=actions("position", row, writes),
            )
            for row in rows
        ),
        total=(_("I alt"), sum((row.full_time_years for row in rows), ZERO), *[None] * 5)
        if rows
        else (),
    )
