"""Evidence: what the figures say of all that is expected of an intervention, as it is now."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from effects.services import evidence_readings
from effects.services.evidence_pages import evidence_page
from partnership.rules.access import may_see_partnership
from partnership.views.access import SeatedRequest, requires
from partnership.views.interventions import by_slug, crumbs


@requires(may_see_partnership)
@require_safe
def evidence_list(request: SeatedRequest, slug: str) -> HttpResponse:
    """One intervention's evidence, a section for each expected effect in each area."""
    found = by_slug(slug)
    page = evidence_page(found, request.standing)
    shown = (place.evidence for section in page.sections for place in section.places)
    evidence_readings.note(shown, standing=request.standing, path=request.path)
    context = {
        "page": page,
        "intervention": found,
        "crumbs": crumbs(_("Grundlag"), found),
    }
    return render(request, "effects/evidence/list.html", context)
