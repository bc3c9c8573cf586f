"""The way to a new feed: find a table, pick from it, say what the picks are."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from indicators.forms.feeds import FindForm, MapForm, PickForm
from indicators.importers.statbank_api import Table, TableInfo
from indicators.importers.statbank_transport import StatbankProblem
from indicators.rules.values import Refused
from indicators.services.feeds import choices, saving, tables
from indicators.services.feeds.words import problem_in_words, why
from indicators.views.feeds import DETAIL, feeds_trail
from partnership.rules.access import may_manage_feeds
from partnership.views.access import SeatedRequest, requires
from partnership.views.pages import refusals_on

UNAVAILABLE = 503


@requires(may_manage_feeds)
@require_GET
def feed_tables(request: SeatedRequest) -> HttpResponse:
    """Find a table by words and subject."""
    found: list[Table] = []
    more, problem = 0, ""
    form = FindForm([], request.GET)
    try:
        form = FindForm(tables.subjects(), request.GET)
        if form.is_valid() and any(form.cleaned_data.values()):
            asked = form.cleaned_data
            found, more = tables.find_tables(text=asked["q"], subject=asked["emne"])
    except StatbankProblem as failure:
        problem = problem_in_words(failure)
    context = {
        "form": form, "tables": found, "more": more, "problem": problem,
        "asked": bool(request.GET.get("q") or request.GET.get("emne")),
        "crumbs": feeds_trail(_("Find en tabel")),
    }  # fmt: skip
    status = UNAVAILABLE if problem else 200
    return render(request, "indicators/feeds/tables.html", context, status=status)


@requires(may_manage_feeds)
@never_cache
@require_http_methods(["GET", "POST"])
def feed_create(request: SeatedRequest, table: str) -> HttpResponse:
    """Pick values of a table; then say what they are; then keep the feed."""
    try:
        info = tables.table_info(table)
    except StatbankProblem as failure:
        context = {"problem": problem_in_words(failure), "crumbs": feeds_trail(table)}
        return render(request, "indicators/feeds/pick.html", context, status=UNAVAILABLE)
    pick = PickForm(info, choices.places(), request.POST or None)
    if request.method == "POST" and pick.is_valid() and "back" not in request.POST:
        return _map(request, info, pick)
    return _show_pick(request, info, pick)


def _show_pick(request: SeatedRequest, info: TableInfo, pick: PickForm) -> HttpResponse:
    known = choices.places()
    variable = known.variable(info)
    context = {
        "info": info, "form": pick, "areas": f"v-{variable.id}" if variable else "",
        "crumbs": feeds_trail(info.id, (_("Find en tabel"), reverse("indicators:feed-tables"))),
    }  # fmt: skip
    status = 422 if pick.is_bound and not pick.is_valid() else 200
    return render(request, "indicators/feeds/pick.html", context, status=status)


def _map(request: SeatedRequest, info: TableInfo, pick: PickForm) -> HttpResponse:
    typed = request.POST if "save" in request.POST else None
    form = MapForm(info, pick.selection(), choices.places(), request.standing, typed)
    if form.is_bound and form.is_valid():
        saved = _save(request, info, pick, form)
        if saved is not None:
            return saved
    context = {
        "info": info, "form": form, "hidden": pick.hidden(), "picked": form.picked_in_words(),
        "crumbs": feeds_trail(info.id, (_("Find en tabel"), reverse("indicators:feed-tables"))),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "indicators/feeds/map.html", context, status=status)


def _save(
    request: SeatedRequest, info: TableInfo, pick: PickForm, form: MapForm
) -> HttpResponse | None:
    typed = form.cleaned_data
    try:
        with refusals_on(form):
            feed = saving.create(
                by=request.standing, name=typed["name"], source=typed["source"],
                every=typed["every"], info=info, selection=pick.selection(),
                mapping=form.mapping(),
            )  # fmt: skip
            messages.success(
                request, _("%(name)s er gemt. Se først, hvad den vil gøre.") % {"name": feed.name}
            )
            return redirect(DETAIL, pk=feed.pk)
    except Refused as refusal:
        variable = info.variable(refusal.field)
        field = variable.text if variable else refusal.field
        value = variable.text_of(str(refusal.facts.get("value", ""))) if variable else ""
        form.add_error(None, why(refusal.code, {**refusal.facts, "field": field, "value": value}))
    return None
