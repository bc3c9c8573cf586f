"""The first steps of a new installation, fetched by the administration's front page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dashboards.services.checklists import first_steps
from partnership.rules.access import may_administer
from partnership.views.access import SeatedRequest, requires


@requires(may_administer)
@require_GET
def checklist(request: SeatedRequest) -> HttpResponse:
    """What is set up and what is missing; alone as a page, within a page as a fragment."""
    page = "_steps.html" if request.headers.get("HX-Request") else "steps.html"
    return render(request, f"dashboards/checklist/{page}", {"items": first_steps(request.standing)})
