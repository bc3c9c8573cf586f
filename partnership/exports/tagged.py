"""Whether a PDF that came from outside carries tags, so that it can be read aloud."""

from __future__ import annotations

import enum
import logging
from typing import IO

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

# What a file that is broken in ever new ways may raise inside the reader.
_BROKEN = (
    PyPdfError, DependencyError, ValueError, TypeError, KeyError, IndexError, AttributeError,
    RecursionError, OSError, OverflowError, AssertionError, NotImplementedError,
)  # fmt: skip


class Tags(enum.Enum):
    """What was found."""

    NO_PDF = "no_pdf"
    TAGGED = "tagged"
    UNTAGGED = "untagged"
    ENCRYPTED = "encrypted"
    BROKEN = "broken"

    @property
    def known(self) -> bool | None:
        """Yes, no, or not known."""
        return {Tags.TAGGED: True, Tags.UNTAGGED: False}.get(self)


def tags_of(file: IO[bytes]) -> Tags:
    """Look for the mark and the tree of tags; a file that cannot be read says so, and no more."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    file.seek(0)
    try:
        reader = PdfReader(file)
        if reader.is_encrypted:
            return Tags.ENCRYPTED
        root = reader.root_object
        mark = root.get("/MarkInfo")
        is_marked = bool(mark and mark.get_object().get("/Marked"))
        if not len(reader.pages):
            return Tags.BROKEN
    except _BROKEN:
        return Tags.BROKEN
    return Tags.TAGGED if is_marked and "/StructTreeRoot" in root else Tags.UNTAGGED
