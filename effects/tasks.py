"""Work for the worker: retry rules around service calls, nothing else."""

from __future__ import annotations

from celery import shared_task
from django.db import OperationalError
from django.utils.translation import gettext_noop

from effects.services import (
    evaluation_notices,
    evaluations,
    markers,
    review_notices,
    review_schedules,
)
from partnership.services.clock_steps import Step, take


@shared_task(
    name="effects.tasks.settle",
    autoretry_for=(OperationalError,),
    retry_backoff=True,
    max_retries=3,
)
def settle() -> None:
    """Mark interventions on the curves, keep reviews on agendas, tell of what waits, count answers."""
    take(
        Step(gettext_noop("Indsatser mærkes på kurverne"), markers.settle),
        Step(
            gettext_noop("Effektopfølgninger åbnes, når deres dag nærmer sig"),
            review_schedules.open_due,
        ),
        Step(gettext_noop("Effektopfølgninger sættes på dagsordener"), review_schedules.place_due),
        Step(gettext_noop("Beskeder om effektopfølgninger"), review_notices.remind),
        Step(gettext_noop("Beskeder om årets selvevaluering"), evaluation_notices.remind),
        Step(gettext_noop("Årets selvevaluering tælles op"), evaluations.close_due),
    )
