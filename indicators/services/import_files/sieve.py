"""The rows of a file on their way to staging: each is tested and written as a line for COPY.

Files may be millions of rows long, so plain rows are tested a column at a time: what they name and
what their figures are is looked up by text. Whatever is not plain goes row by row through the same
rules as everywhere else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import compress
from operator import add, attrgetter, itemgetter
from typing import Any

from django.utils import timezone

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
)
from indicators.models import Source
from indicators.rules.values import Refused, check_figure
from indicators.services.figures import measure_of
from indicators.services.import_files.books import Book
from indicators.services.import_files.figures import read_comment, read_day, read_figure
from indicators.services.import_files.lines import (
    COUNT_COLUMNS,
    NOWHERE,
    NULL,
    VALUE_COLUMNS,
    end_of,
    end_of_refused,
    numbers_of,
)
from indicators.services.import_files.lookups import Named
from indicators.services.import_files.meanings import Meaning
from indicators.services.import_files.names import Found, Names, Place, settled
from indicators.services.import_files.spots import Figures, Spot, figure_text

_EXTRAS = ("invited", "population", "sd", "design_effect")


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
    def ahead(self) -> list[str]:
        """Periods among them that have not begun: hardly anything was measured in them."""
        today = timezone.localdate()
        return [slot.code for slot in self._names.slots if slot.is_ahead_of(today)]

    @property
    def left_out(self) -> int:
        """How many rows are left out."""
        return self._names.left_out

    @property
    def left_out_names(self) -> list[tuple[str, int]]:
        """What the rows that are left out are of, the most frequent first."""
        return self._names.left_out_names.most_common()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the lines of plain rows."""
        return COUNT_COLUMNS if len(self._figure_at) > 1 else VALUE_COLUMNS

    def lines(self, blocks: Iterable[Block]) -> Iterator[tuple[str, list[str]]]:
        """Lines for COPY, some thousand at a time: of the plain rows, and of all others."""
        for block in blocks:
            yield self._tested(block) if self._figure_at else ("", self._by_row(block))

    def _by_row(self, rows: Iterable[list[Any]]) -> list[str]:
        lines = [line for row in rows if (line := self._line(row))]
        self.rows += len(lines)
        return lines

    def _tested(self, block: Block) -> tuple[str, list[str]]:
        """The lines of a block; rows that surely hold no cell go by themselves."""
        spots, places = self._names.spots.rows(block), self._names.places.rows(block)
        lost, nowhere = spots.lost, places.lost
        if not lost and not nowhere and not block.odd:
            return self._sound(block, spots, places)
        indexes, others = list[int](), list(block.odd)
        for index, (spot, place) in enumerate(zip(spots.keys, places.keys, strict=True)):
            if spot in lost or place in nowhere:
                others.append(block.row(index))
            else:
                indexes.append(index)
        lines = self._by_row(sorted(others, key=itemgetter(0, 1)))
        plain, more = self._tested(block.only(indexes)) if indexes else ("", [])
        return plain, lines + more

    def _sound(
        self, block: Block, spots: Named[Found], places: Named[Place | None]
    ) -> tuple[str, list[str]]:
        """The same of rows that each name a cell."""
        cells = list(map(add, spots.each(_first_cell), places.each(_number)))
        self._named.extend(bytes(self._names.cells - len(self._named)))
        # Of two rows of one cell the later is refused, so such rows are taken in their order.
        if len(set(cells)) < len(cells) or any(map(self._named.__getitem__, cells)):
            return "", self._by_row(block)
        ends = self._ends(block, spots)
        columns = {place: f"\t{place}\t" for place in set(block.places)}
        parts: list[Sequence[str]] = [
            spots.each(self._head), places.each(_area),
            list(map(columns.__getitem__, block.places)), numbers_of(block.numbers),
        ]  # fmt: skip
        others: list[str] = []
        if None in ends:
            others = self._by_row(block.row(at) for at, end in enumerate(ends) if end is None)
            parts = [list(compress(part, ends)) for part in parts]
            cells, ends = list(compress(cells, ends)), list(filter(None, ends))
        for cell in cells:
            self._named[cell] = 1
        self.rows += len(cells)
        return _woven(*parts, ends), others  # type: ignore[arg-type]

    def _ends(self, block: Block, spots: Named[Found]) -> list[str | None]:
        """How each line ends; None where the row is not plain."""
        columns = [block.columns[at] for at in self._figure_at]
        kinds = spots.each(_figures)
        if len(columns) == 1 and kinds.count(kinds[0]) == len(kinds):
            return list(kinds[0].ends(columns[0]))
        texts = map(figure_text, *columns)
        return [kind.end(text) for kind, text in zip(kinds, texts, strict=True)]

    def _head(self, spot: Any) -> str:
        return f"{self._batch}{spot.head}"

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

    def _joined(
        self, number: int, at: int, spot: Spot | None, place: Place | None, end: str
    ) -> str:
        head = spot.head if spot else NOWHERE
        return f"{self._batch}{head}{place[0] if place else NULL}\t{at}\t{number}{end}"

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


# What the spots and areas of sound rows tell.
_first_cell: Callable[[Any], int] = attrgetter("first_cell")
_figures: Callable[[Any], Figures] = attrgetter("figures")
_area: Callable[[Any], str] = itemgetter(0)
_number: Callable[[Any], int] = itemgetter(1)


def _woven(*parts: Sequence[str]) -> str:
    """Columns of texts as one text, row by row."""
    woven = [""] * (len(parts) * len(parts[0]))
    for at, part in enumerate(parts):
        woven[at :: len(parts)] = part
    return "".join(woven)


def _problem(code: str, role: str, text: str) -> Refused:
    """What the reader could not read. A word is no mark: nobody needs to say what it means."""
    if code == "unclear_mark" and len(text) > 2 and any(sign.isalnum() for sign in text):
        code = "not_a_number"
    return Refused(code, role, text=text)
