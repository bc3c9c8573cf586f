"""Work for the worker: retry rules around single service calls, nothing else."""

from __future__ import annotations

from celery import shared_task

from partnership.services import (
    decision_notices,
    follow_up_agendas,
    follow_up_notices,
    written_procedures,
)


@shared_task(name="partnership.tasks.remind")
def remind() -> None:
    """Remind of tasks, answers and reviews, and put what is late on agendas; each is done once."""
    follow_up_agendas.place_overdue()
    follow_up_notices.remind()
    written_procedures.remind()
    decision_notices.remind_of_reviews()
