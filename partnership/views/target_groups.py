"""Target groups: one's page, and the forms that write it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from partnership.forms.target_groups import TargetGroupForm, initial_of
from partnership.models import TargetGroup
from partnership.rules.access import may_see_partnership
from partnership.rules.bodies import may_write_programme
from partnership.services import plan_pages, target_groups
from partnership.services.edits import stamp_of
from partnership.views.access import SeatedRequest, requires
from partnership.views.pages import refusals_on, show_form
from partnership.views.plans import PROGRAMME, crumbs

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def page_of(found: TargetGroup) -> str:
    """Its own page."""
    return reverse("partnership:target-group-detail", args=[found.slug])


@requires(may_see_partnership)
@require_safe
def target_group_detail(request: SeatedRequest, slug: str) -> HttpResponse:
    """Its goals, its interventions and its indicators."""
    found = get_object_or_404(TargetGroup, slug=slug)
    context = {
        "target_group": found,
        "interventions": plan_pages.interventions_of(found.interventions.all()),
        "indicators_url": reverse("indicators:target-group-indicators", args=[slug]),
        "may_write": may_write_programme(request.standing),
        "crumbs": crumbs(found.name),
    }
    return render(request, "partnership/target_group/detail.html", context)


@requires(may_write_programme)
@get_or_post
def target_group_create(request: SeatedRequest) -> HttpResponse:
    """Write one down."""
    form = TargetGroupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = target_groups.create(by=request.standing, values=form.values(), sets=form.sets())
            messages.success(request, _("%(name)s er oprettet.") % {"name": made.name})
            return redirect(page_of(made))
    title = _("Ny målgruppe")
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=reverse(PROGRAMME),
        crumbs=crumbs(title),
    )  # fmt: skip


@requires(may_write_programme)
@get_or_post
def target_group_change(request: SeatedRequest, slug: str) -> HttpResponse:
    """Change one, or take it out of use."""
    found = get_object_or_404(TargetGroup, slug=slug)
    form = TargetGroupForm(
        request.POST or None, initial={**initial_of(found), "seen": stamp_of(found)}
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            target_groups.change(
                by=request.standing, target_group_id=found.pk, seen=form.seen_stamp,
                values=form.values(), sets=form.sets(),
            )  # fmt: skip
            messages.success(request, _("Ændringerne er gemt."))
            return redirect(page_of(found))
    title = _("Ret målgruppe")
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=page_of(found),
        crumbs=crumbs(title, (found.name, page_of(found))),
    )  # fmt: skip
