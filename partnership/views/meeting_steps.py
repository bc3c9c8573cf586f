"""The steps of a meeting: calling, holding, cancelling it, holding it together with another."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from partnership.forms.meetings import CancelForm, HoldForm, MergeForm
from partnership.forms.stamped import StampedForm
from partnership.models import Meeting
from partnership.models.meetings import Form
from partnership.rules.access import may_see_partnership
from partnership.services import attendances, meetings
from partnership.services.meeting_notices import called_users
from partnership.views.access import SeatedRequest, requires
from partnership.views.meetings import crumbs, run_or_refuse
from partnership.views.pages import refusals_on, show_form

get_or_post = require_http_methods(["GET", "POST"])


def _back(meeting: Meeting) -> str:
    return reverse("partnership:meeting-detail", args=[meeting.pk])


@requires(may_see_partnership)
@get_or_post
def meeting_call(request: SeatedRequest, pk: int) -> HttpResponse:
    """Send the agenda to all with a seat on the day, after a last look."""
    meeting = run_or_refuse(request, pk)
    form = StampedForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            called = meetings.call(by=request.standing, meeting_id=meeting.pk)
            _say_who_was_called(request, called)
            return redirect(_back(meeting))
    seats = attendances.seats_on_the_day(meeting)
    title = _("Send indkaldelsen")
    context = {
        "form": form, "title": title, "meeting": meeting, "seats": seats,
        "cancel_url": _back(meeting), "crumbs": crumbs(meeting, title),
        "submit_label": title, "warnings": _missing(meeting),
    }  # fmt: skip
    return render(request, "partnership/meeting/call.html", context)


def _say_who_was_called(request: SeatedRequest, meeting: Meeting) -> None:
    """How many were called, and how many of them no message has reached."""
    count = meeting.attendances.count()
    words = ngettext("%(n)s person er indkaldt.", "%(n)s personer er indkaldt.", count)
    messages.success(request, words % {"n": count})
    if unreached := count - len(called_users(meeting)):
        words = ngettext(
            "%(n)s af dem kan ikke logge ind og har ikke fået besked. Send indkaldelsen på anden "
            "måde.",
            "%(n)s af dem kan ikke logge ind og har ikke fået besked. Send dem indkaldelsen på "
            "anden måde.",
            unreached,
        )
        messages.warning(request, words % {"n": unreached})


def _missing(meeting: Meeting) -> list[str]:
    """What those called will look for in vain."""
    found = []
    if meeting.form != Form.ONLINE and not meeting.place:
        found.append(_("Der står ikke, hvor mødet holdes."))
    if meeting.form != Form.IN_PERSON and not meeting.link:
        found.append(_("Der er ikke noget link til onlinemødet."))
    return found


@requires(may_see_partnership)
@get_or_post
def meeting_hold(request: SeatedRequest, pk: int) -> HttpResponse:
    """Say that the meeting is over, and what became of each item."""
    meeting = run_or_refuse(request, pk)
    form = HoldForm(request.POST if request.method == "POST" else None, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            meetings.hold(
                by=request.standing, meeting_id=meeting.pk, outcomes=form.outcomes(),
                all_came=form.cleaned_data["all_came"],
            )  # fmt: skip
            messages.success(
                request, _("Mødet er afholdt. Udsatte punkter er ført videre til næste møde.")
            )
            return redirect(_back(meeting))
    title = _("Mødet er afholdt")
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=_back(meeting),
        crumbs=crumbs(meeting, title),
        lead=_("Hvad blev der af punkterne? Det, der er udsat, kommer på organets næste møde."),
    )  # fmt: skip


@requires(may_see_partnership)
@get_or_post
def meeting_cancel(request: SeatedRequest, pk: int) -> HttpResponse:
    """Call the meeting off."""
    meeting = run_or_refuse(request, pk)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            meetings.cancel(by=request.standing, meeting_id=meeting.pk, **form.cleaned_data)
            messages.success(request, _("Mødet er aflyst."))
            return redirect(_back(meeting))
    title = _("Aflys møde")
    return show_form(
        request, form, title=title, submit_label=title, cancel_url=_back(meeting),
        crumbs=crumbs(meeting, title), lead=meeting.title, danger=True,
        consequences=[
            _("Punkterne kommer på organets næste møde. Er der ikke noget, venter de, til der kommer et."),
            _("Mødet bliver stående som aflyst, også i deltagernes kalendere."),
        ],
    )  # fmt: skip


@requires(may_see_partnership)
@get_or_post
def meeting_merge(request: SeatedRequest, pk: int) -> HttpResponse:
    """Hold the meeting together with another one of the body."""
    meeting = run_or_refuse(request, pk)
    form = MergeForm(request.POST or None, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            merged = meetings.merge(by=request.standing, meeting_id=meeting.pk, **form.cleaned_data)
            messages.success(request, _("Møderne er lagt sammen."))
            return redirect("partnership:meeting-detail", merged.merged_into_id)
    title = _("Læg møder sammen")
    return show_form(
        request, form, title=title, submit_label=title, cancel_url=_back(meeting),
        crumbs=crumbs(meeting, title), lead=meeting.title,
        consequences=[_("Punkterne kommer på det andet møde. Dette møde holdes ikke.")],
    )  # fmt: skip
