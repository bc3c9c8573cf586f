"""Fetching in the worker: what waits and what is due, one after the other, each whole or not at all.

The StatBank is asked outside every transaction. What it says is taken in within one, so a failure
anywhere leaves the figures as they were.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import logging
import time
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from accounts.models import User
from indicators.importers.statbank_answers import Answer
from indicators.importers.statbank_api import Statbank
from indicators.importers.statbank_transport import Patience, StatbankProblem
from indicators.models import Feed, FeedFetch, ImportBatch, Measurement
from indicators.rules.cells import danish
from indicators.rules.feeds import PREVIEW, TAKE, FeedMapping, Selection, next_fetch
from indicators.rules.values import Refused
from indicators.services.doubts import Saved
from indicators.services.feeds.notices import tell_of
from indicators.services.feeds.reading import (
    MOST_LINES,
    Comparison,
    asked_for,
    compare,
    entries_of,
    target_of,
)
from indicators.services.feeds.tables import statbank
from indicators.services.feeds.words import purpose_of
from indicators.services.flags import review
from indicators.services.measurements import ParallelEdit, record_many
from partnership.services import files

log = logging.getLogger(__name__)

REASON = gettext_noop("hentet fra Statistikbanken")
LONGEST = 15 * 60.0  # seconds for one fetch, however many questions it takes
DEAD_AFTER = dt.timedelta(minutes=30)
MOST_FAILURES = 1000  # counted no further: the column is small
DAYS_OF_A_MONTH = 30.44
AT_A_TIME = 2000  # figures looked at together


def run_due(*, asked: Statbank | None = None) -> int:
    """Carry out every fetch that waits or is due; returns how many. Several workers may do so."""
    _give_up_on_the_dead()
    _ask_for_due()
    done = 0
    while (fetch := _next_waiting()) is not None:
        run(fetch, asked or statbank(Patience()))
        done += 1
    return done


def _give_up_on_the_dead() -> None:
    """A fetch whose worker was stopped is told as such, and tried again like after any failure."""
    since = timezone.now() - DEAD_AFTER
    for fetch in FeedFetch.objects.filter(state=FeedFetch.State.RUNNING, started_at__lt=since):
        _fail(fetch, "interrupted", {}, may_pass=True)


def _ask_for_due() -> None:
    due = Feed.objects.filter(is_active=True, next_fetch_at__lte=timezone.now())
    FeedFetch.objects.bulk_create(
        [FeedFetch(feed=feed, details={"purpose": TAKE}) for feed in due],
        ignore_conflicts=True,  # one waits already
    )


@transaction.atomic
def _next_waiting() -> FeedFetch | None:
    fetch = (
        FeedFetch.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(state=FeedFetch.State.WAITING)
        .select_related("feed__source", "requested_by")
        .order_by("requested_at")
        .first()
    )
    if fetch is not None:
        fetch.state, fetch.started_at = FeedFetch.State.RUNNING, timezone.now()
        fetch.save(update_fields=["state", "started_at"])
    return fetch


def run(fetch: FeedFetch, asked: Statbank) -> None:
    """Carry out one fetch, and write down how it went. Never raises for what a fetch can meet."""
    try:
        _run(fetch, asked)
    except StatbankProblem as problem:
        _fail(fetch, problem.code, problem.facts, may_pass=problem.may_pass)
    except Refused as refusal:
        facts = {"field": refusal.field, **refusal.facts}
        _fail(fetch, refusal.code, facts, may_pass=False)
    except ParallelEdit:
        _fail(fetch, "parallel", {}, may_pass=True)
    except Exception as error:
        # Whatever else: the account must not say "running" for ever, and the next feed has its turn.
        log.exception("fetch %s", fetch.pk)
        _fail(fetch, "unexpected", {"kind": type(error).__name__}, may_pass=True)


def _run(fetch: FeedFetch, asked: Statbank) -> None:
    feed = fetch.feed
    if not feed.source.shown_to:
        raise Refused("unsettled_source", "source")
    mapping, selection = FeedMapping.read(feed.mapping), Selection.read(feed.selection)
    target = target_of(mapping)
    info = asked.table_info(feed.table)
    question = asked_for(info, selection, mapping, target.definition)
    answer = asked.data(feed.table, question, progress=_progress(fetch))
    entries = entries_of(answer, info, mapping, target, feed)
    with transaction.atomic():
        found = compare(entries, target)
        if purpose_of(fetch) == PREVIEW:
            _record(found, None, fetch.requested_by)  # meets every rule that counts, and is undone
            transaction.set_rollback(True)
        else:
            _finish(fetch, found, _take_in(fetch, found, answer) if found.entries else None)
            return
    _finish(fetch, found, None)


def _progress(fetch: FeedFetch) -> Any:
    """Keeps the page's bar true, and ends a fetch that would go on for too long."""
    ends_at = time.monotonic() + LONGEST

    def tell(done: int, total: int) -> None:
        if time.monotonic() > ends_at:
            raise StatbankProblem("timeout")
        fetch.done, fetch.total = done, max(total, 1)
        fetch.save(update_fields=["done", "total"])

    return tell


def _take_in(fetch: FeedFetch, found: Comparison, answer: Answer) -> ImportBatch:
    """Record what moved as new versions, with the answer kept as the file they came in."""
    feed, by = fetch.feed, fetch.requested_by
    name = f"{feed.table} {timezone.localdate():%Y-%m-%d}.csv"
    months = feed.source.retention_months
    until = (
        timezone.localdate() + dt.timedelta(days=round(months * DAYS_OF_A_MONTH))
        if months
        else None
    )
    file = files.keep(
        name=name, pieces=[_as_file(answer)], by=by, content_type="text/csv", kept_until=until
    )
    batch = ImportBatch.objects.create(
        file_name=name, sha256=file.sha256, file=file, kind=ImportBatch.Kind.FEED,
        state=ImportBatch.State.DONE, source=feed.source, imported_by=by,
        new=found.new, changed=found.changed, unchanged=found.unchanged,
    )  # fmt: skip
    measurements = _record(found, batch, by)
    saved = list(map(Saved, found.entries, measurements))
    for start in range(0, len(saved), AT_A_TIME):
        review(saved=saved[start : start + AT_A_TIME], by=by, standing=None)
    return batch


def _record(found: Comparison, batch: ImportBatch | None, by: User | None) -> list[Measurement]:
    return record_many(
        entries=found.entries, by=by, standing=None, import_batch=batch, reason=REASON
    ).measurements


def _as_file(answer: Answer) -> bytes:
    """The answer as one table of codes, whichever parts and forms it came in."""
    out = io.StringIO(newline="")
    lines = csv.writer(out, delimiter=";")
    lines.writerow([*answer.variables, "INDHOLD"])
    lines.writerows([*codes, text] for codes, text in sorted(answer.cells.items()))
    return out.getvalue().encode("utf-8-sig")


@transaction.atomic
def _finish(fetch: FeedFetch, found: Comparison, batch: ImportBatch | None) -> None:
    purpose = purpose_of(fetch)
    moved = found.new + found.changed
    fetch.state = FeedFetch.State.DONE if moved else FeedFetch.State.UNCHANGED
    fetch.batch, fetch.finished_at, fetch.done = batch, timezone.now(), fetch.total
    fetch.details = {
        "purpose": purpose,
        "new": found.new, "changed": found.changed, "unchanged": found.unchanged,
        "elsewhere": found.elsewhere, "counted": found.counted,
        "lines": [line.stored() for line in found.lines[:MOST_LINES]],
        "hidden": max(0, len(found.lines) - MOST_LINES),
        "slots": [found.slots[0], found.slots[-1]] if found.slots else [],
        "first": purpose == TAKE and not _earlier(fetch).exists(),
    }  # fmt: skip
    fetch.save(update_fields=["state", "batch", "finished_at", "done", "details"])
    tell_of(fetch)
    if purpose == TAKE:
        feed = Feed.objects.select_for_update().get(pk=fetch.feed_id)
        feed.failed_attempts = 0
        feed.next_fetch_at = next_fetch(feed.every, now=timezone.now()) if feed.is_active else None
        feed.save(update_fields=["failed_attempts", "next_fetch_at"])


def _earlier(fetch: FeedFetch) -> Any:
    ended = (FeedFetch.State.DONE, FeedFetch.State.UNCHANGED)
    others = FeedFetch.objects.filter(feed_id=fetch.feed_id, state__in=ended).exclude(pk=fetch.pk)
    return others.filter(details__purpose=TAKE)


@transaction.atomic
def _fail(fetch: FeedFetch, code: str, facts: dict[str, object], *, may_pass: bool) -> None:
    """Write down why, and when it is tried again; figures are as they were."""
    purpose = purpose_of(fetch)
    fetch.state, fetch.code, fetch.finished_at = FeedFetch.State.FAILED, code[:40], timezone.now()
    plain = {name: _plain(value) for name, value in facts.items()}
    fetch.details = {"purpose": purpose, "facts": plain}
    fetch.save(update_fields=["state", "code", "finished_at", "details"])
    if purpose == PREVIEW:
        tell_of(fetch)
        return
    feed = Feed.objects.select_for_update().get(pk=fetch.feed_id)
    feed.failed_attempts = min(feed.failed_attempts + 1, MOST_FAILURES)
    if feed.is_active:
        feed.next_fetch_at = next_fetch(
            feed.every,
            now=timezone.now(),
            failed_attempts=feed.failed_attempts,
            may_pass=may_pass,
        )
    feed.save(update_fields=["failed_attempts", "next_fetch_at"])
    tell_of(fetch, failed_attempts=feed.failed_attempts, may_pass=may_pass)


def _plain(fact: object) -> int | str:
    """A fact as it can be kept and shown."""
    if isinstance(fact, Decimal):
        return danish(fact)
    return fact if isinstance(fact, int) else str(fact)
