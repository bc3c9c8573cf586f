"""Computation: start a full recompute, and watch what is on its way."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.models import User
from indicators.services import runs, staleness
from partnership.rules.access import may_administer, may_recompute
from partnership.services import clock_steps
from partnership.views.access import SeatedRequest, requires
from partnership.views.pages import tabs, trail


@requires(may_recompute)
@require_GET
def run_list(request: SeatedRequest) -> HttpResponse:
    """What was computed, what waits, and the button that computes everything anew."""
    context = {
        "runs": runs.recent_runs(),
        "alarm": runs.alarm(),
        "nightly": runs.nightly(timezone.now()),
        "failing": clock_steps.failing(timezone.now()),
        **_progress(),
    }
    if may_administer(request.standing):
        context |= {"tabs": tabs("indicators:run-list"), "crumbs": trail(_("Beregninger"))}
    return render(request, "indicators/runs/run_list.html", context)


@requires(may_recompute)
@require_GET
def run_progress(request: SeatedRequest) -> HttpResponse:
    """The part of the page that shows progress; fetched anew while something is on its way."""
    return render(request, "indicators/runs/_progress.html", _progress())


@requires(may_recompute)
@require_POST
def run_start(request: SeatedRequest) -> HttpResponse:
    """Mark all groups stale and go back to the page that shows how far it has come."""
    assert isinstance(request.user, User)  # noqa: S101 - the rule lets nobody else in
    staleness.request_full_recompute(by=request.user, reason="fuld genberegning")
    messages.success(request, _("Alle tal bliver beregnet igen. Du kan roligt forlade siden."))
    return redirect("indicators:run-list")


def _progress() -> dict[str, object]:
    full, waiting = runs.newest_full_run(), runs.waiting_groups()
    bar = None
    if full is not None and full.is_running:
        bar = {
            "id": "fuld-genberegning",
            "label": _("Fuld genberegning"),
            "done": full.done,
            "total": full.total,
            "text": _("%(done)s af %(total)s grupper er beregnet")
            % {"done": full.done, "total": full.total},
        }
    return {"progress": bar, "full": full, "waiting": waiting}
