"""What a figure may be: checks on plain values, the same for the grid, for files and for services.

A refusal is a code with its facts; the Danish sentence is put together where a language is known
(`indicators/services/refusals.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

VALUE, MISSING = "value", "missing"
SUPPRESSED_BY_SOURCE, NOT_RELEVANT = "suppressed_by_source", "not_relevant"
STATES = frozenset({VALUE, MISSING, SUPPRESSED_BY_SOURCE, NOT_RELEVANT})
LARGEST = Decimal(10) ** 12

PLACES = {
    "numerator": Decimal("0.0001"),
    "denominator": Decimal("0.0001"),
    "value": Decimal("0.000001"),
    "sd": Decimal("0.000001"),
    "design_effect": Decimal("0.001"),
}


class Refused(ValueError):
    """A value that cannot be taken; `code` names the rule, `field` the part, `facts` the numbers."""

    def __init__(self, code: str, field: str = "", **facts: object) -> None:
        super().__init__(code)
        self.code, self.field, self.facts = code, field, facts


@dataclass(frozen=True)
class Figure:
    """What stands in a cell: a state, and for the state "value" its numbers.

    Either numerator and denominator (counts), or value in the definition's unit (68.8 is 68,8 %)
    with or without n. Beside a hidden numerator the denominator may still be known. `population` is
    all whom a survey is about, `design_effect` what its way of drawing costs in certainty.
    """

    state: str = VALUE
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    value: Decimal | None = None
    n: int | None = None
    invited: int | None = None
    sd: Decimal | None = None
    design_effect: Decimal | None = None
    population: int | None = None

    def stored(self) -> Figure:
        """The same figure with the number of decimals that is kept."""
        rounded: dict[str, Decimal | None] = {}
        for name, place in PLACES.items():
            number: Decimal | None = getattr(self, name)
            rounded[name] = None if number is None else number.quantize(place)
        return Figure(
            state=self.state,
            n=self.n,
            invited=self.invited,
            population=self.population,
            **rounded,
        )


@dataclass(frozen=True)
class Measure:
    """What the checks must know of a definition: share, rate, mean, index, amount or count.

    `least` and `most` are in the definition's unit: a figure outside them is surely a mistake.
    """

    kind: str
    data_kind: str = "register"
    per: int = 1
    least: float | None = None
    most: float | None = None

    @property
    def is_counted(self) -> bool:
        """Whether its counts are whole numbers: all but surveys, whose answers may be weighted."""
        return self.data_kind != "survey"


def check_figure(figure: Figure, measure: Measure) -> None:
    """Raise `Refused` for a figure that no definition of this kind can have."""
    if figure.state not in STATES:
        raise Refused("unknown_state", "state", text=figure.state)
    for name in ("numerator", "denominator", "value", "sd", "design_effect"):
        _check_size(name, getattr(figure, name))
    _check_answers(figure)
    if figure.state != VALUE:
        if any(x is not None for x in (figure.numerator, figure.value, figure.sd)):
            raise Refused("figure_beside_state", "state")
        _check_counts(figure, measure)
        return
    if figure.value is None and figure.numerator is None:
        if figure.denominator is not None:
            raise Refused("no_numerator", "numerator")
        raise Refused("no_figure", "value")
    _check_counts(figure, measure)
    _check_value(figure, measure)
    _check_possible(figure, measure)


def _check_size(name: str, number: Decimal | None) -> None:
    if number is None:
        return
    if not number.is_finite():
        raise Refused("not_finite", name)
    if abs(number) >= LARGEST:
        raise Refused("too_large", name)


def _check_answers(figure: Figure) -> None:
    for name in ("n", "invited", "population"):
        number: int | None = getattr(figure, name)
        if number is not None and number < 0:
            raise Refused("negative", name, number=number)
        if number is not None and number > 2_000_000_000:
            raise Refused("too_large", name)
    if figure.n is not None and figure.invited is not None and figure.n > figure.invited:
        raise Refused("more_answers_than_invited", "n", n=figure.n, invited=figure.invited)
    if figure.n is not None and figure.population is not None and figure.n > figure.population:
        raise Refused("more_answers_than_people", "n", n=figure.n, population=figure.population)
    if figure.sd is not None and figure.sd < 0:
        raise Refused("negative", "sd", number=figure.sd)
    if figure.design_effect is not None and not 0 < figure.design_effect < 1000:
        raise Refused("impossible_design_effect", "design_effect", number=figure.design_effect)


def _check_counts(figure: Figure, measure: Measure) -> None:
    numerator, denominator = figure.numerator, figure.denominator
    for name, number in (("numerator", numerator), ("denominator", denominator)):
        if number is None:
            continue
        if number < 0:
            raise Refused("negative", name, number=number)
        # The base of a rate may be person-years, that of a mean a weighted sum.
        whole = measure.kind == "share" or (measure.kind == "rate" and name == "numerator")
        if whole and measure.is_counted and number != number.to_integral_value():
            raise Refused("not_whole", name, number=number)
    if figure.state != VALUE:
        return
    if numerator is not None and denominator is None:
        raise Refused("no_denominator", "denominator")
    if numerator is None or denominator is None:
        return
    if measure.kind == "share" and numerator > denominator:
        raise Refused("part_larger_than_whole", "numerator", part=numerator, whole=denominator)
    if denominator == 0 and numerator != 0:
        raise Refused("part_of_nothing", "numerator", part=numerator)


def _check_value(figure: Figure, measure: Measure) -> None:
    value = figure.value
    if value is None:
        return
    if measure.kind == "share" and not 0 <= value <= 100:
        raise Refused("outside_percent", "value", number=value)
    if measure.kind in {"rate", "count"} and value < 0:
        raise Refused("negative", "value", number=value)
    if measure.kind == "count" and value != value.to_integral_value():
        raise Refused("not_whole", "value", number=value)


def _check_possible(figure: Figure, measure: Measure) -> None:
    value = figure.value
    if figure.numerator is not None and figure.denominator:
        value = figure.numerator / figure.denominator * measure.per
    if value is None:
        return
    least, most = (
        None if limit is None else Decimal(str(limit)) for limit in (measure.least, measure.most)
    )
    if (least is not None and value < least) or (most is not None and value > most):
        number = value.quantize(Decimal("0.01")).normalize()
        raise Refused("outside_possible", "value", number=number, least=least, most=most)
