"""Work for the worker: a retry rule around a single service call, nothing else."""

from __future__ import annotations

from celery import shared_task
from django.db import OperationalError

from reports.services import corrections, departure_notices


@shared_task(
    name="reports.tasks.tell_corrections",
    autoretry_for=(OperationalError,),
    retry_backoff=True,
    max_retries=3,
)
def tell_corrections() -> None:
    """Tell readers of briefs what became another figure, and what is decided no more; each once."""
    corrections.settle()
    departure_notices.settle()
