"""Administration of bodies."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from partnership.forms.bodies import BodyForm, CloseForm
from partnership.models import Body
from partnership.rules.access import may_administer, may_see_partnership
from partnership.rules.bodies import may_close_body
from partnership.services import agendas, bodies, handovers
from partnership.services.body_pages import body_page
from partnership.services.edits import stamp_of
from partnership.services.overviews import body_rows
from partnership.views.access import SeatedRequest, requires
from partnership.views.pages import refusals_on, show_form, tabs, trail

get_or_post = require_http_methods(["GET", "POST"])
LIST = "partnership:body-list"


@requires(may_administer)
@require_GET
def body_list(request: SeatedRequest) -> HttpResponse:
    """All bodies, the ended ones last."""
    context = {"rows": body_rows(), "tabs": tabs(LIST), "crumbs": trail(_("Organer"))}
    return render(request, "partnership/body/list.html", context)


@requires(may_administer)
@get_or_post
def body_create(request: SeatedRequest) -> HttpResponse:
    """Set up a body."""
    form = BodyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = bodies.create(by=request.standing, **form.typed())
            messages.success(request, _("%(name)s er oprettet.") % {"name": made.name})
            return redirect(LIST)
    title = _("Opret organ")
    return show_form(
        request, form, title=title, submit_label=title, cancel_url=reverse(LIST),
        crumbs=trail(title, (_("Organer"), reverse(LIST))),
    )  # fmt: skip


@requires(may_administer)
@get_or_post
def body_change(request: SeatedRequest, slug: str) -> HttpResponse:
    """Change a body's name, mandate or period."""
    body = get_object_or_404(Body, slug=slug)
    names = ("name", "kind", "mandate", "parent", "starts_on", "ends_on", "quorum", "votes")
    initial = {name: getattr(body, name) for name in names}
    form = BodyForm(request.POST or None, initial={**initial, "seen": stamp_of(body)})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            bodies.change(
                by=request.standing, body_id=body.pk, seen=form.seen_stamp, **form.typed()
            )
            messages.success(request, _("Ændringerne er gemt."))
            return redirect(LIST)
    title = _("Ret organ")
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=reverse(LIST),
        crumbs=trail(title, (_("Organer"), reverse(LIST))),
    )  # fmt: skip


@requires(may_see_partnership)
@require_GET
def body_detail(request: SeatedRequest, slug: str) -> HttpResponse:
    """One body: its people, its meetings, what it decided and does."""
    page = body_page(slug, request.standing)
    if page is None:
        raise Http404
    crumbs = [(_("Partnerskab"), reverse("partnership:partnership")), (page.body.name, "")]
    return render(request, "partnership/body/detail.html", {"page": page, "crumbs": crumbs})


@requires(may_see_partnership)
@get_or_post
def body_close(request: SeatedRequest, slug: str) -> HttpResponse:
    """End a body with a last day and a report; what is open goes to the body above it."""
    body = get_object_or_404(Body.objects.select_related("parent"), slug=slug)
    if not may_close_body(request.standing, body.kind):
        raise PermissionDenied
    form = CloseForm(
        request.POST or None, is_group=body.kind == Body.Kind.AD_HOC,
        initial={"on": timezone.localdate(), "report": body.closing_report},
    )  # fmt: skip
    back = reverse("partnership:body-detail", args=[slug])
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            moved = bodies.close(by=request.standing, body_id=body.pk, **form.cleaned_data)
            messages.success(request, _closed_words(body, moved))
            return redirect(back)
    title = _("Afslut organ")
    return show_form(
        request, form, title=title, submit_label=title, cancel_url=back,
        crumbs=[(_("Partnerskab"), reverse("partnership:partnership")), (body.name, back), (title, "")],
        lead=body.name, danger=True, consequences=_consequences(body),
    )  # fmt: skip


def _consequences(body: Body) -> list[str]:
    """What follows from closing it, said beforehand."""
    told = [_("Alle pladser i organet slutter samme dag.")]
    count = len(handovers.with_body(body)) + agendas.open_with(body)
    if count and body.parent:
        told.append(
            ngettext(
                "%(count)s åben sag går videre til %(name)s.",
                "%(count)s åbne sager går videre til %(name)s.",
                count,
            )
            % {"count": count, "name": body.parent.name}
        )
    return told


def _closed_words(body: Body, moved: int) -> str:
    """What closing it did."""
    if not moved or body.parent is None:
        return _("%(name)s er afsluttet.") % {"name": body.name}
    return ngettext(
        "%(name)s er afsluttet. %(count)s åben sag står nu hos %(parent)s.",
        "%(name)s er afsluttet. %(count)s åbne sager står nu hos %(parent)s.",
        moved,
    ) % {"name": body.name, "count": moved, "parent": body.parent.name}
