"""The municipality's archive: what is not sent yet, the package, and the note that it was sent."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from partnership.forms.archives import ArchiveForm
from partnership.rules.access import may_see_partnership
from partnership.services import archives as service
from partnership.services import minutes_pages
from partnership.services.edits import stamp_of
from partnership.views.access import SeatedRequest, requires
from partnership.views.documents import notice_for
from partnership.views.files import made
from partnership.views.minutes import meeting_url, run_or_refuse
from partnership.views.pages import refusals_on


@requires(may_see_partnership)
@never_cache
@require_GET
def archive_list(request: SeatedRequest) -> HttpResponse:
    """Meetings with locked minutes that the archive does not have yet; and those it has."""
    if not service.run_by(request.standing):
        raise Http404
    context = {
        "waiting": service.rows_for(request.standing, sent=False),
        "sent": service.rows_for(request.standing, sent=True),
        "crumbs": [
            (_("Partnerskab"), reverse("partnership:partnership")), (_("Til arkivet"), ""),
        ],
    }  # fmt: skip
    return render(request, "partnership/archive/list.html", context)


@requires(may_see_partnership)
@require_http_methods(["GET", "POST"])
def archive_record(request: SeatedRequest, pk: int) -> HttpResponse:
    """The package of one meeting, its case number, and the day it was sent."""
    meeting = run_or_refuse(request, pk)
    initial = {name: getattr(meeting, name) for name in service.KEPT}
    form = ArchiveForm(request.POST or None, initial={**initial, "seen": stamp_of(meeting)})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            service.record(by=request.standing, meeting_id=pk, seen=form.seen_stamp, **form.typed())
            messages.success(request, _("Det er noteret."))
            return redirect("partnership:archive-list")
    minutes = minutes_pages.minutes_of(meeting, request.standing)
    context = {
        "meeting": meeting,
        "minutes": minutes,
        "form": form,
        "crumbs": [
            (_("Partnerskab"), reverse("partnership:partnership")),
            (meeting.title, meeting_url(pk)), (_("Til arkivet"), ""),
        ],
    }  # fmt: skip
    return render(request, "partnership/archive/record.html", context)


@requires(may_see_partnership)
@never_cache
@require_GET
def archive_package(request: SeatedRequest, pk: int) -> HttpResponse:
    """Documents, papers and what they are, as one ZIP."""
    meeting = run_or_refuse(request, pk)
    minutes = minutes_pages.minutes_of(meeting, request.standing)
    record = minutes_pages.record_of(meeting, minutes, request.standing)
    content = service.package(record, notice=notice_for(request))
    return made(content, name=service.name_of(meeting), content_type="application/zip")
