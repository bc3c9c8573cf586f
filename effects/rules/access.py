"""Who may say what an intervention is expected to move, and who looks at the partnership itself."""

from __future__ import annotations

from partnership.rules.access import NotAllowed, Standing
from partnership.rules.bodies import chairs, may_run_body


def may_write_effects(standing: Standing) -> bool:
    """Open the forms about expected effects at all: the secretariat, and those who chair a body."""
    return standing.is_secretariat or bool(chairs(standing))


def may_write_effects_of(standing: Standing, body_id: int) -> bool:
    """Write what one body's intervention should move: the secretariat and the body's chairs."""
    return may_run_body(standing, body_id)


def check_write_effects_of(standing: Standing, body_id: int) -> None:
    """Raise `NotAllowed` unless the person may write what the body's interventions should move."""
    if not may_write_effects_of(standing, body_id):
        raise NotAllowed("may_write_effects_of")
