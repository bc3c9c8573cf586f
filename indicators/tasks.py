"""Work for the worker: retry rules around service calls, nothing else."""

from __future__ import annotations

from celery import shared_task
from django.db import OperationalError
from django.utils.translation import gettext_noop

from indicators.services import reminders, wheel, workflow
from indicators.services.feeds import fetching
from indicators.services.import_files import batches, work
from indicators.services.recompute import checking, clearing, groups
from partnership.services import files
from partnership.services.clock_steps import Step, take

HANDS = 2  # groups that one worker process has in hand at a time


@shared_task(
    name="indicators.tasks.drain",
    autoretry_for=(OperationalError,),
    retry_backoff=True,
    retry_backoff_max=30,
    max_retries=5,
)
def drain() -> None:
    """Recompute what the outbox names. The clock sends this too, so a lost message costs seconds."""
    groups.drain(hands=HANDS)


@shared_task(name="indicators.tasks.check_all")
def check_all() -> None:
    """Every night: work everything out anew and raise an alarm where stored results differ."""
    take(Step(gettext_noop("Natlig kontrol af alle tal"), checking.check_all))
    groups.drain(hands=HANDS)


@shared_task(name="indicators.tasks.clear_replaced")
def clear_replaced() -> None:
    """Clear away replaced results that a crash left behind."""
    clearing.clear_replaced()


@shared_task(name="indicators.tasks.work_on_imports")
def work_on_imports() -> None:
    """Read, test and take in files that wait; what a lost worker had in hand is taken up again."""
    work.work_on_all()


@shared_task(name="indicators.tasks.clear_files")
def clear_files() -> None:
    """Every night: give up files nobody went on with, and delete those kept long enough."""
    take(
        Step(gettext_noop("Filer, ingen er gået videre med, opgives"), batches.clear_unused),
        Step(gettext_noop("Filer, der er opbevaret længe nok, slettes"), files.clear_expired),
    )


@shared_task(name="indicators.tasks.fetch_feeds")
def fetch_feeds() -> None:
    """Fetch what is due or was asked for; a failure is written down and waits for its next try."""
    fetching.run_due()


@shared_task(name="indicators.tasks.release_due")
def release_due() -> None:
    """Every hour: release what was approved and held back until today (Copenhagen's date)."""
    take(Step(gettext_noop("Tal, der er holdt tilbage til i dag, frigives"), workflow.release_due))


@shared_task(name="indicators.tasks.turn_wheel")
def turn_wheel() -> None:
    """Open the rounds whose day has come and remind of the others; each is done once."""
    take(
        Step(gettext_noop("Indsamlinger åbnes"), wheel.open_due),
        Step(gettext_noop("Påmindelser om indsamlinger"), reminders.remind),
    )
