"""Passing on what is on the name of somebody who leaves."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from partnership.forms.handovers import HandoverForm
from partnership.models import Person
from partnership.services import handover_pages, handovers
from partnership.services.handovers import may_hand_over
from partnership.views.access import SeatedRequest, requires
from partnership.views.pages import refusals_on, show_form

LIST = "partnership:handover-list"


@requires(may_hand_over)
@require_GET
def handover_list(request: SeatedRequest) -> HttpResponse:
    """Who left or is leaving with something open on the name, and what was passed on lately."""
    context = {
        "leavers": handover_pages.leavers(request.standing),
        "latest": handover_pages.latest(request.standing),
    }
    return render(request, "partnership/handover/list.html", context)


@requires(may_hand_over)
@require_http_methods(["GET", "POST"])
def handover_create(request: SeatedRequest, pk: int) -> HttpResponse:
    """Pass on what is open on one person's name."""
    person = get_object_or_404(Person, pk=pk)
    things = handovers.on_name([pk], standing=request.standing)[pk]
    if not things and (request.method == "GET" or not request.standing.is_secretariat):
        raise Http404
    choices = [(o.key, f"{o.row} ({o.kind.label})") for o in things]
    form = HandoverForm(
        request.POST or None, person=person, things=choices,
        initial={"things": [key for key, _label in choices]},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            moved = handovers.pass_on_person(
                by=request.standing, person_id=pk, to_id=form.cleaned_data["to"].pk,
                keys=form.cleaned_data["things"], reason=form.cleaned_data["reason"],
            )  # fmt: skip
            words = ngettext("%(count)s ting er givet videre til %(name)s.",
                             "%(count)s ting er givet videre til %(name)s.", moved)  # fmt: skip
            messages.success(request, words % {"count": moved, "name": form.cleaned_data["to"]})
            return redirect(LIST)
    title = _("Giv videre")
    return show_form(
        request, form, title=title, submit_label=title, cancel_url=reverse(LIST),
        crumbs=[(_("Partnerskab"), reverse("partnership:partnership")),
                (_("Overdragelser"), reverse(LIST)), (person.name, "")],
        lead=_("Det, der er åbent hos %(name)s.") % {"name": person.name},
    )  # fmt: skip
