"""Which files may stand beside a figure: few kinds, known by name and by their first bytes."""

from __future__ import annotations

LARGEST = 10_000_000
HEAD = 4096
_ZIP = (b"PK\x03\x04",)
_OPEN = "application/vnd.openxmlformats-officedocument."
# Ending → content type and how such a file begins; no beginning: plain text. No macros, no HTML, no SVG.
KINDS: dict[str, tuple[str, tuple[bytes, ...]]] = {
    "pdf": ("application/pdf", (b"%PDF-",)),
    "png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
    "jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "jpeg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "xlsx": (_OPEN + "spreadsheetml.sheet", _ZIP),
    "docx": (_OPEN + "wordprocessingml.document", _ZIP),
    "ods": ("application/vnd.oasis.opendocument.spreadsheet", _ZIP),
    "odt": ("application/vnd.oasis.opendocument.text", _ZIP),
    "csv": ("text/csv", ()),
    "txt": ("text/plain", ()),
}


class UnsafeFile(ValueError):
    """The file may not stand there; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def check_file(name: str, size: int, head: bytes) -> str:
    """The content type that the file is handed out with. Raises `UnsafeFile`."""
    if size > LARGEST:
        raise UnsafeFile("too_large")
    if not head:
        raise UnsafeFile("empty")
    kind = KINDS.get(name.rpartition(".")[2].lower()) if "." in name else None
    if kind is None:
        raise UnsafeFile("unknown_kind")
    content_type, beginnings = kind
    if beginnings and not head.startswith(beginnings):
        raise UnsafeFile("other_kind")
    if not beginnings and b"\x00" in head:
        raise UnsafeFile("other_kind")
    return content_type
