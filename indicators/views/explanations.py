"""Forklar tallet: how a figure and its verdict came about, and the file to recompute it from."""

from __future__ import annotations

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from indicators.services.explanations import files as explanation_files
from indicators.services.explanations import pages as explanations
from indicators.services.explanations.pages import Asked, Explanation
from indicators.services.snapshots import one_moment
from partnership.exports.spreadsheets import CONTENT_TYPE
from partnership.rules.access import may_open_pages
from partnership.views.access import SeatedRequest, requires


@requires(may_open_pages)
@require_GET
@vary_on_headers("X-Panel")
def explanation(request: SeatedRequest, code: str, area: str, statement: str) -> HttpResponse:
    """One statement explained: a page, or its inner part where a side panel asks for it."""
    context = {"page": _explained(request, code, area, statement)}
    name = "_panel" if request.headers.get("X-Panel") else "detail"
    return render(request, f"indicators/explanation/{name}.html", context)


@requires(may_open_pages)
@require_GET
def explanation_file(request: SeatedRequest, code: str, area: str, statement: str) -> HttpResponse:
    """The rows behind one statement as CSV."""
    page = _explained(request, code, area, statement)
    data = explanation_files.file_of(page.case)
    return HttpResponse(data, CONTENT_TYPE, headers=_attachment(page.file_name))


@requires(may_open_pages)
@require_GET
def explanation_all(request: SeatedRequest) -> StreamingHttpResponse:
    """Every statement of the site that the reader may see, in one CSV."""
    lines = explanation_files.every(restricted=request.standing.sees_restricted)
    return StreamingHttpResponse(lines, CONTENT_TYPE, headers=_attachment("forklaringer.csv"))


def _explained(request: SeatedRequest, code: str, area: str, statement: str) -> Explanation:
    asked = Asked(
        code=code,
        area=area,
        word=statement,
        slot=request.GET.get("periode", ""),
        version=request.GET.get("version", ""),
        comparator=request.GET.get("grundlag", ""),
        other=request.GET.get("mod", ""),
        event=request.GET.get("haendelse", ""),
        category=request.GET.get("kategori", ""),
    )
    with one_moment():
        found = explanations.explain(asked, restricted=request.standing.sees_restricted)
    if found is None:
        raise Http404
    return found


def _attachment(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}
