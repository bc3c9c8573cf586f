"""Workbooks: what stands in each cell, with its address, its format and its doubt."""

import datetime as dt
from pathlib import Path

import pytest

from indicators.importers.files import open_file
from indicators.importers.sheets import ERROR, FORMULA, NUMBER, PERCENT, TEXT, Sheet, canonical
from indicators.importers.styles import form_of
from indicators.rules.values import Refused
from tests.factories.uploads import SPACE, archive, opendocument, sheet_xml, workbook


def cells(sheet: Sheet) -> dict[tuple[int, int], tuple[str, str]]:
    return {(row, place): (kind, text) for row, said in sheet.rows() for place, kind, text in said}


def only_sheet(path: Path) -> Sheet:
    return open_file(path)[1][0]


def test_numbers_percentages_dates_and_texts_are_told_apart(tmp_path: Path) -> None:
    rows = [
        ["Område", 12, (0.688, "0.0%"), (dt.date(2024, 3, 1), "dd-mm-yyyy"), (7.5, '0.0 "%"')],
        [(44197, "mmm åååå"), 1e-7, 1234567890.25, True, (3, '"dage" 0')],
    ]
    found = cells(only_sheet(workbook(tmp_path / "a.xlsx", {"Ark1": rows})))
    assert found[1, 0] == (TEXT, "Område")
    assert found[1, 1] == (NUMBER, "12")
    assert found[1, 2] == (PERCENT, "68.8%")
    assert found[1, 3] == ("d", "2024-03-01")
    assert found[1, 4] == (NUMBER, "7.5")
    assert found[2, 0] == ("d", "2021-01-01")
    assert found[2, 1] == (NUMBER, "0.0000001")
    assert found[2, 2] == (NUMBER, "1234567890.25")
    assert found[2, 4] == (NUMBER, "3")


def test_a_formula_gives_the_value_that_is_stored_and_says_when_none_is(tmp_path: Path) -> None:
    rows = '<row r="3"><c r="B3"><f>A1+1</f><v>2</v></c><c r="C3"><f>A1+2</f></c>'
    rows += (
        '<c r="D3" t="str"><f>""</f><v></v></c><c r="E3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )
    path = archive(tmp_path / "a.xlsx", {"xl/worksheets/sheet1.xml": sheet_xml(rows)})
    assert cells(only_sheet(path)) == {
        (3, 1): (NUMBER, "2"),
        (3, 2): (FORMULA, ""),
        (3, 4): (ERROR, "#DIV/0!"),
    }


def test_blank_leading_rows_and_columns_move_no_address(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"Ark1": [[], [], [None, None, "X"]]})
    assert list(only_sheet(path).rows()) == [(3, [(2, TEXT, "X")])]


def test_cells_without_address_stand_beside_each_other(tmp_path: Path) -> None:
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"
    path = archive(tmp_path / "a.xlsx", {"xl/worksheets/sheet1.xml": sheet_xml(rows)})
    assert {at: text for at, (_k, text) in cells(only_sheet(path)).items()} == {
        (1, 0): "1",
        (1, 1): "2",
        (2, 0): "3",
    }


def test_parts_with_a_prefix_rich_text_and_readings_are_read(tmp_path: Path) -> None:
    sheet = (
        f'<x:worksheet {SPACE.replace("xmlns=", "xmlns:x=")}><x:sheetData><x:row r="1">'
        '<x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c r="B1" t="inlineStr"><x:is><x:t>her</x:t></x:is>'
        '</x:c><x:c r="C1" t="s"><x:v>9</x:v></x:c></x:row></x:sheetData>'
        '<x:mergeCells><x:mergeCell ref="A1:B2"/></x:mergeCells></x:worksheet>'
    )
    texts = f"<sst {SPACE}><si><r><t>Høje</t></r><r><t> Glad_x0073_axe</t></r>"
    texts += "<rPh><t>no</t></rPh></si></sst>"
    path = archive(
        tmp_path / "a.xlsx", {"xl/worksheets/sheet1.xml": sheet, "xl/sharedStrings.xml": texts}
    )
    sheet1 = only_sheet(path)
    assert cells(sheet1) == {(1, 0): (TEXT, "Høje Gladsaxe"), (1, 1): (TEXT, "her")}
    assert sheet1.merged == ((1, 0, 2, 1),)


def test_hidden_sheets_and_merged_ranges_are_known(tmp_path: Path) -> None:
    rows = [["a", 2019, None], ["b", 1, 2]]
    path = workbook(
        tmp_path / "a.xlsx",
        {"Tal": rows, "Skjult": rows},
        hidden=["Skjult"],
        merged={"Tal": ["B1:C1"]},
    )
    shown, hidden = open_file(path)[1]
    assert (shown.is_hidden, hidden.is_hidden) == (False, True)
    assert shown.merged == ((1, 1, 1, 2),)


def test_days_counted_from_1904_are_dates_too(tmp_path: Path) -> None:
    book = f'<workbook {SPACE} xmlns:r="r"><workbookPr date1904="1"/>'
    book += '<sheets><sheet name="A" r:id="rId1"/></sheets></workbook>'
    styles = f'<styleSheet {SPACE}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    styles += "</styleSheet>"
    rows = '<row r="1"><c r="A1" s="1"><v>42735</v></c><c r="B1" s="1"><v>-5</v></c></row>'
    path = archive(
        tmp_path / "a.xlsx",
        {
            "xl/workbook.xml": book,
            "xl/styles.xml": styles,
            "xl/worksheets/sheet1.xml": sheet_xml(rows),
        },
    )
    assert cells(only_sheet(path)) == {(1, 0): ("d", "2021-01-01"), (1, 1): (TEXT, "-5")}


def test_rows_out_of_order_and_impossible_addresses_are_damage(tmp_path: Path) -> None:
    for rows in (
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="1A"><v>1</v></c></row>',
        '<row r="x"><c r="A1"><v>1</v></c></row>',
    ):
        path = archive(tmp_path / "a.xlsx", {"xl/worksheets/sheet1.xml": sheet_xml(rows)})
        with pytest.raises(Refused) as refusal:
            list(only_sheet(path).rows())
        assert refusal.value.code == "damaged_file"


@pytest.mark.parametrize(
    ("code", "form"),
    [
        ("0.0%", PERCENT),
        ('0.0" %"', NUMBER),
        ("[Red]0.00;[Blue]-0.00", NUMBER),
        ("General", NUMBER),
        ("d. mmmm yyyy", "d"),
        ("#,##0_);(#,##0)", NUMBER),
        ("åååå", "d"),
    ],
)
def test_a_number_format_says_what_a_number_is(code: str, form: str) -> None:
    assert form_of(code) == form


def test_numbers_are_written_as_a_spreadsheet_shows_them() -> None:
    said = ["007", "14.000000000000002", "1E+3", "-0", "1.5E-05", "90.08333333333331"]
    assert [canonical(text) for text in said] == [
        "7",
        "14",
        "1000",
        "0",
        "0.000015",
        "90.0833333333333",
    ]
    for text in ("nan", "inf", "x"):
        with pytest.raises(ValueError, match=text):
            canonical(text)


ODS = """
<office:automatic-styles><style:style style:name="h"><style:table-properties table:display="false"/>
</style:style></office:automatic-styles>
<table:table table:name="Tal">
<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>
<table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>Andel</text:p>
<office:annotation><text:p>en note</text:p></office:annotation></table:table-cell>
<table:covered-table-cell/>
<table:table-cell office:value-type="percentage" office:value="0.125"><text:p>12,5%</text:p>
</table:table-cell>
<table:table-cell office:value-type="date" office:date-value="2024-05-01"><text:p>maj</text:p>
</table:table-cell>
<table:table-cell office:value-type="float" office:value="3" table:number-columns-repeated="2"/>
<table:table-cell table:formula="of:=1/0" office:value-type="string"><text:p>#DIV/0!</text:p>
</table:table-cell>
<table:table-cell table:formula="of:=[.A1]"/></table:table-row></table:table>
<table:table table:name="Skjult" table:style-name="h"><table:table-row><table:table-cell>
<text:p>to</text:p><text:p>linjer</text:p></table:table-cell></table:table-row></table:table>
"""


def test_an_opendocument_workbook_says_the_same(tmp_path: Path) -> None:
    kind, (shown, hidden) = open_file(opendocument(tmp_path / "a.ods", ODS))
    assert kind == "ods"
    assert cells(shown) == {
        (4, 0): (TEXT, "Andel"),
        (4, 2): (PERCENT, "12.5%"),
        (4, 3): ("d", "2024-05-01"),
        (4, 4): (NUMBER, "3"),
        (4, 5): (NUMBER, "3"),
        (4, 6): (ERROR, "#DIV/0!"),
        (4, 7): (FORMULA, ""),
    }
    assert shown.merged == ((4, 0, 4, 1),)
    assert (hidden.name, hidden.is_hidden) == ("Skjult", True)
    assert cells(hidden) == {(1, 0): (TEXT, "to linjer")}


@pytest.mark.parametrize(
    ("rows", "columns"),
    [("table:number-rows-repeated", "title"), ("title", "table:number-columns-repeated")],
)
def test_repeated_cells_do_not_multiply_without_end(
    rows: str, columns: str, tmp_path: Path
) -> None:
    cell = f'<table:table-cell {columns}="900000"><text:p>x</text:p></table:table-cell>'
    row = f'<table:table-row {rows}="900000">{cell}</table:table-row>'
    table = f'<table:table table:name="A">{row}</table:table>'
    with pytest.raises(Refused) as refusal:
        list(only_sheet(opendocument(tmp_path / "a.ods", table)).rows())
    assert refusal.value.code == "sheet_too_large"
