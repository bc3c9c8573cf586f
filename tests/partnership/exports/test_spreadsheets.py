"""Files for spreadsheets: all digits, Danish marks, and no text that runs as a formula."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.exports.spreadsheets import csv_bytes, csv_lines, text_of, xlsx_bytes
from tests.factories.workbooks import sheet_in


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


def test_a_workbook_holds_numbers_as_numbers_and_days_as_days() -> None:
    data = xlsx_bytes(
        ["område", "andel", "målt", "vist", "tomt"],
        [
            ["Stjernehøj", -12.375, dt.date(2024, 12, 31), True, None],
            ["Ø", float("nan"), dt.datetime(2024, 12, 31, 12, tzinfo=dt.UTC), False, ""],
        ],
        sheet="Tal",
        fixed=1,
    )
    sheet = sheet_in(data)
    assert sheet.cells == {
        "A1": "område", "B1": "andel", "C1": "målt", "D1": "vist", "E1": "tomt",
        "A2": "Stjernehøj", "B2": -12.375, "C2": 45657.0, "D2": 1.0,
        "A3": "Ø", "C3": 45657.5, "D3": 0.0,
    }  # fmt: skip
    assert sheet.frozen == "B2"


@pytest.mark.parametrize("text", ["=1+1", "+45", "-2", "@SUM(A1)", "{=1}", "http://eksempel.dk"])
def test_text_in_a_workbook_is_text(text: str) -> None:
    sheet = sheet_in(xlsx_bytes([text], [[text]], sheet="Tal"))
    assert sheet.cells == {"A1": text, "A2": text}
    assert sheet.formulas == 0


def test_a_text_longer_than_a_cell_is_cut() -> None:
    assert sheet_in(xlsx_bytes(["x"], [["a" * 40_000]], sheet="Tal")).cells["A2"] == "a" * 32_767
