"""Recompute: a stale group is read whole, computed, hidden where it must be, and published whole.

The outbox is the truth. Whoever holds the group's lock computes all that the outbox named before
the reading began; results, the moved pointer and the emptied outbox become visible together.
A crash at any moment leaves the outbox as it was, so the work is simply done again.
"""

from __future__ import annotations

import datetime as dt
import logging

import numpy
import scipy
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from indicators.models import Group, OutboxEntry, Result, Run
from indicators.services.recompute_inputs import read_geography, read_panels
from indicators.services.recompute_statements import statements

log = logging.getLogger(__name__)

LOCK_CLASS = 4201  # first half of the advisory lock's key: groups being recomputed
LONGEST_WAIT = dt.timedelta(minutes=5)
MOST_FAILURES = 1000  # counted no further: the column is small
MOST_DOUBLINGS = 9  # 2⁹ s is above the longest wait; more would only overflow
CODE_VERSION = f"numpy {numpy.__version__}, scipy {scipy.__version__}"


def drain() -> int:
    """Recompute stale groups until none is left that this worker can take; returns how many.

    Several workers may drain at once: each skips the groups that another one holds.
    """
    done, passed_over = 0, set[int]()
    while (group_id := _next_stale(passed_over)) is not None:
        try:
            computed = recompute_group(group_id)
        except Exception as error:
            log.exception("group %s could not be recomputed", group_id)
            _note_failure(group_id, error)
            computed = False
        if computed:
            done += 1
        else:
            passed_over.add(group_id)
    _close_full_runs()
    return done


def _next_stale(passed_over: set[int]) -> int | None:
    due = Q(group__retry_at__isnull=True) | Q(group__retry_at__lte=timezone.now())
    return (
        OutboxEntry.objects.filter(due)
        .exclude(group_id__in=passed_over)
        .order_by("id")
        .values_list("group_id", flat=True)
        .first()
    )


@transaction.atomic
def recompute_group(group_id: int) -> bool:
    """Recompute one group in one transaction; False where another worker has it or none is stale."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [LOCK_CLASS, group_id])
        if not cursor.fetchone()[0]:
            return False
    # Named before anything is read: a later note may tell of a change this reading missed.
    notes = list(OutboxEntry.objects.filter(group_id=group_id).values_list("id", "reason"))
    if not notes:
        return False
    group = Group.objects.get(pk=group_id)
    run = Run.objects.create(group=group, reason=notes[-1][1], code_version=CODE_VERSION)
    geography = read_geography()
    panels, high_water = read_panels(group, geography)
    results = [result for panel in panels for result in statements(panel, geography, run=run)]
    Result.objects.bulk_create(results, batch_size=1000)
    # Only the run that was shown until now has results, so no join is needed to find them.
    if group.current_run_id is not None:
        Result.objects.filter(run_id=group.current_run_id).delete()
    Run.objects.filter(pk=run.pk).update(
        state=Run.State.DONE,
        finished_at=timezone.now(),
        high_water=high_water,
        results=len(results),
    )
    Group.objects.filter(pk=group_id).update(current_run=run, failed_attempts=0, retry_at=None)
    OutboxEntry.objects.filter(pk__in=[pk for pk, _reason in notes]).delete()
    return True


@transaction.atomic
def _note_failure(group_id: int, error: Exception) -> None:
    """Keep the account of a failure and wait longer after each, so one bad group stops no other."""
    group = Group.objects.select_for_update().get(pk=group_id)
    doublings = min(group.failed_attempts, MOST_DOUBLINGS)
    wait = min(dt.timedelta(seconds=2**doublings), LONGEST_WAIT)
    now = timezone.now()
    Group.objects.filter(pk=group_id).update(
        failed_attempts=min(group.failed_attempts + 1, MOST_FAILURES), retry_at=now + wait
    )
    Run.objects.create(
        group=group,
        reason="fejl",
        state=Run.State.FAILED,
        finished_at=now,
        code_version=CODE_VERSION,
        error=_in_one_line(error),
    )


def _in_one_line(error: Exception) -> str:
    """Kind and first line: the lines below may quote a row, and with it a figure to be hidden."""
    first = next(iter(str(error).splitlines()), "")
    return f"{type(error).__name__}: {first}"[:2000]


def _close_full_runs() -> None:
    """A full recompute has ended when none of its notes is left."""
    Run.objects.full().filter(state=Run.State.RUNNING, outbox__isnull=True).update(
        state=Run.State.DONE, finished_at=timezone.now()
    )
