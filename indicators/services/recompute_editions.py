"""What was once shown is known for good: it is kept when a new run shows something else."""

from __future__ import annotations

from indicators.models import Group


def record_editions(group: Group, old_run_id: int, new_run_id: int) -> None:
    """Compare what two runs show, in the transaction that publishes the new one.

    The results of both runs are stored when this is called; those of the old one are cleared away
    after the commit.
    """
