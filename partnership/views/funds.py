"""Funds: their page, their years, and their distribution keys."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from partnership.forms.funds import (
    SHARE,
    FundForm,
    FundYearForm,
    KeyForm,
    KeyStartForm,
    ProposalForm,
)
from partnership.models import DistributionKey, Fund, FundYear
from partnership.rules.bodies import may_see_money, may_write_money
from partnership.services import distribution_keys, fund_pages, funds, key_proposals
from partnership.services.edits import stamp_of
from partnership.services.money_tables import Table
from partnership.views.access import SeatedRequest, requires
from partnership.views.money_forms import (
    answer_form,
    answer_removal,
    crumbs,
    file_answer,
    fund_address,
    get_or_post,
    with_files,
    year_of,
)
from partnership.views.pages import refusals_on


def _above(fund: Fund) -> list[tuple[str, str]]:
    return [(fund.name, fund_address(fund))]


def _tables(found: dict[str, Any]) -> dict[str, Table]:
    return {name: table for name, table in found.items() if isinstance(table, Table)}


@requires(may_see_money)
@require_GET
def fund_detail(request: SeatedRequest, slug: str) -> HttpResponse:
    """A fund: what is paid into it, by which keys, and what it is set aside for."""
    fund = get_object_or_404(Fund.objects.select_related("plan"), slug=slug)
    year, years = year_of(request)
    writes = may_write_money(request.standing)
    found = fund_pages.page(fund, year, writes=writes)
    context = {
        **found,
        "fund": fund,
        "tables": with_files(_tables(found), fund_address(fund), f"aar={year}"),
        "year": year,
        "years": years,
        "writes": writes,
        "crumbs": crumbs(fund.name),
    }
    return render(request, "partnership/fund/detail.html", context)


@requires(may_see_money)
@require_GET
def fund_file(request: SeatedRequest, slug: str, table: str, kind: str) -> HttpResponse:
    """A table of the fund's page as a file."""
    fund = get_object_or_404(Fund, slug=slug)
    year, _years = year_of(request)
    found = fund_pages.page(fund, year, writes=False)
    return file_answer(_tables(found), table, kind, title=f"{year}-{fund.slug}")


@requires(may_write_money)
@get_or_post
def fund_create(request: SeatedRequest) -> HttpResponse:
    """Open a fund."""
    form = FundForm(request.POST or None)
    return answer_form(
        request, form, lambda: funds.create(by=request.standing, **form.typed()),
        title=_("Opret pulje"), done=_("Puljen er oprettet."),
        back=reverse("partnership:money"), above=[],
    )  # fmt: skip


@requires(may_write_money)
@get_or_post
def fund_change(request: SeatedRequest, slug: str) -> HttpResponse:
    """Change a fund's name, purpose, plan or last day."""
    fund = get_object_or_404(Fund, slug=slug)
    names = ("name", "purpose", "plan", "needs_co_financing", "ends_on")
    initial = {name: getattr(fund, name) for name in names}
    form = FundForm(request.POST or None, initial={**initial, "seen": stamp_of(fund)})
    return answer_form(
        request, form,
        lambda: funds.change(
            by=request.standing, fund_id=fund.pk, seen=form.seen_stamp, **form.typed()
        ),
        title=_("Ret pulje"), done=_("Ændringerne er gemt."),
        back=fund_address(fund), above=_above(fund),
    )  # fmt: skip


@requires(may_write_money)
@get_or_post
def fund_year_create(request: SeatedRequest, slug: str) -> HttpResponse:
    """Say what is to be paid into a fund in a year."""
    fund = get_object_or_404(Fund, slug=slug)
    form = FundYearForm(request.POST or None)
    return answer_form(
        request, form, lambda: funds.set_year(by=request.standing, fund=fund, **form.typed()),
        title=_("Fastsæt årets bidrag"), done=_("Bidraget er gemt."),
        back=fund_address(fund), above=_above(fund),
    )  # fmt: skip


@requires(may_write_money)
@get_or_post
def fund_year_change(request: SeatedRequest, pk: int) -> HttpResponse:
    """Change what is to be paid in."""
    row = get_object_or_404(FundYear.objects.select_related("fund"), pk=pk)
    initial = {name: getattr(row, name) for name in ("year", "amount", "decision", "note")}
    form = FundYearForm(request.POST or None, initial={**initial, "seen": stamp_of(row)})
    return answer_form(
        request, form,
        lambda: funds.change_year(
            by=request.standing, year_id=pk, seen=form.seen_stamp, **form.typed()
        ),
        title=_("Ret årets bidrag"), done=_("Ændringerne er gemt."),
        back=fund_address(row.fund), above=_above(row.fund),
    )  # fmt: skip


@requires(may_write_money)
@get_or_post
def fund_year_remove(request: SeatedRequest, pk: int) -> HttpResponse:
    """Take a year's amount away."""
    row = get_object_or_404(FundYear.objects.select_related("fund"), pk=pk)
    return answer_removal(
        request, lambda: funds.remove_year(by=request.standing, year_id=pk),
        title=_("Fjern årets bidrag"), text=str(row),
        back=fund_address(row.fund), above=_above(row.fund),
    )  # fmt: skip


@requires(may_write_money)
@get_or_post
def key_create(request: SeatedRequest, slug: str) -> HttpResponse:
    """Let a new key hold from a day on; it may begin with proposed shares."""
    fund = get_object_or_404(Fund, slug=slug)
    proposal = ProposalForm(request.GET if "forslag" in request.GET else None)
    asked = proposal.cleaned_data if proposal.is_bound and proposal.is_valid() else {}
    shares, note = key_proposals.shares(
        fund, asked.get("forslag", "seneste"), asked.get("kommune"), timezone.localdate()
    )
    form = KeyForm(
        request.POST or None,
        payers=list(distribution_keys.payers()),
        initial={f"{SHARE}{who}": share for who, share in shares.items()},
    )
    if request.method == "POST" and form.is_valid():
        done = _save_key(request, form, fund)
        if done is not None:
            return done
    context = {
        "form": form, "proposal": proposal, "note": note, "fund": fund,
        "title": _("Ny fordelingsnøgle"), "cancel_url": fund_address(fund),
        "crumbs": crumbs(_("Ny fordelingsnøgle"), *_above(fund)),
    }  # fmt: skip
    return render(request, "partnership/fund/key.html", context)


def _save_key(request: SeatedRequest, form: KeyForm, fund: Fund) -> HttpResponse | None:
    with refusals_on(form):
        distribution_keys.set_from(
            by=request.standing, fund=fund, shares=form.shares(), **form.words()
        )
        messages.success(request, _("Nøglen er gemt."))
        return redirect(fund_address(fund))
    return None


@requires(may_write_money)
@get_or_post
def key_change(request: SeatedRequest, pk: int) -> HttpResponse:
    """Correct a key where it stands."""
    key = get_object_or_404(DistributionKey.objects.select_related("fund"), pk=pk)
    initial = {name: getattr(key, name) for name in ("name", "basis", "decision")}
    initial |= {f"{SHARE}{who}": part for who, part in distribution_keys.shares_of(key).items()}
    form = KeyForm(
        request.POST or None, payers=list(distribution_keys.payers(key)), is_correction=True,
        initial={**initial, "seen": distribution_keys.stamp_of(key)},
    )  # fmt: skip
    return answer_form(
        request, form,
        lambda: distribution_keys.correct(
            by=request.standing, key_id=pk, seen=form.seen_stamp, shares=form.shares(),
            **form.words(),
        ),
        title=_("Ret fordelingsnøgle"), done=_("Ændringerne er gemt."),
        back=fund_address(key.fund), above=_above(key.fund),
        lead=_("Bidragene regnes om for alle de dage, nøglen gælder. Skal andelene kun ændres "
               "fremover, så lav en ny nøgle fra en dato."),
    )  # fmt: skip


@requires(may_write_money)
@get_or_post
def key_start_change(request: SeatedRequest, pk: int) -> HttpResponse:
    """Correct the day a key begins."""
    key = get_object_or_404(DistributionKey.objects.select_related("fund"), pk=pk)
    initial = {"valid_from": key.valid_from, "seen": stamp_of(key)}
    form = KeyStartForm(request.POST or None, initial=initial)
    return answer_form(
        request, form,
        lambda: distribution_keys.move_start(
            by=request.standing, key_id=pk, seen=form.seen_stamp, **form.typed()
        ),
        title=_("Ret nøglens første dag"), done=_("Ændringerne er gemt."),
        back=fund_address(key.fund), above=_above(key.fund), lead=distribution_keys.in_words(key),
    )  # fmt: skip


@requires(may_write_money)
@get_or_post
def key_remove(request: SeatedRequest, pk: int) -> HttpResponse:
    """Take a key away; the one before it holds on."""
    key = get_object_or_404(DistributionKey.objects.select_related("fund"), pk=pk)
    return answer_removal(
        request, lambda: distribution_keys.take_back(by=request.standing, key_id=pk),
        title=_("Fjern fordelingsnøgle"), text=distribution_keys.in_words(key),
        back=fund_address(key.fund), above=_above(key.fund),
    )  # fmt: skip
