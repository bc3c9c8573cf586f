"""The overview: the first page after signing in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dashboards.services.checklists import first_steps
from dashboards.services.overview_pages import overview_page
from indicators.services import results, runs
from indicators.services.snapshots import one_moment
from indicators.views.kept import kept_page
from partnership.rules.access import (
    may_administer,
    may_enter_figures,
    may_open_pages,
    may_recompute,
)
from partnership.views.access import SeatedRequest, requires

UNCHANGED = 204


@requires(may_open_pages)
@require_GET
def overview(request: SeatedRequest) -> HttpResponse:
    """Are we on course; for staff also what is due and on its way; for a new site the first steps."""
    rights: list[object] = [
        rule(request.standing) for rule in (may_enter_figures, may_recompute, may_administer)
    ]
    rights.append(_alarm(request))
    template = "dashboards/overview/overview.html"
    return kept_page(request, template, lambda: _context(request), varies=rights)


@requires(may_open_pages)
@require_GET
def overview_live(request: SeatedRequest) -> HttpResponse:
    """The living part anew; nothing (204) while what the page knows is still so."""
    if request.GET.get("kendt") == results.version_now(restricted=request.standing.sees_restricted):
        return HttpResponse(status=UNCHANGED)
    with one_moment():
        context = _context(request)
    return render(request, "dashboards/overview/_live.html", context)


def _context(request: SeatedRequest) -> dict[str, object]:
    page = overview_page(restricted=request.standing.sees_restricted)
    steps = [] if page.areas and page.visions and page.fresh else first_steps(request.standing)
    return {
        "page": page,
        "steps": steps,
        "may_enter": may_enter_figures(request.standing),
        "may_recompute": may_recompute(request.standing),
        "alarm": _alarm(request),
    }


def _alarm(request: SeatedRequest) -> str:
    """What the nightly check found to be wrong: for administrators."""
    return runs.alarm() if may_administer(request.standing) else ""
