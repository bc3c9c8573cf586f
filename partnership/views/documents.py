"""Agenda and minutes as files to keep."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from partnership.exports.documents import Document
from partnership.models import Meeting
from partnership.rules.access import may_see_partnership
from partnership.services import documents, minutes_pages
from partnership.views.access import SeatedRequest, requires
from partnership.views.files import made
from partnership.views.minutes import meeting_or_404, minutes_or_404


def notice_for(request: SeatedRequest) -> str:
    """The words that the frame of every page shows while example data is loaded."""
    return render_to_string("partnership/document/notice.txt", {}, request).strip()


@requires(may_see_partnership)
@never_cache
@require_GET
def agenda_document(request: SeatedRequest, pk: int, form: str) -> HttpResponse:
    """The agenda as PDF or Word, once it was sent; those who write it have it before."""
    meeting = meeting_or_404(request, pk)
    if not minutes_pages.agenda_is_open(meeting, request.standing):
        raise Http404
    record = minutes_pages.record_of(meeting, None, request.standing)
    return _answer(documents.agenda(record, notice=notice_for(request)), meeting, form)


@requires(may_see_partnership)
@never_cache
@require_GET
def minutes_document(request: SeatedRequest, pk: int, form: str) -> HttpResponse:
    """The minutes as PDF or Word, as far as the person may read them."""
    meeting = meeting_or_404(request, pk)
    minutes = minutes_or_404(request, meeting)
    record = minutes_pages.record_of(meeting, minutes, request.standing)
    return _answer(documents.minutes(record, minutes, notice=notice_for(request)), meeting, form)


def _answer(document: Document, meeting: Meeting, form: str) -> HttpResponse:
    if form not in documents.PRINTERS:
        raise Http404
    printer, content_type = documents.PRINTERS[form]
    name = documents.name_of(document, meeting, form)
    return made(printer(document), name=name, content_type=content_type)
