"""Budget lines and commitments of a fund: written, changed, taken away."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from partnership.forms.budgets import BudgetLineForm, CommitmentForm
from partnership.models import BudgetLine, Commitment, Fund
from partnership.rules.bodies import may_write_money
from partnership.services import budgets, commitments
from partnership.services.edits import stamp_of
from partnership.views.access import SeatedRequest, requires
from partnership.views.money_forms import (
    answer_form,
    answer_removal,
    fund_address,
    get_or_post,
    year_of,
)

_LINE = (
    "name", "intervention", "year", "amount", "forecast", "forecast_on", "forecast_note",
    "ends_on", "decision",
)  # fmt: skip
_COMMITMENT = ("organisation", "funder", "amount", "starts_on", "ends_on", "decision", "note")


def _above(fund: Fund) -> list[tuple[str, str]]:
    return [(fund.name, fund_address(fund))]


@requires(may_write_money)
@get_or_post
def budget_line_create(request: SeatedRequest, slug: str) -> HttpResponse:
    """Set money aside."""
    fund = get_object_or_404(Fund, slug=slug)
    form = BudgetLineForm(request.POST or None, initial={"year": year_of(request)[0]})
    return answer_form(
        request, form, lambda: budgets.create(by=request.standing, fund=fund, **form.typed()),
        title=_("Ny budgetpost"), done=_("Posten er gemt."),
        back=fund_address(fund), above=_above(fund),
    )  # fmt: skip


@requires(may_write_money)
@get_or_post
def budget_line_change(request: SeatedRequest, pk: int) -> HttpResponse:
    """Change a line, its forecast, or the day its money stops."""
    row = get_object_or_404(BudgetLine.objects.select_related("fund"), pk=pk)
    initial = {name: getattr(row, name) for name in _LINE}
    form = BudgetLineForm(request.POST or None, initial={**initial, "seen": stamp_of(row)})
    return answer_form(
        request, form,
        lambda: budgets.change(
            by=request.standing, line_id=pk, seen=form.seen_stamp, **form.typed()
        ),
        title=_("Ret budgetpost"), done=_("Ændringerne er gemt."),
        back=fund_address(row.fund), above=_above(row.fund),
    )  # fmt: skip


@requires(may_write_money)
@get_or_post
def budget_line_remove(request: SeatedRequest, pk: int) -> HttpResponse:
    """Take a line away."""
    row = get_object_or_404(BudgetLine.objects.select_related("fund"), pk=pk)
    return answer_removal(
        request, lambda: budgets.remove(by=request.standing, line_id=pk),
        title=_("Fjern budgetpost"), text=str(row),
        back=fund_address(row.fund), above=_above(row.fund),
    )  # fmt: skip


@requires(may_write_money)
@get_or_post
def commitment_create(request: SeatedRequest, slug: str) -> HttpResponse:
    """Write down a promise."""
    fund = get_object_or_404(Fund, slug=slug)
    form = CommitmentForm(request.POST or None)
    return answer_form(
        request, form, lambda: commitments.create(by=request.standing, fund=fund, **form.typed()),
        title=_("Nyt tilsagn"), done=_("Tilsagnet er gemt."),
        back=fund_address(fund), above=_above(fund),
    )  # fmt: skip


@requires(may_write_money)
@get_or_post
def commitment_change(request: SeatedRequest, pk: int) -> HttpResponse:
    """Change a promise."""
    row = get_object_or_404(Commitment.objects.select_related("fund"), pk=pk)
    initial = {name: getattr(row, name) for name in _COMMITMENT}
    form = CommitmentForm(request.POST or None, initial={**initial, "seen": stamp_of(row)})
    return answer_form(
        request, form,
        lambda: commitments.change(
            by=request.standing, commitment_id=pk, seen=form.seen_stamp, **form.typed()
        ),
        title=_("Ret tilsagn"), done=_("Ændringerne er gemt."),
        back=fund_address(row.fund), above=_above(row.fund),
    )  # fmt: skip


@requires(may_write_money)
@get_or_post
def commitment_remove(request: SeatedRequest, pk: int) -> HttpResponse:
    """Take a promise away."""
    row = get_object_or_404(Commitment.objects.select_related("fund", "organisation"), pk=pk)
    return answer_removal(
        request, lambda: commitments.remove(by=request.standing, commitment_id=pk),
        title=_("Fjern tilsagn"), text=row.organisation.name if row.organisation else row.funder,
        back=fund_address(row.fund), above=_above(row.fund),
    )  # fmt: skip
