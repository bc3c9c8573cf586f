"""Effort areas: one's page, and the forms that write it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from partnership.forms.effort_areas import EffortAreaForm
from partnership.models import EffortArea
from partnership.rules.access import may_see_partnership
from partnership.rules.bodies import may_write_programme
from partnership.services import effort_areas
from partnership.views import programme_parts
from partnership.views.access import SeatedRequest, requires
from partnership.views.plans import PROGRAMME

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
KIND = programme_parts.Kind(
    model=EffortArea, form=EffortAreaForm, template="partnership/effort_area/detail.html",
    detail="partnership:effort-area-detail", indicators="indicators:effort-area-indicators",
    new=gettext_lazy("Nyt indsatsområde"), changed=gettext_lazy("Ret indsatsområde"),
)  # fmt: skip


@requires(may_see_partnership)
@require_safe
def effort_area_detail(request: SeatedRequest, slug: str) -> HttpResponse:
    """Its goals, its interventions and its indicators."""
    return programme_parts.detail(request, KIND, slug)


@requires(may_write_programme)
@get_or_post
def effort_area_create(request: SeatedRequest) -> HttpResponse:
    """Write one down."""
    return programme_parts.create(request, KIND)


@requires(may_write_programme)
@get_or_post
def effort_area_change(request: SeatedRequest, slug: str) -> HttpResponse:
    """Change one, or take it out of use."""
    return programme_parts.change(request, KIND, slug)


@requires(may_write_programme)
@require_POST
def effort_area_preset(request: SeatedRequest) -> HttpResponse:
    """Make the four known effort areas, those of them that are not there."""
    made = effort_areas.make_preset(by=request.standing)
    if made:
        messages.success(request, _("Indsatsområderne er oprettet."))
    else:
        messages.info(request, _("De fire indsatsområder var her i forvejen."))
    return redirect(PROGRAMME)
