"""Reads of the computation accounts: how far a full recompute has come, and what waits."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext_noop

from indicators.models import Group, Run
from indicators.models.runs import NIGHTLY
from indicators.services.names import group_name

LATE = dt.timedelta(hours=26)  # a check runs each night; two hours are its usual room
LONGEST_CHECK = dt.timedelta(hours=6)  # one that began longer ago was stopped half-way

# What a run's account gives as its reason; stored in Danish, shown in the reader's language.
REASONS = (
    gettext_noop("indberetning"),
    gettext_noop("import"),
    gettext_noop("indlæst partnerskab"),
    gettext_noop("eksempeldata fjernet"),
    gettext_noop("fuld genberegning"),
    gettext_noop("fejl"),
    gettext_noop("natlig kontrol"),
)


@dataclass(frozen=True)
class Progress:
    """How far a full recompute has come, in groups."""

    run: Run
    done: int

    @property
    def is_running(self) -> bool:
        """Whether groups are still waiting."""
        return self.run.state == Run.State.RUNNING

    @property
    def total(self) -> int:
        """Groups to compute."""
        return self.run.total


@dataclass(frozen=True)
class Waiting:
    """A group that waits to be computed, or whose last computation failed."""

    name: str
    since: dt.datetime | None
    failed_attempts: int
    retry_at: dt.datetime | None


def newest_full_run() -> Progress | None:
    """The newest full recompute and how much of it is done."""
    run = (
        Run.objects.full()
        .exclude(reason=NIGHTLY)
        .annotate(left=Count("outbox__group", distinct=True))
        .order_by("-started_at")
        .first()
    )
    return Progress(run=run, done=run.total - run.left) if run else None


def waiting_groups() -> list[Waiting]:
    """Groups with notes in the outbox, oldest first."""
    groups = (
        Group.objects.filter(Q(outbox__isnull=False) | Q(failed_attempts__gt=0))
        .distinct()
        .prefetch_related("outbox", "indicators")
    )
    waiting = [
        Waiting(
            name=group_name(group),
            since=min((note.created_at for note in group.outbox.all()), default=None),
            failed_attempts=group.failed_attempts,
            retry_at=group.retry_at,
        )
        for group in groups
    ]
    return sorted(waiting, key=lambda each: (each.since is None, each.since))


def alarm() -> str:
    """What the newest nightly check found to be wrong; empty where all was right, or none has run."""
    newest = Run.objects.full().filter(reason=NIGHTLY, state=Run.State.DONE)
    found: str | None = newest.values_list("alarm", flat=True).first()
    return found or ""


@dataclass(frozen=True)
class Nightly:
    """The newest nightly check that was finished, and whether one should have been since."""

    ended_at: dt.datetime | None
    stopped_at: dt.datetime | None
    is_late: bool


def nightly(now: dt.datetime) -> Nightly:
    """When the check last ended; `stopped_at` is when one began that never came to its end.

    Where none has ever ended it is late once anything was computed so long ago.
    """
    checks = Run.objects.full().filter(reason=NIGHTLY)
    ended = checks.filter(state=Run.State.DONE).order_by("-finished_at").first()
    newest = checks.order_by("-started_at").first()
    stopped = newest if newest is not None and newest.state != Run.State.DONE else None
    if (
        stopped is not None
        and stopped.state == Run.State.RUNNING
        and now - stopped.started_at < LONGEST_CHECK
    ):
        stopped = None
    first = ended.finished_at if ended else None
    since = first or Run.objects.order_by("started_at").values_list("started_at", flat=True).first()
    return Nightly(
        ended_at=first,
        stopped_at=stopped.started_at if stopped else None,
        is_late=since is not None and now - since > LATE,
    )


def recent_runs(count: int = 20) -> list[tuple[str, Run]]:
    """The newest accounts, each with the name of what was computed ("" for all groups)."""
    newest = Run.objects.select_related("group").prefetch_related("group__indicators")
    return [
        (group_name(run.group) if run.group else "", run)
        for run in newest.order_by("-started_at")[:count]
    ]
