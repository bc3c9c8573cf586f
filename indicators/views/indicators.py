"""Indicators: the tree of visions, goals and indicators, and one page for each."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from indicators.services import results
from indicators.services.indicator_pages import IndicatorPage, indicator_page
from indicators.services.indicator_trees import indicator_tree
from indicators.services.snapshots import one_moment
from indicators.views.kept import kept_page
from partnership.rules.access import may_describe, may_open_pages
from partnership.views.access import SeatedRequest, requires

UNCHANGED = 204


@requires(may_open_pages)
@require_GET
def indicator_list(request: SeatedRequest) -> HttpResponse:
    """Visions, their goals, and the indicators that show whether they are met."""
    tree = indicator_tree(restricted=request.standing.sees_restricted)
    return render(request, "indicators/indicator/list.html", {"tree": tree})


@requires(may_open_pages)
@require_GET
def indicator_detail(request: SeatedRequest, code: str) -> HttpResponse:
    """One indicator in all areas; the address may choose one area, a comparator, a target to try."""
    describes = may_describe(request.standing)
    return kept_page(
        request,
        "indicators/indicator/detail.html",
        lambda: {"page": _page(request, code), "may_describe": describes},
        varies=describes,
    )


@requires(may_open_pages)
@require_GET
def indicator_live(request: SeatedRequest, code: str) -> HttpResponse:
    """The page's living part; nothing (204) while what it knows is still so."""
    restricted = request.standing.sees_restricted
    if request.GET.get("kendt") == results.version_now(restricted=restricted, code=code):
        return HttpResponse(status=UNCHANGED)
    with one_moment():
        context = {"page": _page(request, code)}
    return render(request, "indicators/indicator/_live.html", context)


def _page(request: SeatedRequest, code: str) -> IndicatorPage:
    page = indicator_page(
        code, restricted=request.standing.sees_restricted, asked=request.GET.dict()
    )
    if page is None:
        raise Http404
    return page
