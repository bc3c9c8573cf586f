"""Zipped workbooks: what the directory of the file says, before anything in it is unpacked.

Refused here: files that unpack to far more than they are, password-protected ones, macros, links
to other files, and XML with a document type, whose entities could fetch or multiply.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.parsers import expat

from indicators.rules.values import Refused

MOST_ENTRIES = 2_000
LARGEST_DIRECTORY = 1_000_000
LARGEST_UNPACKED = 200_000_000
HIGHEST_RATIO = 100
_SMALL = 2_000_000  # below this a high ratio harms nobody
_CHUNK = 1 << 16
_END = struct.Struct("<4s4H2LH")
_ENCRYPTED = 0x1
# What the library says of an archive whose parts are not as its directory tells.
DAMAGE = (
    expat.ExpatError, zipfile.BadZipFile, zlib.error, struct.error, KeyError, EOFError, ValueError,
    OSError, RuntimeError,
)  # fmt: skip
OLE = b"\xd0\xcf\x11\xe0"


def open_archive(path: Path) -> zipfile.ZipFile:
    """The archive, when its directory is harmless. Raises `Refused`."""
    _check_end(path)
    try:
        archive = zipfile.ZipFile(path)
    except DAMAGE:
        raise Refused("damaged_file") from None
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names) or any(_is_trick(name) for name in names):
        raise Refused("hostile_file")
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise Refused("encrypted_file")
    if any(e.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for e in entries):
        raise Refused("hostile_file")
    _check_size(entries, path.stat().st_size)
    _check_parts(names)
    for name in names:
        if name.endswith((".xml", ".rels")):
            check_prolog(archive, name)
    return archive


def check_old_format(start: bytes) -> None:
    """Raise `Refused` for the older container of files: an .xls, or a workbook with a password."""
    if not start.startswith(OLE):
        return
    protected = "EncryptedPackage".encode("utf-16-le")
    raise Refused("encrypted_file" if protected in start else "old_workbook")


def _check_end(path: Path) -> None:
    """The directory's own length, before the library reads it into memory."""
    with path.open("rb") as stream:
        size = path.stat().st_size
        stream.seek(max(0, size - 65_557))
        tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        raise Refused("damaged_file")
    _mark, _disk, _start, _here, count, length, offset, _note = _END.unpack_from(tail, at)
    if count > MOST_ENTRIES or length > LARGEST_DIRECTORY:
        raise Refused("hostile_file")
    if offset + length > size:
        raise Refused("damaged_file")


def _is_trick(name: str) -> bool:
    parts = name.split("/")
    return name.startswith("/") or "\\" in name or ":" in name or ".." in parts or "\0" in name


def _check_size(entries: list[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > LARGEST_UNPACKED:
        raise Refused("unpacks_too_large", limit=LARGEST_UNPACKED // 1_000_000)
    for entry in entries:
        ratio = entry.file_size / max(1, entry.compress_size)
        if entry.file_size > _SMALL and ratio > HIGHEST_RATIO:
            raise Refused("unpacks_too_large", limit=LARGEST_UNPACKED // 1_000_000)
    if unpacked > _SMALL and unpacked / max(1, size) > HIGHEST_RATIO:
        raise Refused("unpacks_too_large", limit=LARGEST_UNPACKED // 1_000_000)


def _check_parts(names: list[str]) -> None:
    low = [name.lower() for name in names]
    if any("vbaproject" in name or name.startswith(("basic/", "scripts/")) for name in low):
        raise Refused("macros")
    if any("externallinks/" in name for name in low):
        raise Refused("external_links")


def check_prolog(archive: zipfile.ZipFile, name: str) -> None:
    """Raise `Refused` when an XML part has a document type. Reads up to its first element."""
    parser = xml_parser()
    started: list[str] = []

    def start(tag: str, _attributes: object) -> None:
        started.append(tag)

    parser.StartElementHandler = start
    for _chunk in parsed(archive, name, parser):
        if started:
            return


def xml_parser() -> expat.XMLParserType:
    """A parser that refuses a document type, and with it every entity of the file's own."""
    parser = expat.ParserCreate(namespace_separator=None)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def _refuse_doctype(*_parts: object) -> None:
    raise Refused("xml_entities")


def parsed(archive: zipfile.ZipFile, name: str, parser: expat.XMLParserType) -> Iterator[None]:
    """Feed one part to the parser, a chunk at a time. Raises `Refused` for a damaged part."""
    try:
        with archive.open(name) as stream:
            while chunk := stream.read(_CHUNK):
                parser.Parse(chunk, False)  # noqa: FBT003 - expat takes no names
                yield
            parser.Parse(b"", True)  # noqa: FBT003
            yield
    except Refused:
        raise
    except DAMAGE:
        raise Refused("damaged_file") from None


def scanned(archive: zipfile.ZipFile, name: str, seen: Callable[[bytes], None]) -> None:
    """Hand the bytes of a part to `seen`, each chunk with the end of the one before it."""
    try:
        with archive.open(name) as stream:
            tail = b""
            while chunk := stream.read(1 << 18):
                seen(tail + chunk)
                tail = chunk[-200:]
    except Refused:
        raise
    except DAMAGE:
        raise Refused("damaged_file") from None


def is_in_part(archive: zipfile.ZipFile, name: str, words: bytes) -> bool:
    """Whether some bytes stand in a part."""
    found: list[bool] = []
    scanned(archive, name, lambda chunk: found.append(words in chunk))
    return any(found)
