"""Interventions with their effects: the list, and one's story from the problem to what came of it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from effects.forms.intervention_lists import EffectFilter
from effects.services import evidence_readings, intervention_lists
from effects.services.intervention_stories import story_of
from partnership.rules.access import may_see_partnership
from partnership.rules.bodies import may_write_programme
from partnership.rules.programme_presets import KINDS
from partnership.views.access import SeatedRequest, requires
from partnership.views.interventions import STEPS, by_slug, crumbs


@requires(may_see_partnership)
@require_safe
def intervention_list(request: SeatedRequest) -> HttpResponse:
    """All interventions by state, filtered, each with what is expected and what is seen."""
    form = EffectFilter(request.GET)
    wanted = form.wanted()
    groups = intervention_lists.listed(wanted, request.standing)
    shown = (each for group in groups for line in group.rows for each in line.evidence)
    evidence_readings.note(shown, standing=request.standing, path=request.path)
    context = {
        "form": form,
        "groups": groups,
        "count": sum(len(group.rows) for group in groups),
        "is_filtered": bool(wanted),
        "may_write": may_write_programme(request.standing),
        "kinds": [(kind.code, kind.spoken(get_language() or "da")) for kind in KINDS],
        "today": timezone.localdate(),
    }
    return render(request, "effects/intervention/list.html", context)


@requires(may_see_partnership)
@require_safe
def intervention_detail(request: SeatedRequest, slug: str) -> HttpResponse:
    """One intervention as a story, with all that hangs on it."""
    found = by_slug(slug)
    story = story_of(found, request.standing)
    shown = (each.evidence for each in story.seen)
    evidence_readings.note(shown, standing=request.standing, path=request.path)
    steps = [
        {
            "label": STEPS[offer.verb],
            "url": reverse(f"partnership:intervention-{offer.verb}", args=[slug]),
            "is_open": offer.is_open,
        }
        for offer in story.page.offers
    ]
    context = {
        "story": story, "page": story.page, "intervention": found, "steps": steps,
        "crumbs": crumbs(found.name),
        "needs_decision": any(not offer.is_open for offer in story.page.offers),
    }  # fmt: skip
    return render(request, "effects/intervention/detail.html", context)
