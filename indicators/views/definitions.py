"""Indicators and their definitions, set by the secretariat and administrators."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import User
from indicators.forms.definitions import (
    IndicatorForm,
    MergeForm,
    NewIndicatorForm,
    RetireForm,
    VersionForm,
    WordingForm,
)
from indicators.forms.knowledge import offer_restricted
from indicators.models import Indicator
from indicators.services.indicator_administration import definitions, indicators, pages
from indicators.services.names import localised
from indicators.views.knowledge import trail
from partnership.rules.access import may_define
from partnership.services.edits import stamp_of
from partnership.views.access import SeatedRequest, requires
from partnership.views.pages import refusals_on, show_form

get_or_post = require_http_methods(["GET", "POST"])
LIST = "indicators:definition-list"


def page_of(code: str) -> str:
    """The page where one indicator is administered."""
    return reverse("indicators:definition-detail", args=[code])


def found(request: SeatedRequest, code: str) -> Indicator:
    """The indicator, retired or not; restricted ones only for those given the right."""
    indicator = pages.administered(restricted=request.standing.sees_restricted).filter(code=code)
    row = indicator.select_related("group", "home_goal", "merged_into").first()
    if row is None:
        raise Http404
    return row


def crumbs(title: str, indicator: Indicator | None = None) -> list[tuple[str, str]]:
    """The way down to a page about indicators or one of them."""
    above = [(_("Definitioner"), reverse(LIST))]
    if indicator is not None:
        above.append((localised(indicator), page_of(indicator.code)))
    return trail(title, *above)


@requires(may_define)
@require_GET
def definition_list(request: SeatedRequest) -> HttpResponse:
    """All indicators, those in use first, each with its newest definition and who supplies it."""
    context = {
        "rows": pages.indicator_rows(restricted=request.standing.sees_restricted),
        "crumbs": trail(_("Definitioner")),
    }
    return render(request, "indicators/definition/list.html", context)


@requires(may_define)
@require_GET
def definition_detail(request: SeatedRequest, code: str) -> HttpResponse:
    """One indicator: definition with versions, targets, data sets, and what a change computes anew."""
    indicator = found(request, code)
    context = {**pages.one_indicator(indicator), "crumbs": trail(
        localised(indicator), (_("Definitioner"), reverse(LIST))
    )}  # fmt: skip
    return render(request, "indicators/definition/detail.html", context)


@requires(may_define)
@get_or_post
def indicator_create(request: SeatedRequest) -> HttpResponse:
    """Make an indicator in own words."""
    form = offer_restricted(NewIndicatorForm(request.POST or None), request.standing)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = indicators.create(
                by=request.standing, definition=form.defined(), breakdowns=form.parts(),
                **form.named(),
            )  # fmt: skip
            messages.success(request, _("%(name)s er oprettet.") % {"name": localised(made)})
            return redirect(page_of(made.code))
    title = _("Opret indikator")
    return show_form(
        request, form, title=title, submit_label=title, cancel_url=reverse(LIST),
        crumbs=crumbs(title),
        lead=_("Skriv, hvad den tæller, så en fremmed ville tælle det samme."),
    )  # fmt: skip


@requires(may_define)
@get_or_post
def indicator_change(request: SeatedRequest, code: str) -> HttpResponse:
    """Rename or move an indicator."""
    indicator = found(request, code)
    form = IndicatorForm(
        request.POST or None, initial={**pages.names_of(indicator), "seen": stamp_of(indicator)}
    )
    offer_restricted(form, request.standing)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            indicators.change(
                by=request.standing, indicator_id=indicator.pk, seen=form.seen_stamp, **form.named()
            )
            messages.success(request, _("Ændringerne er gemt."))
            return redirect(page_of(code))
    title = _("Ret navn og placering")
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=page_of(code),
        crumbs=crumbs(title, indicator),
        consequences=[_("Kun en ændring af, hvad den hører sammen med, får noget beregnet igen:"),
                      pages.consequence_in_words(indicator)],
    )  # fmt: skip


@requires(may_define)
@get_or_post
def definition_reword(request: SeatedRequest, code: str) -> HttpResponse:
    """Put words and limits right without moving a figure."""
    indicator = found(request, code)
    newest = definitions.newest_of(indicator)
    initial = {**definitions.values_of(newest), "breakdowns": newest.breakdowns.all()}
    form = WordingForm(request.POST or None, initial={**initial, "seen": stamp_of(newest)})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            definitions.put_more_clearly(
                by=request.standing, definition_id=newest.pk, seen=form.seen_stamp,
                values=form.defined(), breakdowns=form.parts(),
            )  # fmt: skip
            messages.success(request, _("Ændringerne er gemt."))
            return redirect(page_of(code))
    title = _("Ret tekster og grænser")
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=page_of(code),
        crumbs=crumbs(title, indicator), lead=_("Intet tal ændres, og intet beregnes igen."),
    )  # fmt: skip


@requires(may_define)
@get_or_post
def definition_version(request: SeatedRequest, code: str) -> HttpResponse:
    """Define the indicator anew from a day."""
    indicator = found(request, code)
    newest = definitions.newest_of(indicator)
    initial = {**definitions.values_of(newest), "breakdowns": newest.breakdowns.all()}
    form = VersionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = definitions.new_version(
                by=request.standing, indicator_id=indicator.pk,
                seen_version=_number(request.POST.get("seen_version", "")),
                values=form.defined(), breakdowns=form.parts(),
                valid_from=form.cleaned_data["valid_from"], note=form.cleaned_data["note"],
                breaks_series=form.cleaned_data["breaks_series"],
            )  # fmt: skip
            text = _("Version %(version)s er lavet.") % {"version": made.version}
            messages.success(request, text)
            return redirect(page_of(code))
    title = _("Ny version af definitionen")
    context = {
        "form": form, "title": title, "submit_label": title, "cancel_url": page_of(code),
        "crumbs": crumbs(title, indicator), "seen_version": newest.version,
        "consequences": [pages.consequence_in_words(indicator)],
    }  # fmt: skip
    return render(request, "indicators/definition/version.html", context)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0


@requires(may_define)
@get_or_post
def indicator_retire(request: SeatedRequest, code: str) -> HttpResponse:
    """Take an indicator out of use."""
    indicator = found(request, code)
    form = RetireForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        indicators.retire(
            by=request.standing, indicator_id=indicator.pk, on=form.cleaned_data["on"]
        )
        text = _("%(name)s er udgået. Tallene er bevaret.") % {"name": localised(indicator)}
        messages.success(request, text)
        return redirect(page_of(code))
    title = _("Lad indikatoren udgå")
    return show_form(
        request, form, title=title, submit_label=title, cancel_url=page_of(code), danger=True,
        crumbs=crumbs(title, indicator),
        lead=_("Den forsvinder fra siderne, og der kan ikke skrives flere tal. Intet slettes."),
        consequences=[pages.consequence_in_words(indicator)],
    )  # fmt: skip


@requires(may_define)
@require_POST
def indicator_take_up(request: SeatedRequest, code: str) -> HttpResponse:
    """Take a retired indicator into use again."""
    indicator = found(request, code)
    try:
        indicators.take_up(by=request.standing, indicator_id=indicator.pk)
        text = _("%(name)s er i brug igen.") % {"name": localised(indicator)}
        messages.success(request, text)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect(page_of(code))


@requires(may_define)
@get_or_post
def indicator_merge(request: SeatedRequest, code: str) -> HttpResponse:
    """Merge an indicator into another: first what it would do, then the button."""
    indicator = found(request, code)
    typed = request.POST or request.GET or None
    form = offer_restricted(MergeForm(typed), request.standing)
    preview = None
    if form.is_bound and form.is_valid():
        into = form.cleaned_data["into"]
        preview = indicators.merge_preview(indicator=indicator, into=into)
        if preview.obstacle:
            form.add_error("into", preview.obstacle)
        elif request.method == "POST":
            with refusals_on(form):
                done = indicators.merge(
                    by=request.standing, user=cast("User", request.user),
                    indicator_id=indicator.pk, into_id=into.pk,
                )  # fmt: skip
                text = ngettext(
                    "%(count)s tal er ført over.", "%(count)s tal er ført over.", done.carried
                )
                messages.success(request, text % {"count": done.carried})
                return redirect(page_of(into.code))
    title = _("Læg sammen med en anden")
    context = {
        "form": form, "preview": preview, "indicator": indicator, "name": localised(indicator),
        "title": title, "crumbs": crumbs(title, indicator), "cancel_url": page_of(code),
    }  # fmt: skip
    return render(request, "indicators/definition/merge.html", context)
