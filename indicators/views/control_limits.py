"""Control limits: the list, and a page each for fixing, correcting and lifting."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from indicators.forms.control_limits import ControlLimitForm
from indicators.forms.knowledge import Confirmation, offer_restricted
from indicators.models import ControlLimit
from indicators.services import control_limits
from indicators.services.names import localised
from indicators.services.periods_in_words import slot_in_words
from indicators.views.knowledge import Action, Line, Listing, of_seen_indicators, show_list, trail
from partnership.rules.access import may_describe
from partnership.services.edits import stamp_of
from partnership.views.access import SeatedRequest, requires
from partnership.views.pages import refusals_on, show_form

get_or_post = require_http_methods(["GET", "POST"])
LIST = "indicators:control-limit-list"
NAMES = ("definition", "area", "from_slot", "reason")


@requires(may_describe)
@require_GET
def control_limit_list(request: SeatedRequest) -> HttpResponse:
    """All fixed limits, by chart and period."""
    rows = ControlLimit.objects.filter(of_seen_indicators(request, "definition__indicator"))
    return show_list(
        request,
        Listing(
            name=LIST,
            title=_("Kontrolgrænser"),
            lead=_(
                "I kurver pr. måned og kvartal viser grænserne, hvor meget tallet plejer at svinge. "
                "De flytter sig aldrig af sig selv. Læg dem kun fast på ny ved en ændring, I kender."
            ),
            columns=[
                _("Indikator"),
                _("Område"),
                _("Fra periode"),
                _("Hvad er ændret"),
                _("Lagt fast"),
            ],
            lines=[_line(limit) for limit in rows.select_related("definition__indicator", "area")],
            create_label=_("Læg grænser fast"),
            create_url=reverse("indicators:control-limit-create"),
            empty=_("Hele serien læses som én, indtil I siger andet."),
        ),
    )


def _line(limit: ControlLimit) -> Line:
    name = localised(limit.definition.indicator)
    about = f"{name}, {limit.area.name}, {slot_in_words(limit.from_slot)}"
    return Line(
        head=name,
        cells=[
            limit.area.name,
            slot_in_words(limit.from_slot),
            limit.reason,
            date_format(limit.fixed_on, "SHORT_DATE_FORMAT"),
        ],
        actions=[
            Action(_("Ret"), reverse("indicators:control-limit-change", args=[limit.pk]), about),
            Action(_("Ophæv"), reverse("indicators:control-limit-lift", args=[limit.pk]), about),
        ],
    )


@requires(may_describe)
@get_or_post
def control_limit_create(request: SeatedRequest) -> HttpResponse:
    """Fix a chart's limits from a period on."""
    form = offer_restricted(ControlLimitForm(request.POST or None), request.standing)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            control_limits.fix(by=request.standing, **form.typed())
            messages.success(request, _("Grænserne er lagt fast. Kurven bliver beregnet igen."))
            return redirect(LIST)
    title = _("Læg grænser fast")
    return show_form(
        request, form, title=title, submit_label=title, cancel_url=reverse(LIST),
        crumbs=trail(title, (_("Kontrolgrænser"), reverse(LIST))),
    )  # fmt: skip


@requires(may_describe)
@get_or_post
def control_limit_change(request: SeatedRequest, pk: int) -> HttpResponse:
    """Correct period or reason."""
    limit = _limit(request, pk)
    initial = {name: getattr(limit, name) for name in NAMES} | {"seen": stamp_of(limit)}
    form = offer_restricted(
        ControlLimitForm(request.POST or None, initial=initial), request.standing
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            control_limits.change(
                by=request.standing, limit_id=pk, seen=form.seen_stamp, **form.typed()
            )
            messages.success(request, _("Ændringerne er gemt."))
            return redirect(LIST)
    title = _("Ret kontrolgrænser")
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=reverse(LIST),
        crumbs=trail(title, (_("Kontrolgrænser"), reverse(LIST))),
    )  # fmt: skip


@requires(may_describe)
@get_or_post
def control_limit_lift(request: SeatedRequest, pk: int) -> HttpResponse:
    """Take fixed limits back."""
    limit = _limit(request, pk)
    if request.method == "POST":
        control_limits.lift(by=request.standing, limit_id=pk)
        messages.success(request, _("Grænserne er ophævet. Kurven bliver beregnet igen."))
        return redirect(LIST)
    title = _("Ophæv kontrolgrænser")
    return show_form(
        request, Confirmation(), title=title, submit_label=title, cancel_url=reverse(LIST),
        crumbs=trail(title, (_("Kontrolgrænser"), reverse(LIST))),
        lead=_line(limit).actions[0].about, danger=True,
        consequences=[
            _("Kurvens grænser regnes igen ud fra perioden før ændringen og frem."),
            _("Sporet af, hvad der var lagt fast, bliver stående."),
        ],
    )  # fmt: skip


def _limit(request: SeatedRequest, pk: int) -> ControlLimit:
    seen = of_seen_indicators(request, "definition__indicator")
    found = ControlLimit.objects.filter(seen).select_related("definition__indicator", "area")
    return get_object_or_404(found, pk=pk)
