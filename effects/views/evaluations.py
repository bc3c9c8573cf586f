"""The partnership looks at itself: the year's question, one's own answer, and what was told."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from effects.forms.evaluations import AnswerForm, AskForm, EvaluationForm
from effects.models import Evaluation
from effects.rules.evaluations import may_answer_evaluations, may_run_evaluations
from effects.services import evaluation_pages, evaluations
from partnership.rules.access import may_see_partnership
from partnership.services.edits import stamp_of
from partnership.views.access import SeatedRequest, requires
from partnership.views.pages import refusals_on, show_form

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
LIST = "effects:evaluation-list"


def _crumbs(title: str) -> list[tuple[str, str]]:
    return [(_("Partnerskab"), reverse("partnership:partnership")),
            (_("Selvevaluering"), reverse(LIST)), (title, "")]  # fmt: skip


@requires(may_see_partnership)
@require_safe
def evaluation_list(request: SeatedRequest) -> HttpResponse:
    """The question of the year, and what the earlier ones told."""
    page = evaluation_pages.page_of(request.standing, today=timezone.localdate())
    return render(request, "effects/evaluation/list.html", {"page": page})


@requires(may_answer_evaluations)
@get_or_post
def evaluation_answer(request: SeatedRequest, year: int) -> HttpResponse:
    """One's own answer, to be changed until it closes."""
    found = get_object_or_404(Evaluation, year=year)
    mine = evaluation_pages.mine(found, request.standing)
    initial = {"answer": mine.answer, "comment": mine.comment} if mine else None
    form = AnswerForm(request.POST or None, question=found.question, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            evaluations.answer(by=request.standing, evaluation_id=found.pk, **form.cleaned_data)
            messages.success(request, _("Dit svar er gemt. Du kan ændre det, til der lukkes."))
            return redirect(LIST)
    title = _("Selvevaluering %(year)s") % {"year": year}
    return show_form(
        request, form, title=title, submit_label=_("Gem mit svar"), cancel_url=reverse(LIST),
        crumbs=_crumbs(title),
        lead=_("Ingen andre kan læse dit svar. Kun det samlede resultat vises, når der er lukket."),
    )  # fmt: skip


@requires(may_run_evaluations)
@get_or_post
def evaluation_create(request: SeatedRequest) -> HttpResponse:
    """Ask the year's question."""
    today = timezone.localdate()
    usual = {"year": today.year, "question": _(evaluations.QUESTION), "opens_on": today}
    form = AskForm(request.POST or None, initial=usual)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            evaluations.ask(by=request.standing, **form.typed())
            messages.success(request, _("Spørgsmålet er stillet."))
            return redirect(LIST)
    title = _("Stil årets spørgsmål")
    return show_form(
        request, form, title=title, submit_label=_("Stil spørgsmålet"), cancel_url=reverse(LIST),
        crumbs=_crumbs(title),
        lead=_("Alle med en plads i et organ kan svare én gang. Ingen kan se de enkelte svar."),
    )  # fmt: skip


@requires(may_run_evaluations)
@get_or_post
def evaluation_change(request: SeatedRequest, year: int) -> HttpResponse:
    """Move the days of a question that is open."""
    found = get_object_or_404(Evaluation, year=year)
    now = {name: getattr(found, name) for name in ("question", "opens_on", "closes_on")}
    form = EvaluationForm(request.POST or None, initial={**now, "seen": stamp_of(found)})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            evaluations.change(
                by=request.standing, evaluation_id=found.pk, seen=form.seen_stamp, **form.typed()
            )
            messages.success(request, _("Ændringerne er gemt."))
            return redirect(LIST)
    title = _("Ret selvevaluering %(year)s") % {"year": year}
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=reverse(LIST),
        crumbs=_crumbs(title),
    )  # fmt: skip
