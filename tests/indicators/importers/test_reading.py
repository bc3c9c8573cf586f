"""Reading by a shape: one row for each figure, with its address and its doubt."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from indicators.importers.files import open_file
from indicators.importers.reading import lines_of_cells, read_lines
from indicators.importers.recognition import recognise
from indicators.importers.shapes import Shape, address, fields
from tests.factories.uploads import archive, sheet_xml, workbook, written


def read(path: Path, **changes: Any) -> list[dict[str, str]]:
    """What a file says as it was recognised and then corrected; the address under "at"."""
    sheet = open_file(path)[1][0]
    shape = recognise(sheet).shape.corrected(**changes)
    lines = sheet.lines() if sheet.lines else lines_of_cells(sheet.rows(), shape)
    return [_named(row, shape) for row in read_lines(lines, shape)]


def _named(row: Sequence[Any], shape: Shape) -> dict[str, str]:
    number, place, problem, *texts = row
    named = {"at": address(shape, number, place)}
    if problem:
        named["problem"] = f"{problem[0]} {problem[1]} {problem[2]}".strip()
    return named | {k: v for k, v in zip(fields(shape), texts, strict=True) if v}


def of_text(path: Path, text: str, **changes: Any) -> list[dict[str, str]]:
    return read(written(path / "tal.csv", text), **changes)


def test_a_wide_table_gives_a_row_for_each_figure_with_its_address(tmp_path: Path) -> None:
    rows = [["Titel"], [], [None, None, "2019", "2020"]]
    rows += [["Mænd", "159 Gladsaxe", 0.5, 2], [None, "163 Herlev", None, 4]]
    rows += [["Kvinder", "159 Gladsaxe", 5, 6], [None, "163 Herlev", 7, 8], [], ["Kilde: os 2020"]]
    found = read(workbook(tmp_path / "tal.xlsx", {"A": rows}))
    assert found[0] == {
        "at": "C4",
        "area_code": "159",
        "area": "Gladsaxe",
        "period": "2019",
        "value": "0.5",
        "category:Opdeling 1": "Mænd",
    }
    assert [row["at"] for row in found] == ["C4", "D4", "D5", "C6", "D6", "C7", "D7"]
    assert found[2]["category:Opdeling 1"] == "Mænd"
    assert found[-1]["category:Opdeling 1"] == "Kvinder"


def test_counts_under_one_period_are_one_row(tmp_path: Path) -> None:
    rows = [
        ["Område", 2019, None, 2020, None],
        [None, "Tæller", "Nævner", "Tæller", "Nævner"],
        ["Nord", 10, 40, 12, 41],
    ]
    found = read(workbook(tmp_path / "a.xlsx", {"A": rows}, merged={"A": ["B1:C1", "D1:E1"]}))
    assert found == [
        {"at": "B3", "area": "Nord", "period": "2019", "numerator": "10", "denominator": "40"},
        {"at": "D3", "area": "Nord", "period": "2020", "numerator": "12", "denominator": "41"},
    ]


def test_percent_cells_keep_their_sign(tmp_path: Path) -> None:
    rows = [["Område", 2019], ["Nord", (0.125, "0.0%")], ["Syd", (1, "0%")]]
    found = read(workbook(tmp_path / "a.xlsx", {"A": rows}))
    assert [row["value"] for row in found] == ["12.5%", "100%"]


def test_a_long_file_with_danish_numbers_and_marks(tmp_path: Path) -> None:
    text = "område;år;værdi\nNord;2019;1.234,5\nSyd;2019;x\nØst;2019;<5\nVest;2019;\nHer;2019;-\n"
    found = of_text(tmp_path, text, marks={"x": "M", "<5": "<5", "-": "skip"})
    assert [(row["at"], row["area"], row["value"]) for row in found] == [
        ("2:C", "Nord", "1234.5"),
        ("3:C", "Syd", "M"),
        ("4:C", "Øst", "<5"),
    ]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Nord;2019;x", "unclear_mark value x"),
        ("Nord;2019;ca. 5", "not_a_number value ca. 5"),
        ("Nord;2019;0101701234 bor her", "cpr value"),
        ("Nord;2015-2017;5", "pooled_period period 2015-2017"),
        ("Nord;2018/19;5", "ask_split_year period 2018/19"),
        ("Nord;1.2.2019;5", "ask_date period 1.2.2019"),
        ("Nord;i går;5", "unknown_period period i går"),
        ("Nord;0101701234;5", "cpr period"),
        ("BallÃ¸v;2019;5", "broken_text area BallÃ¸v"),
        ("0101701234;2019;5", "cpr area"),
        ("Nord;2019;5;8", "ragged_rows"),
        ("Nord;2019;12.5", "mixed_decimals value 12.5"),
    ],
)
def test_each_doubt_is_said_with_its_place(line: str, problem: str, tmp_path: Path) -> None:
    steady = "".join(f"Område {n};2019;{n},5\n" for n in range(20))
    found = of_text(tmp_path, f"område;år;værdi\n{steady}{line}\n", decimal=",")
    assert found[-1]["problem"] == problem
    assert "0101701234" not in str(found)
    assert all("problem" not in row for row in found[:-1])


def test_a_sign_that_may_be_either_is_a_doubt_until_somebody_has_said(tmp_path: Path) -> None:
    text = "område;år;værdi\nNord;2019;1.234\nSyd;2019;2.345\n"
    assert {row["problem"] for row in of_text(tmp_path, text)} == {
        "ask_decimal value 1.234",
        "ask_decimal value 2.345",
    }
    assert [row["value"] for row in of_text(tmp_path, text, decimal=",")] == ["1234", "2345"]
    assert [row["value"] for row in of_text(tmp_path, text, decimal=".")] == ["1.234", "2.345"]


def test_formulas_and_errors_name_their_cell(tmp_path: Path) -> None:
    text = '<c r="A{0}" t="inlineStr"><is><t>Sted {0}</t></is></c>'
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Sted</t></is></c><c r="B1"><v>2019</v></c></row>'
    )
    for n, cell in enumerate(("><v>5</v>", "><f>A1</f>", ' t="e"><v>#N/A</v>'), 2):
        rows += f'<row r="{n}">{text.format(n)}<c r="B{n}"{cell}</c></row>'
    path = archive(tmp_path / "a.xlsx", {"xl/worksheets/sheet1.xml": sheet_xml(rows)})
    assert [(row["at"], row.get("problem")) for row in read(path)] == [
        ("B2", None),
        ("B3", "formula_without_value value"),
        ("B4", "error_value value #N/A"),
    ]


def test_a_chosen_member_leaves_the_others_out(tmp_path: Path) -> None:
    text = "område;køn;år;værdi\nNord;I alt;2019;5\nNord;Mænd;2019;2\nNord;Kvinder;2019;3\n"
    whole = of_text(tmp_path, text)
    assert [row["category:køn"] for row in whole] == ["I alt", "Mænd", "Kvinder"]
    chosen = of_text(tmp_path, text, chosen={"køn": "i alt"})
    assert chosen == [{"at": "2:D", "area": "Nord", "period": "2019", "value": "5"}]


def test_a_chosen_member_of_a_heading_leaves_its_columns_out(tmp_path: Path) -> None:
    rows = [[None, 2019, None], ["Område", "Mænd", "Kvinder"], ["Nord", 1, 2], ["Syd", 3, 4]]
    file = workbook(tmp_path / "a.xlsx", {"A": rows}, merged={"A": ["B1:C1"]})
    assert [row["category:Opdeling"] for row in read(file)[:2]] == ["Mænd", "Kvinder"]
    assert [row["at"] for row in read(file, chosen={"Opdeling": "Kvinder"})] == ["C3", "C4"]


def test_what_a_table_lacks_is_said_once_for_all(tmp_path: Path) -> None:
    found = of_text(
        tmp_path,
        "område;andel\nNord;5\nSyd;6\n",
        constants={"period": "jan 2021", "indicator": "ledige"},
    )
    assert found[0] == {
        "at": "2:B", "area": "Nord", "indicator": "ledige", "period": "2021M01", "value": "5",
    }  # fmt: skip


def test_headings_that_say_indicator_and_period_are_taken_apart(tmp_path: Path) -> None:
    found = of_text(tmp_path, "bydel,TYVERI_2019,TYVERI_2020\nNord,5,6\nSyd,7,8\n")
    assert found[1] == {
        "at": "2:C", "area": "Nord", "indicator": "TYVERI", "period": "2020", "value": "6",
    }  # fmt: skip


def test_areas_over_the_columns_lose_their_code(tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", {"A": [["År", "159 Nord", "163 Syd"], [2019, 1, 2]]})
    sheet = open_file(file)[1][0]
    shape = recognise(sheet, frozenset({"nord", "syd"})).shape
    found = [_named(row, shape) for row in read_lines(lines_of_cells(sheet.rows(), shape), shape)]
    assert [(row["area"], row["period"], row["at"]) for row in found] == [
        ("Nord", "2019", "B2"),
        ("Syd", "2019", "C2"),
    ]


def test_records_and_features_are_read_as_tables(tmp_path: Path) -> None:
    plain = '[{"omrade": "Nord", "\u00e5r": 2019, "tal": 5.25, "note": null, "mere": []}]'
    found = of_text(tmp_path, plain, roles={0: "area"})
    assert found == [{"at": "2:C", "area": "Nord", "period": "2019", "value": "5.25"}]
    feature = (
        '{"type": "Feature", "properties": {"bydel": "Nord", "m2": 7}, "geometry": {"a": [1]}}'
    )
    found = of_text(tmp_path, f'{{"features": [{feature}]}}', constants={"period": "2020"})
    assert found == [{"at": "2:B", "area": "Nord", "period": "2020", "value": "7"}]
    wrapped = (
        '{"data": [{"kommune": "Nord", "tid": "2019K1", "value": 1e3, "aktiv": true}], "n": 1}'
    )
    found = of_text(tmp_path, wrapped)
    assert found == [{"at": "2:C", "area": "Nord", "period": "2019K1", "value": "1000"}]


def test_a_cube_is_read_as_a_table(tmp_path: Path) -> None:
    cube = (
        '{"class": "dataset", "id": ["OMRÅDE", "Tid"], "size": [2, 2],'
        '"value": [1, null, 3, ".."], "dimension": {"OMRÅDE": {"category": {"index": ["159", "163"],'
        '"label": {"159": "Gladsaxe", "163": "Herlev"}}},'
        '"Tid": {"category": {"index": {"2020K1": 0, "2020K2": 1}}}}}'
    )
    found = of_text(tmp_path, cube)
    assert [(row["area"], row["period"], row["value"]) for row in found] == [
        ("Gladsaxe", "2020K1", "1"),
        ("Herlev", "2020K1", "3"),
        ("Herlev", "2020K2", "M"),
    ]
