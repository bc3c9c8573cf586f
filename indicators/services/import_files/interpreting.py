"""How a file is to be read: what was recognised, what was remembered, and what must be asked.

A mapping is remembered by source and by the signature of the headings. It is offered for the next
file of the same make; only what it does not answer is asked again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from indicators.importers import shapes
from indicators.importers.findings import (
    Dimension,
    Looked,
    Recognised,
    SheetFound,
    looked_from_json,
)
from indicators.importers.shapes import (
    Shape,
    apply_remembered,
    remembered,
    shape_from_json,
)
from indicators.models import ImportBatch, ImportMapping, Source, SourceMark
from indicators.rules.values import Refused
from indicators.services.import_files.books import Book
from indicators.services.import_files.meanings import Meaning, meaning_from_json

# What the reader calls the meanings that a source's marks are remembered by.
MEANINGS = {
    SourceMark.Meaning.ZERO: "0",
    SourceMark.Meaning.MISSING: "M",
    SourceMark.Meaning.SUPPRESSED: "<5",
    SourceMark.Meaning.NOT_RELEVANT: "X",
    SourceMark.Meaning.BLANK: "skip",
}


@dataclass(frozen=True)
class Reading:
    """How a batch is read: its sheet, the shape of it, what its texts mean, what is still asked.

    `mapping` is the one it was taken from, where one was remembered.
    """

    found: SheetFound
    shape: Shape
    meaning: Meaning
    mapping: ImportMapping | None = None
    asked: tuple[str, ...] = field(default=())

    @property
    def recognised(self) -> Recognised:
        """What was found on the sheet."""
        assert self.found.recognised is not None  # noqa: S101 - only such sheets are chosen
        return self.found.recognised

    def to_json(self) -> dict[str, Any]:
        """As it stands in `ImportBatch.shape`."""
        return {
            "sheet": self.found.name,
            "read": self.shape.to_json(),
            "meaning": self.meaning.to_json(),
            "mapping": self.mapping.pk if self.mapping else None,
        }


def usable_sheets(looked: Looked) -> list[SheetFound]:
    """The sheets that hold a table of figures."""
    return [sheet for sheet in looked.sheets if sheet.recognised and sheet.recognised.figures]


def signature_of(sheet: SheetFound, file_name: str) -> str:
    """By what a make of file is known again: its headings, and what it says it is about.

    Tables from one source often have the same headings, so the title counts too; a table without
    one that names no indicator either is known by the letters of its file's name.
    """
    found = sheet.recognised
    if found is None:
        return ""
    about = found.title or ("" if names_indicator(found.shape) else Path(file_name).stem)
    letters = "".join(sign for sign in about.casefold() if sign.isalpha())
    return hashlib.sha256(f"{found.signature} {letters} {found.unit}".encode()).hexdigest()[:32]


def propose(
    *, looked: Looked, source: Source | None, book: Book, file_name: str = "", sheet: str = ""
) -> Reading:
    """The sheet to begin with, read as last time where that is remembered. Raises `Refused`."""
    sheets = usable_sheets(looked)
    found = next((one for one in sheets if sheet and one.name == sheet), looked.best)
    if found is None or found.recognised is None:
        first = next((one for one in looked.sheets if one.refusal), None)
        raise Refused(first.refusal, **first.facts) if first else Refused("no_figures")
    mapping = _mapping_for([found] if sheet else [found, *sheets], source, file_name)
    if mapping is not None:
        found = next(one for one in sheets if signature_of(one, file_name) == mapping.signature)
    assert found.recognised is not None  # noqa: S101 - chosen among usable ones
    shape, meaning = found.recognised.shape, Meaning()
    if mapping is not None:
        shape = apply_remembered(mapping.shape["read"], shape)
        meaning = meaning_from_json(mapping.shape.get("meaning"))
    shape = _with_marks(shape, found.recognised, source)
    shape = _with_totals(shape, found.recognised, meaning)
    asked = unanswered(found.recognised, shape, meaning, book)
    return Reading(found, shape, meaning, mapping, asked)


def _mapping_for(
    sheets: list[SheetFound], source: Source | None, file_name: str
) -> ImportMapping | None:
    """What is remembered of the first of these sheets that anything is remembered of."""
    if source is None:
        return None
    signatures = [signature_of(one, file_name) for one in sheets]
    known = {
        mapping.signature: mapping
        for mapping in ImportMapping.objects.filter(source=source, signature__in=signatures)
    }
    return next((known[one] for one in signatures if one in known), None)


def _with_marks(shape: Shape, found: Recognised, source: Source | None) -> Shape:
    """Marks as the source was once said to mean them."""
    if source is None:
        return shape
    said = {m.mark: MEANINGS[SourceMark.Meaning(m.meaning)] for m in source.marks.all()}
    marks = {mark.text: said[mark.text] for mark in found.marks if mark.text in said}
    return shape.corrected(marks={**shape.marks, **marks})


def _with_totals(shape: Shape, found: Recognised, meaning: Meaning) -> Shape:
    """Of a dimension that nobody divides by, the member that says "i alt"."""
    totals = {
        one.name: one.total
        for one in found.dimensions
        if one.total and one.name not in shape.chosen and one.name != meaning.breakdown
    }
    return shape.corrected(chosen={**shape.chosen, **totals}) if totals else shape


def names_indicator(shape: Shape) -> bool:
    """Whether the file itself says which indicator each figure is of."""
    return bool(
        shape.with_role(shapes.INDICATOR)
        or {shapes.INDICATOR, shapes.INDICATOR_PERIOD} & set(shape.head_roles)
    )


def members_of(found: Dimension | None, set_id: int, book: Book) -> dict[str, int]:
    """The members of a dimension that are called as the categories of a set are, and its total."""
    if found is None:
        return {}
    own = [c for c in book.categories.values() if c.category_set_id == set_id]
    known = {name.lower(): one.pk for one in own for name in (one.code, one.name_en, one.name)}
    members = {text: known[text] for m in found.members if (text := m.lower()) in known}
    if found.total:
        members[found.total.lower()] = book.total.pk
    return members


def _has(shape: Shape, *roles: str) -> bool:
    named = {column.role for column in shape.columns} | set(shape.head_roles)
    return bool(named & set(roles)) or any(shape.constants.get(role) for role in roles)


def unanswered(found: Recognised, shape: Shape, meaning: Meaning, book: Book) -> tuple[str, ...]:
    """Codes of what must be answered before the file can be read."""
    noted = {note.code for note in found.questions}
    asked = []
    if {"ask_decimal", "mixed_decimals"} & noted and not shape.decimal:
        asked.append("ask_decimal")
    if "ask_split_year" in noted and not shape.split_year:
        asked.append("ask_split_year")
    if "ask_date" in noted and not shape.date_as:
        asked.append("ask_date")
    if any(mark.text not in shape.marks for mark in found.marks):
        asked.append("ask_mark")
    if not _has(shape, shapes.AREA, shapes.AREA_CODE):
        asked.append("no_area_column")
    if not _has(shape, shapes.PERIOD, shapes.INDICATOR_PERIOD):
        asked.append("no_period_column")
    if not names_indicator(shape):
        if meaning.indicator not in book.data_sets:
            asked.append("ask_indicator")
    elif not _knows_some(found, meaning, book):
        asked.append("ask_indicators")
    if any(n not in shape.chosen and n != meaning.breakdown for n in shape.categories):
        asked.append("ask_dimension")
    return tuple(asked)


def _knows_some(found: Recognised, meaning: Meaning, book: Book) -> bool:
    """Whether any name of an indicator in the file is understood; others are refused by row."""
    names = [name.lower() for name in found.indicators]
    known = {**book.indicators, **meaning.indicators}
    return not names or any(known.get(name) for name in names)


def looked_at(batch: ImportBatch) -> Looked:
    """What was found in a batch's file."""
    return looked_from_json(batch.recognised or {})


def reading_of(batch: ImportBatch, book: Book) -> Reading:
    """How a batch is read as things stand. Raises `Refused` where nothing can be read."""
    looked, stored = looked_at(batch), batch.shape
    if not stored:
        name = batch.file_name
        return propose(looked=looked, source=batch.source, book=book, file_name=name)
    found = next((one for one in usable_sheets(looked) if one.name == stored["sheet"]), None)
    if found is None or found.recognised is None:
        raise Refused("no_figures")
    shape, meaning = shape_from_json(stored["read"]), meaning_from_json(stored["meaning"])
    mapping = ImportMapping.objects.filter(pk=stored.get("mapping")).first()
    return Reading(
        found, shape, meaning, mapping, unanswered(found.recognised, shape, meaning, book)
    )


@transaction.atomic
def remember(
    *, source: Source, reading: Reading, file_name: str, name: str, by: User | None
) -> ImportMapping:
    """Keep how this make of file is read, and what the source's marks mean."""
    kept = {"read": remembered(reading.shape), "meaning": reading.meaning.to_json()}
    with pghistory.context(reason="import mapping"):
        mapping, _made = ImportMapping.objects.update_or_create(
            source=source,
            signature=signature_of(reading.found, file_name),
            defaults={
                "name": name[:120], "shape": kept, "changed_by": by, "changed_at": timezone.now(),
            },
        )  # fmt: skip
        _remember_marks(source, reading.shape.marks)
    return mapping


def _remember_marks(source: Source, marks: Mapping[str, str]) -> None:
    """What nobody had said before of this source; an answer given is changed on the source's page."""
    meanings = {code: meaning for meaning, code in MEANINGS.items()}
    for mark, code in marks.items():
        if code in meanings and len(mark) <= 20:
            SourceMark.objects.get_or_create(
                source=source, mark=mark, defaults={"meaning": meanings[code]}
            )
