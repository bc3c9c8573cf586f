"""Work for the worker: retry rules around service calls, nothing else."""

from __future__ import annotations

from celery import shared_task
from django.db import OperationalError
from django.utils.translation import gettext_noop

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
from partnership.services.clock_steps import Step, take


@shared_task(name="partnership.tasks.mail_notices")
def mail_notices() -> None:
    """Mail what is due, calls to meetings with the meeting itself; what failed is due again next time."""
    take(Step(gettext_noop("Beskeder sendes som mail"), _mail))


@shared_task(
    name="partnership.tasks.remind",
    autoretry_for=(OperationalError,),
    retry_backoff=True,
    max_retries=3,
)
def remind() -> None:
    """Settle bodies that ended, remind of what is due, put what is late on agendas; each once."""
    take(
        Step(gettext_noop("Organer, der er slut, gøres op"), bodies.close_ended),
        Step(
            gettext_noop("Opgaver over fristen sættes på dagsordener"),
            follow_up_agendas.place_overdue,
        ),
        Step(gettext_noop("Påmindelser om opgaver"), follow_up_notices.remind),
        Step(gettext_noop("Påmindelser om skriftlige godkendelser"), written_procedures.remind),
        Step(
            gettext_noop("Påmindelser om opfølgning på beslutninger"),
            decision_notices.remind_of_reviews,
        ),
        Step(gettext_noop("Påmindelser om leverancer"), deliveries.remind),
    )


def _mail() -> None:
    digests.send_due(attach=meeting_invitations.attached)
