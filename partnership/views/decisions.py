"""Decisions: the register, one decision's trail, and what is done with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from partnership.exports.spreadsheets import CONTENT_TYPE, csv_lines
from partnership.forms.decisions import (
    ClosingForm,
    DecisionForm,
    RegisterFilter,
    ReplacementForm,
    initial_of,
)
from partnership.models import AgendaItem, Body, Decision
from partnership.rules import decisions as rules
from partnership.rules.access import NotAllowed, may_see_partnership
from partnership.rules.bodies import check_run_body
from partnership.services import body_rights, decision_pages, decisions
from partnership.services.edits import stamp_of
from partnership.views.access import SeatedRequest, requires
from partnership.views.minutes_locks import to_locked
from partnership.views.pages import refusals_on, show_form

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
ON_A_PAGE = 50
LIST = "partnership:decision-list"
STANDS = gettext_lazy(
    "Referatet er godkendt og låst, så ordene står fast. Skal noget andet gælde, så registrér en ny "
    "beslutning, der afløser denne."
)
CLOSINGS = {
    rules.REJECT: (gettext_lazy("Ikke vedtaget"), gettext_lazy("Forslaget blev ikke vedtaget")),
    rules.CARRY_OUT: (gettext_lazy("Gennemført"), gettext_lazy("Beslutningen er ført ud i livet")),
    rules.DROP: (gettext_lazy("Lad bortfalde"), gettext_lazy("Beslutningen bortfalder")),
}


def crumbs(title: str, decision: Decision | None = None) -> list[tuple[str, str]]:
    """The way from Partnerskab to a page about decisions."""
    above = [
        (_("Partnerskab"), reverse("partnership:partnership")),
        (_("Beslutninger"), reverse(LIST)),
    ]
    if decision is not None:
        above.append((decision.number, page_of(decision)))
    return [*above, (title, "")]


def page_of(decision: Decision) -> str:
    """The decision's own page."""
    return reverse("partnership:decision-detail", args=[decision.pk])


def found(request: SeatedRequest, pk: int) -> Decision:
    """A decision this person may read; any other is one that does not exist."""
    visible = decision_pages.visible_to(request.standing)
    return get_object_or_404(visible.select_related(*decision_pages.COLUMNS), pk=pk)


def kept(request: SeatedRequest, pk: int, verb: str = "") -> Decision:
    """A decision this person may write, or take a step with."""
    decision = found(request, pk)
    place = decisions.place_of(decision)
    try:
        if verb:
            rules.check_move(verb, request.standing, place)
        else:
            check_run_body(request.standing, place.body_id)
    except rules.NotMoved as refusal:
        if refusal.code == "not_allowed":
            raise NotAllowed(verb) from refusal
    return decision


def _filter(request: SeatedRequest) -> RegisterFilter:
    return RegisterFilter(
        request.GET,
        bodies=decision_pages.bodies_for(request.standing),
        years=decision_pages.years_for(request.standing),
    )


@requires(may_see_partnership)
@require_safe
def decision_list(request: SeatedRequest) -> HttpResponse:
    """The register across bodies, searched and filtered."""
    form = _filter(request)
    rows = decision_pages.register(request.standing, form.wanted())
    query = request.GET.copy()
    for name in ("side", *form.errors):
        query.pop(name, None)
    context = {
        "form": form,
        "page": Paginator(rows, ON_A_PAGE).get_page(request.GET.get("side")),
        "query": f"{query.urlencode()}&" if query else "",
        "is_filtered": bool(form.wanted()),
        "today": timezone.localdate(),
        "runs": _runs(request),
    }
    return render(request, "partnership/decision/list.html", context)


def _runs(request: SeatedRequest) -> list[Body]:
    """The bodies for which this person may put proposals forward."""
    seen = Body.objects.filter(
        pk__in=body_rights.seen_by(request.standing), closed_at__isnull=True
    ).exclude(kind=Body.Kind.SECRETARIAT)
    return [body for body in seen if _may_run(request, body.pk)]


def _may_run(request: SeatedRequest, body_id: int) -> bool:
    return rules.may_keep(request.standing, rules.Place(state=rules.PROPOSED, body_id=body_id))


@requires(may_see_partnership)
@require_safe
def decision_file(request: SeatedRequest) -> StreamingHttpResponse:
    """The register as it was asked for, as a file."""
    rows = decision_pages.register(request.standing, _filter(request).wanted())
    answer = StreamingHttpResponse(
        csv_lines(decision_pages.header(), decision_pages.lines(rows)), content_type=CONTENT_TYPE
    )
    answer["Content-Disposition"] = 'attachment; filename="beslutninger.csv"'
    return answer


@requires(may_see_partnership)
@require_safe
def decision_detail(request: SeatedRequest, pk: int) -> HttpResponse:
    """One decision: what led to it, its words, its tasks, and what followed."""
    decision = found(request, pk)
    trail = decision_pages.trail_of(decision, request.standing)
    context = {"trail": trail, "decision": decision, "crumbs": crumbs(decision.number)}
    return render(request, "partnership/decision/detail.html", context)


@requires(may_see_partnership)
@get_or_post
def decision_create(request: SeatedRequest, pk: int) -> HttpResponse:
    """Register what was decided on an item of a meeting, with its tasks."""
    seen = AgendaItem.objects.filter(meeting__body__in=body_rights.seen_by(request.standing))
    item = get_object_or_404(seen.select_related("meeting__body"), pk=pk)
    check_run_body(request.standing, item.meeting.body_id)
    if (answer := to_locked(request, item.meeting_id)) is not None:
        return answer
    if request.method == "GET":
        try:
            decisions.check_held(item)
        except ValidationError as refusal:  # said before anything is typed
            messages.warning(request, refusal.messages[0])
            return redirect(_back_from(request, item))
    initial = {"title": item.title, "text": item.recommendation}
    form = DecisionForm(
        request.POST or None, body=item.meeting.body, initial=initial, with_tasks=True,
        without=("decided_on",),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = decisions.adopt(
                by=request.standing, item=item, wording=form.wording(), tasks=form.tasks()
            )
            return _registered(request, made, to=_minutes_of(request, item))
    title = _("Registrér beslutning")
    return show_form(
        request, form, title=title, submit_label=title, crumbs=crumbs(title),
        cancel_url=_back_from(request, item),
        lead=_place_in_words(item),
    )  # fmt: skip


def _minutes_of(request: SeatedRequest, item: AgendaItem) -> str:
    """Back to the item's text, for whoever came from the minutes being written; else nothing."""
    if request.GET.get("fra") != "referat":
        return ""
    return reverse("partnership:minutes-write", args=[item.meeting_id]) + f"#punkt-{item.pk}"


def _back_from(request: SeatedRequest, item: AgendaItem) -> str:
    """Where one came from: the item's text in the minutes, or the item on the meeting's page."""
    meeting_url = reverse("partnership:meeting-detail", args=[item.meeting_id])
    return _minutes_of(request, item) or f"{meeting_url}#punkt-{item.pk}"


def _place_in_words(item: AgendaItem) -> str:
    day = timezone.localdate(item.meeting.starts_at)
    return f"{item.meeting.body} · {day:%d.%m.%Y} · {item.title}"


def _registered(request: SeatedRequest, decision: Decision, *, to: str = "") -> HttpResponse:
    messages.success(
        request, _("Beslutning %(number)s er registreret.") % {"number": decision.number}
    )
    return redirect(to or page_of(decision))


@requires(may_see_partnership)
@get_or_post
def decision_propose(request: SeatedRequest, slug: str) -> HttpResponse:
    """Put a decision forward in a body."""
    seen = Body.objects.filter(pk__in=body_rights.seen_by(request.standing))
    body = get_object_or_404(seen, slug=slug)
    check_run_body(request.standing, body.pk)
    form = DecisionForm(
        request.POST or None, body=body,
        without=("decided_on", "votes_for", "votes_against", "votes_blank"),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = decisions.propose(by=request.standing, body=body, wording=form.wording())
            messages.success(request, _("Forslag %(number)s er gemt.") % {"number": made.number})
            return redirect(page_of(made))
    title = _("Nyt forslag")
    return show_form(
        request, form, title=title, submit_label=_("Gem forslaget"), cancel_url=reverse(LIST),
        crumbs=crumbs(title), lead=body.name,
    )  # fmt: skip


@requires(may_see_partnership)
@get_or_post
def decision_adopt(request: SeatedRequest, pk: int) -> HttpResponse:
    """Adopt what was proposed, with the tasks it brings."""
    decision = kept(request, pk, rules.ADOPT)
    without = ("decided_on",) if decision.item_id else ()
    form = DecisionForm(
        request.POST or None, body=decision.body, decision=decision, with_tasks=True,
        without=without, initial={
            **initial_of(decision), "decided_on": timezone.localdate(), "seen": stamp_of(decision),
        },
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = decisions.adopt_proposal(
                by=request.standing, decision_id=pk, seen=form.seen_stamp, wording=form.wording(),
                decided_on=form.cleaned_data.get("decided_on"), tasks=form.tasks(),
            )  # fmt: skip
            return _registered(request, made)
    title = _("Vedtag forslaget")
    return show_form(
        request, form, title=title, submit_label=_("Registrér som vedtaget"),
        cancel_url=page_of(decision), crumbs=crumbs(title, decision),
    )  # fmt: skip


@requires(may_see_partnership)
@get_or_post
def decision_change(request: SeatedRequest, pk: int) -> HttpResponse:
    """Change a decision; of one in locked minutes only who follows it, when, and what it is about."""
    decision = kept(request, pk)
    form = DecisionForm(
        request.POST or None, body=decision.body, decision=decision, without=("decided_on",),
        initial={**initial_of(decision), "seen": stamp_of(decision)},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            decisions.change(
                by=request.standing, decision_id=pk, seen=form.seen_stamp, wording=form.wording()
            )
            messages.success(request, _("Ændringerne er gemt."))
            return redirect(page_of(decision))
    title = _("Ret beslutning")
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=page_of(decision),
        crumbs=crumbs(title, decision), lead=STANDS if decision.locked_at else str(decision),
    )  # fmt: skip


@requires(may_see_partnership)
@get_or_post
def decision_replace(request: SeatedRequest, pk: int) -> HttpResponse:
    """Register a new decision that takes the place of this one."""
    decision = kept(request, pk, rules.REPLACE)
    body = decision.held_by or decision.body
    form = ReplacementForm(
        request.POST or None, body=body, with_tasks=True,
        initial={**initial_of(decision), "decided_on": timezone.localdate()},
    )  # fmt: skip
    form.offer(decision_pages.items_for(decision))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = decisions.adopt(
                by=request.standing, body=body, item=form.cleaned_data["item"], replaces=decision,
                wording=form.wording(), tasks=form.tasks(),
                decided_on=form.cleaned_data.get("decided_on"),
            )  # fmt: skip
            return _registered(request, made)
    title = _("Ny beslutning i stedet for %(number)s") % {"number": decision.number}
    return show_form(
        request, form, title=title, submit_label=_("Registrér beslutning"),
        cancel_url=page_of(decision), crumbs=crumbs(title, decision),
    )  # fmt: skip


@requires(may_see_partnership)
@get_or_post
def decision_close(request: SeatedRequest, pk: int, verb: str) -> HttpResponse:
    """The last step of a decision, with a word and a day."""
    decision = kept(request, pk, verb)
    form = ClosingForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            decisions.close(by=request.standing, decision_id=pk, verb=verb, **form.cleaned_data)
            messages.success(request, _("Det er gemt."))
            return redirect(page_of(decision))
    label, text = CLOSINGS[verb]
    context: dict[str, Any] = {
        "form": form, "title": label, "text": text, "decision": decision,
        "crumbs": crumbs(str(label), decision), "cancel_url": page_of(decision),
        "is_calm": verb == rules.CARRY_OUT,
    }  # fmt: skip
    return render(request, "partnership/decision/close.html", context)
