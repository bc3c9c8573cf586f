"""Positions as full-time years (årsværk): who employs, who pays. There is no field for pay."""

from __future__ import annotations

from typing import Any

from partnership.models import Position
from partnership.rules.access import Standing
from partnership.services import money_rows


def create(*, by: Standing, **values: Any) -> Position:
    """Write down a position."""
    money_rows.check_days(values["starts_on"], values["ends_on"])
    return money_rows.add(Position(**values), by=by, reason="position made")


def change(*, by: Standing, position_id: int, seen: int, **values: Any) -> Position:
    """Change a position."""
    money_rows.check_days(values["starts_on"], values["ends_on"])
    return money_rows.change(
        Position, position_id, by=by, seen=seen, values=values, reason="position changed"
    )


def remove(*, by: Standing, position_id: int) -> None:
    """Take a position away; the trace keeps it."""
    money_rows.remove(Position, position_id, by=by, reason="position removed")
