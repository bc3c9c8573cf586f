"""Sådan regner vi: every method explained to a reader who is no statistician."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from indicators.services.methods.pages import method_page
from partnership.rules.access import may_open_pages
from partnership.views.access import SeatedRequest, requires


@requires(may_open_pages)
@require_GET
def method_list(request: SeatedRequest) -> HttpResponse:
    """One section per method, each with a small worked example."""
    return render(request, "indicators/methods/list.html", {"page": method_page()})
