"""The stored blocks of locked evidence, each line with what became of its figures since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from effects.services.frozen_evidence_documents import COMPUTED
from indicators.services.frozen_revisions import Revision
from partnership.exports.documents import Paragraph, paragraphs

KINDS = ("heading", "prose", "table", "box")
NAME = 2  # the level of an effect's heading on the page; its areas stand one below
# As they are stored: the record is Danish.
STRENGTH = "Hvor stærkt er grundlaget?"
NUMBER, NEWEST = "Nr.", ", nyeste"


@dataclass(frozen=True)
class Since:
    """What stands beside a line: what became of the figures it tells."""

    words: tuple[str, ...]
    is_changed: bool


@dataclass(frozen=True)
class Row:
    """A line of a stored table."""

    cells: tuple[str, ...]
    since: Since | None


@dataclass(frozen=True)
class Block:
    """A stored block as the page shows it; `about` are the headings that a table stands under."""

    kind: str
    level: int = 2
    number: str = ""
    text: str = ""
    aside: str = ""
    label: str = ""
    tone: str = ""
    caption: str = ""
    about: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()

    @property
    def has_since(self) -> bool:
        """Whether it is a table of figures."""
        return any(row.since is not None for row in self.rows)

    @property
    def is_folded(self) -> bool:
        """Whether it is there to be looked up: figures as they still are, sources, the computing."""
        if self.kind == "table":
            return not any(row.since is not None and row.since.is_changed for row in self.rows)
        return self.label == COMPUTED


def block_of(stored: Mapping[str, Any], since: Mapping[str, Revision], shown: set[str]) -> Block:
    """A stored block with what became of its figures; `shown` are the keys that it holds."""
    kind = str(stored["kind"])
    if kind not in KINDS:
        raise ValueError(kind)
    level = int(stored["level"]) + 1 if kind == "heading" else 2
    words = ("number", "text", "aside", "label", "tone", "caption")
    return Block(
        kind=kind,
        level=level,
        **{name: str(stored[name]) for name in words if name in stored},
        columns=tuple(str(each) for each in stored.get("columns", ())),
        rows=tuple(_row(each, since, shown) for each in stored.get("rows", ())),
        paragraphs=tuple(paragraphs(str(stored.get("text", "")))) if kind != "heading" else (),
    )  # fmt: skip


def under_headings(blocks: Iterable[Block]) -> Iterator[Block]:
    """Each table with the headings above it, so that no two are called the same."""
    above: dict[int, str] = {}
    for block in blocks:
        if block.kind == "heading":
            above = {level: text for level, text in above.items() if level < block.level}
            above[block.level] = block.text
        yield replace(block, about=", ".join(above.values())) if block.kind == "table" else block


def _row(stored: Mapping[str, Any], since: Mapping[str, Revision], shown: set[str]) -> Row:
    cells = tuple(str(cell) for cell in stored["cells"])
    told = [str(key) for key in stored["tells"] if key in shown]
    return Row(cells, _since([since.get(key) for key in told]) if told else None)


def _since(revisions: Sequence[Revision | None]) -> Since:
    """One phrase for one figure; for several those that are not as they were, by name."""
    changed = [each for each in revisions if each is not None]
    if not changed:
        return Since((_("uændret"),), is_changed=False)
    if len(revisions) == 1:
        return Since((changed[0].words,), is_changed=True)
    return Since(tuple(f"{each.period}: {each.words}" for each in changed), is_changed=True)


@dataclass(frozen=True)
class Told:
    """What the figures said of one expected effect in one area, as it was locked; and what changed.

    `sources` are the lines of source, period, day of publication and n behind its figures; `newest`
    is that of the newest figure.
    """

    name: str
    area: str
    grade: str
    paragraphs: tuple[Paragraph, ...]
    changed: tuple[tuple[str, Since], ...] = ()
    newest: str = ""
    sources: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The indicator and the area."""
        return f"{self.name}, {self.area}"


def strength_then(blocks: Sequence[Block]) -> str:
    """How strong the evidence was, in the words that were locked; "" in copies from before the line."""
    first = blocks[0] if blocks else None
    if first is None or first.kind != "prose" or first.label != STRENGTH:
        return ""
    return " ".join(line for part in first.paragraphs for line in part.lines)


def told_then(blocks: Iterable[Block]) -> tuple[Told, ...]:
    """What happened, area by area: the words under the headings of the areas, and their sources."""
    blocks = tuple(blocks)
    lines = dict(_source_lines(blocks))
    found: list[Told] = []
    name = ""
    is_area = False
    for block in blocks:
        if block.kind == "heading":
            is_area = block.level > NAME
            if is_area:
                found.append(Told(name, block.text, block.aside, ()))
            else:
                name = block.text
        elif is_area and block.kind == "prose" and not block.label:
            found[-1] = replace(found[-1], paragraphs=(*found[-1].paragraphs, *block.paragraphs))
        elif is_area and block.kind == "table":
            told = [row for row in block.rows if row.cells[-1] in lines]
            found[-1] = replace(
                found[-1],
                changed=tuple(_changed(block)),
                newest=next((lines[r.cells[-1]] for r in told if r.cells[0].endswith(NEWEST)), ""),
                sources=tuple(dict.fromkeys(lines[row.cells[-1]] for row in told)),
            )
    return tuple(found)


def _source_lines(blocks: Iterable[Block]) -> Iterator[tuple[str, str]]:
    """The numbered lines of the record's list of sources."""
    for block in blocks:
        if block.kind == "table" and block.columns[:1] == (NUMBER,):
            yield from ((row.cells[0], row.cells[1]) for row in block.rows)


def _changed(block: Block) -> Iterator[tuple[str, Since]]:
    for row in block.rows:
        if row.since is not None and row.since.is_changed:
            yield row.cells[0], row.since
