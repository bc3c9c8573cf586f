"""Files of figures: receive, explain, look at what would happen, take in, undo."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import User
from indicators.forms.import_shapes import ShapeForm
from indicators.forms.imports import FileForm, NamesForm, TakeForm
from indicators.models import ImportBatch, Round
from indicators.rules.values import Refused
from indicators.services.import_files import batches, explaining, pages, undoing, work
from indicators.services.import_files.books import read_book
from indicators.services.import_files.interpreting import looked_at, usable_sheets
from indicators.services.import_files.words import work_in_words
from indicators.services.refusals import sentence
from indicators.services.round_template_files import lines_of, template_file
from indicators.views.knowledge import trail
from partnership.rules.access import NotAllowed, may_import_figures
from partnership.views.access import SeatedRequest, requires

State = ImportBatch.State
MOST_LISTED = 50


@requires(may_import_figures)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def import_list(request: SeatedRequest) -> HttpResponse:
    """Choose a file, and see the files that came before it."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            batch = batches.receive(
                name=upload.name, pieces=upload.chunks(), by=_user(request),
                source=form.cleaned_data["source"],
            )  # fmt: skip
        except Refused as refusal:
            field = "source" if refusal.field == "source" else "file"
            form.add_error(field, sentence(refusal))
        else:
            work.advance(batch_id=batch.pk, at_once=True)
            return redirect("indicators:import-detail", batch.pk)
    found = batches.visible_to(request.standing).order_by("-created_at")[:MOST_LISTED]
    context = {"form": form, "batches": found, "crumbs": trail(_("Filer"))}
    status = 422 if form.is_bound else 200
    return render(request, "indicators/imports/list.html", context, status=status)


@requires(may_import_figures)
@never_cache
@require_GET
def import_detail(request: SeatedRequest, pk: int) -> HttpResponse:
    """The step that a file has come to."""
    batch = _batch(request, pk)
    if batch.state == State.SHAPE:
        return _explain(request, batch)
    return _page(request, batch)


@requires(may_import_figures)
@never_cache
@require_GET
def import_live(request: SeatedRequest, pk: int) -> HttpResponse:
    """The bar of a file on its way; when it has come to a person, the page is asked for anew."""
    batch = _batch(request, pk)
    if batch.state not in batches.AT_WORK:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return render(request, "indicators/imports/_progress.html", _work(batch))


@requires(may_import_figures)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def import_shape(request: SeatedRequest, pk: int) -> HttpResponse:
    """Say, or say anew, how the file is read."""
    batch = _batch(request, pk)
    if batch.state not in (State.SHAPE, State.CHECKED):
        return _went_on(request, batch)
    return _explain(request, batch)


@requires(may_import_figures)
@require_POST
def import_names(request: SeatedRequest, pk: int) -> HttpResponse:
    """Say which areas the file's unknown names mean."""
    batch = _batch(request, pk)
    if batch.state != State.CHECKED:
        return _went_on(request, batch)
    book = read_book(request.standing)
    form = NamesForm(request.POST, names=pages.unknown_areas(batch), book=book)
    if form.is_valid():
        explaining.name_areas(
            batch=batch, book=book, areas=form.answers(), by=_user(request),
            leaves_out=form.cleaned_data["leaves_out"],
        )  # fmt: skip
        work.advance(batch_id=batch.pk, at_once=True)
    return redirect("indicators:import-detail", batch.pk)


@requires(may_import_figures)
@require_POST
def import_take(request: SeatedRequest, pk: int) -> HttpResponse:
    """Take in a tested file, all of it or nothing."""
    batch = _batch(request, pk)
    if batch.state != State.CHECKED:
        return _went_on(request, batch)
    form = TakeForm(request.POST) if pages.published_changes(batch) else None
    if form is not None and not form.is_valid():
        return _page(request, batch, take_form=form, status=422)
    reason = form.cleaned_data["correction"] if form else ""
    if explaining.begin_taking(batch=batch, correction=reason):
        work.advance(batch_id=batch.pk, at_once=True)
    return redirect("indicators:import-detail", batch.pk)


@requires(may_import_figures)
@require_POST
def import_cancel(request: SeatedRequest, pk: int) -> HttpResponse:
    """Stop a file that is on its way, or give up one that waits."""
    batch = _batch(request, pk)
    if batch.state not in batches.OPEN:
        return _went_on(request, batch)
    batches.cancel(batch_id=batch.pk)
    messages.success(request, _("Filen bliver ikke indlæst."))
    return redirect("indicators:import-detail", batch.pk)


@requires(may_import_figures)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def import_undo(request: SeatedRequest, pk: int) -> HttpResponse:
    """Undo a whole file: first what it would do, then do it."""
    batch = _batch(request, pk)
    if batch.state not in (State.DONE, State.UNDONE):
        return _went_on(request, batch)
    if request.method == "POST":
        try:
            undo = undoing.begin(batch_id=batch.pk, by=_user(request), standing=request.standing)
        except NotAllowed:
            messages.error(request, _("Filen kan ikke fortrydes."))
            return redirect("indicators:import-detail", batch.pk)
        work.advance(batch_id=undo.pk, at_once=True)
        return redirect("indicators:import-detail", undo.pk)
    plan = undoing.plan(batch=batch, standing=request.standing)
    crumbs = trail(_("Fortryd filen"), *_above(batch))
    return render(
        request, "indicators/imports/undo.html", {"batch": batch, "plan": plan, "crumbs": crumbs}
    )


@requires(may_import_figures)
@never_cache
@require_GET
def round_template(request: SeatedRequest, slug: str) -> HttpResponse:
    """The workbook to fill in for a round, with the person's own lines."""
    found = get_object_or_404(Round, slug=slug)
    lines = lines_of(found=found, standing=request.standing)
    if not lines:
        raise Http404
    answer = HttpResponse(
        template_file(found=found, lines=lines),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    answer["Content-Disposition"] = f'attachment; filename="{found.slug}.xlsx"'
    return answer


def _user(request: SeatedRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - the rule lets nobody else in
    return request.user


def _batch(request: SeatedRequest, pk: int) -> ImportBatch:
    """A file that the person may see."""
    batch: ImportBatch = get_object_or_404(batches.visible_to(request.standing), pk=pk)
    return batch


def _went_on(request: SeatedRequest, batch: ImportBatch) -> HttpResponse:
    """The answer in a window that still shows an earlier step: where the file stands now."""
    messages.info(request, _("Filen er kommet videre, siden du åbnede siden. Her står den nu."))
    return redirect("indicators:import-detail", batch.pk)


def _above(batch: ImportBatch) -> list[tuple[str, str]]:
    return explaining.crumbs(batch)


def _work(batch: ImportBatch) -> dict[str, Any]:
    bar = {
        "id": f"fil-{batch.pk}", "label": work_in_words(batch), "done": batch.done,
        "total": max(batch.total, batch.done) if batch.done else 0,
        "text": _("%(done)s rækker") % {"done": batch.done} if batch.done else "",
    }  # fmt: skip
    return {"batch": batch, "progress": bar}


def _explain(request: SeatedRequest, batch: ImportBatch) -> HttpResponse:
    book, looked = read_book(request.standing), looked_at(batch)
    chosen = request.POST.get("sheet") or request.GET.get("ark", "")
    reading = explaining.reading_on(batch=batch, book=book, sheet=chosen)
    form = ShapeForm(request.POST or None, reading=reading, book=book, source=batch.source)
    if request.method == "POST" and form.is_valid():
        explaining.explain(
            batch=batch, book=book, reading=reading, shape=form.shape(), meaning=form.meaning(),
            source=form.cleaned_data["source"], name=form.cleaned_data["name"], by=_user(request),
        )  # fmt: skip
        work.advance(batch_id=batch.pk, at_once=True)
        return redirect("indicators:import-detail", batch.pk)
    context = {
        "batch": batch, "form": form, "reading": reading, "facts": pages.facts(looked, reading),
        "warnings": pages.warnings(looked, reading), "sheets": usable_sheets(looked),
        "asked": explaining.asked_in_words(reading), "crumbs": trail(batch.file_name, *_above(batch)[:1]),
    }  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, "indicators/imports/shape.html", context, status=status)


def _page(
    request: SeatedRequest,
    batch: ImportBatch,
    *,
    take_form: TakeForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "batch": batch, "crumbs": trail(batch.file_name, *_above(batch)[:1]), **_work(batch),
        "is_at_work": batch.state in batches.AT_WORK, "reason": pages.why_refused(batch),
        "unsettled": pages.unsettled_source(batch),
        "may_undo": undoing.may_undo(batch=batch, standing=request.standing),
    }  # fmt: skip
    if batch.state == State.CHECKED:
        book = read_book(request.standing)
        context |= _tested(request, batch, book)
        if take_form is None and batch.new + batch.changed and pages.published_changes(batch):
            take_form = TakeForm()
        context["take_form"] = take_form
    elif batch.state == State.DONE:
        context["indicators"] = pages.indicators_of(batch)
        context["unseen"] = pages.unseen_of(batch)
    return render(request, "indicators/imports/detail.html", context, status=status)


def _tested(request: SeatedRequest, batch: ImportBatch, book: Any) -> dict[str, Any]:
    """What the file would do, row by row."""
    looked = looked_at(batch)
    reading = explaining.reading_on(batch=batch, book=book)
    kinds = pages.outcomes(batch, request.GET.get("vis", ""))
    current = next((one for one in kinds if one.is_current), None)
    page, lines = None, list[pages.Line]()
    if current is not None and current.count:
        page, lines = pages.lines(batch, current.code, request.GET.get("side"), book)
    names = pages.unknown_areas(batch)
    return {
        "facts": pages.facts(looked, reading), "warnings": pages.warnings(looked, reading),
        "outcomes": kinds, "current": current, "page": page, "lines": lines,
        "names_form": NamesForm(names=names, book=book, is_left_out=not batch.refused)
        if names
        else None,
        "can_take": not batch.refused and bool(batch.new + batch.changed),
        "left_out": (batch.message or {}).get("left_out", 0), "reading": reading,
        "moved": (batch.message or {}).get("moved", False), "ahead": pages.periods_ahead(batch),
    }  # fmt: skip
