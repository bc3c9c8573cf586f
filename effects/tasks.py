"""Work for the worker: retry rules around single service calls, nothing else."""

from __future__ import annotations

from celery import shared_task
from django.db import OperationalError

from effects.services import (
    evaluation_notices,
    evaluations,
    markers,
    review_notices,
    review_schedules,
)


@shared_task(
    name="effects.tasks.settle",
    autoretry_for=(OperationalError,),
    retry_backoff=True,
    max_retries=3,
)
def settle() -> None:
    """Mark interventions on the curves, keep reviews on agendas, tell of what waits, count answers."""
    markers.settle()
    review_schedules.open_due()
    review_schedules.place_due()
    review_notices.remind()
    evaluation_notices.remind()
    evaluations.close_due()
