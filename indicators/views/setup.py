"""The indicators' part of a new installation's checklist, fetched by the administration page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from indicators.models import Indicator, Result
from partnership.rules.access import may_administer
from partnership.views.access import SeatedRequest, requires

FROM_FILE = gettext_lazy("Kan læses ind på serveren fra én fil: ./run manage load_partnership FIL")


@requires(may_administer)
@require_GET
def setup_steps(request: SeatedRequest) -> HttpResponse:
    """Are there indicators, and does the first figure show?"""
    count = Indicator.objects.filter(is_active=True).count()
    steps = [
        {
            "label": _("Indikatorer"),
            "url": reverse("indicators:indicator-list"),
            "is_done": count > 0,
            "help": _("%(count)s registreret") % {"count": count} if count else FROM_FILE,
        },
        {
            "label": _("Første tal"),
            "url": "",
            "is_done": Result.objects.exists(),
            "help": _("Sekretariatet og leverandørerne indberetter dem."),
        },
    ]
    page = "_steps.html" if request.headers.get("HX-Request") else "steps.html"
    return render(request, f"indicators/setup/{page}", {"items": steps})
