"""The money as its readers see it: the year, a payer, an intervention, a body."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from partnership.models import Body, Intervention, Organisation
from partnership.rules.bodies import may_open_money, may_see_payer, may_write_money
from partnership.services import fund_pages, key_reasons, money_pages
from partnership.services.money_pages import VIEWS, Page, Sight, sight_of
from partnership.services.money_tables import Table, view_words, without
from partnership.views.access import SeatedRequest, requires
from partnership.views.money_forms import crumbs, file_answer, with_files, year_of


def _asked_view(request: SeatedRequest, sight: Sight) -> str:
    """The view the address asks for, among those this person may choose."""
    asked = request.GET.get("vis", "")
    return asked if asked in sight.views else sight.views[0]


@requires(may_open_money)
@require_GET
def overview(request: SeatedRequest) -> HttpResponse:
    """The year's money by the chosen view; those who see a part of it see that part."""
    sight, (year, years) = sight_of(request.standing), year_of(request)
    view = _asked_view(request, sight)
    page = money_pages.overview(sight, view, year)
    address = reverse("partnership:money")
    context = {
        "page": page,
        "tables": with_files(page.tables, address, f"aar={year}&vis={view}"),
        "sight": sight,
        "year": year,
        "years": years,
        "view": view,
        "views": [
            {
                "label": view_words(VIEWS[name])[1],
                "url": f"{address}?aar={year}&vis={name}",
                "is_current": name == view,
            }
            for name in sight.views
        ],
        "writes": may_write_money(request.standing),
    }
    return render(request, "partnership/money/overview.html", context)


@requires(may_open_money)
@require_GET
def overview_file(request: SeatedRequest, table: str, kind: str) -> HttpResponse:
    """The chosen view as a file."""
    sight, (year, _years) = sight_of(request.standing), year_of(request)
    view = _asked_view(request, sight)
    page = money_pages.overview(sight, view, year)
    return file_answer(page.tables, table, kind, title=f"{year}-{view}")


def _payer(request: SeatedRequest, slug: str) -> Organisation:
    """An organisation whose payments this person may read; 404 where they may not."""
    organisation = get_object_or_404(Organisation, slug=slug)
    if not may_see_payer(request.standing, organisation.pk):
        raise Http404
    return organisation


def _payer_tables(
    organisation: Organisation, year: int, sight: Sight
) -> tuple[Page, dict[str, Table]]:
    page = money_pages.payer(organisation, year, sight)
    paid = fund_pages.in_year(organisation.pays_for.all(), year)
    page.tables["positions"] = fund_pages.positions(paid, writes=False)
    return page, page.tables


@requires(may_open_money)
@require_GET
def payer(request: SeatedRequest, slug: str) -> HttpResponse:
    """What an organisation pays, for what, and by which key."""
    organisation = _payer(request, slug)
    sight, (year, years) = sight_of(request.standing), year_of(request)
    page, tables = _payer_tables(organisation, year, sight)
    address = reverse("partnership:money-payer", args=[organisation.slug])
    context = {
        "organisation": organisation,
        "reasons": key_reasons.reasons_of(organisation, year, request.standing, page.pieces),
        "page": page,
        "tables": with_files(tables, address, f"aar={year}"),
        "year": year,
        "years": years,
        "crumbs": crumbs(organisation.name),
    }
    return render(request, "partnership/money/payer.html", context)


@requires(may_open_money)
@require_GET
def payer_file(request: SeatedRequest, slug: str, table: str, kind: str) -> HttpResponse:
    """A table of the payer's page as a file."""
    organisation = _payer(request, slug)
    year, _years = year_of(request)
    _page, tables = _payer_tables(organisation, year, sight_of(request.standing))
    return file_answer(tables, table, kind, title=f"{year}-{organisation.slug}")


def _place(request: SeatedRequest, place: str, slug: str) -> tuple[Body | Intervention, Sight]:
    """A body or an intervention whose money this person may read; 404 where they may not."""
    sight = sight_of(request.standing)
    found: Body | Intervention
    if place == "body":
        found = get_object_or_404(Body, slug=slug)
    else:
        found = get_object_or_404(Intervention.objects.select_related("body"), slug=slug)
    body_id = found.body_id if isinstance(found, Intervention) else found.pk
    if not sight.all and body_id not in sight.bodies:
        raise Http404
    return found, sight


def _place_tables(
    found: Body | Intervention, year: int, sight: Sight
) -> tuple[Page, dict[str, Table]]:
    if isinstance(found, Body):
        page = money_pages.body(found, year, sight)
        return page, page.tables
    page = money_pages.intervention(found, year, sight)
    held = fund_pages.in_year(found.positions.all(), year)
    lines = fund_pages.lines(found.budget_lines.filter(year=year), writes=False)
    page.tables["lines"] = without(lines, 1)
    page.tables["positions"] = fund_pages.positions(held, writes=False)
    return page, page.tables


def _show_place(request: SeatedRequest, place: str, slug: str) -> HttpResponse:
    found, sight = _place(request, place, slug)
    year, years = year_of(request)
    page, tables = _place_tables(found, year, sight)
    address = reverse(f"partnership:money-{place}", args=[slug])
    context = {
        "place": found,
        "is_intervention": place == "intervention",
        "page": page,
        "tables": with_files(tables, address, f"aar={year}"),
        "year": year,
        "years": years,
        "crumbs": crumbs(found.name),
    }
    return render(request, "partnership/money/place.html", context)


@requires(may_open_money)
@require_GET
def intervention(request: SeatedRequest, slug: str) -> HttpResponse:
    """What an intervention costs, and who pays it."""
    return _show_place(request, "intervention", slug)


@requires(may_open_money)
@require_GET
def intervention_file(request: SeatedRequest, slug: str, table: str, kind: str) -> HttpResponse:
    """A table of the intervention's money as a file."""
    found, sight = _place(request, "intervention", slug)
    year, _years = year_of(request)
    _page, tables = _place_tables(found, year, sight)
    return file_answer(tables, table, kind, title=f"{year}-{slug}")


@requires(may_open_money)
@require_GET
def body(request: SeatedRequest, slug: str) -> HttpResponse:
    """What a body's interventions cost, and who pays them."""
    return _show_place(request, "body", slug)


@requires(may_open_money)
@require_GET
def body_file(request: SeatedRequest, slug: str, table: str, kind: str) -> HttpResponse:
    """A table of the body's money as a file."""
    found, sight = _place(request, "body", slug)
    year, _years = year_of(request)
    _page, tables = _place_tables(found, year, sight)
    return file_answer(tables, table, kind, title=f"{year}-{slug}")
