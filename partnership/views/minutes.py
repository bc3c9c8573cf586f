"""Minutes: read, written beside the agenda, sent out, approved and corrected."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import User
from partnership.forms.minutes import (
    MinutesCommentForm,
    MinutesFileForm,
    MinutesForm,
)
from partnership.forms.upload_limits import was_too_large
from partnership.models import Meeting, Minutes
from partnership.rules import minutes as rules
from partnership.rules.access import may_see_partnership
from partnership.rules.bodies import check_run_body, may_run_body
from partnership.services import minutes as service
from partnership.services import minutes_comments, minutes_content, minutes_pages
from partnership.services import minutes_texts as texts_service
from partnership.services.minutes_pages import MeetingRecord
from partnership.views.access import SeatedRequest, requires
from partnership.views.files import sent, stored, takes_file
from partnership.views.minutes_locks import to_locked
from partnership.views.pages import refusals_on

get_or_post = require_http_methods(["GET", "POST"])


def meeting_or_404(request: SeatedRequest, pk: int) -> Meeting:
    """A meeting whose matters the person reads."""
    meeting = minutes_pages.find_meeting(pk, request.standing)
    if meeting is None:
        raise Http404
    return meeting


def run_or_refuse(request: SeatedRequest, pk: int) -> Meeting:
    """A meeting that the person runs; who only reads it is refused."""
    meeting = meeting_or_404(request, pk)
    check_run_body(request.standing, meeting.body_id)
    return meeting


def minutes_or_404(request: SeatedRequest, meeting: Meeting) -> Minutes:
    """The meeting's minutes as far as the person may read them."""
    found = minutes_pages.minutes_of(meeting, request.standing)
    if found is None:
        raise Http404
    return found


def crumbs(meeting: Meeting, *below: str) -> list[tuple[str, str]]:
    """The way down to a page of a meeting's minutes."""
    here = reverse("partnership:minutes-detail", args=[meeting.pk])
    return [
        (_("Partnerskab"), reverse("partnership:partnership")),
        (meeting.title, meeting_url(meeting.pk)),
        (_("Referat"), here if below else ""),
        *((word, "") for word in below),
    ]


def meeting_url(pk: int) -> str:
    """The meeting's own page."""
    return reverse("partnership:meeting-detail", args=[pk])


@requires(may_see_partnership)
@never_cache
@require_GET
def minutes_detail(request: SeatedRequest, pk: int) -> HttpResponse:
    """The minutes as they stand, and what the person may do with them."""
    meeting = meeting_or_404(request, pk)
    minutes = minutes_pages.minutes_of(meeting, request.standing)
    if minutes is None:
        if may_run_body(request.standing, meeting.body_id):
            return redirect("partnership:minutes-write", pk=pk)
        return _missing(request, meeting)
    record = minutes_pages.record_of(meeting, minutes, request.standing)
    return _show(request, record, minutes, _comment_form(request, meeting, minutes))


@requires(may_see_partnership)
@require_POST
def minutes_comment(request: SeatedRequest, pk: int) -> HttpResponse:
    """Say something about proposed minutes."""
    meeting = meeting_or_404(request, pk)
    minutes = minutes_pages.minutes_of(meeting, request.standing)
    form = _new_comment_form(request, meeting)
    is_closed = minutes is None or not minutes_comments.may_comment(
        minutes, request.standing, meeting.body_id
    )
    if form.is_valid() and not is_closed:
        with refusals_on(form):
            minutes_comments.add(by=request.standing, meeting=meeting, **form.cleaned_data)
            messages.success(request, _("Kommentaren er gemt."))
            return redirect("partnership:minutes-detail", pk=pk)
    if is_closed:
        # It may have been written while the minutes were taken back or approved: it is not lost.
        form.add_error(None, _("Der kan ikke kommenteres mere. Skriv til sekretariatet."))
    if minutes is None:
        return _missing(request, meeting, form)
    record = minutes_pages.record_of(meeting, minutes, request.standing)
    return _show(request, record, minutes, form, status=409 if is_closed else 200)


def _missing(
    request: SeatedRequest, meeting: Meeting, form: MinutesCommentForm | None = None
) -> HttpResponse:
    """There are no minutes to read; a comment that was on its way stands there unsaved."""
    context = {"meeting": meeting, "crumbs": crumbs(meeting), "comment_form": form}
    return render(request, "partnership/minutes/missing.html", context, status=409 if form else 200)


@requires(may_see_partnership)
@never_cache
@get_or_post
def minutes_write(request: SeatedRequest, pk: int) -> HttpResponse:
    """One text per item, beside the agenda; what two people wrote at once comes back with both."""
    meeting = run_or_refuse(request, pk)
    if (answer := to_locked(request, pk)) is not None:
        return answer
    minutes = minutes_pages.minutes_of(meeting, request.standing)
    record = minutes_pages.record_of(meeting, minutes, request.standing)
    form = MinutesForm(request.POST or None, minutes=minutes, items=record.items)
    clashes: list[texts_service.Clash] = []
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            clashes = texts_service.save(by=request.standing, meeting_id=pk, texts=form.texts())
            if not clashes:
                messages.success(request, _("Referatet er gemt."))
                return redirect(_after_saving(request, pk))
            minutes = minutes_pages.minutes_of(meeting, request.standing)
            record = minutes_pages.record_of(meeting, minutes, request.standing)
            form.show_clashes(clashes, minutes=minutes, items=record.items)
    context = _write_context(record, form, clashes)
    # Locked while somebody wrote: what was typed stands in its fields, and none of it is stored.
    status = 409 if clashes or record.is_locked else 200
    return render(request, "partnership/minutes/write.html", context, status=status)


def _after_saving(request: SeatedRequest, pk: int) -> str:
    """Back to the text one was at."""
    place = request.POST.get("place", "")
    url = reverse("partnership:minutes-write", args=[pk])
    return f"{url}#punkt-{place}" if place.isdecimal() else url


def _write_context(
    record: MeetingRecord, form: MinutesForm, clashes: list[texts_service.Clash]
) -> dict[str, object]:
    found = {clash.key: clash for clash in clashes}
    return {
        "meeting": record.meeting,
        "minutes": record.minutes,
        "form": form,
        "opening": (*form.pair(texts_service.OPENING), found.get(texts_service.OPENING)),
        "rows": [(row, *form.pair(row.item.pk), found.get(row.item.pk)) for row in record.items],
        "clashes": len(clashes),
        "is_locked": record.is_locked,
        "crumbs": crumbs(record.meeting, _("Skriv")),
    }


@requires(may_see_partnership)
@takes_file("PAPER_MAX_BYTES")
@get_or_post
def minutes_upload(request: SeatedRequest, pk: int) -> HttpResponse:
    """Take minutes that were written elsewhere, or let go of them again."""
    meeting = run_or_refuse(request, pk)
    if request.method == "POST" and request.POST.get("drop"):
        return _drop(request, meeting)
    if (answer := to_locked(request, pk)) is not None:
        return answer
    minutes = minutes_pages.minutes_of(meeting, request.standing)
    form = MinutesFileForm(*sent(request), is_too_large=was_too_large(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            file = form.cleaned_data["file"]
            service.upload(
                by=request.standing, meeting_id=pk, name=file.name, size=file.size,
                pieces=file.chunks(), user=cast("User", request.user),
            )  # fmt: skip
            messages.success(request, _("Referatet er lagt ind."))
            return redirect("partnership:minutes-detail", pk=pk)
    context = {
        "form": form, "meeting": meeting, "crumbs": crumbs(meeting, _("Læg ind som fil")),
        "minutes": minutes,
    }  # fmt: skip
    return render(request, "partnership/minutes/upload.html", context)


def _drop(request: SeatedRequest, meeting: Meeting) -> HttpResponse:
    try:
        service.drop_upload(by=request.standing, meeting_id=meeting.pk)
        messages.success(request, _("Filen er taget væk. Referatet er det, der skrives her."))
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    return redirect("partnership:minutes-detail", pk=meeting.pk)


@requires(may_see_partnership)
@never_cache
@require_GET
def minutes_file(request: SeatedRequest, pk: int) -> HttpResponseBase:
    """The file that was handed in as minutes."""
    minutes = minutes_or_404(request, meeting_or_404(request, pk))
    if minutes.upload is None or minutes.upload.purged_at is not None:
        raise Http404
    return stored(minutes.upload)


def _show(
    request: SeatedRequest, record: MeetingRecord, minutes: Minutes,
    form: MinutesCommentForm | None, *, status: int = 200,
) -> HttpResponse:  # fmt: skip
    meeting = record.meeting
    context = {
        "record": record,
        "meeting": meeting,
        "minutes": minutes,
        "comment_form": form,
        "may": {
            verb: rules.may(verb, minutes.state, request.standing, meeting.body_id)
            for verb in (
                rules.WRITE, rules.PROPOSE, rules.TAKE_BACK, rules.APPROVE, rules.CORRECT
            )
        },
        "read": "" if minutes.is_locked else minutes_content.fingerprint_of(meeting, minutes),
        "runs": may_run_body(request.standing, meeting.body_id),
        "stands": minutes.is_locked and minutes_content.stands(meeting, minutes),
        "crumbs": crumbs(meeting),
    }  # fmt: skip
    return render(request, "partnership/minutes/detail.html", context, status=status)


def _comment_form(
    request: SeatedRequest, meeting: Meeting, minutes: Minutes
) -> MinutesCommentForm | None:
    """The form for those who may comment today; None for all others."""
    if not minutes_comments.may_comment(minutes, request.standing, meeting.body_id):
        return None
    return _new_comment_form(request, meeting)


def _new_comment_form(request: SeatedRequest, meeting: Meeting) -> MinutesCommentForm:
    return MinutesCommentForm(
        request.POST or None,
        members=minutes_comments.members_of(request.standing, meeting.body_id),
        must_name=minutes_comments.must_name_member(request.standing, meeting.body_id),
    )
