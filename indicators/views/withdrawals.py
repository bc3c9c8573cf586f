"""Withdrawal: a wrongly shared figure is asked for by one person and purged by another."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models import User
from indicators.forms.withdrawals import RefusalForm, WithdrawalForm
from indicators.rules.cells import read_address
from indicators.services import withdrawals
from indicators.services.cell_words import label_of
from indicators.services.entry import Place, find_place, history_of
from indicators.services.withdrawal_pages import WithdrawalRow, withdrawal_rows
from indicators.views.knowledge import trail
from partnership.rules.access import may_enter_figures, may_see_withdrawals
from partnership.views.access import SeatedRequest, requires
from partnership.views.pages import refusals_on, show_form

LIST = "indicators:withdrawal-list"
get_or_post = require_http_methods(["GET", "POST"])


@requires(may_see_withdrawals)
@never_cache
@require_GET
def withdrawal_list(request: SeatedRequest) -> HttpResponse:
    """What waits for a second person, and what was taken back."""
    title = _("Tilbagekaldelser")
    context = {"rows": withdrawal_rows(request.standing), "crumbs": trail(title)}
    return render(request, "indicators/withdrawal/list.html", context)


@requires(may_enter_figures)
@never_cache
@get_or_post
def withdrawal_create(request: SeatedRequest) -> HttpResponse:
    """Ask that versions of a figure be purged."""
    place = _place(request)
    versions = [
        (row.version, _("Udgave %(number)s") % {"number": row.version})
        for row in history_of(place)
        if row.withdrawal_id is None
    ]
    form = WithdrawalForm(request.POST if request.method == "POST" else None, versions=versions)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            withdrawals.request(
                place=place, by=cast("User", request.user), standing=request.standing,
                **form.cleaned_data,
            )  # fmt: skip
            messages.success(
                request,
                _("Du har bedt om at få tallet kaldt tilbage. En anden skal gennemføre det."),
            )
            return redirect(LIST)
    title = _("Kald et tal tilbage")
    return show_form(
        request, form, title=title, submit_label=_("Bed om tilbagekaldelse"), danger=True,
        cancel_url=reverse(LIST), crumbs=trail(title, (_("Tilbagekaldelser"), reverse(LIST))),
        lead=label_of(place),
        consequences=_consequences(),
    )  # fmt: skip


def _consequences() -> list[str]:
    """What happens, and what the person must look for alone."""
    return [
        _("Er tallet blot forkert, så ret det i stedet. Tilbagekaldelse er til tal, der aldrig "
          "skulle have været delt."),
        _("En anden person gennemfører. Så fjernes tallet fra alle udgaver, beregninger og "
          "bilag, og de filer, det kom i, slettes."),
        _("Kommentarer, mærker og begrundelser ved cellen fjernes også, i alle dens udgaver."),
        _("Dato, begrundelse og et fingeraftryk af det fjernede bliver stående."),
        _("Se selv efter: dele og helhed, som tallet kan regnes ud af, noter om kurven, hentede "
          "filer og sikkerhedskopier."),
    ]  # fmt: skip


def _place(request: SeatedRequest) -> Place:
    address = read_address(request.GET.get("celle", ""))
    place = find_place(standing=request.standing, address=address) if address else None
    if place is None or place.current is None:
        raise Http404
    return place


@requires(may_see_withdrawals)
@never_cache
@get_or_post
def withdrawal_decide(request: SeatedRequest, pk: int) -> HttpResponse:
    """Carry a withdrawal out, or let the figure stand."""
    row = _row(request, pk)
    refuses = "reason" in request.POST
    form = RefusalForm(request.POST if refuses else None)
    if request.method == "POST" and (not refuses or form.is_valid()):
        by, standing = cast("User", request.user), request.standing
        with refusals_on(form):
            if refuses:
                withdrawals.refuse(pk=pk, by=by, standing=standing, **form.cleaned_data)
                messages.success(request, _("Tallet bliver stående."))
            else:
                withdrawals.carry_out(pk=pk, by=by, standing=standing)
                messages.success(
                    request, _("Tallet er fjernet overalt. Dato og fingeraftryk står her.")
                )
            return redirect(LIST)
    title = _("Tilbagekaldelse")
    context = {
        "row": row, "form": form, "title": title,
        "crumbs": trail(title, (_("Tilbagekaldelser"), reverse(LIST))),
    }  # fmt: skip
    return render(request, "indicators/withdrawal/decide.html", context)


def _row(request: SeatedRequest, pk: int) -> WithdrawalRow:
    row = next((r for r in withdrawal_rows(request.standing) if r.withdrawal.pk == pk), None)
    if row is None:
        raise Http404
    return row
