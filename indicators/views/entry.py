"""The entry pages: choose, write in the grid, one address for many cells and one for each."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from areas.models import Area
from indicators.forms.entry import (
    ONLY_MISSING,
    CellForm,
    ChooseForm,
    seen_versions,
    sent_cells,
    typed_lines,
)
from indicators.forms.evidence import EvidenceForm
from indicators.models import Round
from indicators.rules.cells import COUNTS, Address
from indicators.rules.periods import parse_slot
from indicators.services import cell_words, cells, evidence, written_cells
from indicators.services.cells import Typing, write_cell
from indicators.services.entry import Place, find_place
from indicators.services.entry_pages import PageSaved, save_cells, save_page
from indicators.services.flag_words import said_of
from indicators.services.flags import cleared_in, flags_at
from indicators.services.grid_plans import ALL, Choice
from indicators.services.grids import build_grid
from indicators.services.periods_in_words import day_in_words
from indicators.services.written_cells import Written
from partnership.rules.access import may_enter_figures
from partnership.views.access import SeatedRequest, requires

STATUS = {"refused": 422, "waiting": 422, "asking": 422, "parallel": 409}


@requires(may_enter_figures)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: SeatedRequest) -> HttpResponse:
    """Choose what to enter for, and write in the grid; a round brings its own choice."""
    asked = _round(request)
    is_chosen = "for_what" in request.GET and asked is None
    form = ChooseForm(request.standing, request.GET if is_chosen else None)
    choice = _choice(request, asked, form)
    context: dict[str, Any] = {"form": form, "choice": choice, "round": asked}
    status = 200
    if choice is not None and request.method == "POST":
        saved = _save_page(request, choice)
        context["grid"], status = saved.grid, 422 if saved.troubled else 200
    elif choice is not None:
        context["grid"] = build_grid(choice, request.standing)
    if choice is not None:
        context |= {"filters": _filters(request, choice), "progress": _progress(asked, context)}
    return render(request, "indicators/entry/entry.html", context, status=status)


def _round(request: SeatedRequest) -> Round | None:
    slug = request.GET.get("indsamling", "")
    if not slug:
        return None
    asked = Round.objects.filter(slug=slug, opens_on__lte=timezone.localdate()).first()
    if asked is None:
        raise Http404
    return asked


def _choice(request: SeatedRequest, asked: Round | None, form: ChooseForm) -> Choice | None:
    if asked is not None:
        return Choice(round=asked, only_missing=ONLY_MISSING in request.GET)
    return form.choice() if form.is_bound and form.is_valid() else None


def _filters(request: SeatedRequest, choice: Choice) -> list[dict[str, Any]]:
    """The two ways to look at the page: all of it, or what is missing."""
    address = request.GET.copy()
    address.pop(ONLY_MISSING, None)
    whole = f"{request.path}?{address.urlencode()}"
    return [
        {"label": _("Alle celler"), "url": whole, "is_current": not choice.only_missing},
        {
            "label": _("Kun det, jeg mangler"),
            "url": f"{whole}&{ONLY_MISSING}=1",
            "is_current": choice.only_missing,
        },
    ]


def _progress(asked: Round | None, context: dict[str, Any]) -> dict[str, Any] | None:
    """How far a round is: "27 af 36 udfyldt, frist 1. marts 2027"."""
    if asked is None:
        return None
    grid = context["grid"]
    words = {"filled": grid.filled, "total": grid.total, "day": day_in_words(asked.deadline)}
    text = _("%(filled)s af %(total)s udfyldt, frist %(day)s") % words
    return {
        "id": "round", "label": _("Din del af indsamlingen"), "done": grid.filled,
        "total": grid.total, "text": text,
    }  # fmt: skip


@requires(may_enter_figures)
@require_POST
def entry_cells(request: SeatedRequest) -> HttpResponse:
    """Many cells at once, each with its own outcome: what the grid sends."""
    sent = sent_cells(request.body)
    if sent is None:
        return HttpResponseBadRequest(_("Siden er for gammel. Genindlæs den, og prøv igen."))
    writing, rows = sent
    written = save_cells(
        sent=rows, writing=writing, by=cast("User", request.user), standing=request.standing
    )
    return JsonResponse({"cells": {key: asdict(one) for key, one in written.items()}})


@requires(may_enter_figures)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def cell(
    request: SeatedRequest, definition: int, area: int, slot: str, category: int = 0
) -> HttpResponse:
    """One cell: GET tells its story, POST writes it and answers how that went."""
    address = Address(definition, area, slot, category)
    is_reading = request.method != "POST"
    place = find_place(standing=request.standing, address=address, reading=is_reading)
    if place is None:
        raise Http404
    if request.method != "POST":
        return _story(request, place)
    written = _write(request, place)
    if "page" in request.POST:  # the forms beside the figure, without JavaScript
        if written.message:
            messages.error(request, written.message)
        return redirect(request.path)
    # The page reads the answer's own status; browsers write every 4xx in the console as a fault.
    status = 200 if is_fetched(request) else STATUS.get(written.status, 200)
    return JsonResponse(asdict(written), status=status)


def is_fetched(request: SeatedRequest) -> bool:
    """Whether a script of ours asked, and not a browser that goes to a page."""
    return request.headers.get("X-Requested-With") == "fetch"


def cell_url(address: Address) -> str:
    """The page of a cell."""
    place: list[object] = [address.definition_id, address.area_id, address.slot]
    if address.category_id:
        return reverse("indicators:entry-part", args=[*place, address.category_id])
    return reverse("indicators:entry-cell", args=place)


def _grid_url(place: Place) -> str:
    """The grid in which the cell can be written, with the cursor in it."""
    year = parse_slot(place.slot).starts_on.year
    asked = {
        "for_what": f"i-{place.definition.indicator.code}",
        "first_year": year,
        "last_year": year,
    }
    if not place.is_whole or place.area.kind == Area.Kind.DIVISION:
        asked["parts"] = ALL
    return f"{reverse('indicators:entry')}?{urlencode(asked)}#c-{place.address.id}-1"


def _story(request: SeatedRequest, place: Place) -> HttpResponse:
    here = flags_at(request.standing, [place.address]).get(place.address, [])
    newest = place.current
    cleared = cleared_in(request.standing, [newest.cell_id]) if newest else {}
    is_gone = newest is not None and newest.withdrawal_id is not None
    context = {
        "label": cell_words.label_of(place),
        "newest": newest,
        "is_gone": is_gone,
        "may_write": place.may_write,
        "grid_url": _grid_url(place) if place.may_write else "",
        "cell_id": place.address.id,
        "facts": cell_words.facts_of(place),
        "flags": [said_of(flag) for flag in here],
        "question": "" if here or is_gone else cells.question_of(place),
        "history": cell_words.story_of(
            place, cleared=cleared.get(newest.cell_id, ()) if newest else ()
        ),
        "evidence": evidence.of_place(place),
        "evidence_form": EvidenceForm(auto_id="evidence-%s"),
        "needs_correction": newest is not None and newest.workflow == "published",
    }
    name = "_panel" if is_fetched(request) else "cell"
    return render(request, f"indicators/entry/{name}.html", context)


def _save_page(request: SeatedRequest, choice: Choice) -> PageSaved:
    """Save what was changed, and say how much of it was."""
    saved = save_page(
        choice=choice,
        standing=request.standing,
        by=cast("User", request.user),
        seen=seen_versions(request.POST.get("seen", "")),
        typed=typed_lines(request.POST),
        reason=request.POST.get("reason", "").strip(),
    )
    if saved.saved:
        text = ngettext("%(count)s celle er gemt.", "%(count)s celler er gemt.", saved.saved)
        messages.success(request, text % {"count": saved.saved})
    for over in saved.over:
        messages.info(request, written_cells.over_in_words(over, saved.over[over]))
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
    typing = Typing(
        place=place, seen=data["seen"], first=data["first"], second=data["second"],
        comment=data["comment"], correction=data["correction"], back_to=data["back_to"],
    )  # fmt: skip
    return write_cell(
        typing=typing,
        by=cast("User", request.user),
        standing=request.standing,
        writing=data["writing"] or COUNTS,
    )
