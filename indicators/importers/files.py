"""Which kind of file it is, judged by its content and never by its name, and its sheets."""

from __future__ import annotations

from pathlib import Path

from indicators.importers.archives import OLE, check_old_format, open_archive
from indicators.importers.delimited import read_delimited
from indicators.importers.opendocument import is_opendocument, read_opendocument
from indicators.importers.records import read_records
from indicators.importers.sheets import Sheet
from indicators.importers.workbook import read_workbook
from indicators.rules.values import Refused

_KNOWN = {
    b"%PDF": "is_pdf",
    b"\x89PNG": "is_picture",
    b"\xff\xd8\xff": "is_picture",
    b"GIF8": "is_picture",
    b"<!DO": "is_web_page",
    b"<htm": "is_web_page",
    b"<HTM": "is_web_page",
    b"<?xm": "is_web_page",
    b"\x1f\x8b\x08": "is_packed",
    b"7z\xbc\xaf": "is_packed",
    b"Rar!": "is_packed",
}


def open_file(path: Path) -> tuple[str, list[Sheet]]:
    """The kind of the file and its sheets. Raises `Refused`."""
    with path.open("rb") as stream:
        start = stream.read(8)
        if not start:
            raise Refused("empty_file")
        if start.startswith(OLE):
            check_old_format(start + stream.read(1 << 20))
    for mark, code in _KNOWN.items():
        if start.startswith(mark):
            raise Refused(code)
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        archive = open_archive(path)
        if is_opendocument(archive):
            return "ods", read_opendocument(archive)
        return "xlsx", read_workbook(archive)
    bare = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if bare.startswith((b"[", b"{")):
        kind, sheet = read_records(path)
        return kind, [sheet]
    return "text", [read_delimited(path)]
