"""Steps the clock takes one after the other: one that fails stops none of those after it.

What failed is logged by its name, told on the page of computations until it succeeds, and raised
when all have been taken, so that the worker's log and its retries know of it.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar

from django.db import OperationalError, connection, transaction
from django.db.models import F
from django.utils import timezone

from partnership.models import ClockStep

log = logging.getLogger(__name__)
STANDS = dt.timedelta(hours=26)  # the rarest are taken once a night; two hours are their usual room
LONGEST = 2000
One = TypeVar("One")


class Step(NamedTuple):
    """One step: what it does, said in Danish with `gettext_noop`, and the function that does it."""

    words: str
    do: Callable[[], object]

    @property
    def name(self) -> str:
        """Where it is found in the code."""
        return f"{self.do.__module__}.{self.do.__qualname__}"


class NotAllDone(Exception):
    """Some could not be done, after all had been tried."""


def take(*steps: Step) -> None:
    """Take them all; raise at the end where any failed.

    A database that is away fails the account as well: that ends the round, and the task is retried.
    """
    failed: list[tuple[str, Exception]] = []
    for step in steps:
        try:
            step.do()
        except Exception as error:
            log.exception("the clock's step %s failed", step.name)
            _let_go_of_what_is_lost()
            _note(step, error)
            failed.append((step.name, error))
        else:
            ClockStep.objects.filter(name=step.name).delete()
    _raise(failed)


def each(do: Callable[[One], object], over: Iterable[One]) -> int:
    """Do it for each, the others also where one fails; says for how many it made a difference."""
    done, failed = 0, list[tuple[str, Exception]]()
    for one in over:
        try:
            done += bool(do(one))
        except Exception as error:
            log.exception("%s failed for %s", do.__module__, one)
            _let_go_of_what_is_lost()
            failed.append((str(one), error))
    _raise(failed)
    return done


def failing(now: dt.datetime) -> list[ClockStep]:
    """Those that fail, the longest first; one that is no longer taken at all is left out."""
    return list(ClockStep.objects.filter(failed_at__gte=now - STANDS))


def _let_go_of_what_is_lost() -> None:
    """The next step gets a connection that works."""
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()


@transaction.atomic
def _note(step: Step, error: Exception) -> None:
    now = timezone.now()
    said = {"words": step.words, "failed_at": now, "error": in_one_line(error)}
    known = ClockStep.objects.filter(name=step.name)
    if not known.update(**said, failures=F("failures") + 1):
        ClockStep.objects.bulk_create(
            [ClockStep(name=step.name, failing_since=now, **said)], ignore_conflicts=True
        )


def in_one_line(error: Exception) -> str:
    """Kind and first line: the lines below may quote a row, and with it what few may see."""
    first = next(iter(str(error).splitlines()), "")
    return f"{type(error).__name__}: {first}"[:LONGEST]


def _raise(failed: list[tuple[str, Exception]]) -> None:
    """One that says that the database was busy is raised as it is: it is worth another try."""
    if not failed:
        return
    for _name, error in failed:
        if isinstance(error, OperationalError):
            raise error
    first = failed[0][1]
    raise NotAllDone("; ".join(f"{name}: {in_one_line(why)}" for name, why in failed)) from first
