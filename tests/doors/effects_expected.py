"""Doors: what is expected of an intervention."""

from __future__ import annotations

from typing import Any

from tests.doors.door import MEMBERS, ROLES, Door, doors
from tests.factories import reviews

WRITERS = doors("secretariat")

# Read by everybody in the partnership; written by the secretariat and by chairs of the body.
DOORS: dict[str, Door | dict[str, int]] = {
    "effects:expected-effect-detail": MEMBERS,
    "effects:expected-effect-create": WRITERS,
    # Without an indicator there is nothing to look at.
    "effects:expected-effect-look": {
        **dict.fromkeys(ROLES, 403), "anonymous": 302, "secretariat": 404,
    },
    "effects:expected-effect-amend": WRITERS,
    "effects:expected-effect-withdraw": WRITERS,
}  # fmt: skip


def arguments() -> dict[str, dict[str, Any]]:
    """An intervention of the coordination group with one expected effect."""
    intervention = {"slug": reviews.intervention().slug}
    one = {**intervention, "number": 1}
    return {
        "effects:expected-effect-detail": one,
        "effects:expected-effect-create": intervention,
        "effects:expected-effect-look": intervention,
        "effects:expected-effect-amend": one,
        "effects:expected-effect-withdraw": one,
    }
