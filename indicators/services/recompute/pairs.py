"""Housing areas of one municipality set against each other, two by two."""

from __future__ import annotations

import numpy as np

from areas.models import Area
from indicators.models import Definition, Result
from indicators.services.recompute.comparators import comparable
from indicators.services.recompute.frames import ResultWriter
from indicators.services.recompute.inputs import Ints, Panel
from indicators.services.recompute.lines import State, distance
from indicators.services.recompute.studies import Study, newest

Statement = Result.Statement


def write_differences(study: Study, writer: ResultWriter) -> None:
    """Each housing area minus each other one of its municipality after it, at the newest slot."""
    panel = study.panel
    first, second = _pairs(panel)
    gap = distance(panel.definition, study.level.rows(first), study.level.rows(second))
    both = panel.has_value[first] & panel.has_value[second]
    unlike = both & ~comparable(panel, first, second)
    gap = gap.silenced(unlike, State.NOT_COMPUTED, "different_sources")
    slots = newest(panel, first, gap)
    rows = np.flatnonzero(panel.has_cell[first, slots] & panel.has_cell[second, slots])
    slots = slots[rows]
    writer.block(
        panel,
        statement=Statement.DIFFERENCE,
        rows=first[rows],
        slots=slots,
        line=gap.at(rows, slots),
        other=panel.area_ids[second[rows]],
        is_latest=True,
        method=difference_method(panel.definition),
    )


def _pairs(panel: Panel) -> tuple[Ints, Ints]:
    """Rows of housing areas in one municipality, two by two, in the order of the screen."""
    housing = panel.rows_of(Area.Kind.AREA)
    housing = housing[np.argsort(panel.order[housing], kind="stable")]
    inside = panel.place_ids[Area.Kind.MUNICIPALITY][housing]
    order = np.argsort(inside, kind="stable")
    starts = np.flatnonzero(np.diff(inside[order], prepend=-1))
    firsts, seconds = [housing[:0]], [housing[:0]]
    for members in np.split(order, starts[1:]):
        a, b = np.triu_indices(len(members), k=1)
        firsts.append(housing[members[a]])
        seconds.append(housing[members[b]])
    return np.concatenate(firsts), np.concatenate(seconds)


def difference_method(definition: Definition) -> str:
    """How limits of differences between two figures are found."""
    return "newcombe" if definition.kind == Definition.Kind.SHARE else "mover"
