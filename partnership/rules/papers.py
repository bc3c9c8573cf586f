"""Which files may be handed in, known by name and by content, and who may read a paper.

Macros, web pages and drawings with scripts are no papers.
"""

from __future__ import annotations

import re

from partnership.rules.access import Standing
from partnership.rules.bodies import may_run_body, may_write_programme

HEAD = 8192
_ZIP = (b"PK\x03\x04",)
_OPEN = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
# Ending → content type, and how such a file begins; no beginning: plain text.
KINDS: dict[str, tuple[str, tuple[bytes, ...]]] = {
    "pdf": ("application/pdf", (b"%PDF-",)),
    "docx": (_OPEN + "wordprocessingml.document", _ZIP),
    "xlsx": (_OPEN + "spreadsheetml.sheet", _ZIP),
    "pptx": (_OPEN + "presentationml.presentation", _ZIP),
    "odt": (_ODF + "text", _ZIP),
    "ods": (_ODF + "spreadsheet", _ZIP),
    "png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
    "jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "jpeg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "csv": ("text/csv", ()),
    "txt": ("text/plain", ()),
}
# What must lie inside a zipped kind; and what must not: programs that run when it is opened.
INSIDE = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
    "odt": "content.xml",
    "ods": "content.xml",
}
PROGRAMS = re.compile(r"vbaProject\.bin$|^Basic/|^Scripts/", re.IGNORECASE)
ACCEPT = ",".join(f".{ending}" for ending in KINDS)


class UnfitFile(ValueError):
    """The file cannot be taken; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def ending_of(name: str) -> str:
    """What stands after the last dot, in small letters."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def check_start(
    name: str, size: int, head: bytes, *, largest: int, only: tuple[str, ...] = ()
) -> str:
    """The content type by name and first bytes. Raises `UnfitFile`.

    `only` names the endings that are taken here, where not all of them are.
    """
    if size > largest:
        raise UnfitFile("too_large")
    if not head:
        raise UnfitFile("empty")
    ending = ending_of(name)
    if ending not in KINDS or (only and ending not in only):
        raise UnfitFile("unknown_kind")
    content_type, beginnings = KINDS[ending]
    if beginnings and not head.startswith(beginnings):
        raise UnfitFile("other_kind")
    if not beginnings and b"\x00" in head:
        raise UnfitFile("other_kind")
    return content_type


def check_inside(name: str, members: list[str]) -> None:
    """Raise `UnfitFile` unless a zipped file holds what its ending says, and no programs."""
    wanted = INSIDE.get(ending_of(name))
    if wanted is None:
        return
    if wanted not in members:
        raise UnfitFile("other_kind")
    if any(PROGRAMS.search(member) for member in members):
        raise UnfitFile("programs")


def may_write_paper(standing: Standing, body_id: int | None) -> bool:
    """Hand in papers: those who run the body's meetings; without a body, who keep the programme."""
    return may_write_programme(standing) if body_id is None else may_run_body(standing, body_id)


def may_read_paper(
    standing: Standing, body_id: int | None, *, is_released: bool, is_withdrawn: bool
) -> bool:
    """Read a paper of a matter that the person sees: once it is released, while it is not withdrawn."""
    return may_write_paper(standing, body_id) or (is_released and not is_withdrawn)
