"""Meetings: the list, one meeting's page, its file for a calendar, and the form it is planned in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from partnership.forms.agendas import CommentForm
from partnership.forms.attendances import AnswerForm
from partnership.forms.meetings import MeetingForm, NewMeetingForm, initial_of
from partnership.models import AgendaItem, Meeting
from partnership.rules import meetings as rules
from partnership.rules.access import may_see_partnership
from partnership.rules.bodies import check_run_body
from partnership.services import calendars, meeting_pages, meetings
from partnership.services.edits import stamp_of
from partnership.services.planned_meetings import bodies_of
from partnership.views.access import SeatedRequest, requires
from partnership.views.pages import refusals_on, show_form

get_or_post = require_http_methods(["GET", "POST"])
LIST = "partnership:meeting-list"


def crumbs(meeting: Meeting | None, *below: str) -> list[tuple[str, str]]:
    """Breadcrumbs from Partnerskab over the meetings down to a page."""
    found = [
        (_("Partnerskab"), reverse("partnership:partnership")),
        (_("Møder"), reverse(LIST)),
    ]
    if meeting is not None:
        found.append((meeting.title, reverse("partnership:meeting-detail", args=[meeting.pk])))
    found += [(title, "") for title in below]
    return [*found[:-1], (found[-1][0], "")]


def meeting_or_404(request: SeatedRequest, pk: int) -> Meeting:
    """The meeting, where its body's matters are open to the person."""
    found: Meeting = get_object_or_404(meetings.seen(request.standing), pk=pk)
    return found


def run_or_refuse(request: SeatedRequest, pk: int) -> Meeting:
    """The same, where the person also runs the body's meetings."""
    meeting = meeting_or_404(request, pk)
    check_run_body(request.standing, meeting.body_id)
    return meeting


def warn_of_overlaps(request: SeatedRequest, meeting: Meeting) -> None:
    """Say which other meetings of the body are on at the same time."""
    for other in meetings.overlapping(meeting):
        begins, ends = timezone.localtime(other.starts_at), timezone.localtime(other.ends_at)
        words = _(
            "Mødet ligger oven i et andet af organets møder: %(title)s den %(day)s kl. "
            "%(starts)s–%(ends)s. Flyt det ene, hvis det ikke er meningen."
        ) % {
            "title": other.title, "day": date_format(begins, "j. F Y"),
            "starts": date_format(begins, "H.i"), "ends": date_format(ends, "H.i"),
        }  # fmt: skip
        messages.warning(request, words)


def show_meeting(
    request: SeatedRequest,
    meeting: Meeting,
    *,
    answer_form: AnswerForm | None = None,
    comment_form: CommentForm | None = None,
    commented: AgendaItem | None = None,
) -> HttpResponse:
    """The meeting's page, also with a form that was refused."""
    page = meeting_pages.page_for(request.standing, meeting)
    blank = CommentForm(serves=page.serves, only=page.speaks_only_for_others, auto_id=False)
    said = {"coming": "ja", "excused": "nej"}.get(page.own.status if page.own else "")
    context = {
        "page": page,
        "meeting": meeting,
        "crumbs": crumbs(meeting),
        "has_passed": meeting_pages.has_passed(meeting),
        "answer_form": answer_form
        or AnswerForm(substitutes=page.substitutes, initial={"comes": said}),
        "blank_comment": blank,
        "comment_form": comment_form,
        "commented": commented,
    }
    return render(request, "partnership/meeting/detail.html", context)


@requires(may_see_partnership)
@require_GET
def meeting_list(request: SeatedRequest) -> HttpResponse:
    """Meetings ahead and past, of all bodies the person reads or of one."""
    found = meeting_pages.list_for(
        request.standing, slug=request.GET.get("organ", ""), page=request.GET.get("side")
    )
    context = {
        "list": found,
        "query": f"organ={found.chosen.slug}&" if found.chosen else "",
        "has_calendar": calendars.has_calendar(request.standing),
        "crumbs": crumbs(None),
    }
    return render(request, "partnership/meeting/list.html", context)


@requires(may_see_partnership)
@require_GET
def meeting_detail(request: SeatedRequest, pk: int) -> HttpResponse:
    """One meeting: time and place, agenda, who is called."""
    return show_meeting(request, meeting_or_404(request, pk))


@requires(may_see_partnership)
@require_GET
def meeting_file(request: SeatedRequest, pk: int) -> HttpResponse:
    """The meeting as a file for a calendar program."""
    meeting = meeting_or_404(request, pk)
    answer = HttpResponse(
        calendars.meeting_file(meeting), content_type="text/calendar; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="moede-{meeting.pk}.ics"'
    return answer


@requires(may_see_partnership)
@get_or_post
def meeting_create(request: SeatedRequest) -> HttpResponse:
    """Plan a meeting beside the wheel, or enter one that was held."""
    bodies = bodies_of(request.standing, runs=True)
    if not bodies:
        check_run_body(request.standing, 0)
    initial = {"body": next((b for b in bodies if b.slug == request.GET.get("organ")), None)}
    form = NewMeetingForm(request.POST or None, bodies=bodies, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = meetings.plan(by=request.standing, **form.typed())
            messages.success(request, _("Mødet er oprettet."))
            warn_of_overlaps(request, made)
            return redirect("partnership:meeting-detail", made.pk)
    title = _("Opret møde")
    return show_form(
        request, form, title=title, submit_label=title, cancel_url=reverse(LIST),
        crumbs=crumbs(None, title),
        lead=_("Mødet får organets faste punkter og alt det, der venter på et møde."),
    )  # fmt: skip


@requires(may_see_partnership)
@get_or_post
def meeting_change(request: SeatedRequest, pk: int) -> HttpResponse:
    """Change time, place or form of a meeting ahead; of one that is over, say that they stand."""
    meeting = run_or_refuse(request, pk)
    if rules.CHANGE not in rules.STEPS[meeting.state]:
        messages.warning(
            request, _("Mødet er holdt eller aflyst, så tid og sted kan ikke rettes længere.")
        )
        return redirect("partnership:meeting-detail", meeting.pk)
    form = MeetingForm(
        request.POST or None, initial={**initial_of(meeting), "seen": stamp_of(meeting)}
    )
    back = reverse("partnership:meeting-detail", args=[meeting.pk])
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            changed = meetings.change(
                by=request.standing, meeting_id=meeting.pk, seen=form.seen_stamp, **form.typed()
            )
            messages.success(request, _("Mødet er rettet."))
            warn_of_overlaps(request, changed)
            return redirect(back)
    title = _("Ret møde")
    called = meeting.state == rules.CALLED
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=back,
        crumbs=crumbs(meeting, title),
        lead=_("De indkaldte får besked, hvis tid, sted eller link bliver et andet.") if called else "",
    )  # fmt: skip
