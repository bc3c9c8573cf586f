"""The programme, and its plans and agreements."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from partnership.forms.plans import PlanForm, initial_of
from partnership.models import Plan
from partnership.rules.access import may_see_partnership
from partnership.rules.bodies import may_write_programme
from partnership.services import plan_pages, plans
from partnership.services.edits import stamp_of
from partnership.views.access import SeatedRequest, requires
from partnership.views.pages import refusals_on, show_form

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
PROGRAMME = "partnership:programme"


def crumbs(title: str, *above: tuple[str, str]) -> list[tuple[str, str]]:
    """The way from Partnerskab to a page of the programme."""
    return [
        (_("Partnerskab"), reverse("partnership:partnership")),
        (_("Program"), reverse(PROGRAMME)),
        *above,
        (title, ""),
    ]


def page_of(plan: Plan) -> str:
    """The plan's own page."""
    return reverse("partnership:plan-detail", args=[plan.slug])


@requires(may_see_partnership)
@require_safe
def programme(request: SeatedRequest) -> HttpResponse:
    """Plans and agreements, effort areas and target groups."""
    context = {"page": plan_pages.programme(request.standing)}
    return render(request, "partnership/plan/programme.html", context)


@requires(may_see_partnership)
@require_safe
def plan_detail(request: SeatedRequest, slug: str) -> HttpResponse:
    """One plan: parties, parts, deliveries, interventions, papers."""
    rows = Plan.objects.select_related("parent", "effort_area", "frame")
    plan = get_object_or_404(rows, slug=slug)
    context = {
        "plan": plan,
        "page": plan_pages.plan_page(plan, request.standing),
        "crumbs": crumbs(plan.name),
    }
    return render(request, "partnership/plan/detail.html", context)


@requires(may_write_programme)
@get_or_post
def plan_create(request: SeatedRequest) -> HttpResponse:
    """Write a plan or an agreement down."""
    parent = Plan.objects.filter(slug=request.GET.get("under", "")).first()
    form = PlanForm(
        request.POST or None,
        initial={"parent": parent, "kind": Plan.Kind.SUB_AGREEMENT if parent else None},
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = plans.create(by=request.standing, values=form.values(), sets=form.sets())
            messages.success(request, _("%(name)s er oprettet.") % {"name": made.name})
            return redirect(page_of(made))
    title = _("Ny plan eller aftale")
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=reverse(PROGRAMME),
        crumbs=crumbs(title),
    )  # fmt: skip


@requires(may_write_programme)
@get_or_post
def plan_change(request: SeatedRequest, slug: str) -> HttpResponse:
    """Change a plan."""
    plan = get_object_or_404(Plan, slug=slug)
    form = PlanForm(
        request.POST or None, plan=plan, initial={**initial_of(plan), "seen": stamp_of(plan)}
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            plans.change(
                by=request.standing, plan_id=plan.pk, seen=form.seen_stamp, values=form.values(),
                sets=form.sets(),
            )  # fmt: skip
            messages.success(request, _("Ændringerne er gemt."))
            return redirect(page_of(plan))
    title = _("Ret plan eller aftale")
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=page_of(plan),
        crumbs=crumbs(title, (plan.name, page_of(plan))),
    )  # fmt: skip
