"""From the texts of one row to the figure they say."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal

from indicators.rules.cells import KEYS
from indicators.rules.numbers import read_number, read_typed
from indicators.rules.values import STATES, VALUE, Figure, Refused

_DANISH_DATE = re.compile(r"^(\d{1,2})[./](\d{1,2})[./](\d{4})$")
_STATE_WORDS = {"value": VALUE, "tal": VALUE, "": ""}
LONGEST_COMMENT = 500


def read_figure(texts: Mapping[str, str]) -> Figure | None:
    """The figure a row says; None when it holds none. Numbers have a dot. Raises `Refused`."""
    parts = {
        name: read_typed(texts.get(name, ""), name, english=True)
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
        invited=_whole("invited", _number(texts, "invited")),
        population=_whole("population", _number(texts, "population")),
        design_effect=_number(texts, "design_effect"),
        sd=_number(texts, "sd"),
    )


def _number(texts: Mapping[str, str], name: str) -> Decimal | None:
    text = texts.get(name, "")
    return read_number(text, name, english=True) if text else None


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
    try:
        typed = read_typed(text, "state")
    except Refused:
        raise Refused("unknown_state", "state") from None
    if typed.state not in KEYS:
        raise Refused("unknown_state", "state")
    return typed.state


def read_day(text: str) -> dt.date | None:
    """A day as 1.3.2027 or 2027-03-01; None for nothing. Raises `Refused`."""
    if not text:
        return None
    danish = _DANISH_DATE.match(text)
    try:
        if danish:
            return dt.date(int(danish[3]), int(danish[2]), int(danish[1]))
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        raise Refused("unknown_date", "published_on") from None


def read_comment(text: str) -> str:
    """A comment of the length that is kept. Raises `Refused`."""
    if len(text) > LONGEST_COMMENT:
        raise Refused("too_long", "comment", limit=LONGEST_COMMENT)
    return text
