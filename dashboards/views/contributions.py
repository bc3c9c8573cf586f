"""Marked efforts and what may be said of their contribution."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dashboards.services.contribution_pages import contribution_list, contribution_page
from indicators.services.snapshots import one_moment
from partnership.rules.access import may_open_pages
from partnership.views.access import SeatedRequest, requires


@requires(may_open_pages)
@require_GET
def efforts(request: SeatedRequest) -> HttpResponse:
    """All marked efforts, newest first."""
    with one_moment():
        found = contribution_list(restricted=request.standing.sees_restricted)
    return render(request, "dashboards/contribution/list.html", {"efforts": found})


@requires(may_open_pages)
@require_GET
def effort(request: SeatedRequest, pk: int) -> HttpResponse:
    """One effort: the gap before and after, and what may be said."""
    with one_moment():
        page = contribution_page(pk, restricted=request.standing.sees_restricted)
    if page is None:
        raise Http404
    return render(request, "dashboards/contribution/detail.html", {"page": page})
