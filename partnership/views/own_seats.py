"""Mine pladser: the reader's own seats."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from partnership.rules.access import may_open_pages, may_see_partnership
from partnership.services.own_seats import own_seats
from partnership.views.access import SeatedRequest, requires


@requires(may_open_pages)
@require_GET
def own_seat_list(request: SeatedRequest) -> HttpResponse:
    """Which organisation and which bodies one sits for, and until when."""
    context = {
        "rows": own_seats(request.standing),
        "sees_bodies": may_see_partnership(request.standing),
    }
    return render(request, "partnership/own_seat/list.html", context)
