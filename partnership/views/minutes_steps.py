"""What leads minutes from state to state, each on a page that says what follows from it."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from partnership.forms.minutes import ApproveForm, CorrectionForm, ProposeForm
from partnership.models import Meeting, Minutes
from partnership.rules import minutes as rules
from partnership.rules.access import may_see_partnership
from partnership.services import corrections, minutes_comments, minutes_content
from partnership.services import minutes as service
from partnership.views.access import SeatedRequest, requires
from partnership.views.minutes import crumbs, minutes_or_404, run_or_refuse
from partnership.views.pages import refusals_on, show_form

get_or_post = require_http_methods(["GET", "POST"])
WEEKS_FOR_COMMENTS = 2


@requires(may_see_partnership)
@get_or_post
def minutes_propose(request: SeatedRequest, pk: int) -> HttpResponse:
    """Send a draft out for comments until a day."""
    meeting = _ready(request, pk, rules.PROPOSE)
    until = timezone.localdate() + dt.timedelta(weeks=WEEKS_FOR_COMMENTS)
    form = ProposeForm(request.POST or None, initial={"comments_until": until})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            service.propose(by=request.standing, meeting_id=pk, **form.cleaned_data)
            messages.success(request, _("Referatet er sendt til kommentering."))
            return redirect("partnership:minutes-detail", pk=pk)
    return _page(
        request, form, meeting, title=_("Send referatet til kommentering"), label=_("Send"),
        consequences=[
            _("De, der var indkaldt, får en besked og kan læse og kommentere referatet."),
            _("I kan stadig rette i det, indtil det er godkendt."),
        ],
    )  # fmt: skip


@requires(may_see_partnership)
@get_or_post
def minutes_take_back(request: SeatedRequest, pk: int) -> HttpResponse:
    """Make proposed minutes a draft again."""
    meeting = _ready(request, pk, rules.TAKE_BACK)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            service.take_back(by=request.standing, meeting_id=pk)
            messages.success(request, _("Referatet er en kladde igen."))
            return redirect("partnership:minutes-detail", pk=pk)
    return _page(
        request, form, meeting, title=_("Tag referatet tilbage"), label=_("Tag tilbage"),
        consequences=[
            _("Referatet kan igen kun læses af jer, der skriver det."),
            _("Kommentarerne bliver stående."),
        ],
    )  # fmt: skip


@requires(may_see_partnership)
@never_cache
@get_or_post
def minutes_approve(request: SeatedRequest, pk: int) -> HttpResponse:
    """Lock the minutes."""
    meeting = _ready(request, pk, rules.APPROVE)
    minutes = minutes_or_404(request, meeting)
    # What was on the page that led here; whoever comes by another way approves what stands now.
    read = request.GET.get("laest") or minutes_content.fingerprint_of(meeting, minutes)
    form = ApproveForm(request.POST or None, initial={"read": read})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            service.approve(by=request.standing, meeting_id=pk, **form.cleaned_data)
            messages.success(request, _("Referatet er godkendt og låst."))
            return redirect("partnership:minutes-detail", pk=pk)
    return _page(
        request, form, meeting, title=_("Godkend referatet"), label=_("Godkend og lås"), danger=True,
        consequences=[
            *_comments_cut_short(minutes),
            _("Referat, dagsorden, deltagere, bilag og beslutninger kan ikke ændres bagefter."),
            _("Er noget forkert, skrives det som en rettelse, der står ved siden af."),
        ],
    )  # fmt: skip


def _comments_cut_short(minutes: Minutes) -> list[str]:
    """What approval takes from those who were told that they may comment."""
    until = minutes.comments_until
    if until is None or not minutes_comments.is_open(minutes):
        return []
    return [
        _("Der kan kommenteres til og med %(day)s. Godkender du nu, er det slut med det samme.")
        % {"day": date_format(until, _("j. F Y"))}
    ]


@requires(may_see_partnership)
@get_or_post
def minutes_correct(request: SeatedRequest, pk: int) -> HttpResponse:
    """Put a correction to locked minutes."""
    meeting = _ready(request, pk, rules.CORRECT)
    form = CorrectionForm(request.POST or None, meeting_id=pk)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            corrections.add(by=request.standing, meeting_id=pk, **form.cleaned_data)
            messages.success(request, _("Rettelsen står nu ved referatet."))
            return redirect("partnership:minutes-detail", pk=pk)
    return _page(
        request, form, meeting, title=_("Skriv en rettelse"), label=_("Gem rettelsen"),
        consequences=[
            _("Referatet selv ændres ikke. Rettelsen står ved siden af med navn og dato."),
            _("En rettelse kan ikke slettes igen."),
        ],
    )  # fmt: skip


def _ready(request: SeatedRequest, pk: int, verb: str) -> Meeting:
    """The meeting, for those who run it; the step itself is refused by the service in words."""
    meeting = run_or_refuse(request, pk)
    minutes = minutes_or_404(request, meeting)
    if request.method == "GET" and verb not in rules.STEPS[minutes.state]:
        raise Http404
    return meeting


def _page(
    request: SeatedRequest, form: forms.Form, meeting: Meeting, *, title: str, label: str,
    consequences: list[str], danger: bool = False,
) -> HttpResponse:  # fmt: skip
    return show_form(
        request, form, title=title, submit_label=label, danger=danger,
        cancel_url=reverse("partnership:minutes-detail", args=[meeting.pk]),
        crumbs=crumbs(meeting, title), lead=meeting.title, consequences=consequences,
    )  # fmt: skip
