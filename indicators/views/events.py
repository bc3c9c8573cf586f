"""Event markers: the list, and a page each for adding, correcting and withdrawing."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from indicators.forms.events import EventForm
from indicators.forms.knowledge import ALL_AREAS, ALL_INDICATORS, Confirmation, offer_restricted
from indicators.models import EventMarker, Indicator
from indicators.services import events
from indicators.services.names import event_title, localised
from indicators.views.knowledge import Action, Line, Listing, of_seen_indicators, show_list, trail
from partnership.rules.access import may_describe
from partnership.services.edits import stamp_of
from partnership.views.access import SeatedRequest, requires
from partnership.views.pages import refusals_on, show_form

get_or_post = require_http_methods(["GET", "POST"])
LIST = "indicators:event-list"
NAMES = (
    "kind", "title", "title_en", "text", "happened_on", "described_on", "area", "indicator",
)  # fmt: skip


@requires(may_describe)
@require_GET
def event_list(request: SeatedRequest) -> HttpResponse:
    """All events, the newest first, the withdrawn ones last."""
    rows = EventMarker.objects.filter(of_seen_indicators(request))
    rows = rows.select_related("area", "indicator").order_by("is_withdrawn", "-happened_on", "-id")
    return show_list(
        request,
        Listing(
            name=LIST,
            title=_("Hændelser"),
            lead=_(
                "En hændelse står som et mærke på kurverne, så et knæk kan forstås. Ved en indsats "
                "kan der spørges, om området har udviklet sig anderledes bagefter."
            ),
            columns=[_("Hændelse"), _("Dato"), _("Slags"), _("Område"), _("Indikator")],
            lines=[_line(event) for event in rows],
            create_label=_("Tilføj hændelse"),
            create_url=reverse("indicators:event-create"),
            empty=_(
                "Skriv indsatser, beslutninger og andet ned, mens I kan huske, hvornår det var."
            ),
        ),
    )


def _line(event: EventMarker) -> Line:
    actions = [
        Action(_("Ret"), reverse("indicators:event-change", args=[event.pk]), event_title(event)),
        Action(
            _("Træk tilbage"),
            reverse("indicators:event-withdraw", args=[event.pk]),
            event_title(event),
        ),
    ]
    return Line(
        head=event_title(event),
        cells=[
            date_format(event.happened_on, "SHORT_DATE_FORMAT"),
            capfirst(event.get_kind_display()),
            event.area.name if event.area else str(ALL_AREAS),
            localised(event.indicator) if event.indicator else str(ALL_INDICATORS),
        ],
        actions=[] if event.is_withdrawn else actions,
        is_withdrawn=event.is_withdrawn,
    )


@requires(may_describe)
@get_or_post
def event_create(request: SeatedRequest) -> HttpResponse:
    """Write down an event; the address may name the figure (`indikator`)."""
    initial = {"indicator": Indicator.objects.filter(code=request.GET.get("indikator", "")).first()}
    form = offer_restricted(EventForm(request.POST or None, initial=initial), request.standing)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = events.add(by=request.standing, **form.typed())
            messages.success(request, _("%(title)s er tilføjet.") % {"title": event_title(made)})
            return redirect(LIST)
    title = _("Tilføj hændelse")
    return show_form(
        request, form, title=title, submit_label=title, cancel_url=reverse(LIST),
        crumbs=trail(title, (_("Hændelser"), reverse(LIST))),
    )  # fmt: skip


@requires(may_describe)
@get_or_post
def event_change(request: SeatedRequest, pk: int) -> HttpResponse:
    """Correct an event."""
    event = _event(request, pk)
    initial = {name: getattr(event, name) for name in NAMES} | {"seen": stamp_of(event)}
    form = offer_restricted(EventForm(request.POST or None, initial=initial), request.standing)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            events.change(
                by=request.standing, event_id=event.pk, seen=form.seen_stamp, **form.typed()
            )
            messages.success(request, _("Ændringerne er gemt."))
            return redirect(LIST)
    title = _("Ret hændelse")
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=reverse(LIST),
        crumbs=trail(title, (_("Hændelser"), reverse(LIST))),
    )  # fmt: skip


@requires(may_describe)
@get_or_post
def event_withdraw(request: SeatedRequest, pk: int) -> HttpResponse:
    """Take an event off the curves."""
    event = _event(request, pk)
    if request.method == "POST":
        events.withdraw(by=request.standing, event_id=event.pk)
        messages.success(
            request, _("%(title)s er trukket tilbage.") % {"title": event_title(event)}
        )
        return redirect(LIST)
    title = _("Træk hændelse tilbage")
    return show_form(
        request, Confirmation(), title=title, submit_label=_("Træk tilbage"),
        cancel_url=reverse(LIST), crumbs=trail(title, (_("Hændelser"), reverse(LIST))),
        lead=event_title(event), danger=True,
        consequences=[
            _("Mærket forsvinder fra kurverne."),
            _("Rækken og dens spor bliver stående på listen."),
        ],
    )  # fmt: skip


def _event(request: SeatedRequest, pk: int) -> EventMarker:
    return get_object_or_404(EventMarker.objects.filter(of_seen_indicators(request)), pk=pk)
