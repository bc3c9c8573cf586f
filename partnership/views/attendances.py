"""Who comes to a meeting: one's own answer, and what is noted of all."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from partnership.forms.attendances import AnswerForm, AttendanceForm
from partnership.rules.access import may_see_partnership
from partnership.services import attendances, meeting_pages
from partnership.views.access import SeatedRequest, requires
from partnership.views.meetings import crumbs, meeting_or_404, run_or_refuse, show_meeting
from partnership.views.minutes_locks import to_locked
from partnership.views.pages import refusals_on


@requires(may_see_partnership)
@require_POST
def answer(request: SeatedRequest, pk: int) -> HttpResponse:
    """Say that one comes, or send one's apologies and perhaps a substitute."""
    meeting = meeting_or_404(request, pk)
    page = meeting_pages.page_for(request.standing, meeting)
    form = AnswerForm(request.POST, substitutes=page.substitutes)
    if form.is_valid():
        with refusals_on(form):
            attendances.answer(
                by=request.standing, meeting_id=meeting.pk,
                comes=form.cleaned_data["comes"] == "ja",
                substitute=form.cleaned_data.get("substitute"),
            )  # fmt: skip
            messages.success(request, _("Dit svar er noteret."))
            return redirect("partnership:meeting-detail", meeting.pk)
    return show_meeting(request, meeting, answer_form=form)


@requires(may_see_partnership)
@require_http_methods(["GET", "POST"])
def attendance(request: SeatedRequest, pk: int) -> HttpResponse:
    """Note who came, and who stood in for whom."""
    meeting = run_or_refuse(request, pk)
    if (locked := to_locked(request, meeting.pk)) is not None:
        return locked
    initial = {"seen": attendances.stamp_of(meeting)}  # before the rows that it is the stamp of
    rows = meeting_pages.page_for(request.standing, meeting).attendances
    form = AttendanceForm(request.POST or None, rows=rows, guests=meeting.guests, initial=initial)
    back = reverse("partnership:meeting-detail", args=[meeting.pk])
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            attendances.note(
                by=request.standing, meeting_id=meeting.pk, seen=form.seen_stamp,
                answers=form.answers(), guests=form.cleaned_data["guests"],
            )  # fmt: skip
            messages.success(request, _("Deltagerne er noteret."))
            return redirect(f"{back}#deltagere")
    title = _("Deltagere")
    context = {
        "form": form, "title": title, "meeting": meeting, "cancel_url": f"{back}#deltagere",
        "crumbs": crumbs(meeting, title),
    }  # fmt: skip
    return render(request, "partnership/meeting/attendance.html", context)
