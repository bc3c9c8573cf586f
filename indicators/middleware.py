"""Noting who opened restricted figures, on every address that shows some."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from indicators.services import restricted_readings
from partnership.rules.access import Standing

# Addresses with results. Those with a code in them show one indicator, the others all there are.
SHOWING = frozenset(
    {
        "indicators:indicator-detail", "indicators:indicator-live", "indicators:explanation",
        "indicators:explanation-file", "indicators:explanation-all", "dashboards:overview",
        "dashboards:overview-live", "dashboards:area-list", "dashboards:area-detail",
        "dashboards:area-live", "dashboards:comparison", "dashboards:comparison-live",
        "dashboards:comparison-file", "dashboards:comparison-workbook",
        "dashboards:comparison-curves", "dashboards:comparison-gap",
        "dashboards:contribution-list", "dashboards:contribution-detail", "indicators:entry-cell",
        "indicators:entry-part", "dashboards:moving",
    }
)  # fmt: skip
# The grid shows figures once somebody has chosen what to fill in: one indicator, an area or a round.
GRID, CHOSEN = "indicators:entry", ("for_what", "indsamling")
ONE = "i-"


class RestrictedReadingMiddleware:
    """After the answer was made: who was shown restricted figures is noted, and nobody else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        standing: Standing = getattr(request, "standing", Standing())
        match = request.resolver_match
        if not standing.sees_restricted or response.status_code != 200 or match is None:
            return response
        is_grid = match.view_name == GRID and any(name in request.GET for name in CHOSEN)
        if is_grid or match.view_name in SHOWING:
            asked = request.GET.get("for_what", "") if is_grid else ""
            code = asked.removeprefix(ONE) if asked.startswith(ONE) else ""
            restricted_readings.note(
                standing=standing, path=request.path,
                code=str(match.kwargs.get("code", code)),
                definition_id=match.kwargs.get("definition"),
            )  # fmt: skip
        return response
