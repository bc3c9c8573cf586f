"""Who opened restricted figures: a list for administrators."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from indicators.services import restricted_readings
from partnership.rules.access import may_administer
from partnership.views.access import SeatedRequest, requires
from partnership.views.pages import tabs, trail


@requires(may_administer)
@require_GET
def reading_list(request: SeatedRequest) -> HttpResponse:
    """Who opened restricted figures, and when."""
    title = _("Hvem har set fortrolige tal")
    context = {
        "rows": restricted_readings.newest(restricted=request.standing.sees_restricted),
        "sees_restricted": request.standing.sees_restricted,
        "title": title,
        "tabs": tabs("indicators:reading-list"),
        "crumbs": trail(title),
    }
    return render(request, "indicators/withdrawal/readings.html", context)
