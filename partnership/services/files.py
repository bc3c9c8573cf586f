"""Keeping files: in chunks of a megabyte, with their fingerprint, until their day is over."""

from __future__ import annotations

import datetime as dt
import hashlib
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from partnership.models import FileChunk, StoredFile

CHUNK = 1 << 20


def _even(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of one chunk each."""
    rest = b""
    for piece in pieces:
        rest += piece
        while len(rest) >= CHUNK:
            yield rest[:CHUNK]
            rest = rest[CHUNK:]
    if rest:
        yield rest


@transaction.atomic
def keep(
    *,
    name: str,
    pieces: Iterable[bytes],
    by: User | None,
    content_type: str = "",
    kept_until: dt.date | None = None,
) -> StoredFile:
    """Store a file that comes in pieces; only one chunk of it stands in memory at a time."""
    file = StoredFile.objects.create(
        name=name[:200], content_type=content_type[:100], kept_until=kept_until, created_by=by
    )
    fingerprint, size = hashlib.sha256(), 0
    for number, data in enumerate(_even(pieces)):
        fingerprint.update(data)
        size += len(data)
        FileChunk.objects.create(file=file, number=number, data=data)
    file.size, file.sha256 = size, fingerprint.hexdigest()
    file.save(update_fields=["size", "sha256"])
    return file


def pieces_of(file: StoredFile) -> Iterator[bytes]:
    """The file's bytes, chunk by chunk; none where they were taken away."""
    for number in range(-(-file.size // CHUNK)):
        found = FileChunk.objects.filter(file=file, number=number).values_list("data", flat=True)
        chunk = found.first()
        if chunk is None:
            return
        yield bytes(chunk)


@contextmanager
def on_disk(file: StoredFile) -> Iterator[Path]:
    """The file as a temporary one for a reader that wants a path; it is gone afterwards.

    It bears no name of its own: what a person called it is never part of a path.
    """
    with tempfile.TemporaryDirectory(prefix="kompas-") as folder:
        path = Path(folder) / "file"
        with path.open("wb") as out:
            for piece in pieces_of(file):
                out.write(piece)
        yield path


@transaction.atomic
def purge(*, file: StoredFile) -> None:
    """Take the bytes away; name, size and fingerprint stay as the note that it was here."""
    FileChunk.objects.filter(file=file).delete()
    StoredFile.objects.filter(pk=file.pk, purged_at__isnull=True).update(purged_at=timezone.now())


def clear_expired(*, today: dt.date | None = None) -> int:
    """Purge what was to be kept until a day that is over; returns how many files."""
    day = today or timezone.localdate()
    over = list(StoredFile.objects.filter(kept_until__lt=day, purged_at__isnull=True))
    for file in over:
        purge(file=file)
    return len(over)
