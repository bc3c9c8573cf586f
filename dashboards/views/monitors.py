"""The statutory monitor."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dashboards.services.monitor_pages import monitor_page
from indicators.services.snapshots import one_moment
from partnership.rules.access import may_see_monitor
from partnership.views.access import SeatedRequest, requires


@requires(may_see_monitor)
@require_GET
def monitor(request: SeatedRequest) -> HttpResponse:
    """The law's criteria for each area; the list's year stands in the address."""
    with one_moment():
        page = monitor_page(
            asked=request.GET.get("liste", ""), restricted=request.standing.sees_restricted
        )
    return render(request, "dashboards/monitor/monitor.html", {"page": page})
