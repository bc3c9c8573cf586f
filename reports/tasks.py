"""Work for the worker: a retry rule around service calls, nothing else."""

from __future__ import annotations

from celery import shared_task
from django.db import OperationalError
from django.utils.translation import gettext_noop

from partnership.services.clock_steps import Step, take
from reports.services import corrections, departure_notices


@shared_task(
    name="reports.tasks.tell_corrections",
    autoretry_for=(OperationalError,),
    retry_backoff=True,
    max_retries=3,
)
def tell_corrections() -> None:
    """Tell readers of briefs what became another figure, and what is decided no more; each once."""
    take(
        Step(gettext_noop("Beskeder om ændrede tal i mødeoplæg"), corrections.settle),
        Step(
            gettext_noop("Beskeder om sager, der ikke længere er på mødet"),
            departure_notices.settle,
        ),
    )
