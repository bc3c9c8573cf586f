"""The parties' own part of the money, in tables and in a sentence."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from partnership.models import CoFinancingRule
from partnership.rules import kroner
from partnership.rules.ledger import FundYearFact
from partnership.services import co_financing
from partnership.services.money_tables import (
    KRONER,
    SHARE,
    TEXT,
    Column,
    Row,
    Table,
    is_english,
    period_words,
)


def rules_table(*, writes: bool) -> Table:
    """The demands by date, the first first."""
    return Table(
        caption=_("Krav om medfinansiering, det første først"),
        columns=(
            Column(_("Gælder"), TEXT),
            Column(_("Krav i procent"), SHARE),
            Column(_("Kilde"), TEXT),
        ),
        rows=tuple(
            Row(
                (period_words(rule.valid_from, rule.valid_to), rule.percent, rule.source),
                actions=((_("Ret"), reverse("partnership:co-financing-change", args=[rule.pk])),)
                if writes
                else (),
            )
            for rule in CoFinancingRule.objects.all()
        ),
    )


def of_fund(facts: tuple[FundYearFact, ...]) -> Table:
    """The parties' own part of a fund's money, year by year, beside the demand of the year."""
    demands = list(CoFinancingRule.objects.all())
    parties = co_financing.parties()
    rows = []
    for fact in sorted(facts, key=lambda each: -each.year):
        share, rule = co_financing.share_of(fact, parties), co_financing.rule_of(fact.year, demands)
        met = ""
        if rule and share.percent is not None:
            met = _("opfyldt") if share.meets(rule.percent) else _("ikke opfyldt")
        cells = (
            str(fact.year), share.total, share.own, share.percent, rule.percent if rule else None, met,
            rule.source if rule else "",
        )  # fmt: skip
        rows.append(Row(cells))
    return Table(
        caption=_("Medfinansiering: det, parterne selv betaler, af alle puljens penge"),
        columns=(
            Column(_("År"), TEXT),
            Column(_("Bidrag og tilsagn i alt"), KRONER),
            Column(_("Heraf fra parterne"), KRONER),
            Column(_("Andel i procent"), SHARE),
            Column(_("Krav i procent"), SHARE),
            Column(_("Kravet er"), TEXT),
            Column(_("Kilde"), TEXT),
        ),
        rows=tuple(rows),
    )


def demand_words(fact: FundYearFact) -> str:
    """The year's own financing in a sentence: 31,2 % af 4.000.000 kr.; kravet er 25 %."""
    share = co_financing.share_of(fact, co_financing.parties())
    rule = co_financing.rule_of(fact.year, list(CoFinancingRule.objects.all()))
    if share.percent is None:
        return _("Der er hverken bidrag eller tilsagn i %(year)s.") % {"year": fact.year}
    words = {
        "share": kroner.written(share.percent, decimals=1, english=is_english()),
        "total": kroner.written(
            share.total, decimals=0 if share.total % 1 == 0 else 2, english=is_english()
        ),
        "demand": kroner.share_written(rule.percent, english=is_english()) if rule else "",
    }
    if rule is None:
        return _("%(share)s %% af %(total)s kr.; der er intet krav for året.") % words
    if share.meets(rule.percent):
        return _("%(share)s %% af %(total)s kr.; kravet er %(demand)s %%.") % words
    return _("%(share)s %% af %(total)s kr.; kravet er %(demand)s %%. Det er ikke opfyldt.") % words
