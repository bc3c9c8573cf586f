"""Announced relocations: the list, and a page each for adding, correcting and calling off."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from indicators.forms.knowledge import Confirmation
from indicators.forms.relocations import RelocationForm
from indicators.models import Relocation
from indicators.services import relocations
from indicators.views.knowledge import Action, Line, Listing, show_list, trail
from partnership.rules.access import may_describe
from partnership.services.edits import stamp_of
from partnership.views.access import SeatedRequest, requires
from partnership.views.pages import refusals_on, show_form

get_or_post = require_http_methods(["GET", "POST"])
LIST = "indicators:relocation-list"
NAMES = (
    "from_area", "to_area", "households", "residents", "starts_on", "ends_on", "announced_on",
    "source", "note",
)  # fmt: skip


@requires(may_describe)
@require_GET
def relocation_list(request: SeatedRequest) -> HttpResponse:
    """All relocations by when they begin, those called off last."""
    rows = Relocation.objects.select_related("from_area", "to_area")
    return show_list(
        request,
        Listing(
            name=LIST,
            title=_("Varslede flytninger"),
            lead=_(
                "Husstande, der skal flytte, fordi boliger rives ned eller bygges om. De vises på "
                "det område, de flytter fra, og på det, de flytter til."
            ),
            columns=[_("Flytning"), _("Husstande"), _("Beboere"), _("Begynder"), _("Kilde")],
            lines=[_line(each) for each in rows.order_by("is_withdrawn", "starts_on", "id")],
            create_label=_("Tilføj flytning"),
            create_url=reverse("indicators:relocation-create"),
            empty=_("Er der varslet genhusning, så skriv den ned her med kilde og dato."),
        ),
    )


def _line(relocation: Relocation) -> Line:
    to = relocation.to_area.name if relocation.to_area else _("ikke oplyst")
    head = f"{relocation.from_area.name} → {to}"
    actions = [
        Action(_("Ret"), reverse("indicators:relocation-change", args=[relocation.pk]), head),
        Action(_("Aflys"), reverse("indicators:relocation-withdraw", args=[relocation.pk]), head),
    ]
    residents = relocation.residents
    return Line(
        head=head,
        cells=[
            number_format(relocation.households, force_grouping=True),
            _("ikke oplyst")
            if residents is None
            else number_format(residents, force_grouping=True),
            date_format(relocation.starts_on, "SHORT_DATE_FORMAT"),
            relocation.source,
        ],
        actions=[] if relocation.is_withdrawn else actions,
        is_withdrawn=relocation.is_withdrawn,
    )


@requires(may_describe)
@get_or_post
def relocation_create(request: SeatedRequest) -> HttpResponse:
    """Write down an announced relocation."""
    form = RelocationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            relocations.announce(by=request.standing, **form.typed())
            messages.success(request, _("Flytningen er tilføjet."))
            return redirect(LIST)
    title = _("Tilføj flytning")
    return show_form(
        request, form, title=title, submit_label=title, cancel_url=reverse(LIST),
        crumbs=trail(title, (_("Varslede flytninger"), reverse(LIST))),
    )  # fmt: skip


@requires(may_describe)
@get_or_post
def relocation_change(request: SeatedRequest, pk: int) -> HttpResponse:
    """Correct what was announced."""
    relocation = get_object_or_404(Relocation, pk=pk)
    initial = {name: getattr(relocation, name) for name in NAMES} | {"seen": stamp_of(relocation)}
    form = RelocationForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            relocations.change(
                by=request.standing, relocation_id=pk, seen=form.seen_stamp, **form.typed()
            )
            messages.success(request, _("Ændringerne er gemt."))
            return redirect(LIST)
    title = _("Ret flytning")
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=reverse(LIST),
        crumbs=trail(title, (_("Varslede flytninger"), reverse(LIST))),
    )  # fmt: skip


@requires(may_describe)
@get_or_post
def relocation_withdraw(request: SeatedRequest, pk: int) -> HttpResponse:
    """Say that a relocation is called off."""
    relocation = get_object_or_404(Relocation.objects.select_related("from_area", "to_area"), pk=pk)
    if request.method == "POST":
        relocations.withdraw(by=request.standing, relocation_id=pk)
        messages.success(request, _("Flytningen er aflyst."))
        return redirect(LIST)
    title = _("Aflys flytning")
    return show_form(
        request, Confirmation(), title=title, submit_label=title, cancel_url=reverse(LIST),
        crumbs=trail(title, (_("Varslede flytninger"), reverse(LIST))),
        lead=_line(relocation).head, danger=True,
        consequences=[
            _("Flytningen forsvinder fra begge områders sider."),
            _("Rækken og dens spor bliver stående på listen."),
        ],
    )  # fmt: skip
