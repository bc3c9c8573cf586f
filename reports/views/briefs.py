"""The brief of a meeting: its draft as page and file, its texts, and sending it out."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models import User
from partnership.models import Meeting
from partnership.rules.access import may_see_partnership
from partnership.rules.bodies import check_run_body, may_run_body
from partnership.services import meetings
from partnership.services.documents import PRINTERS
from partnership.services.edits import stamp_of
from partnership.views.access import SeatedRequest, requires
from partnership.views.files import made
from partnership.views.pages import refusals_on
from reports.exports.brief_files import docx
from reports.forms.briefs import BriefForm, IssueForm
from reports.models import Brief
from reports.rules.blocks import WHOLE
from reports.services import briefs, drafts, editions

get_or_post = require_http_methods(["GET", "POST"])


def crumbs(meeting: Meeting, *below: str) -> list[tuple[str, str]]:
    """The way down to a page of a meeting's brief."""
    here = reverse("reports:brief-detail", args=[meeting.pk])
    return [
        (_("Rapporter"), reverse("reports:report-list")),
        (_("Mødeoplæg: %(title)s") % {"title": meeting.title}, here if below else ""),
        *((word, "") for word in below),
    ]


def meeting_or_404(request: SeatedRequest, pk: int) -> Meeting:
    """The meeting, where its body's matters are open to the person."""
    found: Meeting = get_object_or_404(meetings.seen(request.standing), pk=pk)
    return found


def run_or_refuse(request: SeatedRequest, pk: int) -> Meeting:
    """The same, where the person also runs the body's meetings."""
    meeting = meeting_or_404(request, pk)
    check_run_body(request.standing, meeting.body_id)
    return meeting


def file_name(meeting: Meeting, form: str, number: int | None = None) -> str:
    """What a brief's file is called: the day first, so that files of a folder stand in order."""
    edition = f" udgave {number}" if number else ""
    name = f"{timezone.localdate(meeting.starts_at):%Y-%m-%d} mødeoplæg {meeting.title}"
    return f"{name[:110].strip()}{edition}.{form}"


@requires(may_see_partnership)
@never_cache
@require_GET
def brief_detail(request: SeatedRequest, pk: int) -> HttpResponse:
    """The draft for those who run the meeting; to all others what was sent out last."""
    meeting = meeting_or_404(request, pk)
    writes = may_run_body(request.standing, meeting.body_id) and editions.may_issue(meeting)
    newest = editions.newest(meeting)
    if not writes and newest is not None:
        return redirect("reports:edition-detail", pk, newest.number)
    context = {"meeting": meeting, "crumbs": crumbs(meeting), "writes": writes}
    if not writes:
        return render(request, "reports/brief/missing.html", context)
    draft = drafts.draft_of(meeting)
    context |= {
        "content": draft.content,
        "too_long": drafts.too_long_words(draft) if draft.is_too_long else "",
        "read": editions.fingerprint_of(draft),
        "editions": editions.of_meeting(meeting),
    }
    return render(request, "reports/brief/detail.html", context)


@requires(may_see_partnership)
@never_cache
@require_GET
def brief_whole(request: SeatedRequest, pk: int, name: str) -> HttpResponse:
    """All lines of a section on figures, as they are today: a brief has room for the first of them."""
    meeting = meeting_or_404(request, pk)
    key = next((each for each, called in WHOLE.items() if called == name), None)
    if key is None:
        raise Http404
    content = drafts.whole_section(meeting, key)
    title = drafts.whole_title(key)
    context = {
        "meeting": meeting, "content": content, "title": title, "crumbs": crumbs(meeting, title)
    }  # fmt: skip
    return render(request, "reports/brief/whole.html", context)


@requires(may_see_partnership)
@never_cache
@require_GET
def brief_document(request: SeatedRequest, pk: int, form: str) -> HttpResponse:
    """The draft as PDF or Word."""
    meeting = run_or_refuse(request, pk)
    if form not in PRINTERS:
        raise Http404
    draft = drafts.draft_of(meeting)
    content = docx(draft.content) if form == "docx" else draft.pdf
    return made(content, name=file_name(meeting, form), content_type=PRINTERS[form][1])


@requires(may_see_partnership)
@never_cache
@get_or_post
def brief_change(request: SeatedRequest, pk: int) -> HttpResponse:
    """Write the texts of the brief."""
    meeting = run_or_refuse(request, pk)
    if request.method == "GET" and not editions.may_issue(meeting):
        messages.error(
            request,
            _("Mødet er ikke længere planlagt eller indkaldt, så mødeoplægget kan ikke rettes."),
        )
        return redirect("partnership:meeting-detail", pk)
    brief = Brief.objects.filter(meeting=meeting).first()
    places = drafts.places_of(meeting)
    form = BriefForm(
        request.POST or None, sections=places, written=drafts.written_in(brief),
        initial={"seen": stamp_of(brief) if brief else 0},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            briefs.change(
                by=request.standing, meeting_id=pk, seen=form.seen_stamp, written=form.written()
            )
            messages.success(request, _("Mødeoplægget er gemt."))
            return redirect("reports:brief-detail", pk)
    context = {
        "form": form, "meeting": meeting, "crumbs": crumbs(meeting, _("Ret teksterne")),
        "matters": [line for section in places for line in section.lines if line.write_url],
        "left_behind": briefs.left_behind(brief),
    }  # fmt: skip
    return render(request, "reports/brief/change.html", context)


@requires(may_see_partnership)
@never_cache
@get_or_post
def brief_issue(request: SeatedRequest, pk: int) -> HttpResponse:
    """Send the brief out to the body."""
    meeting = run_or_refuse(request, pk)
    if not editions.may_issue(meeting):
        messages.error(
            request, _("Mødet er ikke længere planlagt eller indkaldt, så der sendes intet ud.")
        )
        return redirect("partnership:meeting-detail", pk)
    form = IssueForm(request.POST or None, initial={"read": request.GET.get("laest", "")})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            edition = editions.issue(
                by=request.standing, meeting_id=pk, read=form.cleaned_data["read"],
                user=cast("User", request.user),
            )  # fmt: skip
            messages.success(request, _("Mødeoplægget er sendt ud."))
            return redirect(editions.address_of(edition))
    context = {
        "form": form, "meeting": meeting, "crumbs": crumbs(meeting, _("Send ud")),
        "readers": len(editions.readers_of(meeting)),
    }  # fmt: skip
    return render(request, "reports/brief/issue.html", context)
