"""Work for the worker: retry rules around single service calls, nothing else."""

from __future__ import annotations

from celery import shared_task
from django.db import OperationalError
from django.utils import timezone

from indicators.services import workflow
from indicators.services.feeds import fetching
from indicators.services.recompute import checking, clearing, groups

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
    checking.check_all()
    groups.drain(hands=HANDS)


@shared_task(name="indicators.tasks.clear_replaced")
def clear_replaced() -> None:
    """Clear away replaced results that a crash left behind."""
    clearing.clear_replaced()


@shared_task(name="indicators.tasks.fetch_feeds")
def fetch_feeds() -> None:
    """Fetch what is due or was asked for; a failure is written down and waits for its next try."""
    fetching.run_due()


@shared_task(name="indicators.tasks.release_due")
def release_due() -> int:
    """Every hour: release what was approved and held back until today (Copenhagen's date)."""
    return workflow.release_due(today=timezone.localdate())
