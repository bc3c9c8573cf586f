"""Decisions in writing: asked for, answered, counted and closed."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from partnership.forms.decisions import DecisionForm
from partnership.forms.written_procedures import AnswerForm, NewProcedureForm, ProcedureForm
from partnership.models import WrittenProcedure
from partnership.rules.access import NotAllowed, may_see_partnership
from partnership.rules.bodies import check_run_body
from partnership.services import procedure_pages, written_procedures
from partnership.services.edits import stamp_of
from partnership.views.access import SeatedRequest, requires
from partnership.views.pages import refusals_on, show_form

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
ON_A_PAGE = 30
LIST = "partnership:procedure-list"
FIELDS = ("title", "text", "recommendation", "deadline")


def crumbs(title: str, procedure: WrittenProcedure | None = None) -> list[tuple[str, str]]:
    """The way from Partnerskab to a page about decisions in writing."""
    above = [
        (_("Partnerskab"), reverse("partnership:partnership")),
        (_("Skriftlig godkendelse"), reverse(LIST)),
    ]
    if procedure is not None:
        above.append((procedure.title, page_of(procedure)))
    return [*above, (title, "")]


def page_of(procedure: WrittenProcedure) -> str:
    """The procedure's own page."""
    return reverse("partnership:procedure-detail", args=[procedure.pk])


def found(request: SeatedRequest, pk: int) -> WrittenProcedure:
    """A procedure this person may read; any other is one that does not exist."""
    seen = written_procedures.seen_by(request.standing)
    return get_object_or_404(seen.select_related("body", "created_by"), pk=pk)


@requires(may_see_partnership)
@require_safe
def procedure_list(request: SeatedRequest) -> HttpResponse:
    """What is asked in writing now, and what was."""
    rows = procedure_pages.listed(request.standing)
    context = {
        "page": Paginator(rows, ON_A_PAGE).get_page(request.GET.get("side")),
        "waiting": procedure_pages.waiting_for(request.standing),
        "may_create": procedure_pages.bodies_asked_by(request.standing).exists(),
        "today": timezone.localdate(),
    }
    return render(request, "partnership/procedure/list.html", context)


@requires(may_see_partnership)
@require_safe
def procedure_detail(request: SeatedRequest, pk: int) -> HttpResponse:
    """The matter, the answers, and what they lead to."""
    return _show(request, found(request, pk))


def _show(
    request: SeatedRequest, procedure: WrittenProcedure, form: AnswerForm | None = None
) -> HttpResponse:
    page = procedure_pages.page_of(procedure, request.standing)
    if page.may_answer and form is None:
        mine = page.mine
        form = AnswerForm(
            initial={"answer": mine.answer, "comment": mine.comment} if mine else None
        )
    context = {
        "page": page, "procedure": procedure, "form": form, "crumbs": crumbs(procedure.title),
    }  # fmt: skip
    return render(request, "partnership/procedure/detail.html", context)


@requires(may_see_partnership)
@require_POST
def procedure_answer(request: SeatedRequest, pk: int) -> HttpResponse:
    """A member's answer."""
    procedure = found(request, pk)
    form = AnswerForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            written_procedures.answer(by=request.standing, procedure_id=pk, **form.cleaned_data)
            messages.success(request, _("Dit svar er gemt."))
            return redirect(page_of(procedure))
    return _show(request, procedure, form)


@requires(may_see_partnership)
@get_or_post
def procedure_create(request: SeatedRequest) -> HttpResponse:
    """Ask a body to decide in writing."""
    bodies = procedure_pages.bodies_asked_by(request.standing)
    if not bodies.exists():
        raise NotAllowed("may_run_body")
    form = NewProcedureForm(request.POST or None, bodies=bodies)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = written_procedures.open_for_answers(by=request.standing, **form.typed())
            messages.success(request, _("Sagen er sendt ud, og medlemmerne har fået besked."))
            return redirect(page_of(made))
    title = _("Ny skriftlig godkendelse")
    return show_form(
        request, form, title=title, submit_label=_("Send ud"), cancel_url=reverse(LIST),
        crumbs=crumbs(title),
    )  # fmt: skip


@requires(may_see_partnership)
@get_or_post
def procedure_change(request: SeatedRequest, pk: int) -> HttpResponse:
    """Move the deadline, or change the words while nobody has answered them."""
    procedure = found(request, pk)
    check_run_body(request.standing, procedure.body_id)
    initial = {name: getattr(procedure, name) for name in FIELDS}
    form = ProcedureForm(request.POST or None, initial={**initial, "seen": stamp_of(procedure)})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            written_procedures.change(
                by=request.standing, procedure_id=pk, seen=form.seen_stamp, **form.typed()
            )
            messages.success(request, _("Ændringerne er gemt."))
            return redirect(page_of(procedure))
    title = _("Ret sagen")
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=page_of(procedure),
        crumbs=crumbs(title, procedure),
    )  # fmt: skip


@requires(may_see_partnership)
@get_or_post
def procedure_adopt(request: SeatedRequest, pk: int) -> HttpResponse:
    """Close it as adopted: the decision's words, who follows it, and its tasks."""
    procedure = found(request, pk)
    check_run_body(request.standing, procedure.body_id)
    form = DecisionForm(
        request.POST or None, body=procedure.body, with_tasks=True,
        without=("decided_on", "votes_for", "votes_against", "votes_blank"),
        initial={"title": procedure.title, "text": procedure.recommendation},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = written_procedures.adopt(
                by=request.standing, procedure_id=pk, wording=form.wording(), tasks=form.tasks()
            )
            messages.success(
                request, _("Beslutning %(number)s er registreret.") % {"number": made.number}
            )
            return redirect("partnership:decision-detail", made.pk)
    title = _("Luk som vedtaget")
    return show_form(
        request, form, title=title, submit_label=_("Registrér beslutning"),
        cancel_url=page_of(procedure), crumbs=crumbs(title, procedure),
    )  # fmt: skip


@requires(may_see_partnership)
@require_POST
def procedure_close(request: SeatedRequest, pk: int, verb: str) -> HttpResponse:
    """Close it without a decision, or withdraw it."""
    procedure = found(request, pk)
    check_run_body(request.standing, procedure.body_id)
    try:
        written_procedures.close(by=request.standing, procedure_id=pk, verb=verb)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, _("Sagen er lukket."))
    return redirect(page_of(procedure))
