"""Milestones: set up and changed on a form of their own."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from partnership.forms.interventions import MilestoneForm
from partnership.models import Milestone
from partnership.rules.bodies import may_write_programme
from partnership.services import milestones
from partnership.services.edits import stamp_of
from partnership.views.access import SeatedRequest, requires
from partnership.views.interventions import by_slug, crumbs, page_of
from partnership.views.pages import refusals_on, show_form

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
FIELDS = ("title", "due_on", "reached_on", "word")


@requires(may_write_programme)
@get_or_post
def milestone_create(request: SeatedRequest, slug: str) -> HttpResponse:
    """Set up a milestone of an intervention."""
    found = by_slug(slug)
    form = MilestoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            milestones.create(by=request.standing, intervention=found, values=form.typed())
            messages.success(request, _("Milepælen er gemt."))
            return redirect(page_of(found))
    title = _("Ny milepæl")
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=page_of(found),
        crumbs=crumbs(title, found), lead=found.name,
    )  # fmt: skip


@requires(may_write_programme)
@get_or_post
def milestone_change(request: SeatedRequest, pk: int) -> HttpResponse:
    """Change a milestone, or say that it was reached."""
    milestone = get_object_or_404(Milestone.objects.select_related("intervention"), pk=pk)
    found = milestone.intervention
    initial = {name: getattr(milestone, name) for name in FIELDS}
    form = MilestoneForm(request.POST or None, initial={**initial, "seen": stamp_of(milestone)})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            milestones.change(
                by=request.standing, milestone_id=pk, seen=form.seen_stamp, values=form.typed()
            )
            messages.success(request, _("Milepælen er gemt."))
            return redirect(page_of(found))
    title = _("Ret milepæl")
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=page_of(found),
        crumbs=crumbs(title, found), lead=found.name,
    )  # fmt: skip
