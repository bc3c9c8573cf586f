"""The meetings in one's own calendar: the secret address, and what is read at it."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_POST, require_safe

from partnership.services import calendars
from partnership.views.access import SeatedRequest, requires

PAGE = "partnership:calendar"


@requires(calendars.has_calendar)
@require_GET
def calendar(request: SeatedRequest) -> HttpResponse:
    """Whether there is an address, and how to get one."""
    return _page(request)


@requires(calendars.has_calendar)
@require_POST
@sensitive_variables()
def calendar_create(request: SeatedRequest) -> HttpResponse:
    """Open a new address; it is shown in this answer and never again."""
    return _page(request, address=calendars.create(by=request.standing))


@requires(calendars.has_calendar)
@require_POST
def calendar_revoke(request: SeatedRequest) -> HttpResponse:
    """Close the address."""
    if calendars.revoke(by=request.standing):
        messages.success(
            request, _("Adressen er lukket. Kalenderen kan ikke længere hente møderne.")
        )
    return redirect(PAGE)


@login_not_required
@require_safe
@never_cache
@sensitive_variables()
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """What a calendar program reads; an address that opens nothing does not exist."""
    if not calendars.within_limit(get_adapter().get_client_ip(request)):
        return HttpResponse(status=429, headers={"Retry-After": "60", "Cache-Control": "no-store"})
    content = calendars.feed_file(token)
    if content is None:
        raise Http404
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="kvarterkompas.ics"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _page(request: SeatedRequest, *, address: str = "") -> HttpResponse:
    context = {
        "feed": calendars.open_feed(request.user.pk or 0),
        "address": address,
        "crumbs": [
            (_("Partnerskab"), reverse("partnership:partnership")),
            (_("Møder"), reverse("partnership:meeting-list")),
            (_("Kalender"), ""),
        ],
    }
    return render(request, "partnership/meeting/calendar.html", context)
