"""From an answer of the StatBank to figures of a data set, set against what stands there now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.db.models import F

from areas.models import Area
from indicators.importers.statbank_answers import Answer, read_content
from indicators.importers.statbank_api import TableInfo
from indicators.models import Category, DataSet, Definition, Feed, Measurement, SourceMark
from indicators.rules.feeds import (
    HIDDEN,
    FeedMapping,
    Piece,
    Selection,
    Stood,
    check_mapping,
    check_selection,
    newest_periods,
    pieces_of,
)
from indicators.rules.periods import parse_slot
from indicators.rules.values import VALUE, Refused, check_figure
from indicators.services.categories import total_category
from indicators.services.cell_words import text_of
from indicators.services.definition_series import Series, series_of
from indicators.services.entry import definitions_of, shape_of
from indicators.services.measurements import NewFigure, figure_of, measure_of

NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"
MOST_LINES = 200
Key = tuple[int, str, int]


@dataclass(frozen=True)
class Line:
    """One figure that is new, or that the office has revised."""

    outcome: str
    area: str
    category: str
    slot: str
    old: str
    new: str

    def stored(self) -> list[str]:
        """The way it is kept with the account of the fetch."""
        return [self.outcome, self.area, self.category, self.slot, self.old, self.new]


@dataclass
class Comparison:
    """What a fetch brought: figures to record, their lines, and how many moved."""

    entries: list[NewFigure] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    elsewhere: int = 0  # changed ones that came from another source
    counted: int = 0  # changed ones that lose the count behind them
    slots: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Target:
    """Where a feed's figures go: each to the version that holds for its period."""

    series: Series
    data_set: DataSet
    areas: dict[str, Area]
    categories: dict[str, Category]

    @property
    def definition(self) -> Definition:
        """The newest version; none of the series differs in what a feed is shaped by."""
        return self.series.newest


def target_of(mapping: FeedMapping) -> Target:
    """The definition, data set, areas and categories a mapping names. Raises `Refused`."""
    data_set = (
        DataSet.objects.filter(indicator__code=mapping.indicator, indicator__is_active=True)
        .select_related("indicator__group", "supplier")
        .order_by("-is_default", "pk")
        .first()
    )
    if data_set is not None and data_set.is_supplier_owned:
        raise Refused("supplier_owned", "indicator")
    versions = definitions_of([data_set.indicator_id]) if data_set else {}
    if data_set is None or not versions:
        raise Refused("unknown_indicator", "indicator")
    series = series_of(versions[data_set.indicator_id])[-1]
    areas = {area.code: area for area in Area.objects.filter(code__in=mapping.areas.values())}
    if set(mapping.areas.values()) - set(areas):
        raise Refused("unknown_area", "area")
    categories = _categories(mapping.categories.values())
    if set(mapping.categories.values()) - set(categories):
        raise Refused("unknown_category", "category")
    return Target(series, data_set, areas, categories)


def _categories(named: Iterable[str]) -> dict[str, Category]:
    wanted = set(named)
    rows = Category.objects.filter(category_set__code__in={each.split("/")[0] for each in wanted})
    found = {
        f"{row.category_set.code}/{row.code}": row for row in rows.select_related("category_set")
    }
    return {name: row for name, row in found.items() if name in wanted}


def asked_for(
    info: TableInfo, selection: Selection, mapping: FeedMapping, definition: Definition
) -> dict[str, tuple[str, ...]]:
    """Values by variable, the periods last, as the table has them today. Raises `Refused`."""
    time = info.time
    if time is None:
        raise Refused("no_periods", "period")
    check_selection(
        selection,
        values={each.id: each.codes for each in info.variables},
        may_be_left_out=[each.id for each in info.variables if each.may_be_left_out],
        time=time.id,
    )
    check_mapping(mapping, selection, kind=definition.kind)
    periods = newest_periods(time.codes, selection.newest)
    if any(parse_slot(code).frequency != definition.frequency for code in periods):
        raise Refused("other_frequency", "period", frequency=definition.get_frequency_display())
    picked = {name: codes for name, codes in selection.picked.items() if codes}
    return {**picked, time.id: tuple(periods)}


def entries_of(
    answer: Answer, info: TableInfo, mapping: FeedMapping, target: Target, feed: Feed
) -> list[NewFigure]:
    """The figures an answer says, all of them allowed. Raises `Refused` for the first that is not."""
    time = info.time
    assert time is not None  # noqa: S101 - what was asked for named its periods
    return [
        _entry(piece, target, feed, info)
        for piece in pieces_of(
            _stood(answer, info, mapping, feed), answer.variables, mapping, time=time.id
        )
    ]


def _stood(
    answer: Answer, info: TableInfo, mapping: FeedMapping, feed: Feed
) -> dict[tuple[str, ...], Stood]:
    """What stands in each cell; a mark whose meaning nobody has told stops the reading."""
    marks = dict(SourceMark.objects.filter(source=feed.source).values_list("mark", "meaning"))
    suppressed = info.suppressed
    if mapping.zero != HIDDEN and suppressed.replace(",", ".").strip("0.") == "":
        suppressed = ""
    stood = {}
    for codes, text in answer.cells.items():
        content = read_content(text, suppressed=suppressed, marks=marks)
        if content.mark:
            raise Refused("unknown_mark", "value", mark=content.mark)
        if content.state != "blank":
            stood[codes] = Stood(content.state, content.number)
    return stood


def _entry(piece: Piece, target: Target, feed: Feed, info: TableInfo) -> NewFigure:
    area, definition = target.areas[piece.area], target.series.holding(piece.slot)
    try:
        check_figure(piece.figure, measure_of(definition))
    except Refused as refusal:
        refusal.facts |= {"area": area.name, "slot": piece.slot}
        raise
    return NewFigure(
        definition=definition,
        area=area,
        slot=piece.slot,
        figure=piece.figure,
        data_set=target.data_set,
        category=target.categories.get(piece.category),
        source=feed.source,
        published_on=info.updated,
    )


def compare(entries: list[NewFigure], target: Target) -> Comparison:
    """Set figures against what stands there now. Raises `Refused` where that is somebody else's.

    A table that was updated without a figure moving changes nothing here.
    """
    total = total_category()
    stored = _stored(entries, target)
    found = Comparison()
    for entry in sorted(entries, key=lambda each: (each.area.pk, each.slot)):
        current = stored.get((entry.area.pk, entry.slot, (entry.category or total).pk))
        if current is not None and current.data_set_id != target.data_set.pk:
            raise Refused("other_supplier", "area", area=entry.area.name, slot=entry.slot)
        version = current.version if current else 0
        if current is not None and replace(entry, published_on=None).is_same_as(current):
            found.unchanged += 1
            continue
        found.new += current is None
        found.changed += current is not None
        if current is not None:
            found.elsewhere += current.source_id != _source_of(entry)
            found.counted += current.numerator is not None and _is_bare(entry)
        found.entries.append(replace(entry, seen_version=version))
        found.lines.append(_line(entry, current))
    found.lines.sort(key=lambda line: line.outcome)
    found.slots = sorted({entry.slot for entry in entries}, key=parse_slot)
    return found


def _source_of(entry: NewFigure) -> int | None:
    """The source a figure comes from."""
    return entry.source.pk if entry.source else None


def _is_bare(entry: NewFigure) -> bool:
    return entry.figure.state == VALUE and entry.figure.numerator is None


def _stored(entries: list[NewFigure], target: Target) -> dict[Key, Measurement]:
    rows = Measurement.objects.filter(
        cell__definition__in=target.series.versions,
        cell__area__in={entry.area.pk for entry in entries},
        cell__slot__in={entry.slot for entry in entries},
        version=F("cell__version"),
    ).select_related("cell")
    return {
        (row.cell.area_id, row.cell.slot, row.cell.category_id): row
        for row in rows
        if row.cell.definition_id == target.series.holding(row.cell.slot).pk
    }


def _line(entry: NewFigure, current: Measurement | None) -> Line:
    shape = shape_of(entry.definition)
    return Line(
        CHANGED if current else NEW,
        entry.area.name,
        entry.category.name if entry.category else "",
        entry.slot,
        text_of(figure_of(current), shape) if current else "",
        text_of(entry.figure, shape),
    )
