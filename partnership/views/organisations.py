"""Administration of organisations and of the homes they own."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from partnership.forms.organisations import LastDayForm, OrganisationForm, OwnershipForm
from partnership.models import Organisation, Ownership
from partnership.rules.access import may_administer
from partnership.services import organisations, ownerships
from partnership.services.edits import stamp_of
from partnership.services.overviews import organisation_rows
from partnership.views.access import SeatedRequest, requires
from partnership.views.pages import refusals_on, show_form, tabs, trail

get_or_post = require_http_methods(["GET", "POST"])


def _above(organisation: Organisation | None = None) -> list[tuple[str, str]]:
    above = [(_("Organisationer"), reverse("partnership:organisation-list"))]
    if organisation:
        above.append((organisation.name, _page(organisation)))
    return above


def _page(organisation: Organisation) -> str:
    return reverse("partnership:organisation-detail", args=[organisation.slug])


@requires(may_administer)
@require_GET
def organisation_list(request: SeatedRequest) -> HttpResponse:
    """All organisations, the closed ones last."""
    return render(
        request,
        "partnership/organisation/list.html",
        {
            "rows": organisation_rows(),
            "tabs": tabs("partnership:organisation-list"),
            "crumbs": trail(_("Organisationer")),
        },
    )


@requires(may_administer)
@get_or_post
def organisation_create(request: SeatedRequest) -> HttpResponse:
    """Take in an organisation."""
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = organisations.create(by=request.standing, **form.typed())
            messages.success(request, _("%(name)s er oprettet.") % {"name": made.name})
            return redirect(_page(made))
    title = _("Opret organisation")
    return show_form(
        request,
        form,
        title=title,
        submit_label=title,
        cancel_url=reverse("partnership:organisation-list"),
        crumbs=trail(title, *_above()),
    )


@requires(may_administer)
@require_GET
def organisation_detail(request: SeatedRequest, slug: str) -> HttpResponse:
    """One organisation: its homes and its seats."""
    organisation = get_object_or_404(Organisation, slug=slug)
    return render(
        request,
        "partnership/organisation/detail.html",
        {
            "organisation": organisation,
            "ownerships": organisation.ownerships.select_related("area"),
            "seats": organisation.seats.select_related("person", "body"),
            "today": timezone.localdate(),
            "crumbs": trail(organisation.name, *_above()),
        },
    )


@requires(may_administer)
@get_or_post
def organisation_change(request: SeatedRequest, slug: str) -> HttpResponse:
    """Rename or reclassify an organisation."""
    organisation = get_object_or_404(Organisation, slug=slug)
    names = ("name", "short_name", "kind", "is_party")
    initial = {name: getattr(organisation, name) for name in names}
    form = OrganisationForm(
        request.POST or None, initial={**initial, "seen": stamp_of(organisation)}
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            organisations.change(
                by=request.standing,
                organisation_id=organisation.pk,
                seen=form.seen_stamp,
                **form.typed(),
            )
            messages.success(request, _("Ændringerne er gemt."))
            return redirect(_page(organisation))
    title = _("Ret organisation")
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=_page(organisation),
        crumbs=trail(title, *_above(organisation)),
    )  # fmt: skip


@requires(may_administer)
@get_or_post
def organisation_close(request: SeatedRequest, slug: str) -> HttpResponse:
    """Close an organisation with a last day."""
    organisation = get_object_or_404(Organisation, slug=slug)
    form = LastDayForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            organisations.close(
                by=request.standing, organisation_id=organisation.pk, **form.cleaned_data
            )
            messages.success(request, _("%(name)s er lukket.") % {"name": organisation.name})
            return redirect(_page(organisation))
    title = _("Luk organisation")
    return show_form(
        request, form, title=title, submit_label=title, cancel_url=_page(organisation),
        crumbs=trail(title, *_above(organisation)), danger=True,
        consequences=[
            _("Organisationens pladser slutter samme dag, og de, der havde dem, mister adgangen."),
            _("Organisationens ejerskaber slutter samme dag."),
            _("Tal og beslutninger bliver stående."),
        ],
    )  # fmt: skip


@requires(may_administer)
@get_or_post
def ownership_create(request: SeatedRequest, slug: str) -> HttpResponse:
    """Say that the organisation owns homes in an area."""
    organisation = get_object_or_404(Organisation, slug=slug)
    form = OwnershipForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            ownerships.add(by=request.standing, organisation=organisation, **form.cleaned_data)
            messages.success(request, _("Ejerskabet er gemt."))
            return redirect(_page(organisation))
    title = _("Tilføj område")
    return show_form(
        request, form, title=title, submit_label=title, cancel_url=_page(organisation),
        crumbs=trail(title, *_above(organisation)),
    )  # fmt: skip


@requires(may_administer)
@get_or_post
def ownership_end(request: SeatedRequest, pk: int) -> HttpResponse:
    """End an ownership with a last day."""
    ownership = get_object_or_404(Ownership.objects.select_related("organisation", "area"), pk=pk)
    organisation = ownership.organisation
    form = LastDayForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            ownerships.end(by=request.standing, ownership_id=ownership.pk, **form.cleaned_data)
            messages.success(request, _("Ejerskabet er afsluttet."))
            return redirect(_page(organisation))
    title = _("Afslut ejerskab")
    return show_form(
        request, form, title=title, submit_label=title, cancel_url=_page(organisation),
        crumbs=trail(title, *_above(organisation)), lead=str(ownership), danger=True,
    )  # fmt: skip
