"""The comparison of all areas."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dashboards.services.comparison_pages import ComparisonPage, comparison_page
from indicators.services import results
from indicators.services.snapshots import one_moment
from partnership.rules.access import may_open_pages
from partnership.views.access import SeatedRequest, requires

UNCHANGED = 204


@requires(may_open_pages)
@require_GET
def comparison(request: SeatedRequest) -> HttpResponse:
    """Areas × indicators as a table, all visions or one."""
    return render(request, "dashboards/comparison/comparison.html", {"page": _page(request)})


@requires(may_open_pages)
@require_GET
def comparison_live(request: SeatedRequest) -> HttpResponse:
    """The table anew; nothing (204) while what the page knows is still so."""
    if request.GET.get("kendt") == results.version_now(restricted=request.standing.sees_restricted):
        return HttpResponse(status=UNCHANGED)
    return render(request, "dashboards/comparison/_live.html", {"page": _page(request)})


def _page(request: SeatedRequest) -> ComparisonPage:
    with one_moment():
        return comparison_page(
            restricted=request.standing.sees_restricted, vision=request.GET.get("vision", "")
        )
