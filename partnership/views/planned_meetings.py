"""The yearly wheel of meetings: the months, the marks, the standing items, and calling from a mark."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from partnership.forms.meetings import MeetingForm
from partnership.forms.planned_meetings import (
    MARK,
    STANDING,
    PlannedMeetingForm,
    StandingItemForm,
    initial_of,
)
from partnership.models import PlannedMeeting, StandingItem
from partnership.rules.access import may_see_partnership
from partnership.rules.bodies import check_run_body
from partnership.rules.meetings import next_occurrence
from partnership.services import meetings, planned_meetings
from partnership.services.body_rights import seen_by
from partnership.services.edits import stamp_of
from partnership.views.access import SeatedRequest, requires
from partnership.views.meetings import warn_of_overlaps
from partnership.views.pages import refusals_on, show_form

get_or_post = require_http_methods(["GET", "POST"])
LIST = "partnership:planned-meeting-list"


def _crumbs(*below: str) -> list[tuple[str, str]]:
    found = [(_("Partnerskab"), reverse("partnership:partnership")), (_("Årshjul"), reverse(LIST))]
    found += [(title, "") for title in below]
    return [*found[:-1], (found[-1][0], "")]


def _mark_or_404(request: SeatedRequest, pk: int) -> PlannedMeeting:
    """A mark of a body that the person may read and runs."""
    found = PlannedMeeting.objects.filter(body__in=seen_by(request.standing))
    mark = get_object_or_404(found.select_related("body"), pk=pk)
    check_run_body(request.standing, mark.body_id)
    return mark


@requires(may_see_partnership)
@require_GET
def wheel(request: SeatedRequest) -> HttpResponse:
    """When the bodies meet in the year, and what stands on their agendas every time."""
    asked = request.GET
    found = planned_meetings.wheel_for(
        request.standing, asked.get("organ", ""), asked.get("aar", "")
    )
    context = {"wheel": found, "crumbs": _crumbs()}
    return render(request, "partnership/meeting/wheel.html", context)


@requires(may_see_partnership)
@get_or_post
def mark_create(request: SeatedRequest) -> HttpResponse:
    """Put a meeting on the wheel."""
    bodies = planned_meetings.bodies_of(request.standing, runs=True)
    if not bodies:
        check_run_body(request.standing, 0)
    initial = {"body": next((b for b in bodies if b.slug == request.GET.get("organ")), None)}
    form = PlannedMeetingForm(request.POST or None, bodies=bodies, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            planned_meetings.add(by=request.standing, **form.typed())
            messages.success(request, _("Årshjulet er rettet."))
            return redirect(LIST)
    title = _("Føj møde til årshjulet")
    return show_form(
        request, form, title=title, submit_label=title, cancel_url=reverse(LIST),
        crumbs=_crumbs(title), lead=_("Mødet står i årshjulet hvert år. Herfra indkalder du det."),
    )  # fmt: skip


@requires(may_see_partnership)
@get_or_post
def mark_change(request: SeatedRequest, pk: int) -> HttpResponse:
    """Change a mark of the wheel."""
    mark = _mark_or_404(request, pk)
    initial = {**initial_of(mark, MARK), "seen": stamp_of(mark)}
    form = PlannedMeetingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            planned_meetings.change(
                by=request.standing, planned_id=mark.pk, seen=form.seen_stamp, **form.typed()
            )
            messages.success(request, _("Årshjulet er rettet."))
            return redirect(LIST)
    title = _("Ret møde i årshjulet")
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=reverse(LIST),
        crumbs=_crumbs(title), lead=_("Møder, der allerede er oprettet, bliver, som de er."),
    )  # fmt: skip


@requires(may_see_partnership)
@get_or_post
def mark_call(request: SeatedRequest, pk: int) -> HttpResponse:
    """Make this year's meeting from a mark, with its agenda."""
    mark = _mark_or_404(request, pk)
    day = next_occurrence(mark.month, mark.day, after=timezone.localdate())
    initial = {
        "title": f"{mark.name} {day.year}", "day": day, "starts": mark.starts_at,
        "ends": mark.ends_at, "form": mark.form, "place": mark.place,
    }  # fmt: skip
    form = MeetingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = meetings.plan(by=request.standing, body=mark.body, planned=mark, **form.typed())
            messages.success(
                request, _("Mødet er oprettet. Gør dagsordenen færdig, og send indkaldelsen.")
            )
            warn_of_overlaps(request, made)
            return redirect("partnership:meeting-detail", made.pk)
    title = _("Opret mødet: %(name)s") % {"name": mark.name}
    year = (form.cleaned_data.get("day") or day).year if form.is_bound else day.year
    return show_form(
        request, form, title=title, submit_label=_("Opret mødet"),
        made=meetings.made_from(mark, year), template="partnership/meeting/from_mark.html",
        cancel_url=reverse(LIST), crumbs=_crumbs(title),
        lead=_("Mødet får organets faste punkter og alt det, der venter på et møde. Indkaldelsen "
               "sendes først, når du har set dagsordenen igennem."),
    )  # fmt: skip


@requires(may_see_partnership)
@get_or_post
def standing_create(request: SeatedRequest) -> HttpResponse:
    """Let an item stand on a body's agendas."""
    bodies = planned_meetings.bodies_of(request.standing, runs=True)
    if not bodies:
        check_run_body(request.standing, 0)
    initial = {"body": next((b for b in bodies if b.slug == request.GET.get("organ")), None)}
    form = StandingItemForm(request.POST or None, bodies=bodies, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            planned_meetings.add_standing_item(by=request.standing, **form.typed())
            messages.success(request, _("Det faste punkt er gemt."))
            return redirect(LIST)
    title = _("Nyt fast punkt")
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=reverse(LIST),
        crumbs=_crumbs(title), lead=_("Punktet kommer på dagsordenen, hver gang et møde oprettes."),
    )  # fmt: skip


@requires(may_see_partnership)
@get_or_post
def standing_change(request: SeatedRequest, pk: int) -> HttpResponse:
    """Change a standing item."""
    found = StandingItem.objects.filter(body__in=seen_by(request.standing))
    item = get_object_or_404(found, pk=pk)
    check_run_body(request.standing, item.body_id)
    initial = {**initial_of(item, STANDING), "seen": stamp_of(item)}
    form = StandingItemForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            planned_meetings.change_standing_item(
                by=request.standing, item_id=item.pk, seen=form.seen_stamp, **form.typed()
            )
            messages.success(request, _("Det faste punkt er gemt."))
            return redirect(LIST)
    title = _("Ret fast punkt")
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=reverse(LIST),
        crumbs=_crumbs(title), lead=_("Dagsordener, der allerede har punktet, bliver, som de er."),
    )  # fmt: skip
