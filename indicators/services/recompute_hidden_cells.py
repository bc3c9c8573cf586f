"""Which of a group's figures are hidden before anything is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from areas.models import Area
from indicators.models import Definition, Group
from indicators.services.recompute_comparators import comparable
from indicators.services.recompute_geography import Geography
from indicators.services.recompute_inputs import Floats, Mask, Panel
from indicators.services.recompute_lines import Line, State
from indicators.services.recompute_remainders import Counts, municipality_minus
from indicators.statistics import disclosure


@dataclass(frozen=True)
class Hidden:
    """What may not be shown of a panel (areas × slots).

    `without_areas` is what is left of each municipality without its housing areas, in the
    municipalities' rows.
    """

    cells: Mask
    without_areas: Mask


def hide(
    group: Group, panels: Sequence[Panel], levels: Sequence[Line], geography: Geography
) -> tuple[list[Hidden], dict[str, Any] | None]:
    """What is hidden of each panel of a group, and the account of how that was checked, if any."""
    return [_hidden(panel, level) for panel, level in zip(panels, levels, strict=True)], None


def _hidden(panel: Panel, level: Line) -> Hidden:
    """Small counts, and all that a shown total minus shown parts would give away."""
    has_value = level.has(State.VALUE)
    cells = _primary(panel.definition, level.numerator, level.denominator, level.estimate, level.n)
    cells &= has_value
    rows = panel.rows_of(Area.Kind.AREA)
    others = panel.place(Area.Kind.MUNICIPALITY)[rows]
    rows, others = rows[others >= 0], others[others >= 0]
    together = comparable(panel, rows, others)
    rests = _of(panel, municipality_minus(panel, level, rows, others)) & together
    common = _of(panel, municipality_minus(panel, level, rows, others, as_one=True))
    # What a reader can work out: the municipality minus those areas that would be shown.
    shown = has_value[rows] & ~cells[rows] & ~rests
    seen = municipality_minus(panel, level, rows, others, as_one=True, shown=shown)
    common |= _of(panel, seen) & ~cells
    # The municipality is the sum of an area and its rest, and of all areas and what is left of it:
    # an area and its rest are hidden together, and what is left is hidden where any area is.
    hidden = cells[rows] | rests | common[others]
    without = common | cells
    np.logical_or.at(without, others, hidden)
    cells = cells.copy()
    cells[rows] |= hidden & has_value[rows]
    return Hidden(cells, without)


def _of(panel: Panel, counts: Counts) -> Mask:
    part, whole, value = counts["numerator"], counts["denominator"], counts["value"]
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(whole > 0, panel.definition.per * part / whole, value)
    return _primary(
        panel.definition, part, whole, ratio, np.where(np.isnan(whole), counts["n"], whole)
    )


def _primary(
    definition: Definition, part: Floats, whole: Floats, estimate: Floats, n: Floats
) -> Mask:
    return disclosure.primary(
        part,
        whole,
        counts_persons=definition.counts == Definition.Counts.PERSONS,
        data_kind=definition.data_kind,
        kind=definition.kind,
        estimate=estimate,
        n=n,
        per=definition.per,
    )
