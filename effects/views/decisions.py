"""What effects know of a decision, as a part of its page and alone."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from effects.services import decision_effects
from partnership.rules.access import may_see_partnership
from partnership.services import decision_pages
from partnership.views.access import SeatedRequest, requires


@requires(may_see_partnership)
@vary_on_headers("HX-Request")
@require_safe
def decision_effects_of(request: SeatedRequest, pk: int) -> HttpResponse:
    """The review and the evidence behind a decision, and what it expects."""
    decision = get_object_or_404(decision_pages.visible_to(request.standing), pk=pk)
    found = decision_effects.of_decision(decision, request.standing)
    is_part = request.headers.get("HX-Request") == "true"
    page = "_of_decision.html" if is_part else "of_decision.html"
    return render(request, f"effects/decision/{page}", {"decision": decision, "found": found})
