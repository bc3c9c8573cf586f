"""Areas: the list, and the dashboard of each that keeps itself fresh."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from areas.models import Area
from dashboards.services.area_lists import area_list_page
from dashboards.services.area_pages import AreaPage, area_page
from dashboards.services.areas import AreaFacts, all_with_facts
from dashboards.services.place_pages import place_page
from indicators.services import results
from indicators.services.snapshots import one_moment
from partnership.rules.access import may_open_pages
from partnership.views.access import SeatedRequest, requires

UNCHANGED = 204


@requires(may_open_pages)
@require_GET
def area_list(request: SeatedRequest) -> HttpResponse:
    """All housing areas with their facts, and the places they are compared with."""
    with one_moment():
        page = area_list_page(restricted=request.standing.sees_restricted)
    return render(request, "dashboards/areas/list.html", {"page": page})


@requires(may_open_pages)
@require_GET
def area_detail(request: SeatedRequest, slug: str) -> HttpResponse:
    """One area's dashboard; a plain page of levels for municipality, region and country."""
    restricted = request.standing.sees_restricted
    with one_moment():
        facts, others = _find(slug)
        if not facts.is_housing_area:
            place = place_page(facts, restricted=restricted)
            return render(request, "dashboards/areas/place.html", {"page": place})
        page = area_page(facts, others, restricted=restricted)
    return render(request, "dashboards/areas/detail.html", _context(page, others))


@requires(may_open_pages)
@require_GET
def area_live(request: SeatedRequest, slug: str) -> HttpResponse:
    """The dashboard's living part; nothing (204) while what the page knows is still so."""
    restricted = request.standing.sees_restricted
    if request.GET.get("kendt") == results.version_now(restricted=restricted):
        return HttpResponse(status=UNCHANGED)
    with one_moment():
        facts, others = _find(slug)
        if not facts.is_housing_area:
            raise Http404
        page = area_page(facts, others, restricted=restricted)
    return render(request, "dashboards/areas/_live.html", _context(page, others))


def _find(slug: str) -> tuple[AreaFacts, list[AreaFacts]]:
    every = all_with_facts()
    facts = next((each for each in every if each.area.slug == slug), None)
    if facts is None:
        raise Http404
    others = [
        each for each in every if each.area.kind == Area.Kind.AREA and each.area != facts.area
    ]
    return facts, others


def _context(page: AreaPage, others: list[AreaFacts]) -> dict[str, object]:
    return {"page": page, "area": page.facts.area, "others": others}
