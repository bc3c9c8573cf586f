"""Work for the worker: a retry rule around a single service call, nothing else."""

from __future__ import annotations

from celery import shared_task
from django.db import OperationalError

from reports.services import corrections


@shared_task(
    name="reports.tasks.tell_corrections",
    autoretry_for=(OperationalError,),
    retry_backoff=True,
    max_retries=3,
)
def tell_corrections() -> None:
    """Tell readers of briefs what became another figure; each change once."""
    corrections.settle()
