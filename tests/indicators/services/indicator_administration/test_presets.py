"""Presets: from the catalogue, out as a file, and in again elsewhere."""

from __future__ import annotations

import tomllib

import pytest

from indicators.models import Definition, Indicator
from indicators.services.catalogue import read_catalogue
from indicators.services.indicator_administration import definitions, presets
from partnership.rules.access import SeatFact, Standing

pytestmark = pytest.mark.django_db
STAFF = Standing(user_id=1, seats=(SeatFact("secretariat", 1, 1, "secretariat"),))
UNKNOWN_SOURCE = (
    b'code = "x"\nname = "X"\nname_en = "X"\nsource = "findes-ikke"\ndirection = "higher"'
)


def test_presets_are_taken_into_use_once_and_restricted_ones_by_right():
    rows = presets.offered(read_catalogue(), restricted=False)
    assert len(rows) > 30
    codes = [row.code for row in rows][:3]
    assert presets.adopt(by=STAFF, codes=codes) == 3
    assert presets.adopt(by=STAFF, codes=codes) == 0
    assert {
        row.code for row in presets.offered(read_catalogue(), restricted=False) if row.is_here
    } >= set(codes)
    hidden = {row["code"] for row in read_catalogue().indicators.values() if row.get("restricted")}
    assert presets.adopt(by=STAFF, codes=hidden) == 0


def test_what_is_exported_comes_in_elsewhere_as_it_was():
    presets.adopt(
        by=STAFF, codes=[row.code for row in presets.offered(read_catalogue(), restricted=False)]
    )
    content = presets.export_file(restricted=False).encode()
    before = [
        (row.indicator.code, definitions.values_of(row) | {"source": row.source.code})
        for row in Definition.objects.order_by("indicator__code")
    ]
    assert len(tomllib.loads(content.decode())["indicators"]) == len(before)
    Indicator.objects.all().delete()
    assert presets.read_file(content).problems == []
    assert presets.take_file(by=STAFF, content=content) == len(before)
    after = [
        (row.indicator.code, definitions.values_of(row) | {"source": row.source.code})
        for row in Definition.objects.order_by("indicator__code")
    ]
    assert after == before


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"\xff\xfe", "UTF-8"),
        (b"[[indicators", "TOML"),
        (b"", "ingen indikatorer"),
        (b'note = "010190-1234"', "CPR-nummer"),
        (b"indicators = 3", "[[indicators]]"),
        (b"[[indicators]]\n" + UNKNOWN_SOURCE, "findes-ikke"),
        (b'[[indicators]]\ncode = "x"\nnavn = "X"', "navn"),
    ],
)  # fmt: skip
def test_a_faulty_file_is_told_whole_and_nothing_is_stored(content, word):
    assert word in " ".join(presets.read_file(content).problems)
    with pytest.raises(ValueError, match="faults"):
        presets.take_file(by=STAFF, content=content)
