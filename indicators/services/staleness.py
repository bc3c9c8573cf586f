"""The outbox: what must be computed anew is noted in the same transaction as the change itself."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from indicators.models import Group, OutboxEntry, Run
from indicators.services.nudges import nudge_after_commit

DRAIN = "indicators.tasks.drain"


def mark_stale(*, groups: Iterable[Group], reason: str) -> None:
    """Note that groups must be computed anew. Call inside the transaction of the change."""
    unique = {group.pk: group for group in groups}
    OutboxEntry.objects.bulk_create(
        OutboxEntry(group=group, reason=reason) for group in unique.values()
    )
    nudge_after_commit(DRAIN)


@transaction.atomic
def request_full_recompute(*, by: User | None, reason: str) -> Run:
    """Mark every group stale under one account, whose progress a page can show."""
    groups = list(Group.objects.filter(indicators__isnull=False).distinct())
    run = Run.objects.create(reason=reason, total=len(groups), started_by=by)
    OutboxEntry.objects.bulk_create(
        OutboxEntry(group=group, full_run=run, reason=reason) for group in groups
    )
    nudge_after_commit(DRAIN)
    return run
