"""The pages of a frozen copy: blocks of words and tables as data, each naming the figures it tells.

The pages are part of the canonical content, and the PDF is printed from it: what is read on the
screen, in the PDF and in the file are the same words. A block (of a table: a row) names the keys of
the figures that it tells, so that a figure that is withdrawn can be taken out of the words as well.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from indicators.models import FrozenCopy
from indicators.services.frozen_copies import fingerprint_of, key_of
from indicators.services.readings import Reading
from partnership.exports.documents import Block, Box, Document, Heading, Prose, Table
from partnership.exports.pdf_files import pdf
from partnership.exports.tagged import names_on_first_page

FOOT = "Fingeraftryk (SHA-256) af det låste: "
BLOCKS: dict[str, type[Block]] = {"heading": Heading, "prose": Prose, "table": Table, "box": Box}


@dataclass(frozen=True)
class Telling:
    """A block and the figures that it tells; of a table those that each of its rows tells.

    `typed` is what people wrote in their own words: they may have named a figure in it.
    """

    block: Block
    figures: tuple[Reading, ...] = ()
    rows: tuple[tuple[Reading, ...], ...] = ()
    typed: bool = False


def pages(document: Document, tellings: Sequence[Telling]) -> dict[str, Any]:
    """The document with these blocks in place of its own, as the content holds it under "document"."""
    values = asdict(document)
    for name in ("blocks", "foot"):
        values.pop(name)
    return {
        **values,
        "facts": [list(fact) for fact in document.facts],
        "made_at": document.made_at.replace(microsecond=0),
        "blocks": [_plain(telling) for telling in tellings],
    }


def _plain(telling: Telling) -> dict[str, Any]:
    block = telling.block
    values: dict[str, Any] = {
        **asdict(block), "kind": block.kind, "tells": _keys(telling.figures), "typed": telling.typed,
    }  # fmt: skip
    if isinstance(block, Table):
        told = telling.rows or ((),) * len(block.rows)
        values["rows"] = [
            {"cells": list(cells), "tells": _keys(figures)}
            for cells, figures in zip(block.rows, told, strict=True)
        ]
    return values


def _keys(figures: Sequence[Reading]) -> list[str]:
    return sorted({key_of(figure).word for figure in figures})


def document_of(content: Mapping[str, Any], *, fingerprint: str = "") -> Document:
    """The document that a frozen content holds, ready to be printed: as PDF, or as a Word file."""
    values = dict(content["document"])
    values["facts"] = tuple((name, value) for name, value in values["facts"])
    values["made_at"] = _moment(values["made_at"])
    values["blocks"] = tuple(_block(block) for block in values["blocks"])
    values["foot"] = f"{FOOT}{fingerprint or fingerprint_of(content)}"
    return Document(**values)


def _moment(value: str | dt.datetime) -> dt.datetime:
    return value if isinstance(value, dt.datetime) else dt.datetime.fromisoformat(value)


def _block(values: Mapping[str, Any]) -> Block:
    kind = BLOCKS[values["kind"]]
    known = {name: each for name, each in values.items() if name in kind.__dataclass_fields__}
    if kind is Table:
        known["rows"] = tuple(tuple(row["cells"]) for row in values["rows"])
        known["columns"], known["widths"] = tuple(values["columns"]), tuple(values["widths"])
    if kind is Box:
        known["lines"] = tuple(values["lines"])
    return kind(**known)


def pdf_of(content: Mapping[str, Any]) -> bytes:
    """The content's pages as a tagged PDF with its fingerprint at the foot of each."""
    return pdf(document_of(content))


def is_print_of(copy: FrozenCopy) -> bool:
    """Whether the stored PDF is that of the content: at its foot stands the content's fingerprint."""
    return names_on_first_page(bytes(copy.pdf), copy.sha256)
