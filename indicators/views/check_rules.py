"""Rules between indicators: listed, added, changed, put out of use."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from indicators.forms.check_rules import CheckRuleForm
from indicators.forms.knowledge import offer_restricted
from indicators.models import CheckRule
from indicators.services.indicator_administration import check_rules
from indicators.services.names import localised
from indicators.views.knowledge import of_seen_indicators, trail
from partnership.rules.access import may_define
from partnership.services.edits import stamp_of
from partnership.views.access import SeatedRequest, requires
from partnership.views.pages import refusals_on, show_form

LIST = "indicators:check-rule-list"
FIELDS = ("name", "left", "left_part", "relation", "right_part", "is_hard", "is_active")
get_or_post = require_http_methods(["GET", "POST"])


@requires(may_define)
@require_GET
def check_rule_list(request: SeatedRequest) -> HttpResponse:
    """All rules, those in use first."""
    found = CheckRule.objects.filter(of_seen_indicators(request, "left"))
    rows = [
        {
            "rule": rule,
            "left": localised(rule.left),
            "right": [localised(r) for r in rule.right.all()],
        }
        for rule in found.select_related("left")
        .prefetch_related("right")
        .order_by("-is_active", "name")
        if request.standing.sees_restricted or not any(r.is_restricted for r in rule.right.all())
    ]
    context = {"rows": rows, "crumbs": trail(_("Regler mellem tal"))}
    return render(request, "indicators/definition/check_rules.html", context)


@requires(may_define)
@get_or_post
def check_rule_create(request: SeatedRequest) -> HttpResponse:
    """Add a rule."""
    form = offer_restricted(CheckRuleForm(request.POST or None), request.standing)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            values = {**form.typed(), "right": list(form.cleaned_data["right"])}
            check_rules.create(by=request.standing, **values)
            messages.success(request, _("Reglen gælder for tal, der skrives fra nu af."))
            return redirect(LIST)
    title = _("Tilføj regel")
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=reverse(LIST),
        crumbs=trail(title, (_("Regler mellem tal"), reverse(LIST))),
    )  # fmt: skip


@requires(may_define)
@get_or_post
def check_rule_change(request: SeatedRequest, pk: int) -> HttpResponse:
    """Change a rule, or put it out of use."""
    seen = CheckRule.objects.filter(of_seen_indicators(request, "left"))
    rule = get_object_or_404(seen, pk=pk)
    if not request.standing.sees_restricted and rule.right.filter(is_restricted=True).exists():
        raise Http404
    initial = {name: getattr(rule, name) for name in FIELDS}
    initial |= {"right": rule.right.all(), "seen": stamp_of(rule)}
    form = offer_restricted(CheckRuleForm(request.POST or None, initial=initial), request.standing)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            values = {**form.typed(), "right": list(form.cleaned_data["right"])}
            check_rules.change(by=request.standing, rule_id=pk, seen=form.seen_stamp, **values)
            messages.success(request, _("Ændringerne er gemt."))
            return redirect(LIST)
    title = _("Ret regel")
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=reverse(LIST),
        crumbs=trail(title, (_("Regler mellem tal"), reverse(LIST))),
    )  # fmt: skip
