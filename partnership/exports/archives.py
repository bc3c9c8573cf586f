"""The package for an archive: files with safe names, and what they are, told three ways."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from partnership.exports.documents import tidy
from partnership.rules.texts import slug_of

_ENDING = re.compile(r"[^a-z0-9]")


@dataclass(frozen=True)
class Entry:
    """A file of the package: its place, what it is, and its bytes in pieces."""

    path: str
    title: str
    role: str
    pieces: Iterable[bytes]
    version: int = 1


def safe_name(text: str, *, number: int, ending: str) -> str:
    """A file name that every system can hold and no system takes for a path."""
    return f"{number:02d}-{slug_of(text)}.{_ENDING.sub('', ending.lower())[:5] or 'bin'}"


def package(*, facts: Mapping[str, Any], entries: Sequence[Entry], made_at: datetime) -> bytes:
    """A ZIP with the files, metadata.json, metadata.xml and files.csv; the same content, the same bytes."""
    out = io.BytesIO()
    listed: list[dict[str, Any]] = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in entries:
            content = b"".join(entry.pieces)
            _write(archive, entry.path, content, made_at)
            listed.append({
                "path": entry.path, "title": entry.title, "role": entry.role,
                "version": entry.version, "size": len(content),
                "sha256": hashlib.sha256(content).hexdigest(),
            })  # fmt: skip
        told = {**facts, "files": listed}
        _write(archive, "metadata.json", _json(told), made_at)
        _write(archive, "metadata.xml", _xml(told), made_at)
        _write(archive, "files.csv", _csv(listed), made_at)
    return out.getvalue()


def _write(archive: zipfile.ZipFile, path: str, content: bytes, made_at: datetime) -> None:
    entry = zipfile.ZipInfo(path, date_time=max(made_at.timetuple()[:6], (1980, 1, 1, 0, 0, 0)))
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)


def _json(told: Mapping[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=2).encode()


def _xml(told: Mapping[str, Any]) -> bytes:
    root = ET.Element("package")
    _fill(root, told)
    ET.indent(root)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _fill(parent: ET.Element, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if isinstance(value, list):
            group = ET.SubElement(parent, name)
            for each in value:
                _fill(ET.SubElement(group, name.removesuffix("s")), each)
        elif isinstance(value, dict):
            _fill(ET.SubElement(parent, name), value)
        else:
            ET.SubElement(parent, name).text = "" if value is None else tidy(str(value))


def _csv(listed: Sequence[Mapping[str, Any]]) -> bytes:
    out = io.StringIO()
    columns = ("path", "title", "role", "version", "size", "sha256")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    for row in listed:
        writer.writerow([_cell(row[name]) for name in columns])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _cell(value: object) -> str:
    """A text that a spreadsheet would run as a formula is led in by an apostrophe."""
    text = str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
