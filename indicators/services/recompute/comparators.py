"""What each housing area is compared with: the agreed comparator, and all others that are offered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from areas.models import Area
from indicators.models import ComparatorChoice, Definition, Result
from indicators.services.recompute.geography import Geography
from indicators.services.recompute.inputs import Ints, Mask, Panel
from indicators.services.recompute.lines import Line, State, line_of
from indicators.services.recompute.remainders import is_sound, municipality_minus
from indicators.services.recompute.words import STATES

Kind = Result.Comparator
# Kinds of figures with parts that can be taken away from a whole.
DIVISIBLE = (Definition.Kind.SHARE, Definition.Kind.RATE, Definition.Kind.MEAN)
# Published figures of a whole place; of registers they are taken as a line.
PUBLISHED = (Kind.MUNICIPALITY, Kind.REGION, Kind.COUNTRY)
_PLACES = {Kind.REGION: Area.Kind.REGION, Kind.COUNTRY: Area.Kind.COUNTRY}


@dataclass(frozen=True)
class Choice:
    """One thing that areas are compared with; `other_id` names a reference area."""

    kind: str
    other_id: int
    is_agreed: bool


@dataclass(frozen=True)
class Comparison:
    """Housing areas with one kind of comparator: k areas × slots.

    `rows` are the areas' rows in the panel, `other_rows` and `other_ids` the rows and ids of the
    place that each comparator is named after, `line` the comparators' figures, `is_default` the
    areas for which this is the agreed comparator. `is_exact` says that the figures are taken as
    they were published, without uncertainty of their own; those of a survey are samples, and never.
    """

    kind: str
    rows: Ints
    other_rows: Ints
    other_ids: Ints
    line: Line
    is_default: Mask
    is_exact: bool

    def only(self, where: Mask) -> Comparison:
        """The same comparison for some of its areas."""
        return Comparison(
            self.kind,
            self.rows[where],
            self.other_rows[where],
            self.other_ids[where],
            self.line.map(lambda array: array[where]),
            self.is_default[where],
            self.is_exact,
        )


def read_choices() -> list[Choice]:
    """What the installation compares with; all that exist where it says nothing. One query or two."""
    rows = list(ComparatorChoice.objects.values_list("kind", "other_id", "is_default"))
    if rows:
        agreed = next((at for at, row in enumerate(rows) if row[2]), 0)
        return [
            Choice(kind, other or 0, at == agreed) for at, (kind, other, _is) in enumerate(rows)
        ]
    kinds = [kind for kind in Kind.values if kind not in (Kind.NONE, Kind.REFERENCE)]
    references = Area.objects.filter(kind=Area.Kind.REFERENCE).values_list("pk", flat=True)
    return [
        *(Choice(kind, 0, kind == Kind.REST) for kind in kinds),
        *(Choice(Kind.REFERENCE, pk, is_agreed=False) for pk in references),
    ]


def comparisons(
    panel: Panel, level: Line, common: Line, choices: list[Choice]
) -> Iterator[Comparison]:
    """Every comparison that is offered and possible; `common` is from `without_areas`.

    Where the agreed comparator is the rest of the municipality, it is the municipality as published
    for the areas whose counts do not allow a rest in the whole series.
    """
    agreed = next((choice.kind for choice in choices if choice.is_agreed), Kind.REST)
    offered = {choice.kind for choice in choices}
    rest = _of_municipality(panel, level, Kind.REST, common)
    allowed = _rest_allowed(panel, rest)
    whole = _of_municipality(panel, level, Kind.MUNICIPALITY, common)
    if Kind.REST in offered:
        yield _marked(rest, allowed, is_agreed=agreed == Kind.REST)
    if Kind.MUNICIPALITY in offered:
        where = np.full(allowed.shape, agreed == Kind.MUNICIPALITY)
        yield _default(whole, ~allowed if agreed == Kind.REST else where)
    elif agreed == Kind.REST:
        yield _marked(whole, ~allowed, is_agreed=True)
    if Kind.WITHOUT_AREAS in offered:
        found = _of_municipality(panel, level, Kind.WITHOUT_AREAS, common)
        anything: Mask = np.any(found.line.has(State.VALUE, State.SUPPRESSED), axis=1)
        yield _marked(found, anything, is_agreed=agreed == Kind.WITHOUT_AREAS)
    for choice in choices:
        if choice.kind in _PLACES:
            others = panel.place(_PLACES[Kind(choice.kind)])[panel.rows_of(Area.Kind.AREA)]
            yield _published(panel, level, choice, others)
        elif choice.kind == Kind.REFERENCE:
            rows = panel.rows_of(Area.Kind.AREA)
            yield _published(panel, level, choice, np.full(rows.shape, panel.row(choice.other_id)))


def comparable(panel: Panel, rows: Ints, others: Ints) -> Mask:
    """Where pairs of rows have figures of one family of sources and one measuring period."""
    same: Mask = panel.has_value[rows] & panel.has_value[others]
    for name in ("family", "starts_on", "ends_on"):
        array = getattr(panel, name)
        same &= array[rows] == array[others]
    return same


def without_areas(panel: Panel, level: Line, geography: Geography) -> Line:
    """Each municipality minus all its housing areas: the common line beside several areas' curves.

    As many rows as the panel; only those of municipalities say anything. Computed where the counts
    of every housing area in the municipality are there, followed here or not.
    """
    rows, others = _inside(panel)
    counts = municipality_minus(panel, level, rows, others, as_one=True)
    sound = is_sound(panel.definition, counts)
    unlike = ~comparable(panel, rows, others)
    alike = np.ones(panel.shape, dtype=np.bool_)
    np.logical_and.at(alike, others, ~unlike)
    places, many = geography.housing_in(Area.Kind.MUNICIPALITY, panel.slots[-1].ends_on)
    at = np.searchsorted(places, panel.area_ids).clip(0, max(len(places) - 1, 0))
    due = np.where(places[at] == panel.area_ids, many[at], 0) if len(places) else 0
    followed = np.bincount(others, minlength=len(panel.area_ids))
    all_there = (followed > 0) & (followed == due)
    if panel.definition.kind not in DIVISIBLE:
        all_there[:] = False
    line = line_of(
        panel.definition,
        state=np.where(sound, np.int16(STATES.code(State.VALUE)), np.int16(0)),
        **counts,
    )
    line = line.silenced(~(alike & sound), State.NOT_COMPUTED, "no_comparator")
    return line.silenced(np.broadcast_to(~all_there[:, None], panel.shape), "", "")


def is_line(definition: Definition, kind: str) -> bool:
    """Whether a comparator is a published line: a register's figure is, a survey's is a sample."""
    return kind in PUBLISHED and definition.data_kind != Definition.DataKind.SURVEY


def _inside(panel: Panel) -> tuple[Ints, Ints]:
    """The rows of housing areas whose municipality has figures, and their municipalities' rows."""
    rows = panel.rows_of(Area.Kind.AREA)
    others = panel.place(Area.Kind.MUNICIPALITY)[rows]
    return rows[others >= 0], others[others >= 0]


def _of_municipality(panel: Panel, level: Line, kind: str, common: Line) -> Comparison:
    rows, others = _inside(panel)
    if kind == Kind.REST:
        counts = municipality_minus(panel, level, rows, others)
        known = np.where(is_sound(panel.definition, counts), State.VALUE, "")
        line = line_of(
            panel.definition,
            state=STATES.codes(known.ravel()).reshape(known.shape),
            **counts,
        )
    elif kind == Kind.WITHOUT_AREAS:
        line = common.rows(others)
    else:
        line = level.rows(others)
    return _compared(panel, kind, rows, others, line)


def _published(panel: Panel, level: Line, choice: Choice, others: Ints) -> Comparison:
    """A place's own published figures."""
    rows = panel.rows_of(Area.Kind.AREA)
    rows, others = rows[others >= 0], others[others >= 0]
    line = level.rows(others)
    found = _compared(panel, choice.kind, rows, others, line)
    return _default(found, np.full(rows.shape, choice.is_agreed))


def _compared(panel: Panel, kind: str, rows: Ints, others: Ints, line: Line) -> Comparison:
    """Silence the comparator where the two sides are unlike, or where its figure is awaited."""
    if kind != Kind.WITHOUT_AREAS:
        together = comparable(panel, rows, others)
        line = line.silenced(~together, State.NOT_COMPUTED, "different_sources")
    awaited = np.isin(panel.state[others], STATES.codes(["", State.MISSING, State.NOT_RELEASED]))
    line = line.silenced(awaited, State.NOT_COMPUTED, "comparator_missing")
    never = np.zeros(len(rows), dtype=np.bool_)
    is_exact = is_line(panel.definition, kind)
    return Comparison(kind, rows, others, panel.area_ids[others], line, never, is_exact)


def _rest_allowed(panel: Panel, rest: Comparison) -> Mask:
    """The kind of comparator is one for a whole series: counts must be there wherever both are."""
    together = comparable(panel, rest.rows, rest.other_rows)
    if panel.definition.kind not in DIVISIBLE:
        return np.zeros(len(together), dtype=np.bool_)
    allowed: Mask = np.logical_and(
        together.any(axis=1), (rest.line.has(State.VALUE) | ~together).all(axis=1)
    )
    return allowed


def _marked(found: Comparison, where: Mask, *, is_agreed: bool) -> Comparison:
    return _default(found, np.full(where.shape, is_agreed)).only(where)


def _default(found: Comparison, is_default: Mask) -> Comparison:
    return Comparison(
        found.kind,
        found.rows,
        found.other_rows,
        found.other_ids,
        found.line,
        is_default,
        found.is_exact,
    )
