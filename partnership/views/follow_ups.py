"""Tasks (opgaver): one's own and the bodies', given, changed, passed on and closed."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from partnership.forms.follow_ups import (
    FollowUpFilter,
    FollowUpForm,
    NewFollowUpForm,
    PassOnForm,
    WordForm,
)
from partnership.models import Decision, FollowUp, Intervention
from partnership.rules import follow_ups as rules
from partnership.rules.access import NotAllowed, may_see_partnership
from partnership.services import decision_pages, follow_up_pages, follow_ups, procedure_pages
from partnership.services.edits import stamp_of
from partnership.services.follow_ups import Assignment
from partnership.views.access import SeatedRequest, requires
from partnership.views.pages import refusals_on, show_form

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
ON_A_PAGE = 50
LIST = "partnership:follow-up-list"
COLUMNS = ("body", "owner", "decision", "created_by")
CLOSINGS = {
    rules.FINISH: (gettext_lazy("Markér som udført"), gettext_lazy("Opgaven er udført")),
    rules.DROP: (gettext_lazy("Lad bortfalde"), gettext_lazy("Opgaven bortfalder")),
}


def crumbs(title: str, task: FollowUp | None = None) -> list[tuple[str, str]]:
    """The way from Partnerskab to a page about tasks."""
    above = [(_("Partnerskab"), reverse("partnership:partnership")), (_("Opgaver"), reverse(LIST))]
    if task is not None:
        above.append((task.title, page_of(task)))
    return [*above, (title, "")]


def page_of(task: FollowUp) -> str:
    """The task's own page."""
    return reverse("partnership:follow-up-detail", args=[task.pk])


def found(request: SeatedRequest, pk: int) -> FollowUp:
    """A task this person may read; any other is one that does not exist."""
    return get_object_or_404(
        follow_ups.seen_by(request.standing).select_related(*COLUMNS), pk=pk
    )  # fmt: skip


@requires(may_see_partnership)
@require_safe
def follow_up_list(request: SeatedRequest) -> HttpResponse:
    """Mine opgaver, and those of the bodies whose matters one reads."""
    bodies = follow_up_pages.bodies_for(request.standing)
    form = FollowUpFilter(request.GET, bodies=bodies)
    wanted = form.wanted()
    rows = follow_up_pages.listed(request.standing, wanted)
    query = request.GET.copy()
    query.pop("side", None)
    context = {
        "form": form,
        "page": Paginator(rows, ON_A_PAGE).get_page(request.GET.get("side")),
        "query": f"{query.urlencode()}&" if query else "",
        "is_mine": not wanted["whose"],
        "heading": _heading(form, wanted["whose"]),
        "waiting": [] if wanted["whose"] else procedure_pages.waiting_for(request.standing),
        "today": timezone.localdate(),
        "may_create": follow_up_pages.bodies_given_to(request.standing).exists(),
    }
    return render(request, "partnership/follow_up/list.html", context)


def _heading(form: FollowUpFilter, whose: str) -> str:
    """Whose tasks the list holds."""
    if not whose:
        return _("Mine opgaver")
    if whose == "all":
        return _("Alle opgaver, jeg kan se")
    return _("Opgaver i %(body)s") % {"body": form.spoken(whose)}


@requires(may_see_partnership)
@require_safe
def follow_up_detail(request: SeatedRequest, pk: int) -> HttpResponse:
    """One task: where it came from, who has it, and what became of it."""
    task = found(request, pk)
    page = follow_up_pages.page_of(
        task, request.standing, decision_pages.visible_to(request.standing)
    )
    context = {"page": page, "task": task, "crumbs": crumbs(task.title)}
    return render(request, "partnership/follow_up/detail.html", context)


@requires(may_see_partnership)
@get_or_post
def follow_up_create(request: SeatedRequest) -> HttpResponse:
    """Give somebody something to do.

    In the address `beslutning` says what it follows from, `indsats` which intervention it is part of.
    """
    decision, intervention = _decision_of(request), _intervention_of(request)
    bodies = follow_up_pages.bodies_given_to(request.standing)
    if decision is not None:
        bodies = bodies.filter(pk=decision.held_by_id or decision.body_id)
    if not bodies.exists():
        raise NotAllowed("may_give_task")
    form = NewFollowUpForm(
        request.POST or None, bodies=bodies, initial={
            "owner": request.standing.person_id,
            "body": intervention.body_id if intervention else None,
        },
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            typed = form.typed()
            body = typed.pop("body")
            made = follow_ups.give(
                by=request.standing, body=body, assignment=Assignment(**typed),
                decision=decision, intervention=intervention,
            )  # fmt: skip
            messages.success(request, _("Opgaven er givet."))
            return redirect(page_of(made))
    title = _("Ny opgave")
    about = decision or intervention
    return show_form(
        request, form, title=title, submit_label=_("Giv opgaven"), cancel_url=reverse(LIST),
        crumbs=crumbs(title), lead=str(about) if about else "",
    )  # fmt: skip


def _intervention_of(request: SeatedRequest) -> Intervention | None:
    slug = request.GET.get("indsats", "")
    return get_object_or_404(Intervention, slug=slug) if slug else None


def _decision_of(request: SeatedRequest) -> Decision | None:
    number = request.GET.get("beslutning", "")
    if not number:
        return None
    visible = decision_pages.visible_to(request.standing)
    return get_object_or_404(
        visible, pk=int(number) if number.isdecimal() and len(number) < 10 else 0
    )


@requires(may_see_partnership)
@get_or_post
def follow_up_change(request: SeatedRequest, pk: int) -> HttpResponse:
    """Change what is to be done, or by when."""
    task = found(request, pk)
    _allow(rules.may_write_task(request.standing, follow_ups.task_of(task)), task)
    initial = {name: getattr(task, name) for name in ("title", "text", "due_on")}
    form = FollowUpForm(request.POST or None, initial={**initial, "seen": stamp_of(task)})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            follow_ups.change(
                by=request.standing, follow_up_id=pk, seen=form.seen_stamp, **form.typed()
            )
            messages.success(request, _("Ændringerne er gemt."))
            return redirect(page_of(task))
    title = _("Ret opgave")
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=page_of(task),
        crumbs=crumbs(title, task),
    )  # fmt: skip


@requires(may_see_partnership)
@get_or_post
def follow_up_pass_on(request: SeatedRequest, pk: int) -> HttpResponse:
    """Give a task to somebody else."""
    task = found(request, pk)
    _allow(rules.may_hand_on(request.standing, follow_ups.task_of(task)), task)
    form = PassOnForm(request.POST or None, initial={"seen": stamp_of(task)})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            follow_ups.pass_on(
                by=request.standing, follow_up_id=pk, seen=form.seen_stamp, **form.typed()
            )
            messages.success(request, _("Opgaven er givet videre."))
            return redirect(LIST)
    title = _("Giv opgaven videre")
    return show_form(
        request, form, title=title, submit_label=_("Giv videre"), cancel_url=page_of(task),
        crumbs=crumbs(title, task), lead=task.title,
    )  # fmt: skip


@requires(may_see_partnership)
@get_or_post
def follow_up_close(request: SeatedRequest, pk: int, verb: str) -> HttpResponse:
    """Close a task with a word."""
    task = found(request, pk)
    _allow(rules.may_close(verb, request.standing, follow_ups.task_of(task)), task)
    form = WordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            follow_ups.close(by=request.standing, follow_up_id=pk, verb=verb, **form.cleaned_data)
            messages.success(request, _("Opgaven er afsluttet."))
            return redirect(page_of(task))
    label, text = CLOSINGS[verb]
    context = {
        "form": form, "title": label, "text": text, "lead": task.title,
        "crumbs": crumbs(str(label), task), "cancel_url": page_of(task),
        "is_calm": verb == rules.FINISH,
    }  # fmt: skip
    return render(request, "partnership/decision/close.html", context)


def _allow(allowed: bool, task: FollowUp) -> None:
    """Refuse those who may not; of a closed task the service says so in words."""
    if not allowed and task.state == rules.OPEN:
        raise NotAllowed("follow_up")
