"""Targets of an indicator: set, changed, taken away."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from indicators.forms.targets import NewTargetForm, TargetForm
from indicators.models import Indicator, Target
from indicators.services.indicator_administration import pages, targets
from indicators.views.definitions import crumbs, found, page_of
from partnership.models import Decision
from partnership.rules.access import may_define, may_see_partnership
from partnership.rules.decisions import TAKEN
from partnership.services import decision_pages
from partnership.services.edits import stamp_of
from partnership.views.access import SeatedRequest, requires
from partnership.views.pages import refusals_on, show_form

get_or_post = require_http_methods(["GET", "POST"])
FIELDS = ("baseline_slot", "slot", "value", "decided_on", "decision", "set_by")


def _decisions(request: SeatedRequest, target: Target | None = None) -> QuerySet[Decision]:
    """Taken decisions on targets that the person may read; one that is named already is among them."""
    visible = decision_pages.visible_to(request.standing).select_related("body")
    named = Q(pk=target.set_by_id or 0) if target else Q(pk__in=())
    return visible.filter(Q(kind="target", state__in=TAKEN) | named)


@requires(may_define)
@get_or_post
def target_create(request: SeatedRequest, code: str) -> HttpResponse:
    """Add a target for an area and a period."""
    indicator = found(request, code)
    form = NewTargetForm(request.POST or None)
    form.offer(_decisions(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            targets.set_target(by=request.standing, indicator=indicator, **form.typed())
            messages.success(request, _("Måltallet er gemt."))
            return redirect(page_of(code))
    title = _("Tilføj måltal")
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=page_of(code),
        crumbs=crumbs(title, indicator), consequences=[pages.consequence_in_words(indicator)],
    )  # fmt: skip


@requires(may_define)
@get_or_post
def target_change(request: SeatedRequest, code: str, pk: int) -> HttpResponse:
    """Change a target, or name the decision that set it."""
    indicator = found(request, code)
    target = get_object_or_404(Target, pk=pk, indicator=indicator)
    initial = {name: getattr(target, name) for name in FIELDS}
    form = TargetForm(request.POST or None, initial={**initial, "seen": stamp_of(target)})
    form.offer(_decisions(request, target))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            typed = {"set_by": target.set_by, **form.typed()}  # who may not see it keeps it
            targets.change(by=request.standing, target_id=pk, seen=form.seen_stamp, **typed)
            messages.success(request, _("Måltallet er gemt."))
            return redirect(page_of(code))
    title = _("Ret måltal")
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=page_of(code),
        crumbs=crumbs(title, indicator), lead=str(target.area),
        consequences=[pages.consequence_in_words(indicator)],
    )  # fmt: skip


@requires(may_define)
@get_or_post
def target_drop(request: SeatedRequest, code: str, pk: int) -> HttpResponse:
    """Take a target away."""
    indicator = found(request, code)
    target = get_object_or_404(Target, pk=pk, indicator=indicator)
    if request.method == "POST":
        targets.drop(by=request.standing, target_id=pk)
        messages.success(request, _("Måltallet er fjernet."))
        return redirect(page_of(code))
    title = _("Fjern måltal")
    context = {
        "title": title, "crumbs": crumbs(title, indicator), "submit_label": title,
        "cancel_url": page_of(code), "consequences": [pages.consequence_in_words(indicator)],
        "text": _("Fjern måltallet for %(area)s i %(slot)s?")
        % {"area": target.area, "slot": target.slot},
    }  # fmt: skip
    return render(request, "indicators/definition/confirm.html", context)


@requires(may_see_partnership)
@vary_on_headers("HX-Request")
@require_safe
def target_list(request: SeatedRequest, pk: int) -> HttpResponse:
    """The targets that a decision set; as a part of the decision's page, and alone."""
    decision = get_object_or_404(decision_pages.visible_to(request.standing), pk=pk)
    seen = Indicator.objects.seen_by(restricted=request.standing.sees_restricted)
    found = Target.objects.filter(set_by=decision, indicator__in=seen)
    is_part = request.headers.get("HX-Request") == "true"
    context = {
        "decision": decision,
        "targets": found.select_related("indicator", "area").order_by("indicator", "area", "slot"),
    }
    page = "_of_decision.html" if is_part else "of_decision.html"
    return render(request, f"indicators/target/{page}", context)
