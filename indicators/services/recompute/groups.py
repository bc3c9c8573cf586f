"""Recompute: a stale group is read whole, computed, hidden where it must be, and published whole.

The outbox is the truth. Whoever holds the group's lock computes all that the outbox named before
the reading began; results, the moved pointer and the emptied outbox become visible together.
A crash at any moment leaves the outbox as it was, so the work is simply done again.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy
import polars as pl
import scipy
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from indicators.models import Group, OutboxEntry, Run
from indicators.models.runs import LOCK_CLASS, NIGHTLY
from indicators.services.recompute.charts import write_charts, write_expected
from indicators.services.recompute.clearing import clear_replaced
from indicators.services.recompute.editions import record_editions
from indicators.services.recompute.events import write_contributions
from indicators.services.recompute.frames import ResultWriter
from indicators.services.recompute.geography import read_geography
from indicators.services.recompute.inputs import read_panels
from indicators.services.recompute.news import record_news
from indicators.services.recompute.parts import write_pooled, write_splits
from indicators.services.recompute.statements import write_statements
from indicators.services.recompute.studies import Study, read_studies
from indicators.services.recompute.trends import write_trends
from partnership.services.clock_steps import in_one_line

log = logging.getLogger(__name__)

LONGEST_WAIT = dt.timedelta(minutes=5)
MOST_FAILURES = 1000  # counted no further: the column is small
MOST_DOUBLINGS = 9  # 2⁹ s is above the longest wait; more would only overflow
CODE_VERSION = f"numpy {numpy.__version__}, scipy {scipy.__version__}, polars {pl.__version__}"
# What is worked out beyond single panels: each is handed all studies of a group, and the writer.
EXTENSIONS: tuple[Callable[[list[Study], ResultWriter], None], ...] = (
    write_trends,
    write_charts,
    write_expected,
    write_pooled,
    write_splits,
    write_contributions,
)


def drain(*, hands: int = 1) -> int:
    """Recompute stale groups until none is left that this worker can take; returns how many.

    Several workers may drain at once: each skips the groups that another one holds. With two hands
    one works out its group while the database takes in the other's: each is a thread with a
    connection of its own.
    """
    several = hands > 1 and OutboxEntry.objects.values("group").distinct()[:2].count() > 1
    if several:
        with ThreadPoolExecutor(hands) as pool:
            done = sum(pool.map(lambda _hand: _drain_apart(), range(hands)))
    else:
        done = _drain_alone()
    _close_full_runs()
    return done


def _drain_apart() -> int:
    try:
        return _drain_alone()
    finally:
        connection.close()


def _drain_alone() -> int:
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
            clear_replaced(group_id)
        else:
            passed_over.add(group_id)
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
    writer = ResultWriter(run.pk)
    account = compute(group, writer)
    publish(group, run, writer.count, account)
    OutboxEntry.objects.filter(pk__in=[pk for pk, _reason in notes]).delete()
    return True


@dataclass(frozen=True)
class Account:
    """What was read, and how what is hidden was checked."""

    high_water: int
    audit: dict[str, Any] | None


def compute(group: Group, writer: ResultWriter) -> Account:
    """Read a group whole and write all its results, hidden where they must be."""
    geography = read_geography()
    panels, high_water = read_panels(group, geography)
    studies, audit = read_studies(group, panels, geography)
    for write in EXTENSIONS:
        write(studies, writer)
    with writer.copying():
        for study in studies:
            write_statements(study, writer)
    return Account(high_water, audit)


def publish(group: Group, run: Run, results: int, account: Account) -> None:
    """Move the group's pointer to a run whose results are stored; all becomes visible on commit.

    The replaced results stay until they are cleared away, so nobody who reads has to wait.
    """
    if group.current_run_id is not None:
        record_editions(group, group.current_run_id, run.pk)
        record_news(group.current_run_id, run.pk)
    Run.objects.filter(pk=run.pk).update(
        state=Run.State.DONE,
        finished_at=timezone.now(),
        high_water=account.high_water,
        results=results,
        audit=account.audit,
    )
    Group.objects.filter(pk=group.pk).update(current_run=run, failed_attempts=0, retry_at=None)


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
        error=in_one_line(error),
    )


def _close_full_runs() -> None:
    """A full recompute has ended when none of its notes is left; the nightly check ends itself."""
    ended = Run.objects.full().filter(state=Run.State.RUNNING, outbox__isnull=True)
    ended.exclude(reason=NIGHTLY).update(state=Run.State.DONE, finished_at=timezone.now())
