"""Data sets of an indicator: who supplies the figures and how they are handled."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from indicators.forms.data_sets import DataSetForm, NewDataSetForm
from indicators.models import DataSet
from indicators.services.indicator_administration import data_sets, pages
from indicators.views.definitions import crumbs, found, page_of
from partnership.rules.access import may_define
from partnership.services.edits import stamp_of
from partnership.views.access import SeatedRequest, requires
from partnership.views.pages import refusals_on, show_form

get_or_post = require_http_methods(["GET", "POST"])
FIELDS = ("approval_required", "is_default", "is_supplier_owned", "responsible")


@requires(may_define)
@get_or_post
def data_set_create(request: SeatedRequest, code: str) -> HttpResponse:
    """Let an organisation supply the indicator's figures."""
    indicator = found(request, code)
    form = NewDataSetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            values = {**form.typed(), "readers": list(form.cleaned_data["readers"])}
            data_sets.create(by=request.standing, indicator=indicator, **values)
            messages.success(request, _("Datasættet er oprettet."))
            return redirect(page_of(code))
    title = _("Tilføj leverandør")
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=page_of(code),
        crumbs=crumbs(title, indicator),
    )  # fmt: skip


@requires(may_define)
@get_or_post
def data_set_change(request: SeatedRequest, code: str, pk: int) -> HttpResponse:
    """Change how a data set is handled."""
    indicator = found(request, code)
    data_set = get_object_or_404(
        DataSet.objects.select_related("supplier"), pk=pk, indicator=indicator
    )
    readers = [reader.organisation for reader in data_set.readers.select_related("organisation")]
    initial = {name: getattr(data_set, name) for name in FIELDS}
    form = DataSetForm(
        request.POST or None, initial={**initial, "readers": readers, "seen": stamp_of(data_set)}
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            values = {**form.typed(), "readers": list(form.cleaned_data["readers"])}
            data_sets.change(by=request.standing, data_set_id=pk, seen=form.seen_stamp, **values)
            messages.success(request, _("Ændringerne er gemt."))
            return redirect(page_of(code))
    title = _("Ret datasæt")
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=page_of(code),
        crumbs=crumbs(title, indicator), lead=data_set.supplier.name,
        consequences=[pages.consequence_in_words(indicator)],
    )  # fmt: skip


@requires(may_define)
@get_or_post
def data_set_remove(request: SeatedRequest, code: str, pk: int) -> HttpResponse:
    """Take away a data set that holds no figure."""
    indicator = found(request, code)
    data_set = get_object_or_404(
        DataSet.objects.select_related("supplier"), pk=pk, indicator=indicator
    )
    if request.method == "POST":
        try:
            data_sets.remove(by=request.standing, data_set_id=pk)
            messages.success(request, _("Datasættet er fjernet."))
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        return redirect(page_of(code))
    title = _("Fjern datasæt")
    context = {
        "title": title, "crumbs": crumbs(title, indicator), "submit_label": title,
        "cancel_url": page_of(code),
        "text": _("Skal %(supplier)s ikke længere levere tallene?")
        % {"supplier": data_set.supplier.name},
    }  # fmt: skip
    return render(request, "indicators/definition/confirm.html", context)
