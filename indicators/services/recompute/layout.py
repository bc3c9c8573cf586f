"""A group's panels as one table of counts: definitions × categories × areas × slots."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from areas.models import Area
from indicators.models import Category, Definition
from indicators.rules.periods import parse_slot
from indicators.services.recompute.comparators import comparable
from indicators.services.recompute.editions import Place
from indicators.services.recompute.inputs import Floats, Ints, Mask, Panel
from indicators.services.recompute.lines import Line, State
from indicators.services.recompute.thresholds import Row, thresholds_of
from indicators.statistics import disclosure
from indicators.statistics.disclosure_cubes import Counts, Structure


@dataclass(frozen=True)
class PanelPlace:
    """Where a panel stands: definition and category, its rows and columns."""

    definition: int
    category: int
    rows: Ints
    columns: Ints


@dataclass(frozen=True)
class Layout:
    """The table that all panels of a group are laid into; category 0 is the total."""

    definitions: dict[int, int]
    categories: dict[int, int]
    area_ids: Ints
    slots: dict[str, int]
    places: list[PanelPlace]
    structure: Structure

    @property
    def shape(self) -> tuple[int, int, int, int]:
        """Definitions × categories × areas × slots."""
        return len(self.definitions), len(self.categories), len(self.area_ids), len(self.slots)

    def at(self, place: Place) -> tuple[int, int, int, int] | None:
        """Where a figure of an earlier edition stands; None where it has no place any more."""
        definition, category, area_id, slot = place
        row = int(np.searchsorted(self.area_ids, area_id))
        known = definition in self.definitions and category in self.categories
        if not known or slot not in self.slots:
            return None
        if row >= len(self.area_ids) or self.area_ids[row] != area_id:
            return None
        return self.definitions[definition], self.categories[category], row, self.slots[slot]

    def marks(self, places: Iterable[Place]) -> Mask:
        """These figures as a mask over the table."""
        found = np.zeros(self.shape, dtype=np.bool_)
        for place in places:
            at = self.at(place)
            if at is not None:
                found[at] = True
        return found

    def left_of(self, rows: Ints) -> Ints:
        """For each row the place of what is left of it without its areas; -1: it has none."""
        municipalities = np.unique(self.structure.parents[self.structure.parents >= 0])
        at = np.searchsorted(municipalities, rows).clip(0, max(len(municipalities) - 1, 0))
        is_one = municipalities[at] == rows if len(municipalities) else np.zeros(len(rows), bool)
        return np.where(is_one, len(self.area_ids) + at, -1)


def lay_out(panels: Sequence[Panel], total_category_id: int) -> Layout:
    """Find a place for every panel, and what adds up to what. One query where there are breakdowns."""
    definitions = {pk: i for i, pk in enumerate(sorted({p.series_id for p in panels}))}
    parts = sorted({p.category_id for p in panels if not p.is_total})
    categories = {total_category_id: 0, **{pk: i + 1 for i, pk in enumerate(parts)}}
    area_ids = np.unique(np.concatenate([panel.area_ids for panel in panels]))
    codes = sorted({code for panel in panels for code in panel.slot_codes}, key=parse_slot)
    slots = {code: i for i, code in enumerate(codes)}
    columns = [np.array([slots[c] for c in p.slot_codes], dtype=np.int64) for p in panels]
    places = []
    for panel, column in zip(panels, columns, strict=True):
        places.append(
            PanelPlace(
                definitions[panel.series_id],
                categories[panel.category_id],
                np.searchsorted(area_ids, panel.area_ids),
                column,
            )
        )
    # Pooled years are written only where every year is shown, so they tell nothing more.
    structure = Structure(parents=_parents(panels, area_ids), sets=_sets(categories, parts))
    return Layout(definitions, categories, area_ids, slots, places, structure)


def _parents(panels: Sequence[Panel], area_ids: Ints) -> Ints:
    """The row of the municipality that each housing area lies in; -1: none here."""
    parents = np.full(len(area_ids), -1, dtype=np.int64)
    for panel in sorted(panels, key=lambda each: each.slots[-1].ends_on):
        housing = panel.rows_of(Area.Kind.AREA)
        above = panel.place_ids[Area.Kind.MUNICIPALITY][housing]
        at = np.searchsorted(area_ids, above).clip(0, len(area_ids) - 1)
        known = (above > 0) & (area_ids[at] == above)
        own = np.searchsorted(area_ids, panel.area_ids[housing])
        parents[own[known]] = at[known]
    return parents


def _sets(categories: dict[int, int], parts: list[int]) -> list[Ints]:
    """The categories of each breakdown, in their fixed order."""
    if not parts:
        return []
    own: dict[int, list[int]] = {}
    rows = Category.objects.filter(pk__in=parts).order_by("category_set_id", "position", "pk")
    for pk, set_id in rows.values_list("pk", "category_set_id"):
        own.setdefault(set_id, []).append(categories[pk])
    return [np.array(each, dtype=np.int64) for each in own.values()]


def counts_of_group(
    layout: Layout,
    panels: Sequence[Panel],
    levels: Sequence[Line],
    rows: Sequence[Row],
    kept: Mask | None,
) -> Counts:
    """All figures of a group as counts, with what is judged of each and how strictly."""
    shape = layout.shape
    numbers = {
        name: np.full(shape, np.nan) for name in ("part", "base", "least_count", "least_base")
    }
    marks = {
        name: np.zeros(shape, dtype=np.bool_)
        for name in ("present", "withheld", "alike", "rounded", "counts", "bases")
    }
    for panel, level, at in zip(panels, levels, layout.places, strict=True):
        own, inside = (at.definition, at.category), np.ix_(at.rows, at.columns)
        for name, value in _numbers(panel, level, rows).items():
            numbers[name][own][inside] = value
        for name, mark in _marks(panel, level).items():
            marks[name][own][inside] = mark
    marks["kept"] = np.zeros(shape, dtype=np.bool_) if kept is None else kept
    return _counts_from(numbers, marks)


def _counts_from(numbers: dict[str, Floats], marks: dict[str, Mask]) -> Counts:
    """Numbers and marks by their names, as one table."""
    return Counts(
        part=numbers["part"],
        base=numbers["base"],
        present=marks["present"],
        withheld=marks["withheld"],
        kept=marks["kept"],
        alike=marks["alike"],
        rounded=marks["rounded"],
        counts=marks["counts"],
        bases=marks["bases"],
        least_count=numbers["least_count"],
        least_base=numbers["least_base"],
    )


def _numbers(panel: Panel, level: Line, rows: Sequence[Row]) -> dict[str, Floats]:
    part, base, _rounded = _counts(panel.definition, level)
    least = thresholds_of(panel, rows)
    by_answers = _judged(panel.definition).by_answers
    return {
        "part": part,
        "base": base,
        "least_count": np.broadcast_to(least.count, panel.shape),
        "least_base": np.broadcast_to(least.answers if by_answers else least.base, panel.shape),
    }


def _marks(panel: Panel, level: Line) -> dict[str, Mask]:
    how = _judged(panel.definition)
    _part, _base, rounded = _counts(panel.definition, level)
    alike = np.zeros(panel.shape, dtype=np.bool_)
    housing = panel.rows_of(Area.Kind.AREA)
    above = panel.place(Area.Kind.MUNICIPALITY)[housing]
    housing, above = housing[above >= 0], above[above >= 0]
    alike[housing] = comparable(panel, housing, above)
    return {
        "present": level.has(State.VALUE),
        "withheld": level.has(State.SUPPRESSED_BY_SOURCE),
        "alike": alike,
        "rounded": rounded,
        "counts": np.full(panel.shape, how.counts),
        "bases": np.full(panel.shape, how.bases),
    }


def _counts(definition: Definition, level: Line) -> tuple[Floats, Floats, Mask]:
    return disclosure.counts_of(
        level.numerator,
        level.denominator,
        kind=definition.kind,
        estimate=level.estimate,
        n=level.n,
        per=definition.per,
    )


def _judged(definition: Definition) -> disclosure.Judged:
    return disclosure.judged(
        counts_persons=definition.counts == Definition.Counts.PERSONS,
        data_kind=definition.data_kind,
        kind=definition.kind,
    )
