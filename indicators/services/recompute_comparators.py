"""What each housing area is compared with: the rest of its municipality, or the municipality."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from areas.models import Area
from indicators.models import Definition, Result
from indicators.services.recompute_inputs import Floats, Geography, Panel
from indicators.services.recompute_lines import Line, State, line_of
from indicators.statistics import disclosure

Mask = NDArray[np.bool_]
RATIOS = (Definition.Kind.SHARE, Definition.Kind.RATE)


@dataclass(frozen=True)
class Comparison:
    """One housing area and its comparator: kind, whose figure it is, and its line (1 × slots)."""

    row: int
    area: Area
    kind: str
    municipality: Area
    municipality_row: int
    line: Line


@dataclass(frozen=True)
class Hidden:
    """What may not be shown: the panel's own cells, and each municipality without its areas."""

    cells: Mask
    without_areas: dict[int, Mask]


def hidden_cells(panel: Panel, level: Line, geography: Geography) -> Hidden:
    """Small counts, and all that a shown total minus shown parts would give away (rows × slots)."""
    cells = _primary(panel.definition, level) & (level.state == State.VALUE)
    without: dict[int, Mask] = {}
    for municipality, rows in _families(panel, geography):
        if not rows:
            continue
        rests = []
        for row in rows:
            together = comparable(panel, row, municipality)
            rest = _primary(panel.definition, _rest(panel, level, [row], municipality))[0]
            rests.append(rest & together)
        common = _primary(panel.definition, _rest(panel, level, rows, municipality))[0]
        # What a reader can work out: the municipality minus those areas that would be shown.
        shown = (level.state[rows] == State.VALUE) & ~cells[rows] & ~np.array(rests)
        left = _primary(panel.definition, _rest(panel, level, rows, municipality, shown=shown))[0]
        common |= left & ~cells[municipality]
        found = disclosure.family(cells[rows], np.array(rests), cells[municipality], common)
        cells[rows] = found.areas & (level.state[rows] == State.VALUE)
        without[municipality] = found.without_areas
    return Hidden(cells, without)


def _families(panel: Panel, geography: Geography) -> Iterator[tuple[int, list[int]]]:
    """Each municipality's row and the rows of the housing areas in it."""
    day = panel.slots[-1].ends_on
    for row, area in enumerate(panel.areas):
        if area.kind == Area.Kind.MUNICIPALITY:
            inside = [
                i
                for i, other in enumerate(panel.areas)
                if other.kind == Area.Kind.AREA and geography.municipality(other, day) == area
            ]
            yield row, inside


def _primary(definition: Definition, line: Line) -> Mask:
    return disclosure.primary(
        line.numerator,
        line.denominator,
        counts_persons=definition.counts == Definition.Counts.PERSONS,
        data_kind=definition.data_kind,
        kind=definition.kind,
        estimate=line.estimate,
        n=line.n,
        per=definition.per,
    )


def comparisons(panel: Panel, level: Line, geography: Geography) -> list[Comparison]:
    """Every housing area's comparator; its kind is one for the whole series."""
    found = []
    for row, area in enumerate(panel.areas):
        if area.kind != Area.Kind.AREA:
            continue
        municipality = geography.municipality(area, panel.slots[-1].ends_on)
        other = panel.row(municipality) if municipality else -1
        if municipality is None or other < 0:
            continue
        together = comparable(panel, row, other)
        line, kind = _rest(panel, level, [row], other), Result.Comparator.REST
        if not _rest_allowed(panel.definition, line, together):
            line, kind = level.rows([other]), Result.Comparator.MUNICIPALITY
        line = line.silenced(~together[None, :], State.NOT_COMPUTED, "different_sources")
        awaited = np.isin(panel.state[[other]].astype(str), ["", State.MISSING, "not_released"])
        line = line.silenced(awaited, State.NOT_COMPUTED, "comparator_missing")
        found.append(Comparison(row, area, kind, municipality, other, line))
    return found


def comparable(panel: Panel, row: int, other: int) -> Mask:
    """Where two rows have figures of one family of sources and one measuring period (per slot)."""
    same = []
    for mine, theirs in zip(panel.passports[row], panel.passports[other], strict=True):
        same.append(
            mine is not None
            and theirs is not None
            and mine.family == theirs.family
            and (mine.starts_on, mine.ends_on) == (theirs.starts_on, theirs.ends_on)
        )
    values: Mask = (panel.state[row] == State.VALUE) & (panel.state[other] == State.VALUE)
    return np.array(same, dtype=np.bool_) & values


def _rest(
    panel: Panel, level: Line, rows: list[int], municipality: int, *, shown: Mask | None = None
) -> Line:
    """The municipality's counts minus the areas' own counts, as one row.

    Unknown where one area's count is; with `shown` (rows × slots) only the counts there are
    subtracted, as a reader would who sees no others.
    """

    def left(counts: Floats) -> Floats:
        parts = counts[rows] if shown is None else np.nan_to_num(np.where(shown, counts[rows], 0))
        remainder: Floats = counts[[municipality]] - parts.sum(axis=0)
        return remainder

    numerator, denominator = left(level.numerator), left(level.denominator)
    nothing = np.full(numerator.shape, np.nan)
    # A plain count has no parts: the figure itself is what can be subtracted.
    is_count = panel.definition.kind == Definition.Kind.COUNT
    value = left(level.estimate) if is_count else nothing
    known = (~np.isnan(numerator) & ~np.isnan(denominator)) | ~np.isnan(value)
    return line_of(
        panel.definition,
        state=np.where(known, State.VALUE, State.NOT_COMPUTED).astype(object),
        numerator=numerator,
        denominator=denominator,
        value=value,
        n=nothing,
        sd=nothing,
        design_effect=nothing,
    )


def _rest_allowed(definition: Definition, rest: Line, together: Mask) -> bool:
    """The kind of comparator is one for a whole series: counts must be there wherever both are."""
    if definition.kind not in RATIOS or not together.any():
        return False
    # A missing count is NaN and compares false, so one slot without counts says no for all.
    return bool(_is_sound(definition, rest)[together].all())


def without_areas(
    panel: Panel, level: Line, hidden: Hidden, geography: Geography
) -> list[tuple[Area, Line]]:
    """Each municipality minus all its housing areas: the common line beside several areas' curves.

    Computed where the counts of every area in the municipality are there, followed here or not.
    """
    lines = []
    day = panel.slots[-1].ends_on
    housing = [area for area in geography.areas.values() if area.kind == Area.Kind.AREA]
    for other, rows in _families(panel, geography):
        municipality = panel.areas[other]
        inside = [a for a in housing if geography.municipality(a, day) == municipality]
        if not rows or len(rows) < len(inside) or panel.definition.kind not in RATIOS:
            continue
        together = np.all([comparable(panel, row, other) for row in rows], axis=0)
        rest = _rest(panel, level, rows, other)
        sound = together & _is_sound(panel.definition, rest)
        covered = sound & hidden.without_areas[other]
        line = rest.silenced(~sound[None, :], State.NOT_COMPUTED, "no_comparator")
        line = line.silenced(covered[None, :], State.SUPPRESSED, "few_people")
        lines.append((municipality, line))
    return lines


def _is_sound(definition: Definition, rest: Line) -> Mask:
    """Where a remainder can be what it says: no negative counts, no part above the whole."""
    sound: Mask = (rest.numerator[0] >= 0) & (rest.denominator[0] > 0)
    if definition.kind == Definition.Kind.SHARE:
        sound &= rest.numerator[0] <= rest.denominator[0]
    return sound
