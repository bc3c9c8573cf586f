"""Files on their way in and out: how much a view takes, and an answer that is kept, never shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from partnership.forms.upload_limits import LIMIT
from partnership.models import StoredFile
from partnership.services import files

View = TypeVar("View", bound=Callable[..., Any])


def takes_file(setting: str) -> Callable[[View], View]:
    """Say by a setting's name how large a file the view takes; larger ones are let go on arrival."""

    def mark(view: View) -> View:
        setattr(view, LIMIT, setting)
        return view

    return mark


def sent(request: HttpRequest) -> tuple[Any, Any]:
    """What a form with a file is filled in from; nothing where it is only shown."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def stored(file: StoredFile, *, name: str = "") -> StreamingHttpResponse:
    """A kept file, piece by piece, always to be saved, never opened as a page of this site."""
    answer = StreamingHttpResponse(
        files.pieces_of(file), content_type=file.content_type or "application/octet-stream"
    )
    answer.headers["Content-Length"] = str(file.size)
    return _guarded(answer, name or file.name)


def made(content: bytes, *, name: str, content_type: str) -> HttpResponse:
    """A file that was made for this answer."""
    return _guarded(HttpResponse(content, content_type=content_type), name)


Answer = TypeVar("Answer", HttpResponse, StreamingHttpResponse)


def _guarded(answer: Answer, name: str) -> Answer:
    header = content_disposition_header(as_attachment=True, filename=name)
    answer.headers["Content-Disposition"] = header or "attachment"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
