"""Indicators: the tree of visions, goals and indicators, and one page for each."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from partnership.rules.access import may_open_pages
from partnership.views.access import SeatedRequest, requires


@requires(may_open_pages)
@require_GET
def indicator_list(request: SeatedRequest) -> HttpResponse:
    """The tree."""
    return HttpResponse("")


@requires(may_open_pages)
@require_GET
def indicator_detail(request: SeatedRequest, code: str) -> HttpResponse:
    """One indicator."""
    return HttpResponse("")
