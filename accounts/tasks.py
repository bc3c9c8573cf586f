"""Work for the worker: retry rules around single service calls, nothing else."""

from __future__ import annotations

from celery import shared_task

from accounts.services import digests


@shared_task(name="accounts.tasks.mail_notices")
def mail_notices() -> None:
    """Mail what is due. A mail that failed is still due when the clock comes round again."""
    digests.send_due()
