"""What is doubtful or worth knowing about a table, each with the address where it was first seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from indicators.importers import findings, shapes
from indicators.importers.figure_texts import (
    COMMA,
    COMMA_3,
    DOT,
    DOT_3,
    WORDS,
    way_of,
)
from indicators.importers.findings import Note
from indicators.importers.layout import Grid
from indicators.importers.periods import read_period
from indicators.importers.shapes import Shape, address
from indicators.importers.sheets import ERROR, FORMULA, Sheet
from indicators.importers.survey import Survey
from indicators.importers.vocabulary import is_broken, is_estimated, is_legend, is_total
from indicators.rules.values import Refused
from partnership.rules.privacy import looks_like_cpr

_ERRORS = {FORMULA: findings.NO_CACHED_VALUE, ERROR: findings.ERROR_VALUE}
_FEW = 3


def decimal_of(survey: Survey) -> str:
    """The decimal sign that the texts of all figure columns prove; "" when they prove none.

    Also "" when some prove the comma and others the dot: then a person must say.
    """
    ways = {way for way, _text, _row, _place in _ways(survey)}
    if COMMA in ways and DOT not in ways:
        return ","
    return "." if DOT in ways and COMMA not in ways else ""


def _ways(survey: Survey) -> Iterator[tuple[str, str, int, int]]:
    """Way of writing, text, row and place of each distinct text among the figures."""
    for place in sorted(survey.figure_places):
        seen = survey.columns.get(place)
        for text in seen.texts if seen else ():
            yield way_of(text), text, seen.first_rows[text] if seen else 0, place


def figure_notes(survey: Survey, shape: Shape) -> list[Note]:
    """Formulas without a value, errors, texts among figures, and doubt about the decimal sign."""
    notes = [
        Note(_ERRORS[kind], address(shape, row, place), count)
        for kind, (row, place, count) in survey.errors.items()
    ]
    firsts: dict[str, tuple[str, int, int]] = {}
    words: list[tuple[str, int, int]] = []
    for way, text, row, place in _ways(survey):
        firsts.setdefault(way, (text, row, place))
        if way == WORDS and _is_used(shape, place):
            words.append((text, row, place))
    if words:
        text, row, place = words[0]
        notes.append(Note("text_among_figures", address(shape, row, place), len(words), safe(text)))
    if COMMA in firsts and DOT in firsts:
        text, row, place = firsts[COMMA]
        other = firsts[DOT]
        both = f"{text} ({address(shape, row, place)}), {other[0]} ({address(shape, *other[1:])})"
        notes.append(Note(findings.MIXED_DECIMALS, address(shape, row, place), text=both))
    notes.extend(_second_tables(shape))
    if COMMA in firsts and DOT in firsts:
        return notes
    if not shape.decimal and (DOT_3 in firsts or COMMA_3 in firsts):
        text, row, place = firsts.get(DOT_3) or firsts[COMMA_3]
        notes.append(Note(findings.ASK_DECIMAL, address(shape, row, place), text=text))
    return notes


def _second_tables(shape: Shape) -> Iterator[Note]:
    """Columns that repeat the headings of columns that are read: another table beside this one."""
    read = {c.heads for c in shape.columns if c.role in shapes.FIGURES}
    for column in shape.columns:
        if column.role == shapes.IGNORED and any(column.heads) and column.heads in read:
            where = address(shape, shape.header_rows[0], column.place)
            yield Note("second_table", where, text=safe(column.heading))
            return


def _is_used(shape: Shape, place: int) -> bool:
    return any(c.place == place and c.role in shapes.FIGURES for c in shape.columns)


def period_notes(shape: Shape, survey: Survey, periods: Sequence[str]) -> list[Note]:
    """Periods that must be asked about, that are pooled, or that are none."""
    if not periods and not shape.with_role(shapes.PERIOD):
        return [Note(findings.NO_PERIOD)]
    found: dict[str, list[str]] = {}
    for text in periods:
        try:
            read_period(text)
        except Refused as refusal:
            found.setdefault(refusal.code, []).append(text)
    return [
        Note(code, _where(shape, survey, shapes.PERIOD, texts[0]), len(texts), safe(texts[0]))
        for code, texts in found.items()
    ] + list(_second_periods(shape))


def _second_periods(shape: Shape) -> Iterator[Note]:
    """A second header row of periods: often the longer periods that the figures really cover."""
    for at, role in enumerate(shape.head_roles):
        if role != shapes.IGNORED:
            continue
        for column in shape.columns:
            head = column.heads[at]
            if column.role in shapes.FIGURES and head and head != column.heads[at - 1]:
                row = shape.header_rows[at]
                yield Note("two_period_rows", address(shape, row, column.place), text=safe(head))
                break


def _where(shape: Shape, survey: Survey, role: str, text: str) -> str:
    for column in shape.with_role(role):
        row = survey.columns[column.place].first_rows.get(text, shape.first_row)
        return address(shape, row, column.place)
    for column in shape.columns:
        for at, head in enumerate(column.heads):
            if column.role in shapes.FIGURES and text in head:
                return address(shape, shape.header_rows[at], column.place)
    return ""


def area_notes(shape: Shape, survey: Survey, areas: Sequence[str]) -> list[Note]:
    """No areas, or totals that stand among them or among the members of a breakdown."""
    notes: list[Note] = []
    if not areas:
        notes.append(Note(findings.NO_AREA))
    totals = [text for text in areas if is_total(text)]
    if totals and len(totals) < len(areas):
        where = _where(shape, survey, shapes.AREA, totals[0])
        notes.append(Note(findings.TOTAL_AMONG_PARTS, where, len(totals), safe(totals[0])))
    for column in shape.with_role(shapes.CATEGORY):
        seen = survey.columns[column.place]
        said = [text for text in seen.texts if is_total(text)]
        if said:
            where = address(shape, seen.first_rows[said[0]], column.place)
            notes.append(
                Note(findings.TOTAL_AMONG_PARTS, where, seen.texts[said[0]], safe(said[0]))
            )
    if survey.sections:
        row, text = survey.sections[0]
        where = address(shape, row, shape.columns[0].place)
        notes.append(Note("section_rows", where, len(survey.sections), safe(text)[:200]))
    notes.extend(_sum_notes(shape, survey, set(totals)))
    return notes


def _sum_notes(shape: Shape, survey: Survey, named: set[str]) -> Iterator[Note]:
    """A row that is the sum of all others, whatever it is called."""
    values = [value for _row, _area, value in survey.sums]
    if len(values) <= _FEW:
        return
    whole = sum(values)
    for row, area, value in survey.sums:
        if value and area not in named and abs(whole - 2 * value) <= max(0.5, 0.0005 * abs(value)):
            place = survey.area_place or 0
            yield Note(findings.TOTAL_IS_SUM, address(shape, row, place), text=safe(area))
            return


def text_notes(sheet: Sheet, shape: Shape, survey: Survey, grid: Grid) -> list[Note]:
    """Broken letters, legends of colours, and what looks like CPR numbers."""
    notes: list[Note] = []
    broken = [found for found in _labels(shape, survey) if is_broken(found[0])]
    heads = [
        (text, row, place)
        for row in (*shape.header_rows, *(n for n in grid if n < shape.first_row))
        for place, (_kind, text) in grid[row].items()
    ]
    broken += [found for found in heads if is_broken(found[0])]
    if broken:
        text, row, place = broken[0]
        notes.append(
            Note(findings.BROKEN_TEXT, address(shape, row, place), len(broken), safe(text))
        )
    codes = {column.place for column in shape.columns if column.is_code}
    private = [
        found
        for found in (*_labels(shape, survey), *heads)
        if looks_like_cpr(found[0]) and found[2] not in codes
    ]
    private += [f for f in _figure_texts(shape, survey) if looks_like_cpr(f[0])]
    if private:
        _text, row, place = private[0]
        notes.append(Note(findings.PRIVATE, address(shape, row, place), len(private)))
    guessed = [found for found in (*_labels(shape, survey), *heads) if is_estimated(found[0])]
    if guessed:
        text, row, place = guessed[0]
        where = address(shape, row, place)
        notes.append(Note("estimated_figures", where, len(guessed), safe(text)[:200]))
    legend = next((found for found in heads if is_legend(found[0])), None)
    if legend is None and any(is_legend(text) for text in survey.footnotes):
        legend = "", survey.last_row + 1, 0
    if legend or _has_fills(sheet):
        text, row, place = legend or ("", shape.first_row, shape.columns[0].place)
        where = address(shape, row, place) if legend else ""
        notes.append(Note(findings.COLOURS_NOT_READ, where, text=safe(text)[:200]))
    return notes


def _labels(shape: Shape, survey: Survey) -> Iterator[tuple[str, int, int]]:
    for column in shape.columns:
        seen = survey.columns.get(column.place)
        if seen and column.place not in survey.figure_places:
            yield from ((text, seen.first_rows[text], column.place) for text in seen.texts)


def _figure_texts(shape: Shape, survey: Survey) -> Iterable[tuple[str, int, int]]:
    return (
        (text, row, place)
        for way, text, row, place in _ways(survey)
        if way == WORDS or (len(text) > 9 and not _is_used(shape, place))
    )


def _has_fills(sheet: Sheet) -> bool:
    """Some figures have a fill of their own, and not nearly all of them the same."""
    whole = sum(sheet.fills.values())
    filled = [count for fill, count in sheet.fills.items() if fill > 1 and count >= _FEW]
    return bool(filled) and (len(filled) > 1 or sum(filled) * 10 < whole * 9)


def safe(text: str) -> str:
    """A text to show; nothing when it holds what looks like a CPR number."""
    return "" if looks_like_cpr(text) else text
