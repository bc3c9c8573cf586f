"""Indicators at effort areas and target groups: what is followed there, and the choice of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from indicators.forms.programme_links import ProgrammeLinksForm
from indicators.services import programme_links
from indicators.views.definitions import crumbs, found, page_of
from partnership.models import EffortArea, TargetGroup
from partnership.rules.access import may_define, may_see_partnership
from partnership.views.access import SeatedRequest, requires
from partnership.views.pages import refusals_on, show_form

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def _followed(request: SeatedRequest, place: EffortArea | TargetGroup, page: str) -> HttpResponse:
    """The part for a page that fetches it; a whole page for whoever follows the link."""
    context = {
        "indicators": programme_links.followed_at(
            place, restricted=request.standing.sees_restricted
        ),
        "place": place,
        "page_name": page,
        "may_define": may_define(request.standing),
    }
    part = "_list" if request.headers.get("HX-Request") else "page"
    return render(request, f"indicators/programme/{part}.html", context)


@requires(may_see_partnership)
@require_safe
def effort_area_indicators(request: SeatedRequest, slug: str) -> HttpResponse:
    """The indicators followed at an effort area."""
    place = get_object_or_404(EffortArea, slug=slug)
    return _followed(request, place, "partnership:effort-area-detail")


@requires(may_see_partnership)
@require_safe
def target_group_indicators(request: SeatedRequest, slug: str) -> HttpResponse:
    """The indicators followed at a target group."""
    place = get_object_or_404(TargetGroup, slug=slug)
    return _followed(request, place, "partnership:target-group-detail")


@requires(may_define)
@get_or_post
def indicator_programme(request: SeatedRequest, code: str) -> HttpResponse:
    """Choose the effort areas and target groups at which an indicator is followed."""
    indicator = found(request, code)
    form = ProgrammeLinksForm(
        request.POST or None, indicator=indicator,
        initial={
            "effort_areas": list(indicator.effort_areas.all()),
            "target_groups": list(indicator.target_groups.all()),
            "seen": programme_links.mark_of(indicator),
        },
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            programme_links.choose(
                by=request.standing, indicator_id=indicator.pk, **form.cleaned_data
            )
            messages.success(request, _("Ændringerne er gemt."))
            return redirect(page_of(code))
        form.show_again(programme_links.mark_of(indicator))
    title = _("Indsatsområder og målgrupper")
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=page_of(code),
        crumbs=crumbs(title, indicator),
        lead=_("Indikatoren følges på siderne for det, du krydser af."),
    )  # fmt: skip
