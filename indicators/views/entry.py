"""The entry pages: choose, write in the grid, and one address per cell."""

from __future__ import annotations

from dataclasses import asdict
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from indicators.forms.entry import CellForm, ChooseForm, seen_versions, typed_lines
from indicators.rules.cells import COUNTS
from indicators.services import cells
from indicators.services.cells import Written, write_cell
from indicators.services.entry import Place, find_place
from indicators.services.entry_pages import PageSaved, save_page
from indicators.services.grids import Choice, build_grid
from partnership.rules.access import may_describe, may_enter_figures
from partnership.views.access import SeatedRequest, requires

STATUS = {"refused": 422, "waiting": 422, "parallel": 409}


@requires(may_enter_figures)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: SeatedRequest) -> HttpResponse:
    """Choose what to enter for, and write in the grid."""
    form = ChooseForm(request.standing, request.GET if "for_what" in request.GET else None)
    grid, choice, status = None, None, 200
    if form.is_bound and form.is_valid():
        choice = form.choice()
        if request.method == "POST":
            saved = _save_page(request, choice)
            grid, status = saved.grid, 422 if saved.troubled else 200
        else:
            grid = build_grid(choice, request.standing)
    context = {
        "form": form,
        "grid": grid,
        "choice": choice,
        "may_describe": may_describe(request.standing),
    }
    return render(request, "indicators/entry/entry.html", context, status=status)


@requires(may_enter_figures)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def cell(request: SeatedRequest, definition: int, area: int, slot: str) -> HttpResponse:
    """One cell: GET tells its story, POST writes it and answers how that went."""
    place = find_place(standing=request.standing, definition_id=definition, area_id=area, slot=slot)
    if place is None:
        raise Http404
    if request.method != "POST":
        return _story(request, place)
    written = _write(request, place)
    if "page" in request.POST:  # the comment form, without JavaScript
        if written.message:
            messages.error(request, written.message)
        return redirect(request.path)
    # The page reads the answer's own status; browsers write every 4xx in the console as a fault.
    status = 200 if _is_fetched(request) else STATUS.get(written.status, 200)
    return JsonResponse(asdict(written), status=status)


def _is_fetched(request: SeatedRequest) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


def _story(request: SeatedRequest, place: Place) -> HttpResponse:
    context = {
        "label": cells.label_of(place),
        "newest": place.current,
        "facts": cells.facts_of(place),
        "question": cells.question_of(place),
        "history": cells.story_of(place),
    }
    name = "_panel" if _is_fetched(request) else "cell"
    return render(request, f"indicators/entry/{name}.html", context)


def _save_page(request: SeatedRequest, choice: Choice) -> PageSaved:
    """Save what was changed, and say how much of it was."""
    saved = save_page(
        choice=choice,
        standing=request.standing,
        by=cast("User", request.user),
        seen=seen_versions(request.POST.get("seen", "")),
        typed=typed_lines(request.POST),
    )
    if saved.saved:
        text = ngettext("%(count)s celle er gemt.", "%(count)s celler er gemt.", saved.saved)
        messages.success(request, text % {"count": saved.saved})
    if saved.troubled:
        messages.error(request, _("Noget blev ikke gemt. Se listen under skemaet."))
    elif not saved.saved:
        messages.info(request, _("Der var ingen ændringer at gemme."))
    return saved


def _write(request: SeatedRequest, place: Place) -> Written:
    form = CellForm(request.POST)
    if not form.is_valid():
        message = _(
            "Teksten er for lang, eller siden er for gammel. Genindlæs siden, og prøv igen."
        )
        return Written("refused", version=place.version, message=message)
    data = form.cleaned_data
    return write_cell(
        place=place,
        first=data["first"],
        second=data["second"],
        comment=data["comment"],
        seen_version=data["seen"],
        by=cast("User", request.user),
        standing=request.standing,
        writing=data["writing"] or COUNTS,
    )
