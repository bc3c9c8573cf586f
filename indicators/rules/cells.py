"""From the lines of a cell in the grid to a figure, and back.

A share or a rate has two lines, the part and the whole ("trygge", "svar"). A figure that is known
only as a percentage or a rate stands in the first line with its unit's sign ("68,8 %",
"12,3 pr. 1.000"), and the number of answers, where known, in the second. When a page is set to
write values, the sign may be left out, and the number of answers may have no line at all. All
other kinds have the value in the first line; a mean has its number of answers in the second.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from indicators.rules.numbers import Typed, read_typed
from indicators.rules.values import (
    MISSING,
    NOT_RELEVANT,
    SUPPRESSED_BY_SOURCE,
    VALUE,
    Figure,
    Refused,
)

_ID = re.compile(
    r"^([1-9]\d{0,17})-([1-9]\d{0,17})-(\d{4}[A-Z0-9]{0,3})(?:-([1-9]\d{0,17}))?$", re.ASCII
)
KEYS = {MISSING: "M", SUPPRESSED_BY_SOURCE: "<5", NOT_RELEVANT: "X"}
PARTS = frozenset({"share", "rate"})
# What is written on a page: counts, values alone, or values with their number of answers.
COUNTS, VALUES, VALUES_AND_N = "antal", "vaerdier", "vaerdier-n"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a cell is: definition, area, period and, for a part of the figure, its category."""

    definition_id: int
    area_id: int
    slot: str
    category_id: int = 0  # 0 is the whole

    @property
    def id(self) -> str:
        """The address in one word, for a page: 12-3-2024, or 12-3-2024-7 for a part."""
        part = f"-{self.category_id}" if self.category_id else ""
        return f"{self.definition_id}-{self.area_id}-{self.slot}{part}"

    @property
    def whole(self) -> Address:
        """The cell that this one is a part of; itself where it is the whole."""
        return replace(self, category_id=0)


def read_address(text: str) -> Address | None:
    """The address that a page sent; None for anything else."""
    found = _ID.match(text)
    if not found:
        return None
    return Address(int(found[1]), int(found[2]), found[3], int(found[4] or 0))


@dataclass(frozen=True)
class Shape:
    """How one definition is written in the grid."""

    kind: str
    per: int = 100
    decimals: int = 1
    writing: str = COUNTS

    @property
    def has_parts(self) -> bool:
        """Whether the figure is a part of a whole."""
        return self.kind in PARTS

    @property
    def lines(self) -> int:
        """How many lines a cell has: two for parts and means, unless values alone are written."""
        return 2 if self.writing != VALUES and (self.has_parts or self.kind == "mean") else 1

    @property
    def writes_values(self) -> bool:
        """Whether a plain number in the first line is the value itself, also for parts."""
        return self.writing != COUNTS

    @property
    def sign(self) -> str:
        """What follows a figure that is written as a value."""
        return {"share": "%", "rate": f"pr. {danish(Decimal(self.per))}"}.get(self.kind, "")


def danish(number: Decimal) -> str:
    """A number as it is typed in Danish, with all its decimals and no others: 1.234,5."""
    text = f"{number.normalize():,f}" if number else "0"
    return text.replace(",", "\0").replace(".", ",").replace("\0", ".")


def lines_of(figure: Figure | None, shape: Shape) -> tuple[str, str]:
    """What the two lines of a cell show."""
    if figure is None:
        return "", ""
    base = "" if figure.denominator is None else danish(figure.denominator)
    if figure.state != VALUE:
        return KEYS[figure.state], base
    if figure.numerator is not None:
        return danish(figure.numerator), base
    shown = danish(figure.value) if figure.value is not None else ""
    if shape.has_parts and not shape.writes_values:
        shown = f"{shown} {shape.sign}"
    return shown, "" if figure.n is None else danish(Decimal(figure.n))


def percentage(figure: Figure | None, shape: Shape) -> Decimal | None:
    """The share or rate that the counts give; None where nothing can be worked out."""
    if figure is None or figure.numerator is None or not figure.denominator:
        return None
    return figure.numerator / figure.denominator * shape.per


def read_cell(first: str, second: str, shape: Shape, current: Figure | None) -> Figure | None:
    """The figure that two lines say; None when nothing was typed.

    A blank line means "as it was". Raises `Refused`.
    """
    if not (first.strip() or second.strip()):
        return None
    was = lines_of(current, shape)
    counts = shape.kind == "count" or (shape.has_parts and not shape.writes_values)
    one = read_typed(first if first.strip() else was[0], "first", whole=counts)
    two = read_typed(second if second.strip() else was[1], "second", whole=shape.kind != "rate")
    if shape.lines == 1:
        two = Typed()
    if one.is_blank and two.state != VALUE:
        one, two = two, Typed()
    if one.state != VALUE:
        return Figure(state=one.state, denominator=two.number if shape.has_parts else None)
    if shape.has_parts and not (one.has_unit or shape.writes_values):
        return _counted(one, two, current)
    return _valued(one, two, current)


def _counted(one: Typed, two: Typed, current: Figure | None) -> Figure:
    if two.state != VALUE:
        raise Refused("state_in_second_line", "second")
    if two.has_unit:
        raise Refused("percent_in_second_line", "second")
    figure = Figure(numerator=one.number, denominator=two.number)
    if current is not None and current.numerator is not None:
        is_same_base = current.denominator == two.number
        figure = replace(figure, n=current.n if is_same_base else None)
        figure = _kept(figure, current)
    return figure


def _valued(one: Typed, two: Typed, current: Figure | None) -> Figure:
    if two.state not in (VALUE, MISSING) or two.has_unit:
        raise Refused("state_in_second_line", "second")
    n = two.number
    if n is not None and n != n.to_integral_value():
        raise Refused("not_whole", "n", number=n)
    figure = Figure(value=one.number, n=None if n is None else int(n))
    if current is not None and current.value is not None:
        figure = _kept(replace(figure, sd=current.sd), current)
        if figure.n is None and two.state == VALUE:
            figure = replace(figure, n=current.n)
    return figure


def _kept(figure: Figure, current: Figure) -> Figure:
    """The figure with what the grid does not show and a correction must not lose."""
    return replace(
        figure,
        invited=current.invited,
        design_effect=current.design_effect,
        population=current.population,
    )
