"""Agreed deliveries: which of them were not held, and by whom."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from partnership.forms.deliveries import FIELDS, DeliveryFilter, DeliveryForm, SettlingForm
from partnership.models import Delivery, Plan
from partnership.rules import deliveries as rules
from partnership.rules.access import may_see_partnership
from partnership.rules.bodies import may_write_programme
from partnership.services import deliveries, plan_pages
from partnership.services.edits import stamp_of
from partnership.views.access import SeatedRequest, requires
from partnership.views.pages import refusals_on, show_form
from partnership.views.plans import crumbs
from partnership.views.plans import page_of as plan_page

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
ON_A_PAGE = 100
LIST = "partnership:delivery-list"
SETTLINGS: dict[str, tuple[Any, Any]] = {
    rules.KEEP: (gettext_lazy("Leveret"), gettext_lazy("Det aftalte er leveret.")),
    rules.KEEP_PARTLY: (
        gettext_lazy("Delvist leveret"), gettext_lazy("Noget af det aftalte er leveret.")
    ),
    rules.FAIL: (gettext_lazy("Ikke leveret"), gettext_lazy("Det aftalte er ikke leveret.")),
    rules.DROP: (
        gettext_lazy("Bortfaldet efter aftale"),
        gettext_lazy("Parterne er enige om, at leverancen bortfalder."),
    ),
    rules.REOPEN: (
        gettext_lazy("Åbn igen"),
        gettext_lazy("Leverancen står igen som aftalt. Bemærkningen om, hvordan det gik, står i "
                     "historikken."),
    ),
}  # fmt: skip


@requires(may_see_partnership)
@require_safe
def delivery_list(request: SeatedRequest) -> HttpResponse:
    """What was agreed, by party and state; what is late is marked."""
    form = DeliveryFilter(request.GET, parties=plan_pages.parties())
    wanted = form.wanted()
    query = request.GET.copy()
    query.pop("side", None)
    rows = plan_pages.delivered(wanted)
    context = {
        "form": form,
        "page": Paginator(rows, ON_A_PAGE).get_page(request.GET.get("side")),
        "query": f"{query.urlencode()}&" if query else "",
        "is_filtered": bool(wanted),
        "may_write": may_write_programme(request.standing),
        "today": timezone.localdate(),
    }
    return render(request, "partnership/delivery/list.html", context)


@requires(may_write_programme)
@get_or_post
def delivery_create(request: SeatedRequest, slug: str) -> HttpResponse:
    """Write down what a party has promised in a plan."""
    plan = get_object_or_404(Plan, slug=slug)
    form = DeliveryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            deliveries.create(by=request.standing, plan=plan, values=form.typed())
            messages.success(request, _("Leverancen er gemt."))
            return redirect(plan_page(plan))
    return _show(request, form, plan, _("Ny leverance"))


def _show(request: SeatedRequest, form: Any, plan: Plan, title: str) -> HttpResponse:
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=plan_page(plan),
        crumbs=crumbs(title, (plan.name, plan_page(plan))), lead=plan.name,
    )  # fmt: skip


def _found(pk: int) -> Delivery:
    return get_object_or_404(Delivery.objects.select_related("plan", "party"), pk=pk)


@requires(may_write_programme)
@get_or_post
def delivery_change(request: SeatedRequest, pk: int) -> HttpResponse:
    """Change what was promised."""
    found = _found(pk)
    initial = {name: getattr(found, name) for name in FIELDS}
    form = DeliveryForm(
        request.POST or None, delivery=found, initial={**initial, "seen": stamp_of(found)}
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            deliveries.change(
                by=request.standing, delivery_id=pk, seen=form.seen_stamp, values=form.typed()
            )
            messages.success(request, _("Ændringerne er gemt."))
            return redirect(plan_page(found.plan))
    return _show(request, form, found.plan, _("Ret leverance"))


@requires(may_write_programme)
@get_or_post
def delivery_settle(request: SeatedRequest, pk: int, verb: str) -> HttpResponse:
    """Say how it went, with a word and a day; or open it again."""
    found = _found(pk)
    form: Any = SettlingForm(
        request.POST if request.method == "POST" else None, initial={"on": timezone.localdate()}
    )
    if verb == rules.REOPEN:
        for name in ("on", "word"):
            form.fields.pop(name)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            deliveries.settle(by=request.standing, delivery_id=pk, verb=verb, **form.cleaned_data)
            messages.success(request, _("Det er gemt."))
            return redirect(f"{reverse(LIST)}?plan={found.plan_id}")
    label, text = SETTLINGS[verb]
    context = {
        "form": form, "title": label, "text": text, "cancel_url": plan_page(found.plan),
        "lead": f"{found.title} · {found.party}", "is_calm": verb not in (rules.FAIL, rules.DROP),
        "crumbs": crumbs(str(label), (found.plan.name, plan_page(found.plan))),
    }  # fmt: skip
    return render(request, "partnership/decision/close.html", context)
