"""Telling how far a long reading or taking in is, while its own transaction is still open."""

from __future__ import annotations

import time

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

EVERY = 0.5  # seconds


class Cancelled(Exception):
    """A person asked to stop; what was begun is undone."""


class Progress:
    """Writes how far it is on a connection of its own, and hears there whether to stop.

    Use as a context manager. The connection is only opened once it has taken half a second.
    """

    def __init__(self, batch_id: int) -> None:
        self._batch_id = batch_id
        self._next = time.monotonic() + EVERY
        self._connection: BaseDatabaseWrapper | None = None

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_raised: object) -> None:
        if self._connection is not None:
            self._connection.close()

    def tell(self, done: int) -> None:
        """Note that so many rows are done; at most twice a second. Raises `Cancelled`."""
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + EVERY
        if self._connection is None:
            self._connection = connections.create_connection(DEFAULT_DB_ALIAS)
        with self._connection.cursor() as cursor:
            cursor.execute(
                "UPDATE indicators_importbatch SET done = %s, touched_at = %s WHERE id = %s "
                "RETURNING cancel_asked",
                [done, timezone.now(), self._batch_id],
            )
            found = cursor.fetchone()
        if found and found[0]:
            raise Cancelled
