"""The rows of a file on their way to staging: each is tested and written as a line for COPY.

Files may be millions of rows long, so plain rows are tested a column at a time: what they name and
what their figures are is looked up by text. Whatever is not plain goes row by row through the same
rules as everywhere else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from indicators.importers.blocks import TEXTS, Block
from indicators.importers.shapes import (
    AREA,
    AREA_CODE,
    CATEGORY,
    DENOMINATOR,
    INDICATOR,
    NUMERATOR,
    PERIOD,
    VALUE,
    Shape,
    address,
    fields,
    letters,
)
from indicators.models import Source
from indicators.rules.values import Refused, check_figure
from indicators.services.figures import measure_of
from indicators.services.import_files.books import Book
from indicators.services.import_files.figures import read_comment, read_day, read_figure
from indicators.services.import_files.lines import NOWHERE, NULL, end_of, end_of_refused
from indicators.services.import_files.meanings import Meaning
from indicators.services.import_files.names import Found, Names, Place, settled
from indicators.services.import_files.spots import Spot, figure_text

_EXTRAS = ("invited", "population", "sd", "design_effect")
_NO_CELL = -1


class Sieve:
    """Tests the rows of one file; counts what it leaves out."""

    def __init__(
        self, *, batch_id: int, shape: Shape, meaning: Meaning, book: Book, source: Source | None
    ) -> None:
        self._shape, self._book = shape, book
        self._names = Names(shape=shape, meaning=meaning, book=book, source=source)
        self._batch = f"{batch_id}\t"
        self._at = {name: place for place, name in enumerate(fields(shape))}
        self._figure_at = self._places_of_plain_figures()
        self._columns = {column.place: letters(column.place) for column in shape.columns}
        self._roles = self._places_of_roles()
        self._named = bytearray()  # whether a cell was named, by its number
        self.rows = 0
        self.refused = 0
        self.has_twice = False
        self.private = ""  # the first cell that looks like it holds a CPR number

    @property
    def definitions(self) -> list[int]:
        """The definitions that the rows so far are figures of."""
        return self._names.definitions

    @property
    def left_out(self) -> int:
        """How many rows are left out."""
        return self._names.left_out

    @property
    def left_out_names(self) -> list[tuple[str, int]]:
        """What the rows that are left out are of, the most frequent first."""
        return self._names.left_out_names.most_common()

    def lines(self, blocks: Iterable[Block]) -> Iterator[tuple[str, list[str]]]:
        """Lines for COPY, some thousand at a time: of the plain rows, and of all others."""
        for block in blocks:
            plain, others = self._tested(block) if self._figure_at else ([], self._by_row(block))
            self.rows += len(plain) + len(others)
            yield "".join(plain), others

    def _tested(self, block: Block) -> tuple[list[str], list[str]]:
        spots, places = self._names.spots_in(block), self._names.places_in(block)
        cells = self._cells(block, spots, places)
        named = [cell for cell in cells if cell != _NO_CELL] if _NO_CELL in cells else cells
        # Of two rows of one cell the later is refused, so such rows are taken in their order.
        if len(set(named)) < len(named) or any(map(self._named.__getitem__, named)):
            return [], self._by_row(block)
        ends = self._ends(block, spots, cells)
        lines = self._written(block, spots, places, ends)
        others: list[str] = []
        if None in ends:
            odd = (block.row(index) for index, end in enumerate(ends) if end is None)
            others = list(filter(None, map(self._line, odd)))
            lines = list(filter(None, lines))
            named = [cell for cell, end in zip(cells, ends, strict=True) if end is not None]
        for cell in named:
            self._named[cell] = 1
        return lines, others

    def _by_row(self, block: Block) -> list[str]:
        return [line for row in block if (line := self._line(row))]

    def _cells(
        self, block: Block, spots: Sequence[Found], places: Sequence[Place | None]
    ) -> list[int]:
        """The number of each row's cell; that of rows which surely hold none is `_NO_CELL`."""
        self._named.extend(bytes(self._names.cells - len(self._named)))
        both = zip(spots, places, strict=True)
        if not block.odd and None not in places:
            try:
                return [spot.first_cell + place[1] for spot, place in both]  # type: ignore[union-attr, index]
            except AttributeError:  # some spot is refused or left out
                both = zip(spots, places, strict=True)
        return [
            spot.first_cell + place[1]
            if isinstance(spot, Spot) and place and index not in block.odd
            else _NO_CELL
            for index, (spot, place) in enumerate(both)
        ]

    def _ends(self, block: Block, spots: Sequence[Found], cells: Sequence[int]) -> list[str | None]:
        """How each line ends; None where the row is not plain."""
        columns = [block.columns[at] for at in self._figure_at]
        texts = columns[0] if len(columns) == 1 else map(figure_text, *columns)
        if _NO_CELL in cells:
            return [
                spot.end(text) if isinstance(spot, Spot) and cell != _NO_CELL else None
                for spot, text, cell in zip(spots, texts, cells, strict=True)
            ]
        if kind := self._names.only_kind:
            found = kind.ends.get
            return [found(text) or kind.end(text) for text in texts]
        both = zip(spots, texts, strict=True)
        return [spot.end(text) for spot, text in both]  # type: ignore[union-attr]

    def _written(
        self,
        block: Block,
        spots: Sequence[Found],
        places: Sequence[Place | None],
        ends: Sequence[str | None],
    ) -> list[str]:
        """The lines of the plain rows; those of others are empty."""
        batch, columns = self._batch, map(self._columns.__getitem__, block.places)
        rows = zip(block.numbers, block.places, columns, spots, places, ends, strict=True)
        if self._shape.is_text and None not in ends:
            return [
                f"{batch}{number}\t{number}:{column}\t{spot.head}{place[0]}\t{end}"
                for number, _at, column, spot, place, end in rows
            ]
        return [
            self._joined(number, at, spot, place, end) if end else ""
            for number, at, _column, spot, place, end in rows
        ]

    def _line(self, row: list[Any]) -> str:
        """One row by all the rules; empty where it is left out or holds no figure."""
        spot = place = None
        try:
            if row[2]:
                raise _problem(*row[2])
            spot, place = self._names.spot_of(row), self._names.place_of(row)
            if spot is None or place is None:
                return ""
            end = self._end(row, spot, place)
            return self._joined(row[0], row[1], spot, place, end) if end else ""
        except Refused as refusal:
            return self._refused(row, refusal, spot, place)

    def _end(self, row: list[Any], spot: Spot, place: Place) -> str:
        """How the line of a row ends that may be staged; empty where it holds no figure."""
        text = figure_text(*(row[at + TEXTS] or "" for at in self._figure_at))
        end = spot.figures.others.get(text) if self._figure_at else None
        if end is None:
            end = self._judged(row, spot)
            if self._figure_at:
                spot.figures.keep_other(text, end)
        if not end:
            return ""
        self._named.extend(bytes(self._names.cells - len(self._named)))
        cell = spot.first_cell + place[1]
        if self._named[cell]:
            self.has_twice = True
            raise Refused("named_twice", AREA)
        self._named[cell] = 1
        return end

    def _judged(self, row: list[Any], spot: Spot) -> str:
        texts = {name: row[at + TEXTS] or "" for name, at in self._at.items()}
        figure = read_figure(texts)
        if figure is None:
            return ""
        check_figure(figure, measure_of(spot.definition))
        figure = figure.stored()
        details = {
            name: str(getattr(figure, name))
            for name in _EXTRAS
            if getattr(figure, name) is not None
        }
        if texts.get("source"):
            details["source"] = str(settled(self._book.source(texts["source"])).pk)
        day = read_day(texts.get("published_on", ""))
        comment = read_comment(texts.get("comment", ""))
        return end_of(figure, comment=comment, details=details, day=day)

    def _refused(
        self, row: list[Any], refusal: Refused, spot: Spot | None, place: Place | None
    ) -> str:
        said = str(refusal.facts.get("text") or "")
        at = self._at.get(refusal.field)
        if not said and at is not None:
            said = str(row[at + TEXTS] or "")
        if refusal.code == "unknown_area" and not said and AREA_CODE in self._at:
            said = str(row[self._at[AREA_CODE] + TEXTS] or "")
        self.refused += 1
        facts = {name: fact for name, fact in refusal.facts.items() if name != "text"}
        column = self._roles.get(refusal.field, row[1])
        if refusal.code == "cpr":
            self.private, said = address(self._shape, row[0], column), ""
        end = end_of_refused(refusal.code, refusal.field, said, facts)
        return self._joined(row[0], column, spot, place, end)

    def _joined(self, number: int, at: int, spot: Found, place: Place | None, end: str) -> str:
        where = address(self._shape, number, at)
        head = spot.head if isinstance(spot, Spot) else NOWHERE
        return f"{self._batch}{number}\t{where}\t{head}{place[0] if place else NULL}\t{end}"

    def _places_of_plain_figures(self) -> list[int]:
        """Where the figure stands when the rows hold nothing beside it; else nowhere."""
        named = set(self._at) - {AREA, AREA_CODE, INDICATOR, PERIOD}
        plain = {name for name in named if not name.startswith(CATEGORY)}
        if plain not in ({VALUE}, {NUMERATOR, DENOMINATOR}):
            return []
        return [self._at[name] for name in (VALUE, NUMERATOR, DENOMINATOR) if name in plain]

    def _places_of_roles(self) -> dict[str, int]:
        """The column of each role that one column alone holds, to point at what is wrong there."""
        counted = Counter(column.role for column in self._shape.columns)
        return {c.role: c.place for c in self._shape.columns if counted[c.role] == 1}


def _problem(code: str, role: str, text: str) -> Refused:
    """What the reader could not read. A word is no mark: nobody needs to say what it means."""
    if code == "unclear_mark" and len(text) > 2 and any(sign.isalnum() for sign in text):
        code = "not_a_number"
    return Refused(code, role, text=text)
