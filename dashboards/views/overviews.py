"""The overview: the first page after signing in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts.services import visits
from dashboards.services.checklists import first_steps
from dashboards.services.overview_moving import overview_moving
from dashboards.services.overview_news import moment_of, news_since
from dashboards.services.overview_own import own_part
from dashboards.services.overview_pages import overview_page
from effects.services.moving import moving
from indicators.services import results, runs
from indicators.services.fragments import fingerprint, kept
from indicators.services.site_versions import Edition, edition_now
from indicators.services.snapshots import one_moment
from indicators.views.kept import kept_page
from partnership.rules.access import (
    may_administer,
    may_describe,
    may_enter_figures,
    may_open_pages,
    may_recompute,
    may_see_partnership,
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
    edition = edition_now()
    own = {"own_part": _own(request, edition), "moving_part": _moving(request, edition)}
    return kept_page(
        request, template, lambda: _context(request), varies=rights, own=own, edition=edition
    )


@requires(may_open_pages)
@require_GET
def overview_live(request: SeatedRequest) -> HttpResponse:
    """The living part anew; nothing (204) while what the page knows is still so."""
    if request.GET.get("kendt") == results.version_now(restricted=request.standing.sees_restricted):
        return HttpResponse(status=UNCHANGED)
    with one_moment():
        context = _context(request)
    return render(request, "dashboards/overview/_live.html", context)


@requires(may_open_pages)
@never_cache
@require_GET
def overview_news(request: SeatedRequest) -> HttpResponse:
    """All that is new since a moment, of which the overview shows the first."""
    since = moment_of(request.GET.get("siden", ""))
    with one_moment():
        news = news_since(request.standing, since=since, most=None)
        return render(request, "dashboards/overview/news.html", {"news": news})


@requires(may_see_partnership)
@require_GET
def overview_movement(request: SeatedRequest) -> HttpResponse:
    """What moves, in full: what is due, unsaid, unexplained, and not seen yet."""

    def context() -> dict[str, object]:
        return {
            "page": moving(request.standing), "may_describe": may_describe(request.standing),
            "today": timezone.localdate(),
        }  # fmt: skip

    template = "dashboards/overview/moving.html"
    return kept_page(request, template, context, varies=request.standing.seats)


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


def _own(request: SeatedRequest, edition: Edition) -> str:
    """What this person must decide and what is new to them, ready-made for their visit.

    Meetings begin and end within a day, so it is drawn anew each hour.
    """
    standing, since = request.standing, visits.since(request.user)
    hour = timezone.now().strftime("%Y%m%d%H")

    def draw() -> str:
        with one_moment():
            context = {"own": own_part(standing, since=since)}
            return render_to_string("dashboards/overview/_own.html", context)

    return kept(fingerprint("own", edition, get_language(), standing, since, hour), draw)


def _moving(request: SeatedRequest, edition: Edition) -> str:
    """What moves, in short: the same for all with the same seats."""
    standing = request.standing
    if not may_see_partnership(standing):
        return ""

    def draw() -> str:
        with one_moment():
            context = {"moving": overview_moving(standing)}
            return render_to_string("dashboards/overview/_moving.html", context)

    return kept(fingerprint("moving", edition, get_language(), standing.seats), draw)


def _alarm(request: SeatedRequest) -> str:
    """What the nightly check found to be wrong: for administrators."""
    return runs.alarm() if may_administer(request.standing) else ""
