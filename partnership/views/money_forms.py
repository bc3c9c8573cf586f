"""What the pages on money share: how a form is answered, how a row is taken away, how a file is sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from partnership.exports.spreadsheets import CONTENT_TYPE, XLSX_TYPE
from partnership.models import Fund
from partnership.services import money
from partnership.services.money_tables import Table, as_csv, as_xlsx
from partnership.views.access import SeatedRequest
from partnership.views.pages import refusals_on, show_form

get_or_post = require_http_methods(["GET", "POST"])
Crumbs = list[tuple[str, str]]


def crumbs(title: str, *above: tuple[str, str]) -> Crumbs:
    """The way from the economy's front page down to a page."""
    return [(_("Økonomi"), reverse("partnership:money")), *above, (title, "")]


def fund_address(fund: Fund) -> str:
    """The page of a fund."""
    return reverse("partnership:fund-detail", args=[fund.slug])


def year_of(request: HttpRequest) -> tuple[int, list[int]]:
    """The year the address asks for, and those one can choose."""
    years = money.years()
    return money.chosen_year(request.GET.get("aar", ""), years), years


def answer_form(
    request: SeatedRequest,
    form: forms.Form,
    save: Callable[[], object],
    *,
    title: str,
    done: str,
    back: str,
    above: Crumbs,
    **more: Any,
) -> HttpResponse:
    """Save and go back, or show the form with what was typed and what is wrong with it."""
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            save()
            messages.success(request, done)
            return redirect(_in_year(back, form.cleaned_data.get("year") or _asked_year(request)))
    return show_form(
        request, form, title=title, submit_label=_("Gem"),
        cancel_url=_in_year(back, _asked_year(request)),
        crumbs=crumbs(title, *above), **more,
    )  # fmt: skip


def _asked_year(request: HttpRequest) -> str:
    """The year of the page that led here, as its address says."""
    return request.GET.get("aar", "")


def _in_year(address: str, year: object) -> str:
    """A page of money in the year that was worked on, so that what was saved is seen there."""
    text = str(year or "")
    return f"{address}?aar={text}" if text.isascii() and text.isdigit() else address


def answer_removal(
    request: SeatedRequest,
    remove: Callable[[], None],
    *,
    title: str,
    text: str,
    back: str,
    above: Crumbs,
) -> HttpResponse:
    """Ask, then take the row away and go back."""
    if request.method == "POST":
        remove()
        messages.success(request, _("Det er fjernet. Det, der stod, er gemt i historikken."))
        return redirect(back)
    context = {
        "title": title, "text": text, "submit_label": _("Fjern"), "cancel_url": back,
        "crumbs": crumbs(title, *above),
        "consequences": [_("Alle summer regnes om."), _("Det, der stod, bliver gemt i historikken.")],
    }  # fmt: skip
    return render(request, "partnership/administration/confirm.html", context)


def with_files(tables: dict[str, Table], address: str, query: str) -> dict[str, Table]:
    """The tables with the addresses at which each is taken along."""
    return {
        name: replace(
            table,
            files=tuple(
                (label, f"{address}hent/{name}/{kind}/?{query}")
                for kind, label in (("csv", _("Hent som CSV")), ("xlsx", _("Hent som XLSX")))
            ),
        )
        for name, table in tables.items()
    }


def file_answer(tables: dict[str, Table], name: str, kind: str, *, title: str) -> HttpResponse:
    """One of the tables as a file; 404 where there is no such table or kind."""
    if name not in tables or kind not in ("csv", "xlsx"):
        raise Http404
    table = tables[name]
    content = as_csv(table) if kind == "csv" else as_xlsx(table, sheet=_("Økonomi"))
    answer = HttpResponse(content, content_type=CONTENT_TYPE if kind == "csv" else XLSX_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="oekonomi-{title}-{name}.{kind}"'
    return answer
