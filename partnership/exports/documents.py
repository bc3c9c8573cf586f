"""A document as plain blocks, before it becomes a PDF or a Word file: one structure, two printers.

Whatever people typed stands here as data and is never read as markup.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Tone = Literal["", "decision", "correction", "quiet"]


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 stands under the document's title. `aside` stands small below it."""

    text: str
    number: str = ""
    aside: str = ""
    level: int = 1
    kind = "heading"


@dataclass(frozen=True)
class Prose:
    """Text in paragraphs and lists as it was typed; `label` stands before it in bold."""

    text: str
    label: str = ""
    tone: Tone = ""
    kind = "prose"


@dataclass(frozen=True)
class Table:
    """Columns, and rows of cells; the first row is marked as the heads of the columns.

    `is_small` sets figures and sources that are looked up, not read.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()
    is_small: bool = False
    kind = "table"


@dataclass(frozen=True)
class Box:
    """Something that stands out: a decision with its number, or a correction to what was locked."""

    heading: str
    title: str
    text: str
    lines: tuple[str, ...] = ()
    tone: Tone = "decision"
    kind = "box"


Block = Heading | Prose | Table | Box


@dataclass(frozen=True)
class Document:
    """A whole document. `made_at` is the day of its content: the same content gives the same bytes.

    `foot` stands in small letters at the foot of every page: the fingerprint of what is printed.
    """

    kind: str
    title: str
    body: str
    facts: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    made_at: datetime
    state: str = ""
    notice: str = ""
    author: str = "Kvarterkompas"
    subject: str = ""
    foot: str = ""
    is_dense: bool = False  # set close, for what is to fill few pages


@dataclass(frozen=True)
class Paragraph:
    """A piece of typed text: a paragraph of lines, or the points of a list."""

    lines: tuple[str, ...]
    is_list: bool = False


_POINT = re.compile(r"^\s*[-*•–]\s+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")


def tidy(text: str) -> str:
    """Without signs that no page can show and no file format can hold."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "  "))


def paragraphs(text: str) -> list[Paragraph]:
    """Typed text cut at empty lines; lines that begin with a dash or a dot are points of a list."""
    found: list[Paragraph] = []
    for block in re.split(r"\n\s*\n", tidy(text)):
        lines: list[str] = []
        for line in block.split("\n"):
            is_point = bool(_POINT.match(line))
            if is_point and not (found and found[-1].is_list and not lines):
                if lines:
                    found.append(Paragraph(tuple(lines)))
                    lines = []
                found.append(Paragraph((), is_list=True))
            if is_point:
                last = found.pop()
                found.append(Paragraph((*last.lines, _POINT.sub("", line).strip()), is_list=True))
            elif line.strip():
                lines.append(line.strip())
        if lines:
            found.append(Paragraph(tuple(lines)))
    return found
