"""Files for spreadsheets: all digits, Danish marks, and no text that runs as a formula."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.exports import csv_bytes, csv_lines, text_of


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


def test_a_danish_spreadsheet_reads_numbers_dates_and_gaps() -> None:
    data = csv_bytes(
        ["område", "andel", "n", "målt", "vist"],
        [
            ["Stjernehøj; nord", -12.375, 1200, dt.date(2024, 12, 31), True],
            ["Ø", None, 0.0, "", False],
        ],
    )
    assert data.startswith(b"\xef\xbb\xbf")
    assert read(data) == [
        ["område", "andel", "n", "målt", "vist"],
        ["Stjernehøj; nord", "-12,375", "1200", "2024-12-31", "1"],
        ["Ø", "", "0", "", "0"],
    ]


@pytest.mark.parametrize(
    "text", ["=1+1", "+45", "-2", "@SUM(A1)", "\t=1", "\r=1", "  =HYPERLINK()"]
)
def test_no_text_runs_as_a_formula(text: str) -> None:
    ((cell,),) = read(csv_bytes([text], []))
    assert cell == f"'{text}"
    assert text_of(text) == f"'{text}"


def test_not_a_number_is_an_empty_cell() -> None:
    assert [text_of(cell) for cell in (float("nan"), float("inf"), 1e-7)] == ["", "", "1e-07"]


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_digit_comes_back(number: float) -> None:
    ((cell,),) = read("".join(list(csv_lines(["x"], [[number]]))[1:]).encode())
    assert float(cell.replace(",", ".")) == number
