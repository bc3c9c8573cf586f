"""Long files are tested a column at a time: what is staged is what testing row by row stages."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from indicators.importers.blocks import TEXTS, Block, Telling, block_of, packed, unpacked
from indicators.importers.shapes import Column, Shape
from indicators.models import ImportBatch, ImportRow, Source
from indicators.services.import_files import batches, staging
from indicators.services.import_files.books import read_book
from indicators.services.import_files.lines import numbers_of
from indicators.services.import_files.meanings import LEFT_OUT, Meaning
from indicators.services.import_files.sieve import Sieve
from tests.factories.entry import House, make_house

pytestmark = pytest.mark.django_db
AREAS = ["Område 1", "o2", "område 3", "o4", "Ukendt", "Udeladt", ""]
INDICATORS = ["trygge", "beboere", "Trygge", "findes ikke", "andet"]
PERIODS = [*map(str, range(1990, 2025)), "2024K1", "senere"]
VALUES = [
    "5",
    "12.5",
    "101",
    "-1",
    "M",
    "X",
    "<5",
    "12%",
    "1.5",
    "0.123456789",
    "1e5",
    "",
    "9" * 13,
]
PARTS = ["5", "12", "1.5", "M", "<5", "", "200"]
PROBLEM = ["not_a_number", "value", "nej"]


@pytest.fixture
def house() -> House:
    return make_house()


def shape(*figures: str) -> Shape:
    roles = ("area", "indicator", "period", *figures)
    columns = tuple(Column(place, (role,), role) for place, role in enumerate(roles))
    return Shape(
        "", (1,), 2, None, columns, ("label",), ("",), delimiter=";", encoding="utf-8", is_text=True
    )


def messy(draw: random.Random, pools: list[list[str]], oddness: float) -> list[list[Any]]:
    """Rows that are mostly sound; some have an unknown name, a mark, or what could not be read."""
    rows = []
    for number in range(2, 400):
        texts = [
            draw.choice(pool) if draw.random() < oddness else draw.choice(pool[:2])
            for pool in pools[:2]
        ]
        texts.append(draw.choice(pools[2][:-2] if draw.random() > oddness else pools[2]))
        texts += [draw.choice(pool[:2] if draw.random() > oddness else pool) for pool in pools[3:]]
        problem = PROBLEM if draw.random() < oddness / 10 else None
        rows.append([number, 3, problem, *texts])
    return rows


def as_columns(rows: list[list[Any]]) -> list[Block]:
    """The same rows as they come from a long file: each text told once, then by its number."""
    tellings = [Telling(lambda text: text) for _text in rows[0][TEXTS:]]
    said = []
    for start in range(0, len(rows), 90):
        sound = [row for row in rows[start : start + 90] if not row[2]]
        told = [
            telling.packed(telling.codes([row[at].encode() for row in sound]))
            for at, telling in enumerate(tellings, TEXTS)
        ]
        odd = [row for row in rows[start : start + 90] if row[2]]
        said.append(packed([row[0] for row in sound], 3, told, odd))
    return list(unpacked(json.loads(json.dumps(said))))


def staged(blocks: list[Block], followed: Shape) -> tuple[list[tuple[Any, ...]], staging.Staged]:
    batch = ImportBatch.objects.create(file_name="tal.csv", sha256="", state="checking")
    meaning = Meaning(areas={"udeladt": LEFT_OUT}, indicators={"andet": LEFT_OUT})
    told = staging.stage(
        batch=batch, blocks=blocks, shape=followed, meaning=meaning, book=read_book(None),
        own=batches.own_data_sets(None),
    )  # fmt: skip
    names = [f.name for f in ImportRow._meta.fields if f.name not in {"id", "batch"}]
    rows = list(ImportRow.objects.filter(batch=batch).order_by("row").values_list(*names))
    return rows, told


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("figures", [("value",), ("numerator", "denominator")])
def test_columns_are_staged_as_rows_are(
    house: House, monkeypatch: pytest.MonkeyPatch, seed: int, figures: tuple[str, ...]
) -> None:
    Source.objects.update(shown_to="partnership")
    draw = random.Random(seed)
    pools = [AREAS, INDICATORS, PERIODS, *([VALUES] if len(figures) == 1 else [PARTS, PARTS])]
    rows = messy(draw, pools, oddness=seed / 8)
    together = staged(as_columns(rows), shape(*figures))
    mixed = staged([block_of(rows)], shape(*figures))
    monkeypatch.setattr(Sieve, "_tested", lambda sieve, block: ("", sieve._by_row(block)))
    by_row = staged([block_of([row]) for row in rows], shape(*figures))
    assert together == by_row
    assert mixed == by_row
    assert by_row[1].count("new")


def test_numbers_in_sequence_are_written_as_others() -> None:
    for sequence in (range(2, 5), range(998, 1003), range(1000, 1001), range(2999, 4002)):
        assert numbers_of(sequence) == [str(number) for number in sequence]
    assert numbers_of([7, 1001]) == ["7", "1001"]
