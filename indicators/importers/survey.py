"""One walk through all rows of a table: what stands in each column, how often, and where first.

Distinct texts are counted, not kept row by row, so that a file of millions of rows takes no more
memory than one of thousands.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from indicators.importers.delimited import rows_of
from indicators.importers.figure_texts import BELOW, MARK, WORDS, plain, way_of
from indicators.importers.sheets import ERROR, FORMULA, NUMBER, PERCENT, TEXT, Cell, Row

MOST_TEXTS = 200_000  # distinct ones, over all columns together
MOST_FOOTNOTES = 20
MOST_SAMPLED = 4_000
_MOST_SUMMED = 2_000
_COUNTED = frozenset({MARK, BELOW})


@dataclass
class ColumnSeen:
    """What stands in one column, in rows that hold figures."""

    texts: dict[str, int] = field(default_factory=dict)
    first_rows: dict[str, int] = field(default_factory=dict)
    numbers: int = 0
    percents: int = 0
    blank: int = 0
    is_cut: bool = False


@dataclass
class Survey:
    """The findings of the walk; `walk` fills them."""

    figure_places: frozenset[int]
    area_place: int | None
    first_row: int
    columns: dict[int, ColumnSeen] = field(default_factory=dict)
    errors: dict[str, tuple[int, int, int]] = field(default_factory=dict)  # code: row, place, count
    footnotes: list[str] = field(default_factory=list)
    rows: int = 0
    figures: int = 0
    blanks: int = 0
    last_row: int = 0
    first_labels: frozenset[int] = frozenset()
    depends: dict[int, bool] = field(default_factory=dict)
    sample: list[dict[int, str]] = field(default_factory=list)
    sums: list[tuple[int, str, float]] = field(default_factory=list)
    _owned: dict[tuple[int, str], str] = field(default_factory=dict)
    sections: list[tuple[int, str]] = field(default_factory=list)
    _texts: int = 0
    _noted: int = 0
    _is_block: bool = True

    def walk(self, rows: Iterable[Row]) -> None:
        """Take all rows from the first one with figures on."""
        for number, cells in rows:
            if number < self.first_row:
                continue
            if self._is_data(cells):
                self._take(number, cells)
            elif len(cells) == 1 or len(cells[0][2]) > 60:
                self._noted = number
                if len(self.footnotes) < MOST_FOOTNOTES:
                    self.footnotes.append(" ".join(text for _p, _k, text in cells)[:1000])
            else:
                self.blanks += 1

    def walk_lines(self, lines: Iterable[tuple[int, list[str]]]) -> None:
        """The same for the many lines of a long text file, once `walk` has taken the first ones.

        A text seen before is passed over; marks are counted every time.
        """
        width = max(self.columns) + 1
        known = [
            (place, {t for t in self.columns[place].texts if way_of(t) not in _COUNTED})
            for place in sorted(self.columns)
        ]
        some = min(self.figure_places)
        for number, line in lines:
            if len(line) != width or not line[some]:
                self.walk(rows_of([(number, line)]))
                continue
            for place, texts in known:
                raw = line[place]
                if raw not in texts:
                    self._meet(number, place, raw, texts)
            self.rows += 1
            self.last_row = number

    def _meet(self, number: int, place: int, raw: str, texts: set[str]) -> None:
        """A text that was not met before, or is counted each time."""
        text, seen = raw.strip(), self.columns[place]
        if not text:
            seen.blank += 1
            return
        way = way_of(text) if place in self.figure_places else WORDS
        if text in seen.texts:
            seen.texts[text] += 1
        else:
            self._new(number, text, seen)
        if way not in _COUNTED and len(texts) < MOST_TEXTS // 4:
            texts.add(raw)

    def _is_data(self, cells: list[Cell]) -> bool:
        places = self.figure_places
        return any(
            place in places and (kind != TEXT or way_of(text) != WORDS)
            for place, kind, text in cells
        )

    def _take(self, number: int, cells: list[Cell]) -> None:
        if self.footnotes:
            if self.rows:
                self.sections += [(self._noted, text) for text in self.footnotes[:1]]
            self.footnotes.clear()
        if not self.rows:
            self.first_labels = frozenset(place for place, _k, _t in cells)
        self.rows += 1
        self.last_row = number
        if len(cells) < len(self.columns):
            there = {place for place, _k, _t in cells}
            for place, column in self.columns.items():
                column.blank += place not in there
        for place, kind, text in cells:
            seen = self.columns.get(place)
            if seen is None:
                seen = self.columns[place] = ColumnSeen(blank=self.rows - 1)
            if place in self.figure_places:
                self.figures += 1
                if kind == NUMBER:
                    seen.numbers += 1
                    continue
                if kind != TEXT:
                    self._special(number, place, kind, seen)
                    continue
            count = seen.texts.get(text)
            if count is None:
                self._new(number, text, seen)
            else:
                seen.texts[text] = count + 1
        self._relate(number, cells)

    def _special(self, number: int, place: int, kind: str, seen: ColumnSeen) -> None:
        if kind == PERCENT:
            seen.percents += 1
        elif kind in {FORMULA, ERROR}:
            row, at, count = self.errors.get(kind, (number, place, 0))
            self.errors[kind] = row, at, count + 1

    def _new(self, number: int, text: str, seen: ColumnSeen) -> None:
        if self._texts >= MOST_TEXTS:
            # Marks and odd texts are still noticed; plain numbers need not be told apart.
            way = way_of(text)
            text = text if way == WORDS and len(seen.texts) < 1_000 else _example(way, text)
            seen.is_cut = True
        else:
            self._texts += 1
        seen.texts[text] = seen.texts.get(text, 0) + 1
        seen.first_rows.setdefault(text, number)

    def _relate(self, number: int, cells: list[Cell]) -> None:
        """Which columns follow from the area, and the figures of the first block to be summed."""
        labels = {p: t for p, _k, t in cells if p not in self.figure_places}
        if len(self.sample) < MOST_SAMPLED:
            self.sample.append(labels)
        if self.area_place is None:
            return
        area = labels.get(self.area_place, "")
        for place, text in labels.items():
            if place == self.area_place or self.depends.get(place) is False:
                continue
            self.depends[place] = self._owned.setdefault((place, area), text) == text
        if len(self._owned) > MOST_TEXTS:
            self._owned.clear()
        if self._is_block:
            self._sum(number, area, cells)

    def _sum(self, number: int, area: str, cells: list[Cell]) -> None:
        if len(self.sums) > _MOST_SUMMED or any(area == known for _r, known, _v in self.sums[:50]):
            self._is_block = False
            return
        for place, kind, text in cells:
            if place in self.figure_places:
                with contextlib.suppress(ValueError):
                    value = float(text if kind == NUMBER else plain(text, ""))
                    self.sums.append((number, area, value))
                return


def _example(way: str, text: str) -> str:
    """One text that stands for all of its way of writing."""
    examples = {"whole": "1", "dot": "1.5", "comma": "1,5", "dot3": "1.234", "comma3": "1,234"}
    return examples.get(way, text)
