"""Whatever a file holds, it is read or refused; nothing else happens."""

import io
import random
import zipfile
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.importers.files import open_file
from indicators.importers.findings import looked_from_json
from indicators.importers.reading import lines_of_cells, read_lines
from indicators.importers.recognition import look_at
from indicators.importers.shapes import apply_remembered, fields, remembered
from indicators.rules.values import Refused
from tests.factories.uploads import archive, sheet_xml, workbook

CELLS = st.one_of(
    st.sampled_from(
        ["", "Nord", "Syd", "I alt", "2019", "2018/19", "1. kvt 2020", "1.234", "12,5", "12.5", "..",
         "x", "<5", "12 %", "Mænd", "område", "tid", "værdi", "antal", "159 Nord", "BallÃ¸v", "NA"]
    ),
    st.text(max_size=6),
    st.integers(-5, 3000).map(str),
)  # fmt: skip
TABLES = st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=14)


def read_all(path: Path) -> None:
    """Everything that is done with a file."""
    try:
        kind, sheets = open_file(path)
    except Refused:
        return
    looked = look_at(kind, sheets, ["Nord"])
    assert looked_from_json(looked.to_json()) == looked
    for sheet, found in zip(sheets, looked.sheets, strict=True):
        if found.recognised is None:
            assert found.refusal
            continue
        shape = apply_remembered(remembered(found.recognised.shape), found.recognised.shape)
        lines = sheet.lines() if sheet.lines else lines_of_cells(sheet.rows(), shape)
        for row in read_lines(lines, shape):
            assert len(row) == len(fields(shape)) + 3
            assert all(isinstance(text, str) for text in row[3:])


@given(TABLES, st.sampled_from([";", ",", "\t"]))
@settings(max_examples=120, deadline=None)
def test_any_text_file(table: Sequence[Sequence[str]], delimiter: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tal.csv"
        text = "\n".join(delimiter.join(row) for row in table)
        path.write_text(text, encoding="utf-8", errors="replace")
        read_all(path)


@given(TABLES)
@settings(max_examples=60, deadline=None)
def test_any_workbook(table: Sequence[Sequence[str]]) -> None:
    with TemporaryDirectory() as folder:
        cells = [
            [int(c) if c.isdecimal() and len(c) < 9 else c or None for c in row] for row in table
        ]
        plain = [
            [None if isinstance(c, str) and c.startswith("=") else c for c in row] for row in cells
        ]
        read_all(workbook(Path(folder) / "tal.xlsx", {"A": plain}))


@given(st.integers(0, 10**9))
@settings(max_examples=80, deadline=None)
def test_any_damage_to_a_part(seed: int) -> None:
    chance = random.Random(seed)
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>Sted</t></is></c><c r="B1" s="1"><v>2019</v></c></row>'
    rows += '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2"><f>A1</f><v>5</v></c></row>'
    part = bytearray(sheet_xml(rows).encode())
    for _ in range(chance.randint(1, 6)):
        part[chance.randrange(len(part))] = chance.randrange(256)
    with TemporaryDirectory() as folder:
        read_all(archive(Path(folder) / "a.xlsx", {"xl/worksheets/sheet1.xml": bytes(part)}))


@given(st.integers(0, 10**9))
@settings(max_examples=80, deadline=None)
def test_any_damage_to_an_archive(seed: int) -> None:
    chance = random.Random(seed)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as parts:
        parts.writestr("xl/workbook.xml", "<workbook/>")
        parts.writestr("xl/worksheets/sheet1.xml", sheet_xml(""))
    content = bytearray(packed.getvalue())
    for _ in range(chance.randint(1, 8)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        path.write_bytes(bytes(content))
        read_all(path)
