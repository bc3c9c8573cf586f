"""The entry pages: choose, write in the grid, and one address per cell."""

from __future__ import annotations

from dataclasses import asdict

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from indicators.forms.entry import CellForm, ChooseForm
from indicators.services.cells import Written, write_cell
from indicators.services.entry import Place, find_place
from indicators.services.grids import build_grid
from partnership.rules.access import may_enter_figures
from partnership.views.access import SeatedRequest, requires

STATUS = {"refused": 422, "waiting": 422, "parallel": 409}


@requires(may_enter_figures)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: SeatedRequest) -> HttpResponse:
    """Choose what to enter for, and write in the grid."""
    form = ChooseForm(request.standing, request.GET if "for_what" in request.GET else None)
    grid, choice = None, None
    if form.is_bound and form.is_valid():
        choice = form.choice()
        grid = build_grid(choice, request.standing)
    context = {"form": form, "grid": grid, "choice": choice}
    return render(request, "indicators/entry/entry.html", context)


@requires(may_enter_figures)
@never_cache
@require_http_methods(["GET", "POST"])
def cell(request: SeatedRequest, definition: int, area: int, slot: str) -> HttpResponse:
    """One cell: GET tells its story, POST writes it and answers how that went."""
    place = find_place(
        standing=request.standing, definition_id=definition, area_id=area, slot=slot
    )
    if place is None:
        raise Http404
    if request.method == "POST":
        written = _write(request, place)
        return JsonResponse(asdict(written), status=STATUS.get(written.status, 200))
    raise Http404


def _write(request: SeatedRequest, place: Place) -> Written:
    form = CellForm(request.POST)
    if not form.is_valid():
        message = _("Teksten er for lang, eller siden er for gammel. Genindlæs siden, og prøv igen.")
        return Written("refused", version=place.version, message=message)
    data = form.cleaned_data
    return write_cell(
        place=place,
        first=data["first"],
        second=data["second"],
        comment=data["comment"],
        seen_version=data["seen"],
        by=request.user,
        standing=request.standing,
        writes_values=bool(data["writing"]),
    )
