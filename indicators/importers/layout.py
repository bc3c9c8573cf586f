"""Where a table stands in its sheet: title, header rows, first row of figures, columns of figures.

Judged by the first few hundred rows. A header row is one of texts and periods that stands above
the first row with a figure; the lines above it are title and unit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from indicators.importers.figure_texts import MARK as MARK_WAY
from indicators.importers.figure_texts import is_certain_mark, is_figure, way_of
from indicators.importers.periods import looks_like_period
from indicators.importers.sheets import (
    DATE,
    ERROR,
    FORMULA,
    NUMBER,
    PERCENT,
    TEXT,
    Merged,
    Row,
)
from indicators.importers.vocabulary import CATEGORIES, bare, is_id, role_of
from indicators.rules.values import Refused
from partnership.rules.privacy import looks_like_cpr

HEAD_ROWS = 300  # how many rows are looked at
_MOST_HEADERS = 4
_MOST_COLUMNS = 2_000
_NOT_FIGURES = frozenset({"area", "area_code", "period", "indicator", "source", "comment"})
Grid = dict[int, dict[int, tuple[str, str]]]


@dataclass(frozen=True)
class Layout:
    """The rows and places of one table; `heads` holds texts by header row and place."""

    title_rows: tuple[int, ...]
    header_rows: tuple[int, ...]
    first_row: int
    figure_places: tuple[int, ...]
    label_places: tuple[int, ...]
    heads: Mapping[int, Mapping[int, str]] = field(default_factory=dict)

    def heads_of(self, place: int) -> tuple[str, ...]:
        """What stands above a column, from the top."""
        return tuple(self.heads[row].get(place, "") for row in self.header_rows)


def grid_of(rows: Iterable[Row]) -> Grid:
    """Rows as a table to look things up in."""
    return {number: {place: (kind, text) for place, kind, text in cells} for number, cells in rows}


def looks_like_year(text: str) -> bool:
    """A whole number that may as well be a year."""
    return len(text) == 4 and text.isdigit() and "1900" <= text <= "2100"


def is_figure_cell(kind: str, text: str) -> bool:
    """Whether a cell holds a figure; a year may be a heading."""
    if kind in {PERCENT, FORMULA, ERROR}:
        return True
    if kind == NUMBER:
        return not looks_like_year(text)
    if kind == DATE:
        return False
    return not looks_like_year(text) and (is_figure(text) or is_certain_mark(text))


def find_layout(grid: Grid, merged: Sequence[Merged], *, is_text: bool) -> Layout | None:
    """The layout of a table; None when there are no figures under headings.

    Raises `Refused` for headings of more rows than can be understood.
    """
    numbers = sorted(grid)
    header_rows: tuple[int, ...]
    is_named = is_text and _is_named_table(grid, numbers)
    if is_named:
        header_rows, first = (numbers[0],), numbers[1]
    else:
        found = _first_data_row(grid, numbers)
        if found is None:
            return None
        header_rows, first = _header_rows(grid, numbers, found), found
    title_rows = tuple(n for n in numbers if n < min(header_rows, default=first))
    data = [grid[n] for n in numbers if n >= first]
    below = () if is_named else (n for n in numbers if n >= first)
    places = sorted(_places(grid, [*header_rows, *below]))
    if len(places) > _MOST_COLUMNS:
        raise Refused("too_many_columns", limit=_MOST_COLUMNS)
    heads = {n: _spread(grid[n], n, merged, places) for n in header_rows}
    figures = tuple(place for place in places if _is_figure_column(place, data, heads, header_rows))
    if not figures:
        return None
    if not is_text:
        heads = _carried(heads, header_rows, figures)
    labels = tuple(place for place in places if place not in figures)
    return Layout(title_rows, header_rows, first, figures, labels, heads)


def _is_named_table(grid: Grid, numbers: Sequence[int]) -> bool:
    """A text file whose first row names every column, as most of them do."""
    if len(numbers) < 2:
        return False
    names = [text for _kind, text in grid[numbers[0]].values()]
    usual = Counter(max(grid[n]) for n in numbers).most_common(1)[0][0]
    named = len(names) >= 2 and len(set(names)) == len(names) and len(names) > usual
    return named and _is_head_like(grid[numbers[0]])


def _places(grid: Grid, rows: Iterable[int]) -> set[int]:
    return {place for row in rows for place in grid[row]}


def _first_data_row(grid: Grid, numbers: Sequence[int]) -> int | None:
    """The first row with a figure and a label, below a row that can be a heading."""
    widest = Counter(len(grid[n]) for n in numbers).most_common(1)[0][0] if numbers else 0
    for at, number in enumerate(numbers):
        cells = grid[number]
        found = sum(is_figure_cell(kind, text) for kind, text in cells.values())
        if not found or (len(cells) < 2 and widest > 1):
            continue
        if at and not _is_head_like(grid[numbers[at - 1]]):
            continue
        # A row of years under a row of texts may be figures as well as a heading.
        return number
    return None


def _is_head_like(cells: Mapping[int, tuple[str, str]]) -> bool:
    """Texts, years and dates only, and more than one label at the left edge."""
    return not any(is_figure_cell(kind, text) for kind, text in cells.values())


def _header_rows(grid: Grid, numbers: Sequence[int], first: int) -> tuple[int, ...]:
    above = [n for n in numbers if n < first]
    rows: list[int] = []
    data_width = len(grid[first])
    for number in reversed(above):
        cells = grid[number]
        if not _is_head_like(cells):
            break
        if not _can_head(cells, data_width):
            if rows:
                break
            continue  # a heading for the rows that follow, between the columns' heads and the figures
        if rows and _is_data_label(cells, grid[rows[-1]]):
            break
        rows.append(number)
        if len(rows) > _MOST_HEADERS:
            raise Refused("unclear_heads", limit=_MOST_HEADERS)
    return tuple(sorted(rows))


def _can_head(cells: Mapping[int, tuple[str, str]], data_width: int) -> bool:
    """Not a title: something stands right of the first column, or the table has one column."""
    return len(cells) > 1 or 0 not in cells or data_width == 1


def _is_data_label(
    cells: Mapping[int, tuple[str, str]], below: Mapping[int, tuple[str, str]]
) -> bool:
    """Whether two rows cannot both be headings: the lower one would name the columns again.

    Many short lines above a table (a legend, a choice) share no column with its headings.
    """
    shared = sum(place in below for place in cells)
    return shared == 0 and len(cells) > 1 and len(below) > 1


def _spread(
    cells: Mapping[int, tuple[str, str]], number: int, merged: Sequence[Merged], places: list[int]
) -> dict[int, str]:
    """The texts of a header row, a merged one over all its columns."""
    heads = {place: "" if looks_like_cpr(text) else text for place, (_kind, text) in cells.items()}
    for top, left, bottom, right in merged:
        if top <= number <= bottom and left in heads and right - left < 2_000:
            for place in range(left, right + 1):
                if place in places:
                    heads.setdefault(place, heads[left])
    return heads


def _carried(
    heads: dict[int, dict[int, str]], header_rows: Sequence[int], figures: Sequence[int]
) -> dict[int, dict[int, str]]:
    """In all header rows but the last, a blank head over figures means the one to its left."""
    for number in header_rows[:-1]:
        said = ""
        for place in figures:
            said = heads[number].get(place, said)
            if said:
                heads[number][place] = said
    return heads


def _is_figure_column(
    place: int,
    data: Sequence[Mapping[int, tuple[str, str]]],
    heads: Mapping[int, Mapping[int, str]],
    header_rows: Sequence[int],
) -> bool:
    named = [heads[row].get(place, "") for row in header_rows]
    if any(_names_no_figure(head) for head in named):
        return False
    cells = [row[place] for row in data if place in row]
    if not cells or (not any(named) and header_rows and _stands_left(place, data)):
        return False
    if is_period_column(cells) and not any(looks_like_period(head) for head in named):
        return False
    figures = sum(_counts(kind, text) for kind, text in cells)
    some = any(kind != TEXT or is_figure(text) for kind, text in cells)
    return some and figures * 10 >= len(cells) * 6


def _names_no_figure(head: str) -> bool:
    return role_of(head) in _NOT_FIGURES or bare(head) in CATEGORIES or is_id(head)


def _stands_left(place: int, data: Sequence[Mapping[int, tuple[str, str]]]) -> bool:
    """A column without heading, left of all others, holds labels."""
    return all(min(row) >= place for row in data if row)


def _counts(kind: str, text: str) -> bool:
    if kind == TEXT:
        return is_figure(text) or way_of(text) == MARK_WAY
    return kind != DATE


def is_period_column(cells: Sequence[tuple[str, str]]) -> bool:
    """Whether nine of ten cells are periods."""
    said = [text for _kind, text in cells]
    return bool(said) and sum(map(looks_like_period, said)) * 10 >= len(said) * 9
