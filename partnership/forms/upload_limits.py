"""A file that is too large is let go while it arrives: nothing of it is kept, and the form says why."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

SLACK = 200_000  # what a form weighs beside its file
LIMIT, TOLD = "largest_upload", "upload_was_too_large"


class CappedUpload(FileUploadHandler):
    """Stands first among the handlers and lets go of files that the view would refuse for size.

    A view says by `largest_upload`, the name of a setting, how much it takes.
    """

    is_over = False

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803  the name that Django calls it by
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        """Decide by what the browser says is coming, before the first byte of the file is read."""
        request = self.request
        match = request.resolver_match if request is not None else None
        name = getattr(match.func, LIMIT, "") if match else ""
        if name and content_length > getattr(settings, name) + SLACK:
            self.is_over = True
            setattr(request, TOLD, True)

    def new_file(self, *args: Any, **options: Any) -> None:
        """Let the file go where it is too large."""
        if self.is_over:
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass on what is taken."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave it to the handlers that keep."""


def was_too_large(request: HttpRequest) -> bool:
    """Whether a file of this request was let go."""
    return bool(request.POST is not None and getattr(request, TOLD, False))
