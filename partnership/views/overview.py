"""The partnership as its members see it, and the administration's front page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from partnership.rules.access import may_administer, may_see_partnership
from partnership.services.overviews import body_rows, frames, organisation_rows
from partnership.views.access import SeatedRequest, requires
from partnership.views.pages import tabs


@requires(may_see_partnership)
@require_GET
def partnership(request: SeatedRequest) -> HttpResponse:
    """Who the partnership is and what it agreed to reach."""
    context = {
        "organisations": [row for row in organisation_rows() if not row.is_closed],
        "bodies": [row for row in body_rows() if not row.is_ended],
        "frames": frames(),
    }
    return render(request, "partnership/partnership.html", context)


@requires(may_administer)
@require_GET
def administration(request: SeatedRequest) -> HttpResponse:
    """What is set up, fetched from the list of first steps, and what to do most often."""
    context = {
        "tabs": tabs("partnership:administration"),
        "crumbs": [(_("Administration"), "")],
    }
    return render(request, "partnership/administration/overview.html", context)
