"""The list of reports."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from partnership.rules.access import may_see_partnership
from partnership.views.access import SeatedRequest, requires
from reports.services import report_lists


@requires(may_see_partnership)
@never_cache
@require_GET
def report_list(request: SeatedRequest) -> HttpResponse:
    """Briefs by meeting: those to be written, and those that were sent out."""
    found = report_lists.list_for(request.standing, page=request.GET.get("side"))
    context = {"list": found, "page": found.issued, "crumbs": [(_("Rapporter"), "")]}
    return render(request, "reports/report/list.html", context)
