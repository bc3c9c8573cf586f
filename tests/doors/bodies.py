"""Doors: body pages, handovers."""

from __future__ import annotations

from typing import Any

from tests.doors.door import Door

DOORS: dict[str, Door | dict[str, int]] = {}


def arguments() -> dict[str, dict[str, Any]]:
    """Arguments of the addresses that take some, each naming a thing that exists."""
    return {}
