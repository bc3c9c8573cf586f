"""Documents as PDF/UA-1: tagged, in Danish, in the site's own letters.

The typesetter gets its template from this folder and everything else as data. It reads no fonts of
the machine, so the same content gives the same bytes everywhere.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from partnership.exports.documents import Block, Box, Document, Prose, paragraphs, tidy

TEMPLATE = Path(__file__).parent / "typst" / "document.typ"
FONTS = Path(__file__).parents[2] / "static" / "vendor"
# Signs outside these alphabets have no letters in the fonts that are carried along.
_LETTERS = (
    (0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x17F), (0x192, 0x192), (0x218, 0x21B), (0x391, 0x3A1),
    (0x3A3, 0x3A9), (0x3B1, 0x3C9), (0x410, 0x44F), (0x2009, 0x2009), (0x2013, 0x2014),
    (0x2018, 0x201A), (0x201C, 0x201E), (0x2022, 0x2022), (0x2026, 0x2026), (0x2032, 0x2033),
    (0x2039, 0x203A), (0x20AC, 0x20AC), (0x2190, 0x2193), (0x2212, 0x2212), (0x2264, 0x2265),
    (0xFFFD, 0xFFFD),
)  # fmt: skip
UNKNOWN = "\ufffd"


def pdf(document: Document) -> bytes:
    """The document as a PDF."""
    return compiled(TEMPLATE, _plain(document), made_at=document.made_at)


def compiled(template: Path, data: Mapping[str, Any], *, made_at: datetime) -> bytes:
    """A template filled with data, of which every sign is one that the letters can show."""
    return typst.compile(
        template,
        format="pdf",
        pdf_standards=["ua-1"],
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(_printable(data), ensure_ascii=False)},
        timestamp=int(made_at.timestamp()),
    )


def printable(text: str) -> str:
    """The text with signs that the letters can show; a sign that they cannot show is marked as such."""
    whole = unicodedata.normalize("NFC", tidy(text).replace("\u2028", "\n").replace("\u2029", "\n"))
    return "".join(_sign(sign) for sign in whole)


def _sign(sign: str) -> str:
    if sign == "\n" or any(first <= ord(sign) <= last for first, last in _LETTERS):
        return sign
    if unicodedata.category(sign) in ("Mn", "Cf", "Zl", "Zp"):  # marks and joiners without a shape
        return ""
    if unicodedata.category(sign) == "Zs":
        return " "
    plain = unicodedata.normalize("NFKD", sign)
    if plain != sign:
        return "".join(_sign(part) for part in plain)
    return UNKNOWN


def _plain(document: Document) -> dict[str, Any]:
    """The document as the template reads it."""
    return asdict(document) | {
        "made_at": "",
        "blocks": [_block(block) for block in document.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    values: dict[str, Any] = asdict(block) | {"kind": block.kind}
    if isinstance(block, (Prose, Box)):
        values["paragraphs"] = [asdict(part) for part in paragraphs(printable(block.text))]
    return values


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {name: _printable(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_printable(each) for each in value]
    return value
