"""Long text files are read as columns: row for row the same as line by line, however messy."""

import json
import tempfile
from itertools import chain
from pathlib import Path
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from indicators.importers import blocks, columns, delimited
from indicators.importers.blocks import unpacked
from indicators.importers.reading import read_lines
from indicators.importers.shapes import Column, Shape

AREAS = [
    "Nord",
    " Syd ",
    "Ærø",
    "BallÃ¸v",
    "010190-1234",
    "",
    '"Øst, by"',
    '"to\nlinjer"',
    "N\x0br",
]
PERIODS = ["2019", "2020K1", "2019/20", "1.2.2020", "senere", ""]
NUMBERS = ["5", "-3", "12,5", "1.234", "1.234,5", "0", "007", "12 %", "5.5", "٣", "1" * 20]
FIGURES = [*NUMBERS, "..", "x", "<5", "", "-", "nej", '"7"', " 8 "]
LINES = ["", ";;", "Nord;2019", "Nord;2019;1;2;3;4", '"', "Nord;2019;5;;ekstra"]
CELLS = st.tuples(st.sampled_from(AREAS), st.sampled_from(PERIODS), st.sampled_from(FIGURES))


@st.composite
def files(draw: st.DrawFn) -> str:
    """Mostly whole lines, with some that are not; line ends of one kind or several."""
    lines = draw(st.lists(st.one_of(CELLS.map(";".join), st.sampled_from(LINES)), max_size=40))
    whole = draw(st.lists(st.just("Nord;2019;5"), max_size=60))
    ends = draw(st.sampled_from([["\n"], ["\r\n"], ["\r"], ["\n", "\r\n", "\r"]]))
    text = "".join(
        line + ends[number % len(ends)]
        for number, line in enumerate(["område;periode;værdi", *whole, *lines, *whole])
    )
    return text if draw(st.booleans()) else text.rstrip("\r\n")


def shape(**more: Any) -> Shape:
    roles = ("area", "period", "value")
    named = tuple(Column(place, (role,), role) for place, role in enumerate(roles))
    return Shape(
        "", (1,), more.pop("first_row", 2), more.pop("last_row", None), named, ("label",), ("",),
        delimiter=";", encoding="utf-8", is_text=True, **more,
    )  # fmt: skip


def same(text: str, followed: Shape, piece: int, most: int = 1 << 15) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tal.csv"
        path.write_bytes(text.encode())
        lines = delimited.lines_of(path, "utf-8", ";")
        expected = [[text or "" for text in row] for row in read_lines(lines, followed)]
        limits = columns._PIECE, blocks.MOST_TEXTS
        columns._PIECE, blocks.MOST_TEXTS = piece, most
        try:
            said = [json.loads(json.dumps(one)) for one in columns.read_blocks(path, followed)]
        finally:
            columns._PIECE, blocks.MOST_TEXTS = limits
    found = [
        [list(part) if isinstance(part, tuple) else part or "" for part in row]
        for row in chain.from_iterable(unpacked(said))
    ]
    assert found == [[list(p) if isinstance(p, tuple) else p for p in row] for row in expected]


@settings(deadline=None)
@given(
    text=files(),
    decimal=st.sampled_from(["", ",", "."]),
    marks=st.sampled_from([{}, {"..": "M", "x": "skip", "5": "X"}]),
    piece=st.sampled_from([1, 30, 300, 1 << 16]),
    most=st.sampled_from([1, 6, 1 << 15]),
    first=st.integers(1, 6),
    last=st.sampled_from([None, 5, 30]),
)
@example(  # a quoted field that begins above the table and ends below it
    text='område;periode;værdi\n\n\n"\n\n"Øst, by";2019;5',
    decimal="", marks={}, piece=1, most=1, first=5, last=5,
)  # fmt: skip
def test_columns_say_row_for_row_what_lines_say(
    text: str,
    decimal: str,
    marks: dict[str, str],
    piece: int,
    most: int,
    first: int,
    last: int | None,
) -> None:
    same(text, shape(decimal=decimal, marks=marks, first_row=first, last_row=last), piece, most)


def test_what_the_table_itself_lacks_stands_in_every_row() -> None:
    without = shape(constants={"indicator": "trygge"})
    same("område;periode;værdi\nNord;2019;5\nSyd;2020;6\n", without, 1 << 16)
