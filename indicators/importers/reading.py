"""Reading a table by its shape: one row out for each figure, in constant memory.

Texts repeat a great deal (areas, periods, members), so each is understood once per column and then
looked up; that is what makes long files cheap.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import dropwhile, takewhile
from typing import Any

from indicators.importers import shapes
from indicators.importers.heads import split_year
from indicators.importers.shapes import Column, Shape, fields
from indicators.importers.sheets import Row
from indicators.importers.understanding import (
    SIGNS,
    Problem,
    Understood,
    chosen_of,
    figure_of,
    head_text,
    period_of,
    piece_of,
    text_of,
)
from indicators.importers.vocabulary import code_and_name

_MOST_KEPT = 50_000

Line = tuple[int, Sequence[str]]


STATE = "state"


@dataclass
class Part:
    """One text of the outgoing row: where it comes from, where it goes, how it is understood."""

    place: int
    index: int
    understand: Callable[[str], Understood]
    is_figure: bool = False
    known: dict[str, Understood] = field(default_factory=dict)

    def of(self, raw: str) -> Understood:
        """What a text means here; understood once, then remembered."""
        found = self.known.get(raw)
        if found is None:
            if len(self.known) >= _MOST_KEPT:
                self.known.clear()
            found = self.known[raw] = self.understand(raw)
        return found


@dataclass(frozen=True)
class _Group:
    """Figures that belong together in one outgoing row, with what their headings say of them."""

    place: int
    fixed: tuple[tuple[int, str], ...]
    problem: Problem
    figures: tuple[Part, ...]
    is_one_of_many: bool = True


class Reading:
    """How the lines of one sheet become rows: [row, place, problem, *texts]."""

    def __init__(self, shape: Shape) -> None:
        names = fields(shape)
        self._template: list[Any] = [0, 0, None, *_constants(shape, names)]
        self._parts, self._chosen = _labels(shape, names), _chosen(shape)
        self._groups = _groups(shape, names)
        self._filled = {c.place: "" for c in shape.columns if c.fill_down}
        self.width = max((c.place for c in shape.columns), default=0) + 1
        self.place = self._groups[0].place if self._groups else 0

    def columns(self) -> list[Part | str] | None:
        """Where each outgoing text comes from, when that is one cell of the line or a constant.

        That is the long file of one figure (or one set of figures) a row; None for other tables.
        """
        groups = self._groups
        if len(groups) != 1 or groups[0].fixed or groups[0].problem or self._filled or self._chosen:
            return None
        found: list[Part | str] = self._template[3:]
        for part in (*self._parts, *groups[0].figures):
            if isinstance(found[part.index], Part):
                return None
            found[part.index] = part
        return found

    def rows(self, number: int, line: Sequence[str]) -> list[list[Any]]:
        """The rows of one line, one for each group of figures in it."""
        problem: Problem = None
        width = self.width
        if len(line) != width:
            if len(line) > width and any(part.strip() for part in line[width:]):
                problem = "ragged_rows", "", ""
            line = [*line[:width], *[""] * (width - len(line))]
        if self._filled:
            line = _fill(line, self._filled)
        if self._chosen and any(part.of(line[part.place])[0] is None for part in self._chosen):
            return []
        base = self._template.copy()
        base[0] = number
        for part in self._parts:
            raw = line[part.place]
            text, doubt = part.known.get(raw) or part.of(raw)
            base[part.index + 3] = text
            if doubt and not problem:
                problem = doubt
        base[2] = problem
        return [row for group in self._groups if (row := _with_figures(line, base, group))]


def read_lines(lines: Iterable[Line], shape: Shape) -> Iterator[list[Any]]:
    """Rows [row, place, problem, *texts] from numbered lines of texts. Raises `Refused`."""
    reading = Reading(shape)
    for number, line in within(lines, shape):
        yield from reading.rows(number, line)


def within(lines: Iterable[Line], shape: Shape) -> Iterator[Line]:
    """The lines of the table itself, between its headings and its footnotes."""
    first, last = shape.first_row, shape.last_row
    rows = dropwhile(lambda line: line[0] < first, lines)
    return rows if last is None else takewhile(lambda line: line[0] <= last, rows)


def _constants(shape: Shape, names: Sequence[str]) -> list[str]:
    """What the table itself does not say; its period is read as any other."""
    said = {name: shape.constants.get(name, "") for name in names}
    if said.get(shapes.PERIOD):
        said[shapes.PERIOD] = period_of(shape)(said[shapes.PERIOD])[0] or ""
    return list(said.values())


def _with_figures(line: Sequence[str], base: list[Any], group: _Group) -> list[Any] | None:
    """The outgoing row of one group of figures; None when all of them are blank."""
    row: list[Any] | None = None
    for part in group.figures:
        raw = line[part.place]
        if raw:
            try:
                text, doubt = part.known[raw]
            except KeyError:
                text, doubt = part.of(raw)
            if text or doubt:
                if row is None:  # the one group of a long table may have the row as it is
                    row = base.copy() if group.is_one_of_many else base
                row[part.index + 3] = text
                if doubt and not row[2]:
                    row[2] = doubt
    if row is not None:
        row[1] = group.place
        for index, text in group.fixed:
            row[index + 3] = text
        if group.problem and not row[2]:
            row[2] = group.problem
    return row


def _fill(line: Sequence[str], filled: dict[int, str]) -> list[str]:
    """A blank label means what stands above it."""
    whole = list(line)
    for place, above in filled.items():
        if whole[place].strip():
            filled[place] = whole[place]
        else:
            whole[place] = above
    return whole


def lines_of_cells(rows: Iterable[Row], shape: Shape) -> Iterator[Line]:
    """The rows of a workbook as numbered lines of texts."""
    width = max((c.place for c in shape.columns), default=0) + 1
    for number, cells in rows:
        line = [""] * width
        for place, kind, text in cells:
            if place < width:
                line[place] = SIGNS.get(kind, "") + text
        yield number, line


def _labels(shape: Shape, names: Sequence[str]) -> list[Part]:
    parts = []
    for column in shape.columns:
        if column.role == shapes.CATEGORY and column.name in shape.chosen:
            continue
        if column.role == shapes.CATEGORY:
            name = f"{shapes.CATEGORY}:{column.name}"
            parts.append(Part(column.place, names.index(name), text_of(column, name)))
        elif column.role == shapes.PERIOD:
            parts.append(Part(column.place, names.index(shapes.PERIOD), period_of(shape)))
        elif column.role == shapes.AREA and column.has_code:
            code, name_ = names.index(shapes.AREA_CODE), names.index(shapes.AREA)
            if not shape.with_role(shapes.AREA_CODE):
                parts.append(Part(column.place, code, piece_of(column, 0)))
            parts.append(Part(column.place, name_, piece_of(column, 1)))
        elif column.role in names and column.role not in shapes.FIGURES:
            parts.append(Part(column.place, names.index(column.role), text_of(column, column.role)))
    return parts


def _chosen(shape: Shape) -> list[Part]:
    """The columns of which only one member is wanted."""
    return [
        Part(column.place, 0, chosen_of(shape.chosen[column.name]))
        for column in shape.with_role(shapes.CATEGORY)
        if column.name in shape.chosen
    ]


def _groups(shape: Shape, names: Sequence[str]) -> list[_Group]:
    """Figure columns with the same heads' meaning form one row, as long as their roles differ."""
    gathered: dict[tuple[object, int], list[Column]] = {}
    said: dict[tuple[object, int], tuple[tuple[tuple[int, str], ...], Problem]] = {}
    for column in shape.columns:
        if column.role not in shapes.FIGURES:
            continue
        heads = _heads(column, shape, names)
        if heads is None:
            continue
        turn = 0
        while any(c.role == column.role for c in gathered.get((heads[0], turn), ())):
            turn += 1
        gathered.setdefault((heads[0], turn), []).append(column)
        said[heads[0], turn] = heads
    return [
        _Group(
            place=min(columns, key=_rank).place,
            fixed=said[key][0],
            problem=said[key][1],
            figures=tuple(
                Part(c.place, names.index(c.role), figure_of(shape, c.role), is_figure=True)
                for c in columns
            )
            + (_states(shape, names) if len(gathered) == 1 else ()),
            is_one_of_many=len(gathered) > 1,
        )
        for key, columns in gathered.items()
    ]


def _states(shape: Shape, names: Sequence[str]) -> tuple[Part, ...]:
    """A state ("mangler") stands for a figure, so a row may hold nothing else."""
    return tuple(
        Part(column.place, names.index(STATE), text_of(column, STATE))
        for column in shape.with_role(STATE)
    )


def _rank(column: Column) -> tuple[int, int]:
    return shapes.FIGURES.index(column.role), column.place


def _heads(
    column: Column, shape: Shape, names: Sequence[str]
) -> tuple[tuple[tuple[int, str], ...], Problem] | None:
    """What the heads of a column say, by place in the row; None when it is not chosen."""
    fixed: dict[int, str] = {}
    problem: Problem = None
    understand = period_of(shape)
    rows = zip(column.heads, shape.head_roles, shape.head_names, strict=True)
    for head, role, name in rows:
        if role == shapes.CATEGORY and name in shape.chosen:
            if head.casefold() != shape.chosen[name].casefold():
                return None
            continue
        for part, text in _spoken(head, role, name):
            said, doubt = understand(text) if part == shapes.PERIOD else head_text(part, text)
            fixed[names.index(part)] = said or ""
            problem = problem or doubt
    return tuple(sorted(fixed.items())), problem


def _spoken(head: str, role: str, name: str) -> Iterator[tuple[str, str]]:
    if role == shapes.INDICATOR_PERIOD:
        indicator, period = split_year(head)
        yield shapes.INDICATOR, indicator
        yield shapes.PERIOD, period
    elif role == shapes.AREA:
        parts = code_and_name(head)
        yield shapes.AREA, parts[1] if parts else head
    elif role == shapes.CATEGORY:
        yield f"{shapes.CATEGORY}:{name}", head
    elif role in {shapes.PERIOD, shapes.INDICATOR}:
        yield role, head
