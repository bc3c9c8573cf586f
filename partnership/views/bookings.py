"""Bookings: the list of a year, one in a form, and many from a file."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from partnership.forms.budgets import BookingFileForm, BookingForm, BookingTakeForm
from partnership.importers.bookings import LARGEST
from partnership.models import Booking
from partnership.rules.bodies import may_see_money, may_write_money
from partnership.services import booking_files, booking_pages, bookings
from partnership.services.edits import stamp_of
from partnership.views.access import SeatedRequest, requires
from partnership.views.money_forms import (
    answer_form,
    answer_removal,
    crumbs,
    file_answer,
    get_or_post,
    with_files,
    year_of,
)

_FIELDS = (*bookings.KEY, "amount")
A_PAGE = 50


def _list() -> str:
    return reverse("partnership:booking-list")


def _above() -> list[tuple[str, str]]:
    return [(_("Bogføring"), _list())]


@requires(may_see_money)
@require_GET
def booking_list(request: SeatedRequest) -> HttpResponse:
    """A year's bookings."""
    year, years = year_of(request)
    writes = may_write_money(request.standing)
    page = Paginator(booking_pages.of_year(year), A_PAGE).get_page(request.GET.get("side"))
    tables = {"bogfoering": booking_pages.table(page.object_list, year, writes=writes)}
    context = {
        "tables": with_files(tables, _list(), f"aar={year}"),
        "page": page,
        "year": year,
        "years": years,
        "writes": writes,
        "year_text": str(year),
        "files": booking_pages.latest_files(),
        "crumbs": crumbs(_("Bogføring")),
    }
    return render(request, "partnership/booking/list.html", context)


@requires(may_see_money)
@require_GET
def booking_file(request: SeatedRequest, table: str, kind: str) -> HttpResponse:
    """All bookings of a year as a file that can be taken in again; or the file to fill in."""
    year, _years = year_of(request)
    tables = {
        "bogfoering": booking_pages.table(booking_pages.of_year(year), year, writes=False),
        "skabelon": booking_pages.template(),
    }
    return file_answer(tables, table, kind, title=str(year))


@requires(may_write_money)
@get_or_post
def booking_create(request: SeatedRequest) -> HttpResponse:
    """Write down a booking."""
    form = BookingForm(request.POST or None, initial={"year": year_of(request)[0]})
    return answer_form(
        request, form, lambda: bookings.create(by=request.standing, **form.typed()),
        title=_("Bogfør et beløb"), done=_("Beløbet er bogført."), back=_list(), above=_above(),
    )  # fmt: skip


@requires(may_write_money)
@get_or_post
def booking_change(request: SeatedRequest, pk: int) -> HttpResponse:
    """Correct a booking."""
    row = get_object_or_404(Booking, pk=pk)
    initial = {name: getattr(row, name) for name in _FIELDS}
    form = BookingForm(request.POST or None, initial={**initial, "seen": stamp_of(row)})
    return answer_form(
        request, form,
        lambda: bookings.change(
            by=request.standing, booking_id=pk, seen=form.seen_stamp, **form.typed()
        ),
        title=_("Ret bogført beløb"), done=_("Ændringerne er gemt."), back=_list(), above=_above(),
    )  # fmt: skip


@requires(may_write_money)
@get_or_post
def booking_remove(request: SeatedRequest, pk: int) -> HttpResponse:
    """Take a booking away."""
    row = get_object_or_404(Booking, pk=pk)
    return answer_removal(
        request, lambda: bookings.remove(by=request.standing, booking_id=pk),
        title=_("Fjern bogført beløb"), text=str(row), back=_list(), above=_above(),
    )  # fmt: skip


@requires(may_write_money)
@get_or_post
def booking_import(request: SeatedRequest) -> HttpResponse:
    """Look a file through and say what it would do; nothing is taken in yet."""
    form = BookingFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            text = booking_files.text_of(file.read(LARGEST + 1))
            return _show_plan(request, file.name, text)
        except booking_files.FileRefused as refusal:
            form.add_error("file", str(refusal))
    title = _("Indlæs bogførte beløb")
    context = {"form": form, "title": title, "crumbs": crumbs(title, *_above())}
    return render(request, "partnership/booking/import.html", context)


def _show_plan(request: SeatedRequest, name: str, text: str) -> HttpResponse:
    plan = booking_files.plan(text)
    title = _("Det vil filen gøre")
    values = {"name": name, "text": text, "fingerprint": plan.fingerprint}
    context = {
        "plan": plan,
        "planned": booking_pages.planned(plan.rows),
        "refused": booking_pages.refused(plan.refusals),
        "counts": {effect: plan.count(effect) for effect in ("new", "changed", "unchanged")},
        "take": BookingTakeForm(initial=values),
        "file_name": name,
        "title": title,
        "crumbs": crumbs(title, *_above()),
    }
    return render(request, "partnership/booking/plan.html", context)


@requires(may_write_money)
@require_POST
def booking_take(request: SeatedRequest) -> HttpResponse:
    """Take the file in that was looked through, whole or not at all."""
    form = BookingTakeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Filen kom ikke med. Vælg den igen."))
        return redirect("partnership:booking-import")
    try:
        done = booking_files.take_in(by=request.standing, **form.cleaned_data)
    except booking_files.FileRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("partnership:booking-import")
    except booking_files.FileMoved:
        messages.warning(request, _("Der er bogført andet imens. Se igen, hvad filen vil gøre."))
        return _show_plan(request, form.cleaned_data["name"], form.cleaned_data["text"])
    words = ngettext("%(count)s beløb er bogført.", "%(count)s beløb er bogført.", done.changes)
    messages.success(request, words % {"count": done.changes})
    return redirect(_list())
