"""Recognising a table: its shape is proposed, and everything doubtful about it is said."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import chain, islice

from indicators.importers import findings, shapes
from indicators.importers.delimited import rows_of
from indicators.importers.figure_texts import BELOW, MARK, proposed_meaning, way_of
from indicators.importers.findings import Dimension, Looked, Mark, Note, Recognised, SheetFound
from indicators.importers.heads import area_place, head_roles, texts_in_heads
from indicators.importers.layout import HEAD_ROWS, Grid, Layout, find_layout, grid_of
from indicators.importers.notes import (
    area_notes,
    decimal_of,
    figure_notes,
    period_notes,
    safe,
    text_notes,
)
from indicators.importers.roles import propose
from indicators.importers.shapes import Shape, address
from indicators.importers.sheets import Sheet
from indicators.importers.survey import Survey
from indicators.importers.vocabulary import bare, is_total, unit_in
from indicators.rules.values import Refused
from partnership.rules.privacy import looks_like_cpr

_SHOWN_ROWS, _SHOWN_COLUMNS, _SHOWN_TEXTS = 12, 12, 200
_WALKED = 20_000  # lines of a text file that are looked at in every way
_STATBANK = frozenset({"tid", "indhold"})


def look_at(kind: str, sheets: list[Sheet], known: Collection[str] = ()) -> Looked:
    """All sheets of a file. `known` are names and codes of areas."""
    low = frozenset(name.casefold() for name in known)
    return Looked(kind, tuple(_found(sheet, low) for sheet in sheets))


def _found(sheet: Sheet, known: frozenset[str]) -> SheetFound:
    if looks_like_cpr(sheet.name):
        return SheetFound("", sheet.is_hidden, refusal="cpr")
    try:
        recognised = recognise(sheet, known)
    except Refused as refusal:
        return SheetFound(sheet.name, sheet.is_hidden, refusal=refusal.code, facts=refusal.facts)
    return SheetFound(sheet.name, sheet.is_hidden, recognised.rows, recognised)


def recognise(sheet: Sheet, known: frozenset[str] = frozenset()) -> Recognised:
    """One table. Raises `Refused` ("no_figures") when there is none."""
    lines = sheet.lines() if sheet.lines else None
    rows = rows_of(islice(lines, _WALKED)) if lines else sheet.rows()
    head = list(islice(rows, HEAD_ROWS))
    grid = grid_of(head)
    layout = find_layout(grid, sheet.merged, is_text=sheet.is_text)
    if layout is None:
        raise Refused("no_figures" if head else "empty_sheet")
    survey = Survey(
        frozenset(layout.figure_places), area_place(layout, grid, known), layout.first_row
    )
    survey.walk(chain(head, rows))
    if lines and survey.rows:
        survey.walk_lines(lines)
    if not survey.rows:
        raise Refused("no_figures")
    return _recognised(sheet, grid, layout, survey, known)


def _recognised(
    sheet: Sheet, grid: Grid, layout: Layout, survey: Survey, known: frozenset[str]
) -> Recognised:
    roles = head_roles(layout, known)
    columns = propose(layout, survey, roles, is_text=sheet.is_text)
    is_statbank = {bare(column.heading) for column in columns} >= _STATBANK
    shape = Shape(
        sheet=sheet.name,
        header_rows=layout.header_rows,
        first_row=layout.first_row,
        last_row=survey.last_row if survey.footnotes or not sheet.is_text else None,
        columns=columns,
        head_roles=roles,
        head_names=_head_names(roles),
        decimal=decimal_of(survey),
        delimiter=sheet.delimiter,
        encoding=sheet.encoding,
        is_text=sheet.is_text,
    )
    marks = _marks(survey, shape, is_statbank=is_statbank)
    shape = replace(shape, marks={mark.text: mark.proposed for mark in marks if mark.proposed})
    if not any(column.role in shapes.FIGURES for column in columns):
        raise Refused("no_figures")
    titles = [text for row in layout.title_rows for _kind, text in grid[row].values()]
    units = [unit for text in titles if (unit := unit_in(text))]
    areas, periods = _said(shape, survey, shapes.AREA), _said(shape, survey, shapes.PERIOD)
    asked = tuple(
        Note(findings.ASK_MARK, mark.address, mark.count, mark.text)
        for mark in marks
        if not mark.proposed
    )
    notes = (
        *figure_notes(survey, shape),
        *period_notes(shape, survey, periods),
        *area_notes(shape, survey, areas),
        *asked,
        *text_notes(sheet, shape, survey, grid),
    )
    return Recognised(
        shape=shape,
        title=safe(next((t for t in titles if not unit_in(t)), "")),
        unit=safe(units[0] if units else ""),
        footnotes=tuple(safe(text) for text in survey.footnotes),
        rows=survey.rows,
        figures=survey.figures,
        blanks=survey.blanks,
        marks=marks,
        notes=notes,
        dimensions=_dimensions(shape, survey),
        areas=tuple(safe(text) for text in areas[:_SHOWN_TEXTS]),
        periods=tuple(safe(text) for text in periods[:_SHOWN_TEXTS]),
        indicators=tuple(safe(t) for t in _said(shape, survey, shapes.INDICATOR)[:_SHOWN_TEXTS]),
        preview=_preview(grid),
        is_wide=any(role not in {shapes.LABEL, shapes.IGNORED} for role in roles),
        has_percent=any(seen.percents for seen in survey.columns.values())
        or any("%" in text for place in layout.figure_places for text in _texts(survey, place)),
    )


def _texts(survey: Survey, place: int) -> Collection[str]:
    seen = survey.columns.get(place)
    return seen.texts if seen else ()


def _said(shape: Shape, survey: Survey, role: str) -> list[str]:
    """All texts of a role, from its column or from the header rows."""
    columns = shape.with_role(role)
    if columns:
        return list(_texts(survey, columns[0].place))
    return list(texts_in_heads(shape.columns, shape.head_roles, role))


def _marks(survey: Survey, shape: Shape, *, is_statbank: bool) -> tuple[Mark, ...]:
    counted: dict[str, list[int]] = {}
    used = {column.place for column in shape.columns if column.role in shapes.FIGURES}
    for place in sorted(used):
        seen = survey.columns.get(place)
        for text, count in (seen.texts if seen else {}).items():
            if way_of(text) in {MARK, BELOW}:
                row = seen.first_rows[text] if seen else 0
                known = counted.setdefault(text, [0, row, place])
                known[0] += count
                if (row, place) < (known[1], known[2]):
                    known[1:] = [row, place]
    return tuple(
        Mark(
            text, count, address(shape, row, place), proposed_meaning(text, is_statbank=is_statbank)
        )
        for text, (count, row, place) in counted.items()
    )


def _dimensions(shape: Shape, survey: Survey) -> tuple[Dimension, ...]:
    found = []
    for column in shape.with_role(shapes.CATEGORY):
        seen = survey.columns[column.place]
        found.append(_dimension(column.name, list(seen.texts), is_cut=seen.is_cut))
    for at, name in enumerate(shape.head_names):
        if name:
            used = (c.heads[at] for c in shape.columns if c.role in shapes.FIGURES)
            found.append(_dimension(name, list(dict.fromkeys(used)), is_cut=False))
    return tuple(found)


def _head_names(roles: Sequence[str]) -> tuple[str, ...]:
    names = iter(["Opdeling", *(f"Opdeling {number}" for number in range(2, len(roles) + 2))])
    return tuple(next(names) if role == shapes.CATEGORY else "" for role in roles)


def _dimension(name: str, members: list[str], *, is_cut: bool) -> Dimension:
    total = next((member for member in members if is_total(member)), "")
    shown = tuple(safe(member) for member in members[:_SHOWN_TEXTS])
    return Dimension(safe(name), shown, total, is_cut or len(members) > _SHOWN_TEXTS)


def _preview(grid: Grid) -> tuple[tuple[str, ...], ...]:
    last = min(max(grid), min(grid) + _SHOWN_ROWS - 1)
    return tuple(
        tuple(
            safe(grid.get(row, {}).get(place, ("", ""))[1][:80]) for place in range(_SHOWN_COLUMNS)
        )
        for row in range(1, last + 1)
    )
