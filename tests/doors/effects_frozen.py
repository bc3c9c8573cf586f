"""Doors: locked evidence, read as the decision it was locked with."""

from __future__ import annotations

from typing import Any

from tests.doors.door import Door
from tests.doors.meetings import READ
from tests.factories import frozen

NAMES = ("frozen-detail", "frozen-json", "frozen-pdf")
DOORS: dict[str, Door | dict[str, int]] = {f"effects:{name}": READ for name in NAMES}


def arguments() -> dict[str, dict[str, Any]]:
    """A closed review of the coordination group."""
    review = {"pk": frozen.locked().pk}
    return {f"effects:{name}": review for name in NAMES}
