"""Risk watch."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dashboards.services.risk_pages import risk_page
from indicators.services.snapshots import one_moment
from partnership.rules.access import may_see_monitor
from partnership.views.access import SeatedRequest, requires


@requires(may_see_monitor)
@require_GET
def risk_watch(request: SeatedRequest) -> HttpResponse:
    """Areas on the verge and announced moves; distance and people a household in the address."""
    with one_moment():
        page = risk_page(
            distance=request.GET.get("afstand", ""),
            people=request.GET.get("beboere", ""),
            restricted=request.standing.sees_restricted,
        )
    return render(request, "dashboards/risk/risk.html", {"page": page})
