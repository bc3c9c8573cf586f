"""Feeds from a statistics office: what is asked for, what the answer says, when to ask again.

Over plain values. A selection names values of variables; a mapping says what each of them is here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from indicators.rules.periods import UnknownPeriod, parse_slot
from indicators.rules.values import (
    MISSING,
    NOT_RELEVANT,
    SUPPRESSED_BY_SOURCE,
    VALUE,
    Figure,
    Refused,
)

HIDDEN, ZERO = "hidden", "zero"  # what a 0 means in a table that writes 0 where it hides
NUMERATOR, DENOMINATOR = "numerator", "denominator"
PREVIEW, TAKE = "preview", "take"  # a fetch tells what would change, or takes it in
MOST_NEWEST = 100
# After each failure in a row the next try waits longer.
WAITS = (
    dt.timedelta(minutes=10),
    dt.timedelta(minutes=30),
    dt.timedelta(hours=2),
    dt.timedelta(hours=6),
    dt.timedelta(days=1),
)
INTERVALS = {"week": dt.timedelta(days=7), "month": dt.timedelta(days=30)}


@dataclass(frozen=True)
class Selection:
    """Values picked of each variable but the periods; `newest` so many periods, 0 all of them."""

    picked: dict[str, tuple[str, ...]]
    newest: int = 0

    def stored(self) -> dict[str, Any]:
        """The way it is kept."""
        return {
            "picked": {name: list(each) for name, each in self.picked.items()},
            "newest": self.newest,
        }

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Selection:
        """From the way it is kept."""
        picked = {str(name): tuple(each) for name, each in kept["picked"].items()}
        return cls(picked, int(kept.get("newest", 0)))


@dataclass(frozen=True)
class FeedMapping:
    """What the variables are here.

    `areas` leads from a value's code to an area's; where the table has no picked variable of areas
    its one key is empty. `categories` leads to set and category, such as "sex/women". `parts` says
    which values are summed to the numerator and which to the denominator; without parts the table's
    figure is the figure.
    """

    indicator: str
    area_variable: str = ""
    areas: dict[str, str] = field(default_factory=dict)
    category_variable: str = ""
    categories: dict[str, str] = field(default_factory=dict)
    part_variable: str = ""
    parts: dict[str, str] = field(default_factory=dict)
    zero: str = HIDDEN
    texts: dict[str, str] = field(default_factory=dict)

    def stored(self) -> dict[str, Any]:
        """The way it is kept."""
        return asdict(self)

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> FeedMapping:
        """From the way it is kept."""
        return cls(**kept)


@dataclass(frozen=True)
class Piece:
    """One figure that an answer says: where it belongs, and what it is."""

    area: str
    category: str
    slot: str
    figure: Figure


@dataclass(frozen=True)
class Stood:
    """What stands in one place of the answer: a state, with its number when that is a value."""

    state: str
    number: Decimal | None = None


def check_selection(
    selection: Selection,
    *,
    values: Mapping[str, Sequence[str]],
    may_be_left_out: Iterable[str],
    time: str,
) -> None:
    """Raise `Refused` where a table cannot give what is picked.

    A variable may go without a pick only where the table can sum it away.
    """
    optional = set(may_be_left_out)
    for name, codes in selection.picked.items():
        if name not in values or name == time:
            raise Refused("unknown_variable", name)
        gone = [code for code in codes if code not in values[name]]
        if gone:
            raise Refused("value_gone", name, value=gone[0])
    for name in values:
        if name != time and name not in optional and not selection.picked.get(name):
            raise Refused("must_pick", name)


def check_mapping(mapping: FeedMapping, selection: Selection, *, kind: str) -> None:
    """Raise `Refused` where picked values have no place, or a figure would lack a part."""
    placed = {mapping.area_variable, mapping.category_variable, mapping.part_variable} - {""}
    for name, codes in selection.picked.items():
        if len(codes) > 1 and name not in placed:
            raise Refused("one_value_only", name)
    for name, known in (
        (mapping.area_variable, mapping.areas),
        (mapping.category_variable, mapping.categories),
        (mapping.part_variable, mapping.parts),
    ):
        for code in selection.picked.get(name, ()):
            if code not in known:
                raise Refused("no_place", name, value=code)
    if not mapping.areas:
        raise Refused("no_area", "area")
    for known in (mapping.areas, mapping.categories):
        if len(set(known.values())) < len(known):
            raise Refused("same_place_twice", "area" if known is mapping.areas else "category")
    roles = set(mapping.parts.values())
    if mapping.part_variable and NUMERATOR not in roles:
        raise Refused("no_numerator_picked", mapping.part_variable)
    if mapping.part_variable and kind != "count" and DENOMINATOR not in roles:
        raise Refused("no_denominator_picked", mapping.part_variable)
    if mapping.part_variable and kind == "count" and DENOMINATOR in roles:
        raise Refused("count_has_no_denominator", mapping.part_variable)


def newest_periods(codes: Sequence[str], newest: int) -> list[str]:
    """The newest so many periods of a table in order, all when 0. Raises `Refused`."""
    try:
        ordered = sorted(codes, key=parse_slot)
    except UnknownPeriod as unknown:
        raise Refused("unknown_period", "period", text=str(unknown)) from None
    return ordered[-newest:] if newest else ordered


def pieces_of(
    cells: Mapping[tuple[str, ...], Stood],
    variables: Sequence[str],
    mapping: FeedMapping,
    *,
    time: str,
) -> list[Piece]:
    """The figures an answer says, in the order of its cells."""
    places: dict[tuple[str, str, str], list[tuple[str, Stood]]] = {}
    for codes, stood in cells.items():
        said = dict(zip(variables, codes, strict=True))
        key = (
            mapping.areas[said.get(mapping.area_variable, "")],
            mapping.categories.get(said.get(mapping.category_variable, ""), ""),
            parse_slot(said[time]).code,
        )
        role = mapping.parts.get(said.get(mapping.part_variable, ""), "")
        places.setdefault(key, []).append((role, stood))
    return [
        Piece(area, category, slot, _figure(found))
        for (area, category, slot), found in places.items()
    ]


def _figure(found: Sequence[tuple[str, Stood]]) -> Figure:
    plain = [stood for role, stood in found if not role]
    if plain:
        return Figure(state=plain[0].state, value=plain[0].number)
    above = _sum([stood for role, stood in found if role == NUMERATOR])
    below = [stood for role, stood in found if role == DENOMINATOR]
    if not below:
        return Figure(state=above.state, value=above.number)
    base = _sum(below)
    if base.state != VALUE:
        return Figure(state=base.state)
    return Figure(state=above.state, numerator=above.number, denominator=base.number)


def _sum(parts: Sequence[Stood]) -> Stood:
    """A sum is known when all of it is there and known; the gravest reason stands for the others."""
    if not parts:
        return Stood(MISSING)
    for state in (SUPPRESSED_BY_SOURCE, MISSING, NOT_RELEVANT):
        if any(part.state == state for part in parts):
            return Stood(state)
    return Stood(VALUE, sum((part.number or Decimal(0) for part in parts), Decimal(0)))


def wait_after(failed_attempts: int) -> dt.timedelta:
    """How long to wait after so many failures in a row."""
    return WAITS[min(max(failed_attempts, 1), len(WAITS)) - 1]


def next_fetch(
    every: str, *, now: dt.datetime, failed_attempts: int = 0, may_pass: bool = True
) -> dt.datetime | None:
    """When a feed is fetched again by the clock; None where only a person asks for it.

    After a failure that may pass it is sooner than usual; one that will not waits its ordinary time.
    """
    interval = INTERVALS.get(every)
    if interval is None:
        return None
    if failed_attempts and may_pass:
        return now + min(interval, wait_after(failed_attempts))
    return now + interval
