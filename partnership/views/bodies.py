"""Administration of bodies."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from partnership.forms.bodies import BodyForm
from partnership.forms.organisations import LastDayForm
from partnership.models import Body
from partnership.rules.access import may_administer
from partnership.services import bodies
from partnership.services.edits import stamp_of
from partnership.services.overviews import body_rows
from partnership.views.access import SeatedRequest, requires
from partnership.views.pages import refusals_on, show_form, tabs, trail

get_or_post = require_http_methods(["GET", "POST"])
LIST = "partnership:body-list"


@requires(may_administer)
@require_GET
def body_list(request: SeatedRequest) -> HttpResponse:
    """All bodies, the ended ones last."""
    context = {"rows": body_rows(), "tabs": tabs(LIST), "crumbs": trail(_("Organer"))}
    return render(request, "partnership/body/list.html", context)


@requires(may_administer)
@get_or_post
def body_create(request: SeatedRequest) -> HttpResponse:
    """Set up a body."""
    form = BodyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = bodies.create(by=request.standing, **form.typed())
            messages.success(request, _("%(name)s er oprettet.") % {"name": made.name})
            return redirect(LIST)
    title = _("Opret organ")
    return show_form(
        request, form, title=title, submit_label=title, cancel_url=reverse(LIST),
        crumbs=trail(title, (_("Organer"), reverse(LIST))),
    )  # fmt: skip


@requires(may_administer)
@get_or_post
def body_change(request: SeatedRequest, slug: str) -> HttpResponse:
    """Change a body's name, mandate or period."""
    body = get_object_or_404(Body, slug=slug)
    names = ("name", "kind", "mandate", "parent", "starts_on", "ends_on")
    initial = {name: getattr(body, name) for name in names}
    form = BodyForm(request.POST or None, initial={**initial, "seen": stamp_of(body)})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            bodies.change(
                by=request.standing, body_id=body.pk, seen=form.seen_stamp, **form.typed()
            )
            messages.success(request, _("Ændringerne er gemt."))
            return redirect(LIST)
    title = _("Ret organ")
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=reverse(LIST),
        crumbs=trail(title, (_("Organer"), reverse(LIST))),
    )  # fmt: skip


@requires(may_administer)
@get_or_post
def body_close(request: SeatedRequest, slug: str) -> HttpResponse:
    """End a body with a last day."""
    body = get_object_or_404(Body, slug=slug)
    form = LastDayForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            bodies.close(by=request.standing, body_id=body.pk, **form.cleaned_data)
            messages.success(request, _("%(name)s er afsluttet.") % {"name": body.name})
            return redirect(LIST)
    title = _("Afslut organ")
    return show_form(
        request, form, title=title, submit_label=title, cancel_url=reverse(LIST),
        crumbs=trail(title, (_("Organer"), reverse(LIST))), lead=body.name, danger=True,
        consequences=[_("Alle pladser i organet slutter samme dag.")],
    )  # fmt: skip
