"""Presets: taken into use from the catalogue or a file, and handed out as a file."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from indicators.forms.presets import PresetFileForm, PresetForm
from indicators.services.catalogue import read_catalogue
from indicators.services.indicator_administration import presets
from indicators.views.definitions import LIST, crumbs
from partnership.rules.access import may_define
from partnership.views.access import SeatedRequest, requires

get_or_post = require_http_methods(["GET", "POST"])


def _adopted(request: SeatedRequest, count: int) -> HttpResponse:
    text = ngettext(
        "%(count)s indikator er taget i brug.", "%(count)s indikatorer er taget i brug.", count
    )
    messages.success(request, text % {"count": count})
    return redirect(LIST)


@requires(may_define)
@get_or_post
def preset_list(request: SeatedRequest) -> HttpResponse:
    """What the catalogue offers; what is here already is said so."""
    rows = presets.offered(read_catalogue(), restricted=request.standing.sees_restricted)
    codes = [(row.code, row.name) for row in rows if not row.is_here]
    form = PresetForm(request.POST if request.method == "POST" else None, codes=codes)
    if request.method == "POST" and form.is_valid():
        return _adopted(
            request, presets.adopt(by=request.standing, codes=form.cleaned_data["codes"])
        )
    title = _("Færdige indikatorer")
    context = {
        "form": form, "rows": rows, "here": [row for row in rows if row.is_here],
        "title": title, "crumbs": crumbs(title),
        "file_form": PresetFileForm(), "chosen": request.POST.getlist("codes"),
    }  # fmt: skip
    return render(request, "indicators/definition/presets.html", context)


@requires(may_define)
@get_or_post
def preset_file(request: SeatedRequest) -> HttpResponse:
    """A file of presets: first what it holds, then the button. The file is chosen both times."""
    form = PresetFileForm(request.POST or None, request.FILES or None)
    file, rows = None, []
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        if upload.size > presets.LARGEST:
            form.add_error("file", _("Filen er for stor. En fil med indikatorer er højst 500 kB."))
        else:
            content = upload.read()
            file = presets.read_file(content)
            rows = presets.offered(file.catalogue, restricted=request.standing.sees_restricted)
            if "take" in request.POST and not file.problems:
                try:
                    return _adopted(
                        request, presets.take_file(by=request.standing, content=content)
                    )
                except presets.RowRefused as refused:
                    file.problems.append(str(refused))
    title = _("Indikatorer fra en fil")
    context = {
        "form": form, "file": file, "rows": rows, "title": title,
        "crumbs": crumbs(title), "cancel_url": reverse("indicators:preset-list"),
    }  # fmt: skip
    return render(request, "indicators/definition/preset_file.html", context)


@requires(may_define)
@require_GET
def preset_export(request: SeatedRequest) -> HttpResponse:
    """The indicators in use, as a file another installation can take in."""
    text = presets.export_file(restricted=request.standing.sees_restricted)
    headers = {"Content-Disposition": 'attachment; filename="indikatorer.toml"'}
    return HttpResponse(text, content_type="application/toml; charset=utf-8", headers=headers)
