"""The yearly wheel: the months with what opens in them, and the forms of its marks."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from indicators.forms.rounds import WheelForm, initial_of
from indicators.services import wheel, wheel_pages
from indicators.views.knowledge import trail
from partnership.rules.access import may_enter_figures, may_run_rounds
from partnership.services.edits import stamp_of
from partnership.views.access import SeatedRequest, requires
from partnership.views.pages import refusals_on, show_form

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
LIST = "indicators:wheel-list"


@requires(may_enter_figures)
@require_GET
def wheel_list(request: SeatedRequest) -> HttpResponse:
    """What opens in which month."""
    context = {
        "wheel": wheel_pages.page_for(request.standing),
        "crumbs": trail(_("Årshjul")),
        "may_run": may_run_rounds(request.standing),
    }
    return render(request, "indicators/wheel/list.html", context)


@requires(may_run_rounds)
@get_or_post
def wheel_create(request: SeatedRequest) -> HttpResponse:
    """Put a mark on the wheel."""
    form = WheelForm(request.POST or None, standing=request.standing)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            wheel.add(by=request.standing, mark=form.mark())
            messages.success(request, _("Årshjulet er rettet."))
            return redirect(LIST)
    title = _("Føj til årshjulet")
    return show_form(
        request, form, title=title, submit_label=title, cancel_url=reverse(LIST),
        crumbs=trail(title, (_("Årshjul"), reverse(LIST))),
        lead=_("På dagen åbner en indsamling af sig selv, og de ansvarlige får besked."),
    )  # fmt: skip


@requires(may_run_rounds)
@get_or_post
def wheel_change(request: SeatedRequest, pk: int) -> HttpResponse:
    """Change a mark; rounds that it opened stay as they are."""
    entry = next((one for one in wheel_pages.entries_for(request.standing) if one.pk == pk), None)
    if entry is None:
        raise Http404
    initial = {**initial_of(entry, WheelForm), "seen": stamp_of(entry)}
    form = WheelForm(request.POST or None, standing=request.standing, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            wheel.change(
                by=request.standing, entry_id=entry.pk, seen=form.seen_stamp, mark=form.mark()
            )
            messages.success(request, _("Årshjulet er rettet."))
            return redirect(LIST)
    title = _("Ret årshjulet")
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=reverse(LIST),
        crumbs=trail(title, (_("Årshjul"), reverse(LIST))),
        lead=_("Indsamlinger, der allerede er åbnet, bliver, som de er."),
    )  # fmt: skip
