"""What areas are compared with: one page where the choices and the agreed one are recorded."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from indicators.forms.comparator_choices import ComparatorForm
from indicators.services import comparator_choices
from indicators.views.knowledge import beside, trail
from partnership.rules.access import may_administer, may_choose_comparators
from partnership.views import pages
from partnership.views.access import SeatedRequest, requires

PAGE = "indicators:comparator-choice"


@requires(may_choose_comparators)
@require_http_methods(["GET", "POST"])
def comparator_choice(request: SeatedRequest) -> HttpResponse:
    """Which comparisons the pages offer, and which one the partnership has agreed on."""
    now = comparator_choices.offered()
    initial = {"offered": now.keys, "agreed": now.agreed, "reason": now.reason, "seen": now.stamp}
    form = ComparatorForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with pages.refusals_on(form):
            comparator_choices.choose(by=request.standing, seen=form.seen_stamp, **form.typed())
            messages.success(request, _("Valget er gemt. Alle afstande bliver beregnet igen."))
            return redirect(PAGE)
    is_administrator = may_administer(request.standing)
    title = _("Sammenligning")
    return pages.show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url="",
        crumbs=pages.trail(title) if is_administrator else trail(title),
        tabs=pages.tabs(PAGE) if is_administrator else beside(request, PAGE),
        tabs_label=_("Administration") if is_administrator else _("Bag tallene"),
        lead=_(
            "Hvad områderne kan sammenlignes med, og hvad partnerskabet har aftalt at bruge, hvor "
            "læseren ikke vælger andet. Ændres det aftalte, bliver alle afstande beregnet igen."
        ),
    )  # fmt: skip
