"""What a PDF is: whether it carries tags, so that it can be read aloud, and what it says of itself."""

from __future__ import annotations

import enum
import io
import logging
import re
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


def names_on_first_page(content: bytes, word: str) -> bool:
    """Whether a word stands on the first page, wherever its lines break; not where it is no PDF."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        text = PdfReader(io.BytesIO(content)).pages[0].extract_text()
    except _BROKEN:
        return False
    return word in re.sub(r"\s", "", text)
