"""The outbox: what must be computed anew is noted in the same transaction as the change itself."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from celery import current_app
from django.db import transaction

from accounts.models import User
from indicators.models import Group, OutboxEntry, Run

log = logging.getLogger(__name__)
DRAIN = "indicators.tasks.drain"


def mark_stale(*, groups: Iterable[Group], reason: str) -> None:
    """Note that groups must be computed anew. Call inside the transaction of the change."""
    unique = {group.pk: group for group in groups}
    OutboxEntry.objects.bulk_create(
        OutboxEntry(group=group, reason=reason) for group in unique.values()
    )
    nudge_after_commit()


@transaction.atomic
def request_full_recompute(*, by: User | None, reason: str) -> Run:
    """Mark every group stale under one account, whose progress a page can show."""
    groups = list(Group.objects.filter(indicators__isnull=False).distinct())
    run = Run.objects.create(reason=reason, total=len(groups), started_by=by)
    OutboxEntry.objects.bulk_create(
        OutboxEntry(group=group, full_run=run, reason=reason) for group in groups
    )
    nudge_after_commit()
    return run


def nudge_after_commit() -> None:
    """Tell the worker at once. Without a broker nothing is lost: the clock finds the outbox."""
    transaction.on_commit(_nudge, robust=True)


def _nudge() -> None:
    try:
        current_app.send_task(DRAIN, ignore_result=True, retry=False)
    except Exception as error:  # any failure of the broker only means waiting
        log.warning("broker not reached, the clock will find the outbox: %s", type(error).__name__)
