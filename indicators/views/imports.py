"""The import page: choose a file, see what it would do, confirm."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from indicators.forms.imports import FileForm, pack, unpack
from indicators.importers.statbank import is_statbank
from indicators.importers.table import read_table
from indicators.rules.values import Refused
from indicators.services.import_files import loading as imports
from indicators.services.import_files.registers import names_for
from indicators.services.refusals import sentence
from partnership.rules.access import may_import_figures
from partnership.rules.privacy import looks_like_cpr
from partnership.views.access import SeatedRequest, requires

MOST_LINES = 200
PAGE = "indicators/imports/import.html"


@requires(may_import_figures)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def import_file(request: SeatedRequest) -> HttpResponse:
    """Choose a file; its dry run is shown at once."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, {"form": form}, status=422 if form.is_bound else 200)
    upload = form.cleaned_data["file"]
    try:
        imports.check_size(upload.size)
        if looks_like_cpr(upload.name):
            raise Refused("cpr")
        content = upload.read()
        if is_statbank(content):
            raise Refused("is_statbank")
        report = imports.dry_run(rows=read_table(content), standing=request.standing)
    except Refused as refusal:
        form.add_error("file", sentence(refusal))
        return _page(request, {"form": form}, status=422)
    return _show(request, report, upload.name, content)


@requires(may_import_figures)
@require_POST
def import_confirm(request: SeatedRequest) -> HttpResponse:
    """Take in the file whose dry run was shown, or nothing."""
    packed = unpack(request.POST.get("packed", ""), user_id=request.user.pk or 0)
    if packed is None:
        messages.error(request, _("Der gik for lang tid. Vælg filen igen."))
        return redirect("indicators:import")
    content = packed["content"]
    try:
        report = imports.take_in(
            rows=read_table(content), file_name=packed["name"], content=content,
            by=cast("User", request.user), standing=request.standing, fingerprint=packed["fingerprint"],
        )  # fmt: skip
    except imports.FileNotTaken as moved:
        messages.warning(
            request, _("Tallene er ændret, siden du så dem. Intet er indlæst; se igen.")
        )
        return _show(request, moved.report, packed["name"], content)
    text = _("%(new)s nye og %(changed)s ændrede tal er indlæst fra %(name)s.")
    messages.success(request, text % {**report.counts, "name": packed["name"]})
    return redirect("indicators:import")


def _show(
    request: SeatedRequest, report: imports.Report, name: str, content: bytes
) -> HttpResponse:
    packed = ""
    if report.is_acceptable:  # a file with anything refused is not carried along
        packed = pack(
            user_id=request.user.pk or 0, name=name, content=content, fingerprint=report.fingerprint
        )
    order = {imports.REFUSED: 0, imports.CHANGED: 1, imports.NEW: 2}
    lines = sorted(report.lines, key=lambda line: (order.get(line.outcome, 3), line.row))
    context = {
        "form": FileForm(), "report": report, "name": name, "packed": packed,
        "lines": lines[:MOST_LINES], "hidden": max(0, len(lines) - MOST_LINES),
    }  # fmt: skip
    return _page(request, context, status=422 if report.count(imports.REFUSED) else 200)


def _page(request: SeatedRequest, context: dict[str, Any], *, status: int) -> HttpResponse:
    return render(request, PAGE, {"names": names_for(request.standing), **context}, status=status)
