"""What a statement was made of: each input with the part it plays."""

from __future__ import annotations

from typing import Any, NamedTuple

from areas.models import Area
from indicators.models import Result
from indicators.services.explanations.addresses import COUNCIL
from indicators.services.explanations.rows import ALONE, Book, Row

S = Result.Statement
C = Result.Comparator

ANSWER = "svar"
NOW, BEFORE, OTHER, SERIES = "nu", "udgangspunkt", "andet", "række"
WHOLE, PART = "hele", "del"
AREA, REST, GAP = "område", "grundlag", "afstand"
BENEATH = "dybere"  # what the inputs themselves were made of


class Part(NamedTuple):
    """One input: the part it plays and the row; None where no such figure stands."""

    role: str
    row: Row | None


def inputs_of(row: Row, book: Book) -> list[Part]:
    """The rows a statement was computed from, in the order in which they are put in."""
    makers = {
        S.COMPARATOR: _comparator,
        S.CHANGE: _change,
        S.GAP: _gap,
        S.GAP_CHANGE: _gap_change,
        S.DIFFERENCE: _difference,
        S.PACE: _pace,
        S.TREND: _trend,
        S.GAP_TREND: _gap_trend,
        S.PROJECTION: _projection,
        S.POOLED: _pooled,
        S.CONTROL_CHART: _whole_series,
        S.CONTRIBUTION: _contribution,
        S.SPLIT: _split,
        COUNCIL: _council,
    }
    maker = makers.get(row.statement)
    return maker(row, book) if maker else []


def between(series: list[Row], row: Row) -> list[Row]:
    """The figures from the baseline to the row's own period: what "few periods" counts."""
    slots = [one.slot for one in series]
    if row.baseline_slot not in slots or row.slot not in slots:
        return []
    return series[slots.index(row.baseline_slot) : slots.index(row.slot) + 1]


def basis(row: Row, book: Book) -> list[Row]:
    """The series a change is a change of: the area's own figures, or the comparator's."""
    return others(row, book) if row.comparator else figures(row, book)


def figures(row: Row, book: Book, **other: Any) -> list[Row]:
    """The plain figures of the row's area in periods as long as its own, in the order of time."""
    return _as_long(row, book, S.LEVEL, **{**ALONE, **other})


def others(row: Row, book: Book) -> list[Row]:
    """The comparator's figures in periods as long as the row's own."""
    return _as_long(row, book, S.COMPARATOR)


def figure(row: Row, book: Book, **other: Any) -> Row | None:
    """The plain figure of the row's area in the row's period; `area_id` or `slot` ask for another."""
    return _at(other.pop("slot", row.slot), figures(row, book, **other))


def _as_long(row: Row, book: Book, statement: str, **other: Any) -> list[Row]:
    """A series as it was measured; the whole years of it where the row goes by years."""
    measured = book.series(row, statement, **other)
    if all(len(one.slot) == len(row.slot) for one in measured):
        return measured
    summed = book.series(row, S.POOLED, **other)
    return [one for one in summed if len(one.slot) == len(row.slot)]


def _at(slot: str, series: list[Row]) -> Row | None:
    return next((one for one in series if one.slot == slot), None)


def _comparator(row: Row, book: Book) -> list[Part]:
    whole_id = row.other_id or row.area_id
    parts = [Part(WHOLE, book.level(row, area_id=whole_id))]
    if row.comparator == C.REST:
        parts.append(Part(PART, book.level(row)))
    elif row.comparator == C.WITHOUT_AREAS:
        inside = dict.fromkeys(
            one.area_id
            for one in book
            if one.area_kind == Area.Kind.AREA
            and one.other_id == whole_id
            and one.comparator in (C.REST, C.MUNICIPALITY)
        )
        parts += [Part(PART, book.level(row, area_id=area)) for area in inside]
    return parts


def _ends(row: Row, series: list[Row]) -> list[Part]:
    by_slot = {one.slot: one for one in series}
    inner = [Part(SERIES, one) for one in between(series, row)[1:-1]]
    return [
        Part(NOW, by_slot.get(row.slot)),
        Part(BEFORE, by_slot.get(row.baseline_slot)),
        *inner,
    ]


def _change(row: Row, book: Book) -> list[Part]:
    return _ends(row, basis(row, book))


def _gap(row: Row, book: Book) -> list[Part]:
    return [Part(NOW, figure(row, book)), Part(OTHER, _at(row.slot, others(row, book)))]


def _gap_change(row: Row, book: Book) -> list[Part]:
    now, before, *between_them = _ends(row, book.series(row, S.GAP))
    beneath = [
        Part(BENEATH, one)
        for gap in (now.row, before.row)
        if gap is not None
        for one in (figure(gap, book), _at(gap.slot, others(gap, book)))
    ]
    return [now, before, *beneath, *between_them]


def _difference(row: Row, book: Book) -> list[Part]:
    return [
        Part(NOW, figure(row, book)),
        Part(OTHER, figure(row, book, area_id=row.other_id)),
    ]


def _pace(row: Row, book: Book) -> list[Part]:
    return [
        Part(NOW, figure(row, book)),
        Part(BEFORE, figure(row, book, slot=row.baseline_slot)),
    ]


def stretch(row: Row, series: list[Row]) -> list[Row]:
    """The figures a slope rests on: from the baseline to the newest, measuring periods apart."""
    inside = [one for one in series if one.has_value and row.baseline_slot <= one.slot <= row.slot]
    kept: list[Row] = []
    for one in reversed(inside):
        later = kept[-1] if kept else None
        overlaps = later and one.ends_on and later.starts_on and one.ends_on >= later.starts_on
        if not overlaps:
            kept.append(one)
    return kept[::-1]


def _trend(row: Row, book: Book) -> list[Part]:
    return [Part(SERIES, one) for one in stretch(row, basis(row, book))]


def _gap_trend(row: Row, book: Book) -> list[Part]:
    return [Part(SERIES, one) for one in stretch(row, book.series(row, S.GAP))]


def _projection(row: Row, book: Book) -> list[Part]:
    trends = book.series(row, S.TREND, comparator="", other_id=None)
    newest = next((one for one in reversed(trends) if one.is_latest), None)
    series = _trend(newest, book) if newest is not None else []
    return [Part(AREA, newest), *series]


def _inside(row: Row, series: list[Row]) -> list[Part]:
    """Every figure from the baseline to the row's own period; of a year all its parts."""
    size = len(row.slot)
    return [
        Part(SERIES, one)
        for one in series
        if one.has_value and row.baseline_slot <= one.slot and one.slot[:size] <= row.slot
    ]


def _pooled(row: Row, book: Book) -> list[Part]:
    series = book.series(row, S.COMPARATOR) if row.comparator else book.levels(row)
    return _inside(row, series)


def _whole_series(row: Row, book: Book) -> list[Part]:
    return _inside(row, book.levels(row))


def _contribution(row: Row, book: Book) -> list[Part]:
    details = row.details or {}
    slots = set(details.get("slots", ()))
    areas = details.get("areas", [])
    return [
        Part(SERIES if area == row.area_id else OTHER, one)
        for area in areas
        for one in figures(row, book, area_id=area)
        if one.slot in slots
    ]


def _split(row: Row, book: Book) -> list[Part]:
    return [
        Part(NOW, book.level(row)),
        Part(BEFORE, book.level(row, slot=row.baseline_slot)),
    ]


def _council(row: Row, book: Book) -> list[Part]:
    return [
        Part(AREA, moved(row, book, comparator="", other_id=None)),
        Part(REST, moved(row, book)),
        Part(GAP, book.find(row, S.GAP_CHANGE)),
    ]


def moved(row: Row, book: Book, **other: Any) -> Row | None:
    """How a figure has moved: the newest trend where periods are enough for one, else the change."""
    trends = book.series(row, S.TREND, **other)
    trend = next((one for one in trends if one.is_latest and one.has_value), None)
    return trend if trend is not None and row.is_latest else book.find(row, S.CHANGE, **other)
