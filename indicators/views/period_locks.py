"""Locked periods: the list with its history, closing one, and opening it again."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models import User
from indicators.forms.workflow import LockForm, UnlockForm
from indicators.models import PeriodLock
from indicators.services import period_locks
from indicators.services.names import localised
from indicators.services.periods_in_words import slot_in_words
from indicators.views.knowledge import trail
from partnership.rules.access import may_lock_periods
from partnership.views.access import SeatedRequest, requires
from partnership.views.pages import refusals_on, show_form

LIST = "indicators:period-lock-list"
get_or_post = require_http_methods(["GET", "POST"])


@requires(may_lock_periods)
@require_GET
def period_lock_list(request: SeatedRequest) -> HttpResponse:
    """What is closed now, and what was."""
    found = [(lock, what_in_words(lock)) for lock in period_locks.locks_seen_by(request.standing)]
    context = {
        "closed": [(lock, what) for lock, what in found if lock.unlocked_at is None],
        "past": [(lock, what) for lock, what in found if lock.unlocked_at is not None],
        "crumbs": trail(_("Låste perioder")),
    }
    return render(request, "indicators/workflow/period_locks.html", context)


def what_in_words(lock: PeriodLock) -> str:
    """Such as "2024, alle indikatorer"."""
    about = localised(lock.indicator) if lock.indicator else _("alle indikatorer")
    return f"{slot_in_words(lock.slot)}, {about}"


@requires(may_lock_periods)
@get_or_post
def period_lock_create(request: SeatedRequest) -> HttpResponse:
    """Close a period."""
    form = LockForm(request.POST or None)
    form.fields["indicator"].open_to(  # type: ignore[attr-defined]
        restricted=request.standing.sees_restricted
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            period_locks.lock(
                by=cast("User", request.user), standing=request.standing, **form.cleaned_data
            )
            messages.success(request, _("Perioden er låst."))
            return redirect(LIST)
    title = _("Lås en periode")
    return show_form(
        request, form, title=title, submit_label=title, cancel_url=reverse(LIST),
        crumbs=trail(title, (_("Låste perioder"), reverse(LIST))),
        lead=_("I en låst periode kan ingen skrive nye tal, heller ikke fra filer."),
    )  # fmt: skip


@requires(may_lock_periods)
@get_or_post
def period_lock_open(request: SeatedRequest, pk: int) -> HttpResponse:
    """Open a period again."""
    lock = get_object_or_404(period_locks.locks_seen_by(request.standing), pk=pk)
    form = UnlockForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            period_locks.unlock(
                by=cast("User", request.user), standing=request.standing, lock_id=pk,
                reason=form.cleaned_data["reason"],
            )  # fmt: skip
            messages.success(request, _("Perioden er låst op."))
            return redirect(LIST)
    title = _("Lås perioden op")
    return show_form(
        request, form, title=title, submit_label=title, cancel_url=reverse(LIST),
        crumbs=trail(title, (_("Låste perioder"), reverse(LIST))), lead=what_in_words(lock),
    )  # fmt: skip
