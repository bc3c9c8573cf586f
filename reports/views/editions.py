"""Briefs as they were sent out."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts.models import User
from indicators.services import frozen_access
from partnership.rules.access import may_see_partnership
from partnership.rules.bodies import may_run_body
from partnership.services.documents import PRINTERS
from partnership.views.access import SeatedRequest, requires
from partnership.views.files import made
from reports.models import BriefEdition
from reports.services import editions
from reports.views.briefs import crumbs, file_name


def edition_or_404(request: SeatedRequest, pk: int, number: int) -> BriefEdition:
    """An edition of a body whose matters the person reads; whoever opens it is noted.

    One with figures that have become restricted is opened by those with that right alone.
    """
    found = get_object_or_404(editions.seen(request.standing), brief__meeting=pk, number=number)
    if not frozen_access.is_closed_to(found.frozen, request.standing):
        editions.note_reader(found, cast("User", request.user))
        frozen_access.note_reading(found.frozen, request.standing, path=request.path)
    return found


@requires(may_see_partnership)
@never_cache
@require_GET
def edition_detail(request: SeatedRequest, pk: int, number: int) -> HttpResponse:
    """The brief as it was sent out, and what has happened to its figures since."""
    edition = edition_or_404(request, pk, number)
    meeting = edition.brief.meeting
    page = editions.page_of(edition, request.standing)
    context = {
        "page": page,
        "content": page.content,
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
    if frozen_access.is_closed_to(edition.frozen, request.standing):
        raise Http404
    content = editions.file_of(edition, form)
    if content is None:  # its page says what is wrong with it
        return redirect("reports:edition-detail", pk, number)
    name = file_name(edition.brief.meeting, form, number)
    return made(content, name=name, content_type=PRINTERS[form][1])
