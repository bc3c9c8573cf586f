"""Kept files: whole again whatever the pieces they came in, and gone when their day is over."""

import datetime as dt
import hashlib

import pytest

from partnership.models import FileChunk, StoredFile
from partnership.services import files

pytestmark = pytest.mark.django_db


def kept(content: bytes, size: int = 700_000, **more: object) -> StoredFile:
    pieces = [content[at : at + size] for at in range(0, len(content), size)]
    return files.keep(name="tal.csv", pieces=pieces, by=None, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("size", [0, 1, files.CHUNK, 2 * files.CHUNK + 5])
def test_a_file_is_whole_again(size: int) -> None:
    content = bytes(range(256)) * (size // 256 + 1)
    content = content[:size]
    file = kept(content)
    assert (file.size, file.sha256) == (size, hashlib.sha256(content).hexdigest())
    assert b"".join(files.pieces_of(file)) == content
    assert FileChunk.objects.count() == -(-size // files.CHUNK)
    with files.on_disk(file) as path:
        assert path.read_bytes() == content
        assert "tal" not in str(path)
    assert not path.exists()


def test_a_file_whose_reading_fails_leaves_nothing() -> None:
    def broken() -> object:
        yield b"x" * 2_000_000
        raise OSError("the line was cut")

    with pytest.raises(OSError, match="cut"):
        files.keep(name="tal.csv", pieces=broken(), by=None)  # type: ignore[arg-type]
    assert not StoredFile.objects.exists()
    assert not FileChunk.objects.exists()


def test_purging_takes_the_bytes_and_leaves_the_note() -> None:
    file = kept(b"abc")
    files.purge(file=file)
    file.refresh_from_db()
    assert file.purged_at is not None
    assert (file.size, list(files.pieces_of(file))) == (3, [])
    first = file.purged_at
    files.purge(file=file)
    file.refresh_from_db()
    assert file.purged_at == first


def test_what_was_kept_long_enough_is_cleared_by_the_clock() -> None:
    today = dt.date(2026, 6, 1)
    over = kept(b"a", kept_until=today - dt.timedelta(days=1))
    last_day, for_good = kept(b"b", kept_until=today), kept(b"c")
    assert files.clear_expired(today=today) == 1
    assert files.clear_expired(today=today) == 0
    assert list(FileChunk.objects.values_list("file", flat=True)) == [last_day.pk, for_good.pk]
    over.refresh_from_db()
    assert over.purged_at is not None
