"""Positions as full-time years: who employs, who pays."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from partnership.forms.budgets import PositionForm
from partnership.models import Position
from partnership.rules.bodies import may_see_money, may_write_money
from partnership.services import fund_pages, positions
from partnership.services.edits import stamp_of
from partnership.views.access import SeatedRequest, requires
from partnership.views.money_forms import (
    answer_form,
    answer_removal,
    crumbs,
    file_answer,
    get_or_post,
    with_files,
    year_of,
)

_FIELDS = (
    "title", "full_time_years", "fund", "intervention", "employer", "payer", "starts_on", "ends_on",
)  # fmt: skip


def _list() -> str:
    return reverse("partnership:position-list")


def _above() -> list[tuple[str, str]]:
    return [(_("Årsværk"), _list())]


@requires(may_see_money)
@require_GET
def position_list(request: SeatedRequest) -> HttpResponse:
    """The positions of a year."""
    year, years = year_of(request)
    writes = may_write_money(request.standing)
    found = fund_pages.in_year(Position.objects.all(), year)
    tables = {"aarsvaerk": fund_pages.positions(found, writes=writes)}
    context = {
        "tables": with_files(tables, _list(), f"aar={year}"),
        "year": year,
        "years": years,
        "writes": writes,
        "crumbs": crumbs(_("Årsværk")),
    }
    return render(request, "partnership/position/list.html", context)


@requires(may_see_money)
@require_GET
def position_file(request: SeatedRequest, table: str, kind: str) -> HttpResponse:
    """The positions of a year as a file."""
    year, _years = year_of(request)
    found = fund_pages.in_year(Position.objects.all(), year)
    tables = {"aarsvaerk": fund_pages.positions(found, writes=False)}
    return file_answer(tables, table, kind, title=str(year))


@requires(may_write_money)
@get_or_post
def position_create(request: SeatedRequest) -> HttpResponse:
    """Write down a position."""
    form = PositionForm(request.POST or None)
    return answer_form(
        request, form, lambda: positions.create(by=request.standing, **form.typed()),
        title=_("Ny stilling"), done=_("Stillingen er gemt."), back=_list(), above=_above(),
        lead=_("Løn står her ikke, og der er intet felt til den."),
    )  # fmt: skip


@requires(may_write_money)
@get_or_post
def position_change(request: SeatedRequest, pk: int) -> HttpResponse:
    """Change a position."""
    row = get_object_or_404(Position, pk=pk)
    initial = {name: getattr(row, name) for name in _FIELDS}
    form = PositionForm(request.POST or None, initial={**initial, "seen": stamp_of(row)})
    return answer_form(
        request, form,
        lambda: positions.change(
            by=request.standing, position_id=pk, seen=form.seen_stamp, **form.typed()
        ),
        title=_("Ret stilling"), done=_("Ændringerne er gemt."), back=_list(), above=_above(),
        lead=_("Løn står her ikke, og der er intet felt til den."),
    )  # fmt: skip


@requires(may_write_money)
@get_or_post
def position_remove(request: SeatedRequest, pk: int) -> HttpResponse:
    """Take a position away."""
    row = get_object_or_404(Position, pk=pk)
    return answer_removal(
        request, lambda: positions.remove(by=request.standing, position_id=pk),
        title=_("Fjern stilling"), text=row.title, back=_list(), above=_above(),
    )  # fmt: skip
