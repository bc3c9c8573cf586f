"""Effort areas: one's page, and the forms that write it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from partnership.forms.effort_areas import EffortAreaForm, initial_of
from partnership.models import EffortArea
from partnership.rules.access import may_see_partnership
from partnership.rules.bodies import may_write_programme
from partnership.services import effort_areas, plan_pages
from partnership.services.edits import stamp_of
from partnership.views.access import SeatedRequest, requires
from partnership.views.pages import refusals_on, show_form
from partnership.views.plans import PROGRAMME, crumbs

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def page_of(found: EffortArea) -> str:
    """Its own page."""
    return reverse("partnership:effort-area-detail", args=[found.slug])


@requires(may_see_partnership)
@require_safe
def effort_area_detail(request: SeatedRequest, slug: str) -> HttpResponse:
    """Its goals, its interventions and its indicators."""
    found = get_object_or_404(EffortArea, slug=slug)
    context = {
        "effort_area": found,
        "interventions": plan_pages.interventions_of(found.interventions.all()),
        "indicators_url": reverse("indicators:effort-area-indicators", args=[slug]),
        "may_write": may_write_programme(request.standing),
        "crumbs": crumbs(found.name),
    }
    return render(request, "partnership/effort_area/detail.html", context)


@requires(may_write_programme)
@get_or_post
def effort_area_create(request: SeatedRequest) -> HttpResponse:
    """Write one down."""
    form = EffortAreaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = effort_areas.create(by=request.standing, values=form.values(), sets=form.sets())
            messages.success(request, _("%(name)s er oprettet.") % {"name": made.name})
            return redirect(page_of(made))
    title = _("Nyt indsatsområde")
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=reverse(PROGRAMME),
        crumbs=crumbs(title),
    )  # fmt: skip


@requires(may_write_programme)
@get_or_post
def effort_area_change(request: SeatedRequest, slug: str) -> HttpResponse:
    """Change one, or take it out of use."""
    found = get_object_or_404(EffortArea, slug=slug)
    form = EffortAreaForm(
        request.POST or None, initial={**initial_of(found), "seen": stamp_of(found)}
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            effort_areas.change(
                by=request.standing, effort_area_id=found.pk, seen=form.seen_stamp,
                values=form.values(), sets=form.sets(),
            )  # fmt: skip
            messages.success(request, _("Ændringerne er gemt."))
            return redirect(page_of(found))
    title = _("Ret indsatsområde")
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=page_of(found),
        crumbs=crumbs(title, (found.name, page_of(found))),
    )  # fmt: skip


@requires(may_write_programme)
@require_POST
def effort_area_preset(request: SeatedRequest) -> HttpResponse:
    """Make the four known effort areas, those of them that are not there."""
    made = effort_areas.make_preset(by=request.standing)
    if made:
        messages.success(request, _("Indsatsområderne er oprettet."))
    else:
        messages.info(request, _("De fire indsatsområder var her i forvejen."))
    return redirect(PROGRAMME)
