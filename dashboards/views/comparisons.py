"""The comparison of all areas: matrix, curves side by side, the distance over time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from dashboards.services.comparison_curves import curves_page
from dashboards.services.comparison_exports import matrix_csv, matrix_workbook
from dashboards.services.comparison_filters import filters_from, kind_choices
from dashboards.services.comparison_gaps import gap_page
from dashboards.services.comparison_pages import (
    ComparisonPage,
    Ground,
    comparison_page,
    ground_of,
)
from indicators.services import results
from indicators.services.comparators import PARAMETER
from indicators.services.fragments import fingerprint, kept
from indicators.services.snapshots import one_moment
from indicators.views.kept import kept_page
from partnership.exports.spreadsheets import CONTENT_TYPE, XLSX_TYPE
from partnership.rules.access import may_open_pages
from partnership.views.access import SeatedRequest, requires

UNCHANGED, NOT_FOUND = 204, 404


@requires(may_open_pages)
@require_GET
def comparison(request: SeatedRequest) -> HttpResponse:
    """Areas × indicators as a table; comparator and choice of rows stand in the address."""

    def made() -> dict[str, Any]:
        ground = _ground(request)
        return {"ground": ground, "live": _live(request, ground), "kinds": kind_choices()}

    return kept_page(request, "dashboards/comparison/comparison.html", made)


@requires(may_open_pages)
@require_GET
def comparison_live(request: SeatedRequest) -> HttpResponse:
    """The table anew; nothing (204) while what the page knows is still so."""
    if request.GET.get("kendt") == results.version_now(restricted=request.standing.sees_restricted):
        return HttpResponse(status=UNCHANGED)
    with one_moment():
        return HttpResponse(_live(request, _ground(request)))


@requires(may_open_pages)
@require_GET
def comparison_file(request: SeatedRequest) -> HttpResponse:
    """What the table shows, as a file for a spreadsheet."""
    return _file(request, matrix_csv, CONTENT_TYPE)


@requires(may_open_pages)
@require_GET
def comparison_workbook(request: SeatedRequest) -> HttpResponse:
    """The same as a workbook, where numbers are numbers."""
    return _file(request, matrix_workbook, XLSX_TYPE)


def _file(
    request: SeatedRequest, write: Callable[[ComparisonPage], tuple[bytes, str]], content_type: str
) -> HttpResponse:
    """The file; none where the address names a comparator that is not offered.

    A page can say that it compares with something else than asked for; a file is read later, alone.
    """
    with one_moment():
        ground = _ground(request)
        if ground.switch.is_unknown:
            context = {"ground": ground}
            return render(request, "dashboards/comparison/no_file.html", context, status=NOT_FOUND)
        content, name = write(comparison_page(ground, restricted=request.standing.sees_restricted))
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)


@requires(may_open_pages)
@require_GET
@vary_on_headers("HX-Request")
def comparison_curves(request: SeatedRequest) -> HttpResponse:
    """A small curve per indicator; the list alone where the matrix asks for it as it is scrolled to."""

    def made() -> dict[str, Any]:
        restricted, code = request.standing.sees_restricted, request.GET.get("indikator", "")
        page = curves_page(_ground(request), restricted=restricted, code=code)
        return {"page": page, "kinds": kind_choices()}

    is_part = request.headers.get("HX-Request") == "true"
    return kept_page(request, f"dashboards/comparison/{'_' if is_part else ''}curves.html", made)


@requires(may_open_pages)
@require_GET
def comparison_gap(request: SeatedRequest, code: str) -> HttpResponse:
    """One indicator's distance to the comparator over time, area by area."""

    def made() -> dict[str, Any]:
        restricted, asked = request.standing.sees_restricted, request.GET.get(PARAMETER, "")
        page = gap_page(code, restricted=restricted, asked=asked)
        if page is None:
            raise Http404
        return {"page": page}

    return kept_page(request, "dashboards/comparison/gap.html", made)


def _ground(request: SeatedRequest) -> Ground:
    return ground_of(
        restricted=request.standing.sees_restricted,
        asked=request.GET.get(PARAMETER, ""),
        filters=filters_from(request.GET),
    )


def _live(request: SeatedRequest, ground: Ground) -> SafeString:
    """The table, ready-made where the same one was made before; another comparator is another table."""
    restricted = request.standing.sees_restricted

    def made() -> str:
        page = comparison_page(ground, restricted=restricted)
        return render_to_string("dashboards/comparison/_live.html", {"page": page})

    key = fingerprint("comparison", get_language(), restricted, ground)
    return mark_safe(kept(key, made))  # noqa: S308 - ours
