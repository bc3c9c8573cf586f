"""How a small form beside a figure is answered: to a script as JSON, to a browser by its page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from indicators.views.entry import is_fetched
from partnership.views.access import SeatedRequest


def saved_or_refused(request: SeatedRequest, url: str, wrong: str) -> HttpResponse:
    """Saved, or refused for what is `wrong`; a browser goes on to the page at `url`."""
    if is_fetched(request):
        return JsonResponse({"status": "refused" if wrong else "saved", "message": wrong})
    if wrong:
        messages.error(request, wrong)
    else:
        messages.success(request, _("Gemt."))
    return redirect(url)
