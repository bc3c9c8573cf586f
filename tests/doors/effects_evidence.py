"""Doors: the evidence of what is expected of an intervention."""

from __future__ import annotations

from typing import Any

from tests.doors.door import MEMBERS, Door
from tests.factories import programme

DOORS: dict[str, Door | dict[str, int]] = {
    "effects:evidence-list": MEMBERS,
}


def arguments() -> dict[str, dict[str, Any]]:
    """An intervention nothing is expected of: its page is there all the same."""
    return {"effects:evidence-list": {"slug": programme.running("Med grundlag").slug}}
