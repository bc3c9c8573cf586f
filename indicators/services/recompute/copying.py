"""Copying to and from the database: whole columns in one stream, both sides at work at once."""

from __future__ import annotations

import io
import queue
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection

Block = bytes | memoryview
WAITING = 4  # blocks that may wait for the database: memory stays bounded


class CopyStream:
    """Hands blocks to an open COPY from a thread of its own, so that the next can be worked out."""

    def __init__(self, copy: Any) -> None:
        self._copy = copy
        self._blocks: queue.Queue[Block | None] = queue.Queue(WAITING)
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._send, name="copy", daemon=True)
        self._thread.start()

    def write(self, block: Block) -> None:
        """Hand over a block; waits where the database is far behind."""
        self.check()
        self._blocks.put(block)

    def check(self) -> None:
        """Raise what the database said of an earlier block, if it refused one."""
        if self._error is not None:
            raise self._error

    def close(self) -> None:
        """Wait until all is sent. The connection is the caller's own again."""
        self._blocks.put(None)
        self._thread.join()

    def _send(self) -> None:
        while (block := self._blocks.get()) is not None:
            if self._error is None:
                try:
                    self._copy.write(block)
                except BaseException as error:  # told to the one who writes
                    self._error = error


@contextmanager
def copy_in(question: str) -> Iterator[CopyStream]:
    """COPY … FROM STDIN in the open transaction; nothing else may be asked until it is done."""
    with (
        connection.wrap_database_errors,
        connection.cursor() as cur,
        cur.cursor.copy(question) as copy,
    ):
        stream = CopyStream(copy)
        try:
            yield stream
        finally:
            stream.close()
        stream.check()


def copy_out(question: str, values: Sequence[Any]) -> bytes:
    """All that COPY (question) TO STDOUT gives, as CSV."""
    stream = io.BytesIO()
    whole = f"COPY ({question}) TO STDOUT (FORMAT csv)"
    with (
        connection.wrap_database_errors,
        connection.cursor() as cur,
        cur.cursor.copy(whole, values) as copy,
    ):
        for chunk in copy:
            stream.write(chunk)
    return stream.getvalue()
