"""The money of the interventions to decide on: set aside, spent, expected, and who pays it.

A brief is one content for all its readers, so the money is in it only where every one of them may
see it. The amounts are those of the pages on money, from the same ledger.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Max
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnership.models import Body, Booking, BudgetLine, DistributionKey, Intervention
from partnership.models import Organisation as Payer
from partnership.rules import bodies as body_rules
from partnership.rules import kroner, ledger
from partnership.rules.ledger import DUE, EXPECTED, PROMISED, SPENT, Entry
from partnership.services import money
from reports.rules.readers import may_hold_money
from reports.services.material import Passport, Point

Told = dict[int, Point]  # by intervention
Rows = list[tuple[str, Decimal]]  # payers and amounts
_MOST = 300  # signs that a paragraph on money always has room for, however full the brief is


@dataclass(frozen=True)
class _Book:
    """What stands behind the amounts of a year, by intervention."""

    year: int
    entries: dict[int, list[Entry]]
    lines: dict[int, list[BudgetLine]]
    quarters: dict[int, int]
    payers: dict[int, str]
    keys: dict[int, list[str]]  # by fund


def is_told(body: Body) -> bool:
    """Whether the briefs of a body hold money."""
    rows = {pk: (parent, kind) for pk, parent, kind in Body.objects.order_by("pk").values_list(
        "pk", "parent_id", "kind"
    )}  # fmt: skip
    above = body_rules.above({body.pk}, {pk: parent for pk, (parent, _kind) in rows.items()})
    return may_hold_money(body.kind, [rows[pk][1] for pk in above])


def of_interventions(ids: Iterable[int], *, year: int) -> Told:
    """The money of some interventions in a year, of each as a paragraph with its source."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    book = _book(wanted, year)
    return {each.pk: _point(each, book) for each in Intervention.objects.filter(pk__in=wanted)}


def _book(ids: Collection[int], year: int) -> _Book:
    """The year's entries of the interventions and the rows they came from; a dozen queries."""
    entries: dict[int, list[Entry]] = {pk: [] for pk in ids}
    for entry in money.read(year=year).entries:
        if entry.intervention in entries:
            entries[entry.intervention].append(entry)
    lines: dict[int, list[BudgetLine]] = {pk: [] for pk in ids}
    for line in BudgetLine.objects.filter(intervention__in=ids, year=year).select_related("fund"):
        assert line.intervention_id is not None  # noqa: S101 - it was asked for
        lines[line.intervention_id].append(line)
    spent = Booking.objects.filter(intervention__in=ids, year=year, kind=Booking.Kind.EXPENSE)
    keys: dict[int, list[str]] = {}
    for each in DistributionKey.objects.order_by("fund_id", "valid_from"):
        if each.valid_from.year <= year and (each.valid_to is None or each.valid_to.year >= year):
            keys.setdefault(each.fund_id, []).append(each.name)
    return _Book(
        year=year, entries=entries, lines=lines, keys=keys,
        quarters=dict(
            spent.order_by().values_list("intervention").annotate(last=Max("quarter"))
        ),
        payers=dict(Payer.objects.order_by("pk").values_list("pk", "name")),
    )  # fmt: skip


def _point(intervention: Intervention, book: _Book) -> Point:
    entries = book.entries[intervention.pk]
    amounts = ledger.total(ledger.sums(entries, ledger.INTERVENTION).values())
    if not entries:
        words = _("Der er ingen penge skrevet på indsatsen i %(year)s.") % {"year": book.year}
        return Point(words, about=intervention.slug)
    values = {
        "year": str(book.year),
        "budget": written(amounts[ledger.BUDGET]),
        "spent": written(amounts[SPENT]),
        "expected": written(amounts[EXPECTED]),
        "booked": _booked(book.quarters.get(intervention.pk)),
    }
    text = (
        _(
            "Penge i %(year)s: budget %(budget)s kr., brugt %(spent)s kr. (%(booked)s), ventet for "
            "hele året %(expected)s kr."
        )
        % values
    )
    passport = Passport(_source(intervention, book), _address(intervention, book.year), ())
    return Point(
        _with_payers(text, entries, book.payers), (passport,), about=intervention.slug,
        amounts=(
            (_("budget"), values["budget"]), (_("brugt"), values["spent"]),
            (_("ventet for hele året"), values["expected"]), *_amounts(entries, book.payers),
        ),
    )  # fmt: skip


def _booked(last: int | None) -> str:
    """How far the year is booked."""
    if last is None:
        return _("intet bogført endnu")
    return _("bogført til og med %(quarter)s. kvartal") % {"quarter": last}


def _with_payers(text: str, entries: Sequence[Entry], payers: Mapping[int, str]) -> str:
    """The paragraph with as many payers by name as there is room for, and the others together."""
    due, promised = (
        _rows(_by_payer(entries, measure), measure, payers) for measure in (DUE, PROMISED)
    )
    fewer = [(at, len(promised)) for at in range(len(due), -1, -1)]
    fewer += [(0, at) for at in range(len(promised) - 1, -1, -1)]
    tried = (f"{text} {_paid(due, promised, named)}".strip() for named in fewer)
    return next((whole for whole in tried if len(whole) <= _MOST), text)


def _paid(due: Rows, promised: Rows, named: tuple[int, int]) -> str:
    """Who pays the year's money: by key, and with promises beside it; of each so many by name."""
    parts = []
    if due:
        parts.append(_("Betales efter nøgle af %(payers)s.") % {"payers": _listed(due, named[0])})
    if promised:
        parts.append(_("Tilsagn: %(payers)s.") % {"payers": _listed(promised, named[1])})
    return " ".join(parts)


def _amounts(entries: Sequence[Entry], payers: Mapping[int, str]) -> list[tuple[str, str]]:
    """The same by payer, one by one."""
    found = []
    for measure, words in ((DUE, _("efter nøgle")), (PROMISED, _("tilsagn"))):
        rows = _rows(_by_payer(entries, measure), measure, payers)
        found += [(f"{name}, {words}", written(amount)) for name, amount in rows]
    return found


def _by_payer(entries: Iterable[Entry], measure: str) -> Mapping[int | None, Mapping[str, Decimal]]:
    return ledger.sums([each for each in entries if each.measure == measure], ledger.ORGANISATION)


def _listed(rows: Rows, named: int) -> str:
    """A 75.000 kr., B 60.000 kr. og 2 andre (tilsammen 31.222 kr.)."""
    words = ", ".join(f"{name} {written(amount)} kr." for name, amount in rows[:named])
    rest = rows[named:]
    if not rest:
        return words.rstrip(".")
    values = {
        "number": len(rest), "amount": written(sum((amount for _name, amount in rest), Decimal(0)))
    }  # fmt: skip
    if not named:
        return (
            ngettext(
                "%(number)s part (%(amount)s kr.)",
                "%(number)s parter (tilsammen %(amount)s kr.)",
                len(rest),
            )
            % values
        )
    others = (
        ngettext(
            "%(number)s anden (%(amount)s kr.)",
            "%(number)s andre (tilsammen %(amount)s kr.)",
            len(rest),
        )
        % values
    )
    return _("%(payers)s og %(others)s") % {"payers": words, "others": others}


def _rows(
    found: Mapping[int | None, Mapping[str, Decimal]], measure: str, payers: Mapping[int, str]
) -> Rows:
    """The payers with their amounts, who pays most first."""
    nobody = _("uden nøgle") if measure == DUE else _("udefra")
    rows = [
        (amounts[measure], payers[who] if who is not None else nobody)
        for who, amounts in found.items()
    ]
    rows.sort(key=lambda row: (-row[0], row[1]))
    return [(name, amount) for amount, name in rows]


def _source(intervention: Intervention, book: _Book) -> str:
    """The passport of the money: which fund and key, how far it is booked, when it was foreseen."""
    lines = book.lines[intervention.pk]
    parts = [_("puljen %(name)s") % {"name": name} for name in sorted(_funds(lines))]
    keys = sorted({name for line in lines for name in book.keys.get(line.fund_id, ())})
    parts += [_("nøglen %(name)s") % {"name": name} for name in keys]
    parts.append(_booked(book.quarters.get(intervention.pk)))
    days = [line.forecast_on for line in lines if line.forecast_on is not None]
    if days:
        day = date_format(max(days), "SHORT_DATE_FORMAT")
        parts.append(_("forventningen er af %(day)s") % {"day": day})
    else:
        parts.append(_("forventningen er budgettet"))
    return _("%(name)s, penge i %(year)s: %(parts)s") % {
        "name": intervention.name, "year": book.year, "parts": ", ".join(parts)
    }  # fmt: skip


def _funds(lines: Iterable[BudgetLine]) -> set[str]:
    return {line.fund.name for line in lines}


def _address(intervention: Intervention, year: int) -> str:
    address = reverse("partnership:money-intervention", args=[intervention.slug])
    return f"{address}?aar={year}"


def written(amount: Decimal) -> str:
    """Whole kroner, as a document writes them."""
    return kroner.written(amount, decimals=0)
