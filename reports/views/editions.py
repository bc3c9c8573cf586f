"""Briefs as they were sent out."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts.models import User
from partnership.rules.access import may_see_partnership
from partnership.rules.bodies import may_run_body
from partnership.services.documents import PRINTERS
from partnership.views.access import SeatedRequest, requires
from partnership.views.files import made
from reports.models import BriefEdition
from reports.services import editions
from reports.views.briefs import crumbs, file_name


def edition_or_404(request: SeatedRequest, pk: int, number: int) -> BriefEdition:
    """An edition of a body whose matters the person reads; whoever opens it is noted."""
    found = get_object_or_404(editions.seen(request.standing), brief__meeting=pk, number=number)
    editions.note_reader(found, cast("User", request.user))
    return found


@requires(may_see_partnership)
@never_cache
@require_GET
def edition_detail(request: SeatedRequest, pk: int, number: int) -> HttpResponse:
    """The brief as it was sent out, and what has happened to its figures since."""
    edition = edition_or_404(request, pk, number)
    meeting = edition.brief.meeting
    context = {
        "page": editions.page_of(edition),
        "content": editions.content_of(edition),
        "edition": edition,
        "meeting": meeting,
        "runs": may_run_body(request.standing, meeting.body_id),
        "crumbs": crumbs(meeting, _("Udgave %(number)s") % {"number": number}),
    }
    return render(request, "reports/edition/detail.html", context)


@requires(may_see_partnership)
@never_cache
@require_GET
def edition_document(request: SeatedRequest, pk: int, number: int, form: str) -> HttpResponse:
    """The edition as the PDF that was stored, or as a Word file of the same content."""
    if form not in PRINTERS:
        raise Http404
    edition = edition_or_404(request, pk, number)
    name = file_name(edition.brief.meeting, form, number)
    return made(editions.file_of(edition, form), name=name, content_type=PRINTERS[form][1])
