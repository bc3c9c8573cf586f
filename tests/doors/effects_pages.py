"""Doors: what was learnt, and what moves. The story and the list stand with the programme."""

from __future__ import annotations

from typing import Any

from tests.doors.door import MEMBERS, Door

DOORS: dict[str, Door | dict[str, int]] = {
    "effects:learning-list": MEMBERS,
    "effects:learning-file": MEMBERS,
    "effects:learning-workbook": MEMBERS,
    "dashboards:moving": MEMBERS,
}


def arguments() -> dict[str, dict[str, Any]]:
    """None of them takes any."""
    return {}
