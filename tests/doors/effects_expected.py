"""Doors: what is expected of an intervention, and the partnership's look at itself."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from effects.models import Evaluation
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
    "effects:evaluation-list": MEMBERS,
    "effects:evaluation-create": WRITERS,
    "effects:evaluation-change": WRITERS,
    "effects:evaluation-answer": doors("secretariat", "board", "group"),
}  # fmt: skip


def arguments() -> dict[str, dict[str, Any]]:
    """An intervention of the coordination group with one expected effect."""
    intervention = {"slug": reviews.intervention().slug}
    one = {**intervention, "number": 1}
    today = timezone.localdate()
    asked = Evaluation.objects.create(
        year=today.year, question="Giver det mere?", opens_on=today, closes_on=today
    )
    return {
        "effects:expected-effect-detail": one,
        "effects:expected-effect-create": intervention,
        "effects:expected-effect-look": intervention,
        "effects:expected-effect-amend": one,
        "effects:expected-effect-withdraw": one,
        "effects:evaluation-answer": {"year": asked.year},
        "effects:evaluation-change": {"year": asked.year},
    }
