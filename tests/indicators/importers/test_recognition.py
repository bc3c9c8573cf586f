"""Tables as staff have them: what is recognised, and what is asked."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from indicators.importers import shapes
from indicators.importers.files import open_file
from indicators.importers.findings import Recognised, looked_from_json
from indicators.importers.recognition import look_at, recognise
from indicators.rules.values import Refused
from tests.factories.uploads import archive, sheet_xml, workbook, written

AREAS = ["Hele landet", "København", "Gladsaxe", "Herlev", "Ballerup"]
KNOWN = frozenset({"gladsaxe", "herlev", "159"})


def of_rows(path: Path, rows: Sequence[Sequence[Any]], merged: Sequence[str] = ()) -> Recognised:
    file = workbook(path / "tal.xlsx", {"Ark1": rows}, merged={"Ark1": merged})
    return recognise(open_file(file)[1][0], KNOWN)


def of_text(path: Path, text: str, encoding: str = "utf-8") -> Recognised:
    return recognise(open_file(written(path / "tal.csv", text, encoding))[1][0], KNOWN)


def roles(found: Recognised) -> dict[str, str]:
    return {column.heading: column.role for column in found.shape.columns}


def codes(found: Recognised) -> dict[str, str]:
    return {note.code: note.address for note in found.notes}


def exported() -> list[list[Any]]:
    """As a statistics office exports: title, unit, periods as heads, labels only where they begin."""
    rows: list[list[Any]] = [["Beskæftigelse efter område"], ["Enhed: Pct."], []]
    rows.append([None, None, "2019", "2020", "2021"])
    for group in ("Mænd", "Kvinder"):
        for n, area in enumerate(AREAS):
            rows.append([group if not n else None, area, 70 + n, 71.5 + n, 72 + n])
    return [*rows, [], ["Fra 2020 er opgørelsen ændret."], ["Kilde: Statistikkontoret"]]


def test_an_exported_table_is_recognised_with_title_unit_labels_and_footnotes(
    tmp_path: Path,
) -> None:
    found = of_rows(tmp_path, exported())
    shape = found.shape
    assert (found.title, found.unit) == ("Beskæftigelse efter område", "Pct.")
    assert found.footnotes == ("Fra 2020 er opgørelsen ændret.", "Kilde: Statistikkontoret")
    assert (shape.header_rows, shape.first_row, shape.last_row) == ((4,), 5, 14)
    assert shape.head_roles == (shapes.PERIOD,)
    assert [(c.role, c.fill_down) for c in shape.columns[:2]] == [
        ("category", True),
        ("area", False),
    ]
    assert (found.rows, found.figures, found.is_wide) == (10, 30, True)
    assert found.dimensions[0].members == ("Mænd", "Kvinder")
    assert found.periods == ("2019", "2020", "2021")
    assert codes(found) == {"total_among_parts": "B5"}
    assert not found.questions


def test_heads_of_two_rows_with_merged_cells_name_period_and_kind(tmp_path: Path) -> None:
    rows = [
        ["Område", 2019, None, 2020, None],
        [None, "Tæller", "Nævner", "Tæller", "Nævner"],
        ["Gladsaxe", 10, 40, 12, 41],
        ["Herlev", 5, 30, 6, 31],
    ]
    found = of_rows(tmp_path, rows, merged=["B1:C1", "D1:E1"])
    assert found.shape.header_rows == (1, 2)
    assert found.shape.head_roles == (shapes.PERIOD, shapes.LABEL)
    assert [c.role for c in found.shape.columns] == [
        "area", "numerator", "denominator", "numerator", "denominator",
    ]  # fmt: skip


def test_categories_under_periods_are_a_breakdown(tmp_path: Path) -> None:
    rows = [
        [None, "2019", None, "2020", None],
        ["Område", "Mænd", "Kvinder", "Mænd", "Kvinder"],
        ["Gladsaxe", 10, 40, 12, 41],
        ["Herlev", 5, 30, 6, 31],
    ]
    found = of_rows(tmp_path, rows)
    assert found.shape.head_roles == (shapes.PERIOD, shapes.CATEGORY)
    assert found.dimensions[0].members == ("Mænd", "Kvinder")


def test_areas_as_columns_are_known_by_their_names(tmp_path: Path) -> None:
    found = of_rows(tmp_path, [["År", "Gladsaxe", "Herlev"], [2019, 10, 20], [2020, 11, 21]])
    assert found.shape.head_roles == (shapes.AREA,)
    assert roles(found) == {"År": "period", "Gladsaxe": "value", "Herlev": "value"}
    assert not found.questions


def test_indicators_as_columns_and_headings_with_a_year(tmp_path: Path) -> None:
    found = of_text(tmp_path, "område;år;ledige;i job\nGladsaxe;2020;5;90\nHerlev;2020;6;91\n")
    assert found.shape.head_roles == (shapes.INDICATOR,)
    assert found.indicators == ("ledige", "i job")
    found = of_text(tmp_path, "omraade,TYVERI_2019,TYVERI_2020,nr\nGladsaxe,5,6,1\nHerlev,7,8,2\n")
    assert found.shape.head_roles == (shapes.INDICATOR_PERIOD,)
    assert (found.indicators, found.periods) == (("TYVERI",), ("2019", "2020"))


def test_code_and_name_in_one_cell_are_two_things(tmp_path: Path) -> None:
    rows = [[None, "2019", "2020"], ["159 Gladsaxe", 1, 2], ["163 Herlev", 3, 4]]
    found = of_rows(tmp_path, rows)
    assert (found.shape.columns[0].role, found.shape.columns[0].has_code) == ("area", True)


def test_a_long_file_of_several_figures_has_their_roles(tmp_path: Path) -> None:
    found = of_text(
        tmp_path,
        "distrikt;antal_samlet;antal;procent;dato;bemærkning\n"
        "Nord;40;10;25,5;2020-01-02;ok\nSyd;50;10;20,4;2020-01-02;\n",
    )
    assert roles(found) == {
        "distrikt": "area",
        "antal_samlet": "denominator",
        "antal": "numerator",
        "procent": "value",
        "dato": "period",
        "bemærkning": "comment",
    }
    assert found.shape.decimal == ","
    assert codes(found) == {"ask_date": "2:E"}


def test_only_breakdowns_without_which_rows_look_alike_are_proposed(tmp_path: Path) -> None:
    lines = ["område;type;gruppe;navn;år;værdi"]
    for n, area in enumerate(AREAS):
        for group in ("unge", "gamle"):
            lines += [f"{area};by;{group};{group} mennesker;{year};{n}" for year in (2019, 2020)]
    found = of_text(tmp_path, "\n".join(lines))
    assert roles(found)["type"] == "ignored"
    assert roles(found)["gruppe"] == "ignored"
    assert roles(found)["navn"] == "indicator"


@pytest.mark.parametrize(
    ("values", "decimal", "code"),
    [
        (["12,5", "1.234", "8"], ",", None),
        (["12.5", "1,234", "8"], ".", None),
        (["1.234", "5.678", "8"], "", "ask_decimal"),
        (["12,5", "12.5", "8"], "", "mixed_decimals"),
        (["1", "2", "3"], "", None),
    ],
)
def test_the_decimal_sign_is_proved_by_the_whole_column_or_asked_about(
    values: list[str], decimal: str, code: str | None, tmp_path: Path
) -> None:
    lines = [f"{area};2020;{value}" for area, value in zip(AREAS[1:], values, strict=False)]
    found = of_text(tmp_path, "område;år;værdi\n" + "\n".join(lines))
    assert found.shape.decimal == decimal
    assert [note.code for note in found.questions] == ([code] if code else [])


def test_marks_are_counted_with_their_first_address(tmp_path: Path) -> None:
    found = of_text(
        tmp_path, "område;år;værdi\nA;2019;5\nB;2019;x\nC;2019;<5\nD;2019;x\nE;2019;..\n"
    )
    assert [(m.text, m.count, m.address, m.proposed) for m in found.marks] == [
        ("x", 2, "3:C", ""),
        ("<5", 1, "4:C", "<5"),
        ("..", 1, "6:C", "M"),
    ]
    assert [(note.code, note.text) for note in found.questions] == [("ask_mark", "x")]
    assert found.shape.marks == {"<5": "<5", "..": "M"}


def test_a_statistics_offices_own_marks_are_proposed(tmp_path: Path) -> None:
    found = of_text(tmp_path, "OMRÅDE;TID;INDHOLD\nA;2019;5\nB;2019;-\nC;2019;.\n")
    assert {mark.text: mark.proposed for mark in found.marks} == {"-": "0", ".": "X"}


def test_periods_that_cannot_stand_are_told_of(tmp_path: Path) -> None:
    found = of_text(tmp_path, "område;periode;værdi\nA;2018/19;5\nB;2015-2017;4\nC;uge 3;6\n")
    assert codes(found) == {
        "ask_split_year": "2:B",
        "pooled_period": "3:B",
        "unknown_period": "4:B",
    }


def test_a_table_without_area_or_period_asks_for_them(tmp_path: Path) -> None:
    found = of_text(tmp_path, "værdi;nævner\n5;10\n6;12\n")
    assert {note.code for note in found.questions} == {"no_area_column", "no_period_column"}


def test_broken_letters_and_words_among_figures_are_told_of(tmp_path: Path) -> None:
    rows = [["Område", 2019, 2020], ["BallÃ¸v", 1, 5], ["K¯benhavn", 2, "ca. 7"], ["Herlev", 3, 8]]
    assert codes(of_rows(tmp_path, rows)) == {"broken_text": "A2", "text_among_figures": "C3"}


def test_formulas_without_value_and_errors_are_told_of(tmp_path: Path) -> None:
    label = '<c r="A{0}" t="inlineStr"><is><t>Sted {0}</t></is></c>'
    rows = f'<row r="1">{label.format(1)}<c r="B1"><v>2019</v></c></row>'
    said = ("><v>5</v>", "><f>B2</f>", "><f>B2*2</f>", ' t="e"><v>#N/A</v>')
    for n, cell in enumerate(said, 2):
        rows += f'<row r="{n}">{label.format(n)}<c r="B{n}"{cell}</c></row>'
    path = archive(tmp_path / "a.xlsx", {"xl/worksheets/sheet1.xml": sheet_xml(rows)})
    found = recognise(open_file(path)[1][0])
    assert codes(found) == {"formula_without_value": "B3", "error_value": "B5"}
    assert {note.code: note.count for note in found.notes}["formula_without_value"] == 2


def test_a_row_that_is_the_sum_of_the_others_is_noticed_whatever_its_name(tmp_path: Path) -> None:
    rows = [["Område", 2019], ["Nord", 10], ["Syd", 20], ["Øst", 12], ["Byen", 42]]
    assert codes(of_rows(tmp_path, rows)) == {"total_is_sum": "A5"}


def test_a_second_row_of_periods_is_told_of_for_the_figures_may_cover_more_years(
    tmp_path: Path,
) -> None:
    rows = [[None, "2019/20", "2020/21"], [None, "2017/18-2019/20", "2018/19-2020/21"]]
    rows += [["Nord", 1.5, 2], ["Syd", 3, 4]]
    found = of_rows(tmp_path, rows)
    assert found.shape.head_roles == (shapes.PERIOD, shapes.IGNORED)
    assert codes(found) == {"ask_split_year": "B1", "two_period_rows": "B2"}


def test_headings_between_the_rows_are_told_of(tmp_path: Path) -> None:
    rows = [
        ["Område", 2019],
        ["Mænd"],
        ["Nord", 1],
        ["Syd", 2],
        ["Kvinder"],
        ["Nord", 3],
        ["Syd", 9],
    ]
    found = of_rows(tmp_path, rows)
    assert codes(found) == {"section_rows": "A5"}
    assert [note.text for note in found.notes] == ["Kvinder"]


def test_estimates_colours_and_second_tables_are_told_of(tmp_path: Path) -> None:
    rows = [
        ["Gule celler er anslået"],
        [None, 2019, 2020, None, None, 2019, 2020],
        [None, "Målt", "Fremskrevet", None, None, "Målt", "Fremskrevet"],
        ["Nord", 1, 2, None, "Nord", 5, 6],
        ["Syd", 3, 4, None, "Syd", 7, 8],
    ]
    found = codes(of_rows(tmp_path, rows))
    assert found == {
        "colours_not_read": "A1",
        "estimated_figures": "C3",
        "second_table": "F2",
    }


def test_what_looks_like_cpr_numbers_is_told_of_but_never_shown(tmp_path: Path) -> None:
    found = of_text(tmp_path, "område;navn;år;værdi\nA;0101701234;2019;5\nB;0202801234;2020;6\n")
    assert codes(found)["cpr"] == "2:B"
    assert "0101701234" not in str(look_at("text", []).to_json()) + str(found)


def test_headings_and_sheet_names_that_look_like_cpr_numbers_are_not_kept(tmp_path: Path) -> None:
    rows = [["Område", 2019, "bolig 0101701234"], ["Nord", 1, 2], ["Syd", 3, 4]]
    found = look_at(*open_file(workbook(tmp_path / "a.xlsx", {"A": rows, "0101701234": rows})))
    assert [sheet.refusal for sheet in found.sheets] == ["", "cpr"]
    assert "0101701234" not in str(found.to_json())
    assert found.sheets[0].recognised is not None
    assert codes(found.sheets[0].recognised)["cpr"] == "C1"


def test_a_table_of_too_many_columns_is_refused(tmp_path: Path) -> None:
    heads = ";".join(f"kolonne {n}" for n in range(2_001))
    with pytest.raises(Refused) as refusal:
        of_text(tmp_path, f"{heads}\n{';'.join('1' * 2_001)}\n")
    assert refusal.value.code == "too_many_columns"


def test_long_codes_that_cannot_be_cpr_numbers_are_codes(tmp_path: Path) -> None:
    lines = [f"{9_900_000_000 + n * 7};Område {n};2019;{n}" for n in range(40)]
    found = of_text(tmp_path, "areacode;område;år;værdi\n" + "\n".join(lines))
    assert found.shape.columns[0].is_code
    assert "cpr" not in codes(found)


def test_sheets_that_hold_no_table_say_so_and_the_best_is_offered(tmp_path: Path) -> None:
    small = [["Område", 2019], ["Nord", 1], ["Syd", 2]]
    file = workbook(
        tmp_path / "tal.xlsx",
        {"Forside": [["Læs mig"]], "Tom": [], "Skjult": exported(), "Tal": small},
        hidden=["Skjult"],
    )
    looked = look_at(*open_file(file))
    assert [(s.name, s.refusal) for s in looked.sheets] == [
        ("Forside", "no_figures"),
        ("Tom", "empty_sheet"),
        ("Skjult", ""),
        ("Tal", ""),
    ]
    assert looked.best is not None
    assert looked.best.name == "Tal"
    assert looked_from_json(looked.to_json()) == looked


def test_a_heading_of_many_rows_is_refused(tmp_path: Path) -> None:
    rows = [["a", "b", "c"]] * 6 + [["Nord", 1, 2], ["Syd", 3, 4]]
    with pytest.raises(Refused) as refusal:
        of_rows(tmp_path, rows)
    assert refusal.value.code == "unclear_heads"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_a_text_file_says_the_same_in_every_encoding_and_with_every_separator(
    encoding: str, delimiter: str, tmp_path: Path
) -> None:
    text = "område;år;værdi\nHøje Gladsaxe;2019;5\nVærebro;2019;6\n".replace(";", delimiter)
    found = of_text(tmp_path, text, encoding)
    assert found.areas == ("Høje Gladsaxe", "Værebro")
    assert found.shape.delimiter == delimiter


def test_far_down_in_a_long_file_marks_and_broken_texts_are_still_seen(tmp_path: Path) -> None:
    lines = [f"Område {n % 50};{2000 + n % 20};{n % 997},5" for n in range(21_000)]
    lines += ["Område 1;2001;..", "Område 2;2001;..", "BallÃ¸v;2001;7", "Område 3;2002;"]
    found = of_text(tmp_path, "område;år;værdi\n" + "\n".join(lines))
    assert [(m.text, m.count, m.address) for m in found.marks] == [("..", 2, "21002:C")]
    assert codes(found)["broken_text"] == "21004:A"
    assert (found.rows, found.blanks) == (21_003, 1)
