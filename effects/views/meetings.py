"""What effects know of the matters on an agenda, as a part of the meeting's page."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from effects.services import evidence_readings, meeting_strengths
from partnership.rules.access import may_see_partnership
from partnership.services import meeting_pages, meetings
from partnership.views.access import SeatedRequest, requires


@requires(may_see_partnership)
@never_cache
@require_safe
def meeting_strength(request: SeatedRequest, pk: int) -> HttpResponse:
    """How strong the evidence is behind each review on the agenda, for its place on the page."""
    meeting = get_object_or_404(meetings.seen(request.standing), pk=pk)
    if not meeting_pages.sees_agenda(request.standing, meeting):
        raise Http404
    found = meeting_strengths.of_meeting(meeting, request.standing)
    shown = (each for one in found for each in one.evidence)
    evidence_readings.note(shown, standing=request.standing, path=request.path)
    return render(request, "effects/meeting/strengths.html", {"strengths": found})
