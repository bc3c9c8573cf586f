"""Flags: the list of what must be looked at, and the answer to one of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from indicators.models import Flag
from indicators.rules.cells import read_address
from indicators.services import flags
from indicators.services.entry import find_place
from indicators.services.flag_words import said_of
from indicators.views.answers import saved_or_refused
from indicators.views.entry import cell_url
from partnership.rules.access import NotAllowed, may_enter_figures
from partnership.views.access import SeatedRequest, requires

ON_A_PAGE = 50


@requires(may_enter_figures)
@never_cache
@require_safe
def flag_list(request: SeatedRequest) -> HttpResponse:
    """All open flags on figures that the person may write."""
    found = cast("Sequence[Flag]", flags.open_flags(request.standing))
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("side"))
    rows = [(said, cell_url(said.address)) for said in map(said_of, page)]
    return render(request, "indicators/entry/flags.html", {"page": page, "rows": rows})


@requires(may_enter_figures)
@require_POST
def flag_clear(request: SeatedRequest, pk: int) -> HttpResponse:
    """Say why a figure is right as it stands."""
    wrong = ""
    try:
        flags.clear(
            pk=pk, note=request.POST.get("note", ""), by=cast("User", request.user),
            standing=request.standing,
        )  # fmt: skip
    except NotAllowed as refusal:
        raise Http404 from refusal
    except ValidationError as refusal:
        wrong = refusal.messages[0]
    return saved_or_refused(request, "indicators:flag-list", wrong)


@requires(may_enter_figures)
@require_POST
def flag_create(request: SeatedRequest) -> HttpResponse:
    """Mark a figure as one to be looked at."""
    address = read_address(request.POST.get("cell", ""))
    place = find_place(standing=request.standing, address=address) if address else None
    if place is None:
        raise Http404
    wrong = ""
    try:
        flags.raise_by_hand(
            place=place, note=request.POST.get("note", ""), by=cast("User", request.user)
        )
    except ValidationError as refusal:
        wrong = refusal.messages[0]
    return saved_or_refused(request, cell_url(place.address), wrong)
