"""Doors: effect reviews, of an intervention of the coordination group."""

from __future__ import annotations

from typing import Any

from tests.doors.decisions import OF_A_BODY, RUNS
from tests.doors.door import MEMBERS, ROLES, Door
from tests.factories import people, reviews

ASKS = {**dict.fromkeys(ROLES, 403), "anonymous": 302, "secretariat": 200}

DOORS: dict[str, Door | dict[str, int]] = {
    "effects:review-list": MEMBERS,
    "effects:review-detail": OF_A_BODY,
    "effects:review-close": RUNS,
    "effects:review-ask": ASKS,
}


def arguments() -> dict[str, dict[str, Any]]:
    """Arguments of the addresses that take some, each naming a thing that exists."""
    intervention = reviews.intervention(people.body("coordination"))
    review = {"pk": reviews.review(intervention).pk}
    return {
        "effects:review-detail": review,
        "effects:review-close": review,
        "effects:review-ask": {"slug": intervention.slug},
    }
