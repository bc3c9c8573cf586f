"""Work for the worker: retry rules around single service calls, nothing else."""

from __future__ import annotations

from celery import shared_task
from django.db import OperationalError

from accounts.services import digests
from partnership.services import (
    bodies,
    decision_notices,
    deliveries,
    follow_up_agendas,
    follow_up_notices,
    meeting_invitations,
    written_procedures,
)


@shared_task(name="partnership.tasks.mail_notices")
def mail_notices() -> None:
    """Mail what is due, calls to meetings with the meeting itself; what failed is due again next time."""
    digests.send_due(attach=meeting_invitations.attached)


@shared_task(
    name="partnership.tasks.remind",
    autoretry_for=(OperationalError,),
    retry_backoff=True,
    max_retries=3,
)
def remind() -> None:
    """Settle bodies that ended, remind of what is due, put what is late on agendas; each once."""
    bodies.close_ended()
    follow_up_agendas.place_overdue()
    follow_up_notices.remind()
    written_procedures.remind()
    decision_notices.remind_of_reviews()
    deliveries.remind()
