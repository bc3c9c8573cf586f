"""Numbers of decisions: they run anew each year, across bodies, and none is ever left out."""

from __future__ import annotations

from django.db import connection
from django.db.models import Max

from partnership.models import Decision

LOCK_CLASS = 7203  # first half of the advisory lock's key: decisions being numbered in a year


def next_serial(year: int) -> int:
    """The next number of a year; whoever asks meanwhile waits until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK_CLASS, year])
    last = Decision.objects.filter(year=year).aggregate(last=Max("serial"))["last"]
    return int(last or 0) + 1
