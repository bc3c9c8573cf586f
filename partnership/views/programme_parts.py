"""The pages that effort areas and target groups share: one's own, a new one, a changed one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from partnership.forms.programme_parts import PartForm
from partnership.models import EffortArea, TargetGroup
from partnership.rules.bodies import may_write_programme
from partnership.services import plan_pages, programme_parts
from partnership.services.edits import stamp_of
from partnership.views.access import SeatedRequest
from partnership.views.pages import refusals_on, show_form
from partnership.views.plans import PROGRAMME, crumbs


@dataclass(frozen=True)
class Kind:
    """One of the two: its rows, its form, its addresses and the titles of its forms."""

    model: type[EffortArea] | type[TargetGroup]
    form: type[PartForm]
    template: str
    detail: str
    indicators: str
    new: str | Promise
    changed: str | Promise

    def page_of(self, found: EffortArea | TargetGroup) -> str:
        """Its own page."""
        return reverse(self.detail, args=[found.slug])


def detail(request: SeatedRequest, kind: Kind, slug: str) -> HttpResponse:
    """Its goals, its interventions and its indicators."""
    found = _found(kind, slug)
    context = {
        "found": found,
        "interventions": plan_pages.interventions_of(found.interventions.all()),
        "indicators_url": reverse(kind.indicators, args=[slug]),
        "may_write": may_write_programme(request.standing),
        "crumbs": crumbs(found.name),
    }
    return render(request, kind.template, context)


def create(request: SeatedRequest, kind: Kind) -> HttpResponse:
    """Write one down."""
    form = kind.form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = programme_parts.create(
                kind.model, by=request.standing, values=form.values(), sets=form.sets()
            )
            messages.success(request, _("%(name)s er oprettet.") % {"name": made.name})
            return redirect(kind.page_of(made))
    title = str(kind.new)
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=reverse(PROGRAMME),
        crumbs=crumbs(title),
    )  # fmt: skip


def change(request: SeatedRequest, kind: Kind, slug: str) -> HttpResponse:
    """Change one, or take it out of use."""
    found = _found(kind, slug)
    form = kind.form(
        request.POST or None, initial={**kind.form.initial_of(found), "seen": stamp_of(found)}
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            programme_parts.change(
                kind.model, by=request.standing, part_id=found.pk, seen=form.seen_stamp,
                values=form.values(), sets=form.sets(),
            )  # fmt: skip
            messages.success(request, _("Ændringerne er gemt."))
            return redirect(kind.page_of(found))
    title = str(kind.changed)
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=kind.page_of(found),
        crumbs=crumbs(title, (found.name, kind.page_of(found))),
    )  # fmt: skip


def _found(kind: Kind, slug: str) -> EffortArea | TargetGroup:
    return cast("EffortArea | TargetGroup", get_object_or_404(kind.model, slug=slug))
