"""What the pages on money show, each reader the part they may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from partnership.models import Body, Booking, DistributionKey, Intervention, Organisation
from partnership.rules import ledger as rules
from partnership.rules.access import MEMBER_ROLES, Standing
from partnership.rules.bodies import may_see_money
from partnership.rules.ledger import DUE, PAID, PROMISED, SPENT, Amounts, Entry
from partnership.rules.money import ZERO, Piece, contributions
from partnership.services import distribution_keys, intervention_payers, money, money_spreads
from partnership.services.body_rights import seen_by
from partnership.services.money_spreads import FundSpread
from partnership.services.money_tables import (
    COUNT,
    KRONER,
    SHARE,
    TEXT,
    Column,
    Row,
    Table,
    by_view,
    period_words,
)

# The views one chooses among, as they stand in the address.
VIEWS = {
    "puljer": rules.FUND,
    "organisationer": rules.ORGANISATION,
    "indsatser": rules.INTERVENTION,
    "organer": rules.BODY,
    "aar": rules.YEAR,
}
_OF_ALL = frozenset({"puljer", "aar"})  # shown to those who see the whole only


@dataclass(frozen=True)
class Sight:
    """What of the money a person may see: all of it, or some bodies and some payers."""

    all: bool
    bodies: frozenset[int]
    payers: frozenset[int]

    @property
    def views(self) -> list[str]:
        """The views this person may choose, by their part of the address."""
        return [name for name in VIEWS if self.all or name not in _OF_ALL]


@dataclass(frozen=True)
class Page:
    """The tables of one page by name, and the amounts its first sentence says."""

    tables: dict[str, Table]
    amounts: Amounts
    overdue: Decimal = ZERO
    pieces: Mapping[int, list[Piece]] = field(default_factory=dict)  # a payer's year, by key
    spreads: tuple[FundSpread, ...] = ()  # for those who see the whole


def sight_of(standing: Standing) -> Sight:
    """What this person may see."""
    mine = frozenset(s.organisation_id for s in standing.seats if s.role in MEMBER_ROLES)
    return Sight(may_see_money(standing), seen_by(standing), mine)


def overview(sight: Sight, view: str, year: int) -> Page:
    """The chosen view of a year, and the year's totals."""
    found = money.read(year=None if view == "aar" else year)
    entries = found.entries
    table = by_view(entries, VIEWS[view], year=year, only=_only(sight, view))
    of_year = [entry for entry in entries if entry.year == year]
    is_spread = sight.all and VIEWS[view] == rules.INTERVENTION
    return Page(
        {"view": table},
        rules.total(rules.sums(of_year, rules.YEAR).values()),
        spreads=money_spreads.of_year(found, year) if is_spread else (),
    )


def _only(sight: Sight, view: str) -> frozenset[int] | None:
    if sight.all:
        return None
    if view == "organisationer":
        return sight.payers
    if view == "organer":
        return sight.bodies
    seen = Intervention.objects.filter(body_id__in=sight.bodies)
    return frozenset(seen.values_list("pk", flat=True))


def payer(organisation: Organisation, year: int, sight: Sight) -> Page:
    """What an organisation pays: by which key, for what, and in other years."""
    found = money.read()
    mine = [entry for entry in found.entries if entry.organisation == organisation.pk]
    of_year = [entry for entry in mine if entry.year == year]
    paid_for = [entry for entry in of_year if entry.measure in (DUE, PROMISED)]
    tables = {
        "keys": _by_key(found, organisation, year),
        "purposes": by_view(
            paid_for, rules.INTERVENTION, year=year, linked=sight.all, measures=(DUE, PROMISED),
            caption=_("Hvad bidraget går til i %(year)s, fordelt efter budgettet") % {"year": year},
        ),
        "years": _with_overdue(by_view(
            mine, rules.YEAR, year=year, linked=False, measures=(DUE, PROMISED, PAID, SPENT),
            caption=_("Bidrag, tilsagn, indbetalt og forbrug år for år"),
        )),
    }  # fmt: skip
    amounts = rules.total(rules.sums(of_year, rules.YEAR).values())
    overdue = _overdue(year, amounts[DUE], amounts[PROMISED], amounts[PAID])
    spreads = money_spreads.of_payer(found, year, organisation.pk) if sight.all else ()
    return Page(tables, amounts, overdue, _pieces(found, year), spreads)


def _pieces(found: money.Ledger, year: int) -> dict[int, list[Piece]]:
    """The year's contributions by key."""
    pieces: dict[int, list[Piece]] = {}
    for fact in found.facts:
        if fact.year == year:
            for piece in contributions(fact.amount, year, fact.keys, ends_on=fact.ends_on):
                pieces.setdefault(piece.key, []).append(piece)
    return pieces


def _overdue(year: int, due: Decimal, promised: Decimal, paid: Decimal) -> Decimal:
    """What was to be paid in a year that is over, and is not booked as paid."""
    return max(due + promised - paid, ZERO) if year < timezone.localdate().year else ZERO


def _with_overdue(table: Table) -> Table:
    """The years with what is overdue beside what is paid; no word where nothing is."""

    def told(row: Row) -> Decimal:
        year, due, promised, paid, _spent = row.cells
        return _overdue(int(str(year)), due, promised, paid)  # type: ignore[arg-type]

    overdue = [told(row) for row in table.rows]
    if not any(overdue):
        return table
    rows = tuple(
        replace(row, cells=(*row.cells, late))
        for row, late in zip(table.rows, overdue, strict=True)
    )
    column = Column(_("Forfaldent, ikke bogført"))
    total = (*table.total, sum(overdue, ZERO))
    return replace(table, columns=(*table.columns, column), rows=rows, total=total)


def _by_key(found: money.Ledger, organisation: Organisation, year: int) -> Table:
    """Each fund's part of the year with its key, the organisation's share and what it comes to."""
    keys = {key.pk: key for key in DistributionKey.objects.all()}
    rows: list[Row] = []
    total = ZERO
    for fact in found.facts:
        if fact.year != year:
            continue
        shares = {key.key: key.shares for key in fact.keys}
        for piece in contributions(fact.amount, year, fact.keys, ends_on=fact.ends_on):
            if organisation.pk not in piece.parts:
                continue
            part = piece.parts[organisation.pk]
            total += part
            rows.append(
                Row(
                    (
                        found.funds[fact.fund],
                        distribution_keys.in_words(keys[piece.key]),
                        period_words(piece.first, piece.last),
                        piece.days,
                        piece.amount,
                        shares[piece.key][organisation.pk],
                        part,
                    )
                )
            )
    return Table(
        caption=_("Bidrag i %(year)s efter nøgle") % {"year": year},
        columns=(
            Column(_("Pulje"), TEXT),
            Column(_("Fordelingsnøgle"), TEXT),
            Column(_("Periode"), TEXT),
            Column(_("Dage"), COUNT),
            Column(_("Puljens bidrag i perioden")),
            Column(_("Andel i procent"), SHARE),
            Column(_("Bidrag")),
        ),
        rows=tuple(rows),
        total=(_("I alt"), None, None, None, None, None, total) if rows else (),
    )


def body(one: Body, year: int, sight: Sight) -> Page:
    """The money of a body's interventions: this year by intervention, and year by year."""
    mine = [entry for entry in money.read().entries if entry.body == one.pk]
    return _of_place(mine, year, rules.INTERVENTION, sight)


def intervention(one: Intervention, year: int, sight: Sight) -> Page:
    """The money of an intervention: who pays it, quarter by quarter, and year by year."""
    found = money.read()
    mine = [entry for entry in found.entries if entry.intervention == one.pk]
    page = _of_place(mine, year, rules.INTERVENTION, sight)
    page.tables["quarters"] = _quarters(one, year)
    page.tables["keys"] = _keys_behind(found, one, year, sight)
    spreads = money_spreads.of_intervention(found, year, one.pk) if sight.all else ()
    return replace(page, spreads=spreads)


def _keys_behind(found: money.Ledger, one: Intervention, year: int, sight: Sight) -> Table:
    """By which keys an intervention's contributions are shared, payer by payer."""
    names = dict(Organisation.objects.order_by("name").values_list("pk", "name"))
    rows = [
        Row(
            (key.name, key.fund, period_words(key.first, key.last), names[pk], shares[pk]),
            url=key.url if sight.all else "",
        )
        for key in intervention_payers.keys_of(found, one, year)
        for shares in [dict(key.shares)]
        for pk in names
        if pk in shares and (sight.all or pk in sight.payers)
    ]
    return Table(
        caption=_("Nøglerne bag bidragene i %(year)s") % {"year": year},
        columns=(
            Column(_("Fordelingsnøgle"), TEXT),
            Column(_("Pulje"), TEXT),
            Column(_("Periode"), TEXT),
            Column(_("Organisation"), TEXT),
            Column(_("Andel i procent"), SHARE),
        ),
        rows=tuple(rows),
    )


def _of_place(mine: list[Entry], year: int, view: str, sight: Sight) -> Page:
    of_year = [entry for entry in mine if entry.year == year]
    payers = [entry for entry in of_year if entry.measure in (DUE, PROMISED)]
    tables = {
        "view": by_view(
            of_year, view, year=year, caption=_("Pengene i %(year)s") % {"year": year}
        ),
        "payers": by_view(
            payers, rules.ORGANISATION, year=year, only=None if sight.all else sight.payers,
            measures=(DUE, PROMISED), caption=_("Hvem betaler i %(year)s") % {"year": year},
        ),
        "years": by_view(
            mine, rules.YEAR, year=year, linked=False,
            measures=(DUE, PROMISED, rules.BUDGET, SPENT, rules.EXPECTED),
            caption=_("Bidrag, tilsagn, budget og forbrug år for år"),
        ),
    }  # fmt: skip
    return Page(tables, rules.total(rules.sums(of_year, rules.YEAR).values()))


def _quarters(one: Intervention, year: int) -> Table:
    spent: dict[int, Decimal] = {}
    booked = Booking.objects.filter(intervention=one, year=year, kind=Booking.Kind.EXPENSE)
    for quarter, amount in booked.values_list("quarter", "amount"):
        spent[quarter] = spent.get(quarter, ZERO) + amount
    return Table(
        caption=_("Forbrug i %(year)s, kvartal for kvartal") % {"year": year},
        columns=(Column(_("Kvartal"), TEXT), Column(_("Forbrug"), KRONER)),
        rows=tuple(Row((str(number), amount)) for number, amount in sorted(spent.items())),
        total=(_("I alt"), sum(spent.values(), ZERO)) if spent else (),
    )
