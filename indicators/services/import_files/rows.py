"""One row of a file: the figure it says, none, or why it is refused."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from indicators.rules.cells import KEYS
from indicators.rules.numbers import read_number, read_typed
from indicators.rules.periods import UnknownPeriod, parse_slot
from indicators.rules.values import STATES, VALUE, Figure, Refused, check_figure
from indicators.services.import_files.registers import Registers
from indicators.services.measurements import NewFigure, measure_of

_DANISH_DATE = re.compile(r"^(\d{1,2})[./](\d{1,2})[./](\d{4})$")
_STATE_WORDS = {"value": VALUE, "tal": VALUE, "": ""}
LONGEST_COMMENT = 500


def figure_in_row(
    texts: dict[str, str], registers: Registers, *, english: bool
) -> NewFigure | None:
    """The figure a row says; None when the row holds none. Raises `Refused`."""
    definition = registers.definition(texts.get("indicator", ""))
    area = registers.area(texts.get("area", ""))
    try:
        slot = parse_slot(texts.get("period", ""))
    except UnknownPeriod:
        raise Refused("unknown_period", "period") from None
    if slot.frequency != definition.frequency:
        frequency = definition.get_frequency_display()
        raise Refused("other_frequency", "period", frequency=frequency)
    figure = _figure(texts, english=english)
    if figure is None:
        return None
    check_figure(figure, measure_of(definition))
    if len(texts.get("comment", "")) > LONGEST_COMMENT:
        raise Refused("too_long", "comment", limit=LONGEST_COMMENT)
    return NewFigure(
        definition=definition,
        area=area,
        slot=slot.code,
        figure=figure,
        data_set=registers.data_sets[definition.indicator_id],
        source=registers.source(texts["source"]) if texts.get("source") else None,
        comment=texts.get("comment", ""),
        published_on=_day(texts.get("published_on", "")),
    )


def _figure(texts: dict[str, str], *, english: bool) -> Figure | None:
    parts = {
        name: read_typed(texts.get(name, ""), name, english=english)
        for name in ("numerator", "denominator", "value", "n")
    }
    states = {part.state for name, part in parts.items() if part.state != VALUE and name != "n"}
    said = _state(texts.get("state", ""))
    if said and said != VALUE:
        states.add(said)
    if len(states) > 1 or (said == VALUE and states):
        raise Refused("figure_beside_state", "state")
    if all(part.is_blank for part in parts.values()) and not states:
        if said:
            raise Refused("no_figure", "value")
        return None
    return Figure(
        state=states.pop() if states else VALUE,
        numerator=parts["numerator"].number,
        denominator=parts["denominator"].number,
        value=parts["value"].number,
        n=_whole("n", parts["n"].number),
        invited=_whole("invited", _number(texts, "invited", english=english)),
        population=_whole("population", _number(texts, "population", english=english)),
        design_effect=_number(texts, "design_effect", english=english),
        sd=_number(texts, "sd", english=english),
    )


def _number(texts: dict[str, str], name: str, *, english: bool) -> Decimal | None:
    text = texts.get(name, "")
    return read_number(text, name, english=english) if text else None


def _whole(name: str, number: Decimal | None) -> int | None:
    if number is not None and number != number.to_integral_value():
        raise Refused("not_whole", name, number=number)
    return None if number is None else int(number)


def _state(text: str) -> str:
    """A state as code, as the sign of the grid, or in words; empty when nothing is said."""
    plain = text.strip().lower()
    if plain in _STATE_WORDS:
        return _STATE_WORDS[plain]
    if plain in STATES:
        return plain
    typed = read_typed(text, "state") if not plain.isdigit() else None
    if typed is None or typed.state not in KEYS:
        raise Refused("unknown_state", "state")
    return typed.state


def _day(text: str) -> dt.date | None:
    if not text:
        return None
    danish = _DANISH_DATE.match(text)
    try:
        if danish:
            return dt.date(int(danish[3]), int(danish[2]), int(danish[1]))
        return dt.date.fromisoformat(text)
    except ValueError:
        raise Refused("unknown_date", "published_on") from None
