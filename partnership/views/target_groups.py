"""Target groups: one's page, and the forms that write it."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from partnership.forms.target_groups import TargetGroupForm
from partnership.models import TargetGroup
from partnership.rules.access import may_see_partnership
from partnership.rules.bodies import may_write_programme
from partnership.views import programme_parts
from partnership.views.access import SeatedRequest, requires

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
KIND = programme_parts.Kind(
    model=TargetGroup, form=TargetGroupForm, template="partnership/target_group/detail.html",
    detail="partnership:target-group-detail", indicators="indicators:target-group-indicators",
    new=gettext_lazy("Ny målgruppe"), changed=gettext_lazy("Ret målgruppe"),
)  # fmt: skip


@requires(may_see_partnership)
@require_safe
def target_group_detail(request: SeatedRequest, slug: str) -> HttpResponse:
    """Its goals, its interventions and its indicators."""
    return programme_parts.detail(request, KIND, slug)


@requires(may_write_programme)
@get_or_post
def target_group_create(request: SeatedRequest) -> HttpResponse:
    """Write one down."""
    return programme_parts.create(request, KIND)


@requires(may_write_programme)
@get_or_post
def target_group_change(request: SeatedRequest, slug: str) -> HttpResponse:
    """Change one, or take it out of use."""
    return programme_parts.change(request, KIND, slug)
