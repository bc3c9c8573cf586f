"""Collection rounds: the list, one round, and the forms that open and change one."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from areas.models import Area
from indicators.forms.knowledge import Confirmation
from indicators.forms.rounds import USUAL_DAYS, ChangeRoundForm, RoundForm, initial_of
from indicators.models import Round
from indicators.services import round_history, round_pages, rounds
from indicators.services.round_facts import expected_sets
from indicators.views.knowledge import trail
from partnership.rules.access import may_enter_figures, may_run_rounds
from partnership.services.edits import stamp_of
from partnership.views.access import SeatedRequest, requires
from partnership.views.pages import refusals_on, show_form

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
LIST, DETAIL = "indicators:round-list", "indicators:round-detail"
ON_A_PAGE = 20


@requires(may_enter_figures)
@never_cache
@require_GET
def round_list(request: SeatedRequest) -> HttpResponse:
    """Rounds that ask for the reader's figures; those not closed first."""
    rows = round_pages.rounds_for(request.standing)
    running = list(rows.filter(closed_at__isnull=True).order_by("deadline", "name"))
    ended = rows.filter(closed_at__isnull=False).order_by("-deadline", "name")
    page = Paginator(ended, ON_A_PAGE).get_page(request.GET.get("side"))
    context = {
        "running": round_pages.cards_for(request.standing, running),
        "ended": round_pages.cards_for(request.standing, list(page)),
        "page": page,
        "may_run": may_run_rounds(request.standing),
    }
    return render(request, "indicators/rounds/list.html", context)


@requires(may_enter_figures)
@never_cache
@require_GET
def round_detail(request: SeatedRequest, slug: str) -> HttpResponse:
    """How far a round is, from whom, and what is missing."""
    found = _round(request, slug)
    context = {
        "round": found,
        "page": round_pages.page_of(request.standing, found),
        "history": round_history.history_of(found),
        "crumbs": trail(found.name, (_("Indsamlinger"), reverse(LIST))),
        "may_run": may_run_rounds(request.standing),
    }
    return render(request, "indicators/rounds/detail.html", context)


@requires(may_run_rounds)
@get_or_post
def round_create(request: SeatedRequest) -> HttpResponse:
    """Open a round by hand."""
    form = RoundForm(request.POST or None, standing=request.standing, initial=_usual())
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = rounds.open_round(by=request.standing, asked=form.asked())
            messages.success(request, _("Indsamlingen er oprettet. Se, hvem der er ansvarlig."))
            return redirect(DETAIL, made.slug)
    title = _("Ny indsamling")
    return show_form(
        request, form, title=title, submit_label=_("Opret indsamling"), cancel_url=reverse(LIST),
        crumbs=trail(title, (_("Indsamlinger"), reverse(LIST))),
        lead=_("De ansvarlige hentes fra datasættene og kan rettes bagefter."),
    )  # fmt: skip


@requires(may_run_rounds)
@get_or_post
def round_change(request: SeatedRequest, slug: str) -> HttpResponse:
    """Change what is asked for, by when, and who answers."""
    found = _round(request, slug)
    sets = expected_sets([each.pk for each in found.indicators.all()]).values()
    form = ChangeRoundForm(
        request.POST or None,
        standing=request.standing,
        known=found.slots,
        data_sets=sorted(sets, key=lambda each: each.indicator.position),
        answering=rounds.persons_of(found),
        initial={**initial_of(found, RoundForm), "seen": stamp_of(found)},
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            rounds.change(
                by=request.standing, round_id=found.pk, seen=form.seen_stamp,
                asked=form.asked(), persons=form.persons(),
            )  # fmt: skip
            messages.success(request, _("Ændringerne er gemt."))
            return redirect(DETAIL, found.slug)
    title = _("Ret indsamling")
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=reverse(DETAIL, args=[slug]),
        crumbs=trail(title, (_("Indsamlinger"), reverse(LIST)), (found.name, _url(found))),
    )  # fmt: skip


@requires(may_run_rounds)
@get_or_post
def round_close(request: SeatedRequest, slug: str) -> HttpResponse:
    """End a round."""
    found = _round(request, slug)
    if request.method == "POST":
        rounds.close(by=request.standing, round_id=found.pk)
        messages.success(request, _("%(name)s er lukket.") % {"name": found.name})
        return redirect(DETAIL, found.slug)
    title = _("Luk indsamling")
    return show_form(
        request, Confirmation(), title=title, submit_label=title, cancel_url=_url(found),
        crumbs=trail(title, (_("Indsamlinger"), reverse(LIST)), (found.name, _url(found))),
        lead=found.name, danger=True,
        consequences=[
            _("Ingen bliver mindet om indsamlingen mere."),
            _("Det, der mangler, bliver stående som manglende. Tallene røres ikke."),
        ],
    )  # fmt: skip


@requires(may_run_rounds)
@get_or_post
def round_reopen(request: SeatedRequest, slug: str) -> HttpResponse:
    """Ask again."""
    found = _round(request, slug)
    if request.method == "POST":
        rounds.reopen(by=request.standing, round_id=found.pk)
        messages.success(
            request,
            _("%(name)s er åben igen. Ret fristen, hvis den er gået.") % {"name": found.name},
        )
        return redirect(DETAIL, found.slug)
    title = _("Åbn indsamling igen")
    return show_form(
        request, Confirmation(), title=title, submit_label=_("Åbn igen"), cancel_url=_url(found),
        crumbs=trail(title, (_("Indsamlinger"), reverse(LIST)), (found.name, _url(found))),
        lead=found.name,
    )  # fmt: skip


def _round(request: SeatedRequest, slug: str) -> Round:
    """The round, or 404 where it asks for nothing that is the reader's."""
    rows = round_pages.rounds_for(request.standing).select_related("wheel_entry")
    found = rows.filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def _url(found: Round) -> str:
    return reverse(DETAIL, args=[found.slug])


def _usual() -> dict[str, Any]:
    """All areas, the ended year, open from today for a month."""
    today = timezone.localdate()
    return {
        "areas": Area.objects.filter(kind=Area.Kind.AREA),
        "slots": [str(today.year - 1)],
        "opens_on": today,
        "deadline": today + dt.timedelta(days=USUAL_DAYS),
    }
