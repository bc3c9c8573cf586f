"""The entry grid: rows of areas or indicators, columns of periods, each cell as it is typed."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from areas.models import Area
from indicators.models import Definition, Indicator, Measurement
from indicators.rules.cells import COUNTS, Shape, lines_of, percentage
from indicators.rules.expectations import Range
from indicators.rules.figures import style_of
from indicators.rules.periods import Slot, parse_slot
from indicators.rules.values import MISSING, NOT_RELEVANT, SUPPRESSED_BY_SOURCE, VALUE, Figure
from indicators.services.data_sets import data_sets_seen_by, released_cells
from indicators.services.entry import (
    cells_of,
    data_set_by_indicator,
    data_sets_for,
    newest_definitions,
    shape_of,
)
from indicators.services.expectations import Key, noted, ranges_of
from indicators.services.measurements import figure_of
from indicators.services.names import localised
from indicators.services.periods_in_words import slot_in_words
from partnership.rules.access import Standing

MOST_COLUMNS = 8
_FIRST = {"year": "", "half": "H1", "quarter": "K1", "month": "M01"}
_LAST = {"year": "", "half": "H2", "quarter": "K4", "month": "M12"}


@dataclass(frozen=True)
class Choice:
    """What the page shows: one area or one indicator, in which periods, written how."""

    area: Area | None
    indicator: Indicator | None
    frequency: str
    first_year: int
    last_year: int
    writing: str = COUNTS


@dataclass
class GridCell:
    """One cell as it is shown: its lines, its sign in words, and the version the reader sees."""

    id: str
    definition_id: int
    area_id: int
    slot: str
    version: int
    lines: tuple[str, str]
    stored: tuple[str, str] = ("", "")
    note: str = ""
    state: str = ""
    label: str = ""
    is_locked: bool = False
    error: str = ""
    is_saved: bool = False


@dataclass(frozen=True)
class Line:
    """One line of a row across all periods: each cell with what stands in this line of it."""

    number: int
    label: str
    is_last: bool
    fields: list[tuple[GridCell, str, str]]


@dataclass
class Row:
    """One area's or one indicator's cells."""

    name: str
    labels: tuple[str, ...]
    cells: list[GridCell]
    unit: str = ""

    @property
    def lines(self) -> list[Line]:
        """The lines of the row, first line first."""
        last = len(self.labels)
        return [
            Line(
                number=number,
                label=label,
                is_last=number == last,
                fields=[
                    (cell, cell.lines[number - 1], cell.stored[number - 1]) for cell in self.cells
                ],
            )
            for number, label in enumerate(self.labels, start=1)
        ]


@dataclass
class Grid:
    """Everything the template draws."""

    title: str
    columns: list[str]
    rows: list[Row] = field(default_factory=list)
    is_cut: bool = False
    row_heading: str = ""

    @property
    def cells(self) -> list[GridCell]:
        """All cells, row by row."""
        return [cell for row in self.rows for cell in row.cells]

    @property
    def seen(self) -> str:
        """Which version of each cell the reader sees, for the form to send back."""
        return json.dumps({cell.id: cell.version for cell in self.cells if not cell.is_locked})

    @property
    def troubled(self) -> list[GridCell]:
        """Cells that must be looked at again."""
        return [cell for cell in self.cells if cell.error]

    @property
    def filled(self) -> int:
        """How many cells hold a figure or a state."""
        return sum(1 for cell in self.cells if cell.version)


def slots_between(first_year: int, last_year: int, frequency: str) -> list[Slot]:
    """All periods of one length in some years."""
    slot = parse_slot(f"{first_year}{_FIRST[frequency]}")
    last = parse_slot(f"{last_year}{_LAST[frequency]}")
    found = []
    while slot.ends_on <= last.ends_on:
        found.append(slot)
        slot = slot.shifted(1)
    return found


def usual_years(today: dt.date) -> tuple[int, int]:
    """The years shown when nobody chose: this one and the four before."""
    return today.year - 4, today.year


def build_grid(choice: Choice, standing: Standing) -> Grid:
    """Read the chosen cells, in a fixed number of queries, and write out each as it is typed."""
    sets = data_set_by_indicator(standing)
    if choice.indicator is not None:
        definitions = newest_definitions([choice.indicator.pk])
        areas = list(Area.objects.all())
        title = localised(choice.indicator)
    else:
        definitions = [d for d in newest_definitions(list(sets)) if d.frequency == choice.frequency]
        areas = [choice.area] if choice.area else []
        title = choice.area.name if choice.area else ""
    slots = slots_between(choice.first_year, choice.last_year, choice.frequency)
    is_cut = len(slots) > MOST_COLUMNS
    codes = [slot.code for slot in slots[-MOST_COLUMNS:]]
    stored = {
        (cell.definition_id, cell.area_id, cell.slot): cell.newest[0]  # type: ignore[attr-defined]
        for cell in cells_of(definitions, areas, codes)
    }
    ranges = ranges_of([d.pk for d in definitions], [area.pk for area in areas], codes)
    grid = Grid(title=title, columns=[slot_in_words(code) for code in codes], is_cut=is_cut)
    grid.row_heading = _("Område") if choice.indicator else _("Indikator")
    for definition in definitions:
        shape = shape_of(definition, writing=choice.writing)
        for area in areas:
            keys = [(definition.pk, area.pk, code) for code in codes]
            cells = [
                _cell(definition, area, shape, key, stored.get(key), ranges.get(key))
                for key in keys
            ]
            name = area.name if choice.indicator else localised(definition.indicator)
            grid.rows.append(Row(name, line_labels(definition, shape), cells, definition.unit))
    _lock(grid, stored, standing)
    return grid


def _lock(grid: Grid, stored: dict[tuple[int, int, str], Measurement], standing: Standing) -> None:
    """Another supplier's figures stay theirs: the cell says so, and shows no more than that.

    Whom the supplier named reads them. To others even the number of versions says nothing, and of a
    figure that was never released they learn only that it exists.
    """
    own = set(data_sets_for(standing).values_list("pk", flat=True))
    foreign = {key: newest for key, newest in stored.items() if newest.data_set_id not in own}
    if not foreign:
        return
    seen = set(data_sets_seen_by(standing).values_list("pk", flat=True))
    shown = released_cells(newest.cell_id for newest in foreign.values())
    for cell in grid.cells:
        newest = foreign.get((cell.definition_id, cell.area_id, cell.slot))
        if newest is None:
            continue
        cell.is_locked = True
        if newest.data_set_id in seen:
            continue
        is_out = newest.cell_id in shown
        cell.note = _("anden leverandør") if is_out else _("Findes, ikke frigivet")
        cell.lines = cell.stored = ("", "")
        cell.state, cell.version = "", 0


def _cell(
    definition: Definition,
    area: Area,
    shape: Shape,
    key: Key,
    newest: Measurement | None,
    expected: Range | None,
) -> GridCell:
    slot = key[2]
    figure = figure_of(newest) if newest else None
    is_counted = figure is not None and figure.numerator is not None
    lines = lines_of(figure, shape)
    return GridCell(
        id=f"{definition.pk}-{area.pk}-{slot}",
        definition_id=definition.pk,
        area_id=area.pk,
        slot=slot,
        version=newest.version if newest else 0,
        lines=lines,
        stored=lines,
        note=noted(note_of(figure, shape), figure, shape, expected),
        state=newest.state if newest else "",
        label=f"{area.name}, {localised(definition.indicator)}, {slot_in_words(slot)}",
        # Counts shown on a page for percentages would be read as percentages.
        is_locked=shape.writes_values and shape.has_parts and is_counted,
    )


def note_of(figure: Figure | None, shape: Shape) -> str:
    """The small line under a cell: the percentage worked out, or the state in words."""
    if figure is None:
        return ""
    if figure.state != VALUE:
        return {
            MISSING: _("Mangler"),
            SUPPRESSED_BY_SOURCE: _("Skjult af kilden"),
            NOT_RELEVANT: _("Ikke relevant"),
        }[figure.state]
    worked_out = percentage(figure, shape)
    if worked_out is not None:
        shown = style_of(get_language() or "da").plain(float(worked_out), shape.decimals)
        return f"{shown} {shape.sign}".strip()
    if figure.denominator is not None and not figure.denominator:
        return _("ingen at regne på")
    has_answers = shape.kind == "mean" or shape.kind == "share"
    if figure.value is not None and figure.n is None and has_answers and shape.lines == 2:
        return _("antal svar ikke oplyst")
    return ""


def line_labels(definition: Definition, shape: Shape) -> tuple[str, ...]:
    """What each line of a row is called."""
    is_english = (get_language() or "da").startswith("en")
    unit = definition.unit_en if is_english else definition.unit
    if shape.lines == 1:
        return (unit,)
    if shape.writes_values or not shape.has_parts:
        return unit, _("antal svar")
    part = definition.numerator_en if is_english else definition.numerator
    whole = definition.denominator_en if is_english else definition.denominator
    return part or _("antal"), whole or _("ud af")
