"""Areas: the list, and the dashboard of each that keeps itself fresh."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from dashboards.services.area_lists import area_list_page
from dashboards.services.area_pages import Ground, area_page, ground_of
from dashboards.services.place_pages import place_page
from indicators.services import results
from indicators.services.comparators import PARAMETER
from indicators.services.fragments import fingerprint, kept
from indicators.services.snapshots import one_moment
from indicators.views.kept import kept_page
from partnership.rules.access import may_open_pages, may_see_monitor
from partnership.views.access import SeatedRequest, requires

UNCHANGED = 204


@requires(may_open_pages)
@require_GET
def area_list(request: SeatedRequest) -> HttpResponse:
    """All housing areas with their facts, and the places they are compared with."""
    with one_moment():
        page = area_list_page(restricted=request.standing.sees_restricted)
    context = {"page": page, "may_see_monitor": may_see_monitor(request.standing)}
    return render(request, "dashboards/areas/list.html", context)


@requires(may_open_pages)
@require_GET
def area_detail(request: SeatedRequest, slug: str) -> HttpResponse:
    """One area's dashboard; a plain page of levels for municipality, region and country."""
    return kept_page(
        request,
        "dashboards/areas/either.html",
        lambda: _context(request, slug),
        varies=may_see_monitor(request.standing),
    )


@requires(may_open_pages)
@require_GET
def area_live(request: SeatedRequest, slug: str) -> HttpResponse:
    """The dashboard's living part; nothing (204) while what the page knows is still so."""
    restricted = request.standing.sees_restricted
    if request.GET.get("kendt") == results.version_now(restricted=restricted):
        return HttpResponse(status=UNCHANGED)
    with one_moment():
        ground = _ground(request, slug)
        if not ground.facts.is_housing_area:
            raise Http404
        return HttpResponse(_live(request, ground))


def _context(request: SeatedRequest, slug: str) -> dict[str, object]:
    """A housing area's dashboard, or another place's levels; each has its own layout."""
    ground = _ground(request, slug)
    if not ground.facts.is_housing_area:
        place = place_page(ground.facts, restricted=request.standing.sees_restricted)
        return {"layout": "dashboards/areas/place.html", "page": place}
    return {
        "layout": "dashboards/areas/detail.html",
        "may_see_monitor": may_see_monitor(request.standing),
        "area": ground.facts.area,
        "version": ground.version,
        "live": _live(request, ground),
        "live_url": ground.switch.address_of(reverse("dashboards:area-live", args=[slug])),
    }


def _ground(request: SeatedRequest, slug: str) -> Ground:
    ground = ground_of(
        slug,
        restricted=request.standing.sees_restricted,
        against=request.GET.get(PARAMETER, ""),
    )
    if ground is None:
        raise Http404
    return ground


def _live(request: SeatedRequest, ground: Ground) -> SafeString:
    """The living part, ready-made where one for the same rights was made before."""
    restricted = request.standing.sees_restricted
    sees_monitor = may_see_monitor(request.standing)

    def made() -> str:
        page = area_page(ground, restricted=restricted)
        context = {
            "page": page,
            "area": ground.facts.area,
            "others": ground.others,
            "switch": ground.switch,
            "sees_monitor": sees_monitor,
        }
        return render_to_string("dashboards/areas/_live.html", context)

    key = fingerprint("area", get_language(), restricted, sees_monitor, ground)
    return mark_safe(kept(key, made))  # noqa: S308 - ours
