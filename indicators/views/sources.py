"""Sources: what was agreed about each, and what its marks mean."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from indicators.forms.sources import MarkForm, SourceForm
from indicators.models import Source, SourceMark
from indicators.services import sources
from indicators.services.names import localised
from indicators.services.source_pages import SourceRow, source_rows
from indicators.views.knowledge import trail
from partnership.rules.access import may_define
from partnership.services.edits import stamp_of
from partnership.views.access import SeatedRequest, requires
from partnership.views.pages import refusals_on, show_form

get_or_post = require_http_methods(["GET", "POST"])
LIST = "indicators:source-list"
FIELDS = (
    "name", "name_en", "controller", "basis", "shown_to", "may_be_published", "is_official",
    "retention_months", "family", "url", "note",
)  # fmt: skip


def _lead() -> str:
    return _(
        "Frigivelse her afgør kun, hvad systemet viser. Den afgør ikke, om nogen har ret til "
        "aktindsigt; det spørgsmål besvares af den dataansvarlige."
    )


def _rows(request: SeatedRequest) -> list[SourceRow]:
    return source_rows(restricted=request.standing.sees_restricted)


@requires(may_define)
@require_GET
def source_list(request: SeatedRequest) -> HttpResponse:
    """All sources; those nobody has settled yet come first."""
    title = _("Kilder")
    context = {"rows": _rows(request), "crumbs": trail(title), "lead": _lead()}
    return render(request, "indicators/source/list.html", context)


@requires(may_define)
@get_or_post
def source_create(request: SeatedRequest) -> HttpResponse:
    """Take in a source."""
    form = SourceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = sources.create(by=request.standing, **form.typed())
            messages.success(request, _("%(name)s er oprettet.") % {"name": made.name})
            return redirect("indicators:source-detail", made.code)
    title = _("Opret kilde")
    return show_form(
        request, form, title=title, submit_label=title, cancel_url=reverse(LIST),
        crumbs=trail(title, (_("Kilder"), reverse(LIST))), lead=_lead(),
    )  # fmt: skip


@requires(may_define)
@require_GET
def source_detail(request: SeatedRequest, code: str) -> HttpResponse:
    """One source: its agreement, its marks, and which indicators rest on it."""
    source = get_object_or_404(Source.objects.select_related("controller"), code=code)
    context = {
        "source": source,
        "row": next(row for row in _rows(request) if row.source.pk == source.pk),
        "marks": source.marks.all(),
        "form": MarkForm(),
        "lead": _lead(),
        "crumbs": trail(localised(source), (_("Kilder"), reverse(LIST))),
    }
    return render(request, "indicators/source/detail.html", context)


@requires(may_define)
@get_or_post
def source_change(request: SeatedRequest, code: str) -> HttpResponse:
    """Change what was agreed."""
    source = get_object_or_404(Source, code=code)
    page = reverse("indicators:source-detail", args=[code])
    initial = {name: getattr(source, name) for name in FIELDS}
    form = SourceForm(request.POST or None, initial={**initial, "seen": stamp_of(source)})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            sources.change(
                by=request.standing, source_id=source.pk, seen=form.seen_stamp, **form.typed()
            )
            messages.success(request, _("Ændringerne er gemt."))
            return redirect(page)
    title = _("Ret kilde")
    return show_form(
        request, form, title=title, submit_label=_("Gem"), cancel_url=page,
        crumbs=trail(title, (_("Kilder"), reverse(LIST)), (localised(source), page)), lead=_lead(),
    )  # fmt: skip


@requires(may_define)
@require_POST
def mark_explain(request: SeatedRequest, code: str) -> HttpResponse:
    """Say what a mark means."""
    source = get_object_or_404(Source, code=code)
    form = MarkForm(request.POST)
    if form.is_valid():
        sources.explain_mark(by=request.standing, source_id=source.pk, **form.cleaned_data)
        messages.success(request, _("Tegnets betydning er gemt."))
    else:
        messages.error(
            request,
            _(
                "Skriv det, der står i stedet for et tal (højst 20 tegn), og vælg, hvad det "
                "betyder."
            ),
        )
    return redirect("indicators:source-detail", code)


@requires(may_define)
@require_POST
def mark_forget(request: SeatedRequest, code: str, pk: int) -> HttpResponse:
    """Forget a mark; the next file that holds it asks again."""
    mark = get_object_or_404(SourceMark, pk=pk, source__code=code)
    sources.forget_mark(by=request.standing, mark_id=mark.pk)
    messages.success(
        request, _("Tegnet er glemt. Næste gang en fil bruger det, bliver du spurgt igen.")
    )
    return redirect("indicators:source-detail", code)
