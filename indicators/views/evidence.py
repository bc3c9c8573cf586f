"""Evidence beside a figure: put there, fetched and taken away by those who may write the cell."""

from __future__ import annotations

from typing import cast

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.models import User
from indicators.forms.evidence import EvidenceForm
from indicators.rules.cells import read_address
from indicators.rules.evidence import HEAD
from indicators.services import evidence
from indicators.services.entry import Place, find_place
from indicators.views.answers import saved_or_refused
from indicators.views.entry import cell_url
from partnership.rules.access import NotAllowed, may_enter_figures
from partnership.services import files
from partnership.views.access import SeatedRequest, requires


@requires(may_enter_figures)
@require_POST
def evidence_create(request: SeatedRequest) -> HttpResponse:
    """Put a file or a link beside the figure of a cell."""
    address = read_address(request.POST.get("cell", ""))
    place = find_place(standing=request.standing, address=address) if address else None
    if place is None:
        raise Http404
    form = EvidenceForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            _add(form, place, cast("User", request.user))
        except ValidationError as refusal:
            form.add_error(None, refusal.messages[0])
    wrong = " ".join(str(text) for texts in form.errors.values() for text in texts)
    return saved_or_refused(request, cell_url(place.address), wrong)


def _add(form: EvidenceForm, place: Place, by: User) -> None:
    title, file, url = (form.cleaned_data[name] for name in ("title", "file", "url"))
    if url:
        evidence.add_link(place=place, title=title, url=url, by=by)
        return
    head = file.read(HEAD)
    file.seek(0)
    evidence.add_file(
        place=place, title=title, name=file.name, head=head, size=file.size,
        pieces=file.chunks(), by=by,
    )  # fmt: skip


@requires(may_enter_figures)
@never_cache
@require_GET
def evidence_file(request: SeatedRequest, pk: int) -> HttpResponseBase:
    """The file itself: always to be kept, never shown as a page of this site."""
    found = evidence.find(pk=pk, standing=request.standing)
    if found is None or found.file is None or found.file.purged_at is not None:
        raise Http404
    response = StreamingHttpResponse(
        files.pieces_of(found.file), content_type=found.file.content_type
    )
    name = content_disposition_header(as_attachment=True, filename=found.file.name)
    response.headers["Content-Disposition"] = name or "attachment"
    response.headers["Content-Length"] = str(found.file.size)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@requires(may_enter_figures)
@require_POST
def evidence_withdraw(request: SeatedRequest, pk: int) -> HttpResponse:
    """Take evidence away from its figure."""
    try:
        found = evidence.withdraw(pk=pk, by=cast("User", request.user), standing=request.standing)
    except NotAllowed as refusal:
        raise Http404 from refusal
    address = evidence.address_of_cell(found.cell)
    return saved_or_refused(request, cell_url(address), "")
