"""Interventions: the list, one's story, and the steps that decisions take it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from partnership.forms.interventions import (
    AdjustForm,
    AnchorForm,
    DecidedStep,
    InterventionForm,
    initial_of,
)
from partnership.models import Intervention
from partnership.rules import interventions as rules
from partnership.rules.bodies import may_write_programme
from partnership.rules.programme_presets import kind_of
from partnership.services import interventions
from partnership.services.edits import stamp_of
from partnership.views.access import SeatedRequest, requires
from partnership.views.pages import refusals_on, show_form

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
LIST = "effects:intervention-list"
COLUMNS = ("body", "effort_area", "plan", "responsible", "anchored_with")
STEPS: dict[str, Any] = {
    rules.START: gettext_lazy("Sæt i gang"),
    rules.ADJUST: gettext_lazy("Justér"),
    rules.COMPLETE: gettext_lazy("Afslut"),
    rules.ANCHOR: gettext_lazy("Forankr i driften"),
    rules.STOP: gettext_lazy("Stop"),
    rules.DROP: gettext_lazy("Opgiv før start"),
}
LEADS: dict[str, Any] = {
    rules.START: gettext_lazy("Indsatsen går i gang, fordi et organ har besluttet det."),
    rules.COMPLETE: gettext_lazy(
        "Indsatsen er ført til ende. Penge afsat til tiden efter stopper."
    ),
    rules.ANCHOR: gettext_lazy(
        "Indsatsen fortsætter som almindelig drift. Penge afsat her til tiden efter stopper."
    ),
    rules.STOP: gettext_lazy("Indsatsen stopper før tid. Penge afsat til tiden efter stopper."),
    rules.DROP: gettext_lazy("Indsatsen kommer ikke i gang."),
}


def crumbs(title: str, found: Intervention | None = None) -> list[tuple[str, str]]:
    """The way from the list to a page about interventions."""
    above = [(_("Indsatser"), reverse(LIST))]
    if found is not None:
        above.append((found.name, page_of(found)))
    return [*above, (title, "")]


def page_of(found: Intervention) -> str:
    """The intervention's own page."""
    return reverse("effects:intervention-detail", args=[found.slug])


def by_slug(slug: str) -> Intervention:
    """The intervention at that address."""
    return get_object_or_404(Intervention.objects.select_related(*COLUMNS), slug=slug)


@requires(may_write_programme)
@get_or_post
def intervention_create(request: SeatedRequest) -> HttpResponse:
    """Propose an intervention: from scratch, or from a known kind."""
    kind = kind_of(request.GET.get("art", ""))
    form = InterventionForm(request.POST or None, initial=_beginning(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = interventions.create(
                by=request.standing, sets=form.sets(),
                values={**form.values(), "kind": kind.code if kind else ""},
            )  # fmt: skip
            messages.success(request, _("%(name)s er oprettet.") % {"name": made.name})
            return redirect(page_of(made))
    title = _("Ny indsats")
    return show_form(
        request, form, title=title, submit_label=_("Gem forslaget"), cancel_url=reverse(LIST),
        crumbs=crumbs(title),
        lead=_("Et forslag kan rettes frit, til et organ beslutter at sætte indsatsen i gang."),
        template="partnership/intervention/create.html", kind=kind.code if kind else "",
    )  # fmt: skip


def _beginning(request: SeatedRequest) -> dict[str, Any]:
    """What a known kind fills in, to be written on."""
    kind = kind_of(request.GET.get("art", ""))
    if kind is None:
        return {}
    theory = kind.spoken(get_language() or "da")
    effort = InterventionForm().fields["effort_area"].queryset  # type: ignore[attr-defined]
    return {
        "name": theory.name, "name_en": kind.en.name, "problem": theory.problem,
        "for_whom": theory.for_whom, "what_we_do": theory.what_we_do,
        "what_should_change": theory.what_should_change,
        "effort_area": effort.filter(slug=kind.effort_area).first(),
    }  # fmt: skip


@requires(may_write_programme)
@get_or_post
def intervention_change(request: SeatedRequest, slug: str) -> HttpResponse:
    """Change a proposal, or who does what in an intervention that runs."""
    found = by_slug(slug)
    form = InterventionForm(
        request.POST or None, intervention=found,
        initial={**initial_of(found), "seen": stamp_of(found)},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            interventions.change(
                by=request.standing, intervention_id=found.pk, seen=form.seen_stamp,
                values=form.values(), sets=form.sets(),
            )  # fmt: skip
            messages.success(request, _("Ændringerne er gemt."))
            return redirect(page_of(found))
    title, lead = _("Ret indsats"), found.name
    if found.state == rules.RUNNING:
        lead = _(
            "Problem, mål og områder ændres kun ved en beslutning: vælg Justér på indsatsens side."
        )
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=page_of(found),
        crumbs=crumbs(title, found), lead=lead,
    )  # fmt: skip


def _step_form(request: SeatedRequest, found: Intervention, verb: str) -> DecidedStep:
    kind = AnchorForm if verb == rules.ANCHOR else DecidedStep
    return kind(
        request.POST or None, decisions=interventions.decisions_for(found, request.standing),
        initial={"on": timezone.localdate(), "decision": request.GET.get("beslutning")},
    )  # fmt: skip


@requires(may_write_programme)
@get_or_post
def intervention_step(request: SeatedRequest, slug: str, verb: str) -> HttpResponse:
    """Take a step that a body decided."""
    found = by_slug(slug)
    form = _step_form(request, found, verb)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with refusals_on(form):
            interventions.take_step(
                by=request.standing, intervention_id=found.pk, verb=verb, on=data["on"],
                decision=data["decision"], note=data["note"],
                home=form.home() if isinstance(form, AnchorForm) else None,
            )  # fmt: skip
            messages.success(request, _("Skridtet er skrevet ind."))
            return redirect(page_of(found))
    return _show_step(request, form, found, verb)


def _show_step(request: SeatedRequest, form: Any, found: Intervention, verb: str) -> HttpResponse:
    title = str(STEPS[verb])
    return show_form(
        request, form, title=title, submit_label=title, cancel_url=page_of(found),
        crumbs=crumbs(title, found), lead=LEADS.get(verb, found.name),
        danger=verb in (rules.STOP, rules.DROP),
    )  # fmt: skip


@requires(may_write_programme)
@get_or_post
def intervention_adjust(request: SeatedRequest, slug: str) -> HttpResponse:
    """Change theory, areas or goals of one that runs, as a body decided."""
    found = by_slug(slug)
    form = AdjustForm(
        request.POST or None, intervention=found,
        decisions=interventions.decisions_for(found, request.standing),
        initial={
            **initial_of(found), "on": timezone.localdate(), "seen": stamp_of(found),
            "decision": request.GET.get("beslutning"),
        },
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with refusals_on(form):
            interventions.adjust(
                by=request.standing, intervention_id=found.pk, seen=form.seen_stamp, on=data["on"],
                decision=data["decision"], note=data["note"], values=form.values(), sets=form.sets(),
            )  # fmt: skip
            messages.success(request, _("Skridtet er skrevet ind."))
            return redirect(page_of(found))
    return _show_step(request, form, found, rules.ADJUST)
