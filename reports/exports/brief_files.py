"""The brief as a tagged PDF of its own design, and as a Word file; both from the same content."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from indicators.rules.frozen import canonical, fingerprint
from partnership.exports.documents import Block, Box, Document, Heading, Prose
from partnership.exports.pdf_files import compiled
from partnership.exports.word_files import word

FOOT = "Fingeraftryk (SHA-256) af mødeoplægget: "
TEMPLATE = Path(__file__).parent / "typst" / "brief.typ"
Content = Mapping[str, Any]


def printed(content: Content) -> bytes:
    """The content on A4 pages; the same content gives the same bytes."""
    data = {name: value for name, value in content.items() if name not in ("made_at", "figures")}
    data["foot"] = foot_of(content)
    return compiled(TEMPLATE, data, made_at=moment_of(content))


def foot_of(content: Content) -> str:
    """The fingerprint of the content, as it is frozen: a printed page says of what it is a print."""
    return f"{FOOT}{fingerprint(canonical(content))}"


def pages_of(made: bytes) -> int:
    """How many pages a PDF has."""
    return len(PdfReader(io.BytesIO(made)).pages)


def docx(content: Content) -> bytes:
    """The content as a Word file; the same content gives the same bytes."""
    return word(document(content))


def moment_of(content: Content) -> dt.datetime:
    """The moment the content is of, also where it comes from what was stored."""
    value = content["made_at"]
    return value if isinstance(value, dt.datetime) else dt.datetime.fromisoformat(value)


def document(content: Content) -> Document:
    """The content in the blocks that every document is made of."""
    blocks: list[Block] = _typed(content["opening"])
    for section in content["sections"]:
        if not section["is_left_out"]:
            blocks += _section(section)
    if content["sources"]:
        blocks.append(Heading("Kilder"))
        blocks += [
            Prose(f"[{each['number']}] {each['text']}", tone="quiet") for each in content["sources"]
        ]
    blocks += [Prose(note, tone="quiet") for note in content["notes"]]
    facts = [("Møde", content["when"])]
    facts += [("Sted", content["place"])] if content["place"] else []
    return Document(
        kind=content["kind"], title=content["title"], body=content["body"], facts=tuple(facts),
        blocks=tuple(blocks), made_at=moment_of(content), state=content["state"], notice=content["notice"],
        subject=f"{content['kind']} for {content['body']}", is_dense=True, foot=foot_of(content),
    )  # fmt: skip


def _section(section: Content) -> list[Block]:
    blocks: list[Block] = [Heading(section["title"], aside=section["note"])]
    blocks += _typed(section["remark"])
    if section["empty"]:
        blocks.append(Prose(section["empty"]))
    for line in section["lines"]:
        blocks += _line(line)
    if section["more"]:
        blocks.append(Prose(section["more"], tone="quiet"))
    return blocks


def _typed(said: Content) -> list[Block]:
    return [Prose(said["text"])] if said["text"] else []


def _line(line: Content) -> list[Block]:
    blocks: list[Block] = [Prose(with_sources(line["told"]), label=line["title"])]
    blocks += _points(line["points"])
    if line["more"]:
        blocks.append(Prose(line["more"], tone="quiet"))
    blocks += [Prose(with_sources(each)) for each in line.get("money", ())]
    if line["proposal"]["text"]:
        blocks.append(Box("Forslag til beslutning", "", line["proposal"]["text"]))
    return blocks


def _points(told: Sequence[Content]) -> list[Block]:
    """The points of a list; where one has several paragraphs, each stands by itself: no list holds it."""
    mark = "" if any("\n\n" in each["text"] for each in told) else "- "
    return [Prose(f"{mark}{with_sources(each)}") for each in told]


def with_sources(told: Content) -> str:
    """The words with the numbers of their sources: "… [1, 2]"."""
    numbers = ", ".join(str(each) for each in told["sources"])
    return f"{told['text']} [{numbers}]" if numbers else str(told["text"])
