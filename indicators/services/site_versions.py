"""One short text that changes whenever anything a page could show has changed.

Every table of the domain keeps a trace, and results are shown by the runs their groups point at.
So the newest trace rows, the pointers and the outbox say together which edition of the site this is.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from functools import cache
from typing import NamedTuple

from django.apps import apps
from django.db import connection
from django.utils import timezone
from pghistory.models import Event

from indicators.models import ExampleSet, Group, OutboxEntry, Withdrawal
from indicators.services.fragments import forget

# Traces may become visible in another order than they were numbered in. The sum of the newest ones
# grows with every row that appears, late or not, as long as fewer than this many overtake it.
NEWEST = 50


class Edition(NamedTuple):
    """What the site is right now: its version, and whether invented figures stand in it."""

    version: str
    is_example: bool


class _Known(NamedTuple):
    """The edition that was read last, and the database's own account of what was committed then."""

    day: dt.date | None
    snapshot: str
    edition: Edition
    withdrawn: int = 0


_last = {"read": _Known(None, "", Edition("", is_example=False))}


def edition_now() -> Edition:
    """The edition of the site; another one tomorrow, since pages tell dates. One query or two.

    Where the database has committed nothing since the last reading, nothing can have changed. Its
    account does not tell of a transaction's own writes, so within one the question is asked in full.
    """
    day = timezone.localdate()
    with connection.cursor() as cursor:
        if not connection.in_atomic_block:
            cursor.execute("SELECT pg_current_snapshot()::text")
            known = _last["read"]
            if (known.day, known.snapshot) == (day, cursor.fetchone()[0]):
                return known.edition
        cursor.execute(_question())
        snapshot, is_example, withdrawn, state = cursor.fetchone()
    version = hashlib.blake2s(f"{day} {state}".encode(), digest_size=12).hexdigest()
    edition = Edition(version, bool(is_example))
    if withdrawn != _last["read"].withdrawn:
        forget()
    _last["read"] = _Known(day, snapshot, edition, withdrawn)
    return edition


@cache
def _question() -> str:
    """The one query: all trace tables, the groups' pointers, what waits, and the example's notice."""
    traces = sorted(m._meta.db_table for m in apps.get_models() if issubclass(m, Event))
    sums = [
        f"(SELECT sum(pgh_id) FROM (SELECT pgh_id FROM {table}"  # noqa: S608 - our own tables
        f" ORDER BY pgh_id DESC LIMIT {NEWEST}) newest)"
        for table in traces
    ]
    group, outbox, example = (m._meta.db_table for m in (Group, OutboxEntry, ExampleSet))
    pointers = (
        "(SELECT string_agg(g.id || ':' || coalesce(g.current_run_id, 0) || CASE WHEN EXISTS"  # noqa: S608
        f" (SELECT 1 FROM {outbox} o WHERE o.group_id = g.id) THEN '+' ELSE '' END, ',' ORDER BY g.id)"
        f" FROM {group} g)"
    )
    examples = f"(SELECT string_agg(id || ':' || is_fictitious, ',' ORDER BY id) FROM {example})"  # noqa: S608
    is_example = f"(SELECT bool_or(is_fictitious) FROM {example})"  # noqa: S608
    withdrawn = f"(SELECT count(*) FROM {Withdrawal._meta.db_table} WHERE confirmed_at IS NOT NULL)"  # noqa: S608
    parts = ", ".join([pointers, examples, *sums])
    return f"SELECT pg_current_snapshot()::text, {is_example}, {withdrawn}, concat_ws(';', {parts})"
