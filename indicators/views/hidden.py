"""What is hidden and why, and how small a count may be shown: pages for administrators."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from indicators.forms.thresholds import EndThresholdForm, ThresholdForm
from indicators.models import DisclosureThreshold
from indicators.services import disclosure_pages, thresholds
from indicators.services.names import localised
from partnership.rules.access import may_administer
from partnership.services.edits import stamp_of
from partnership.views.access import SeatedRequest, requires
from partnership.views.pages import refusals_on, show_form, tabs, trail

get_or_post = require_http_methods(["GET", "POST"])
LIST = "indicators:hidden-list"


@requires(may_administer)
@require_GET
def hidden_list(request: SeatedRequest) -> HttpResponse:
    """Which figures are hidden, by what rule, and how that was checked; never a number of persons."""
    restricted = request.standing.sees_restricted
    indicators = disclosure_pages.hidden_indicators(restricted=restricted)
    codes = [each.code for each in indicators]
    asked = request.GET.get("indikator", "")
    code = asked if asked in codes else next(iter(codes), "")
    context = {
        "indicators": indicators,
        "chosen": next((each for each in indicators if each.code == code), None),
        "places": disclosure_pages.hidden_places(code, restricted=restricted),
        "groups": disclosure_pages.checked_groups(restricted=restricted),
        "thresholds": disclosure_pages.thresholds(),
        "tabs": tabs(LIST),
        "crumbs": trail(_("Skjulte tal")),
    }
    return render(request, "indicators/hidden/list.html", context)


@requires(may_administer)
@get_or_post
def threshold_create(request: SeatedRequest) -> HttpResponse:
    """Add a dated row."""
    form = ThresholdForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            thresholds.add(by=request.standing, **form.typed())
            messages.success(request, _("Grænsen er tilføjet. Alle tal bliver beregnet igen."))
            return redirect(LIST)
    title = _("Tilføj grænse")
    return show_form(
        request, form, title=title, submit_label=title, cancel_url=reverse(LIST),
        crumbs=trail(title, (_("Skjulte tal"), reverse(LIST))),
        lead=_("Det, der allerede er skjult, bliver ved med at være skjult."),
    )  # fmt: skip


@requires(may_administer)
@get_or_post
def threshold_end(request: SeatedRequest, pk: int) -> HttpResponse:
    """Let a row end on a day."""
    row = get_object_or_404(DisclosureThreshold.objects.select_related("source"), pk=pk)
    initial = {"valid_to": row.valid_to, "seen": stamp_of(row)}
    form = EndThresholdForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            thresholds.end(
                by=request.standing, threshold_id=pk, seen=form.seen_stamp, **form.typed()
            )
            messages.success(request, _("Ændringerne er gemt."))
            return redirect(LIST)
    title = _("Afslut grænse")
    return show_form(
        request, form, title=title, submit_label=title, cancel_url=reverse(LIST),
        crumbs=trail(title, (_("Skjulte tal"), reverse(LIST))),
        lead=localised(row.source) if row.source else _("Alle kilder"),
    )  # fmt: skip
