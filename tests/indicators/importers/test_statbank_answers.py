"""What stands in an answer, and what it means."""

import json
from decimal import Decimal

import pytest

from indicators.importers.jsonstat import NotJsonStat, read_jsonstat
from indicators.importers.statbank_answers import Content, read_content, read_lines_of
from indicators.importers.statbank_transport import StatbankProblem

ASKED = {"OMRÅDE": ["901"], "Tid": ["2022", "2023"]}


def read(text):
    return read_lines_of(text.encode("utf-8-sig"), ASKED)


def test_lines_in_any_order_and_with_columns_more():
    answer = read("TID;KØN;OMRÅDE;INDHOLD\r\n2023;TOT;901;5,5\r\n2022;TOT;901;..\r\n")
    assert answer.cells == {("901", "2023"): "5,5", ("901", "2022"): ".."}


def test_what_a_stream_leaves_out_is_told():
    text = "OMRÅDE;TID;INDHOLD\r\n901;2023;5\r\n".encode()
    assert read_lines_of(text, ASKED, streamed=True).absent == [("901", "2022")]
    with pytest.raises(StatbankProblem, match="half_answer"):
        read_lines_of(text, ASKED)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("OMRÅDE;TID;INDHOLD\r\n901;2023;5\r\n901;2022;", "half_answer"),
        ("OMRÅDE;TID;INDHOLD\r\n901;2023;5\r\n901\r\n", "half_answer"),
        ("\n", "other_answer"),
        ("TID;INDHOLD\r\n2023;5\r\n", "other_answer"),
        ("OMRÅDE;TID;INDHOLD\r\n901;2023;5\r\n901;2023;6\r\n", "other_answer"),
        ("OMRÅDE;TID;INDHOLD\r\n902;2023;5\r\n", "other_answer"),
    ],
)
def test_lines_that_are_no_answer(text, code):
    with pytest.raises(StatbankProblem) as found:
        read(text)
    assert found.value.code == code


def test_bytes_that_stop_inside_a_letter():
    with pytest.raises(StatbankProblem, match="half_answer"):
        read_lines_of("OMRÅDE;TID;INDHOLD\n90Å".encode()[:-1], ASKED)


@pytest.mark.parametrize(
    ("text", "suppressed", "expected"),
    [
        ("12,5", "", Content("value", Decimal("12.5"))),
        ("12.5", "", Content("value", Decimal("12.5"))),
        ("-3", "", Content("value", Decimal(-3))),
        ("0", "", Content("value", Decimal(0))),
        ("-", "0", Content("value", Decimal(0))),
        ("0", "0", Content("suppressed_by_source")),
        ("0,0", "0", Content("suppressed_by_source")),
        ("5", "0", Content("value", Decimal(5))),
        ("x", "x", Content("suppressed_by_source")),
        ("..", "0", Content("missing")),
        ("...", "", Content("missing")),
        (".", "", Content("not_relevant")),
        ("", "", Content("missing")),
        ("1.234,5", "", Content("missing", mark="1.234,5")),
        ("1E5", "", Content("missing", mark="1E5")),
        ("NaN", "", Content("missing", mark="NaN")),
    ],
)
def test_marks_and_numbers(text, suppressed, expected):
    assert read_content(text, suppressed=suppressed) == expected


def test_a_source_may_have_its_own_meanings():
    assert read_content("..", marks={"..": "suppressed_by_source"}).state == "suppressed_by_source"
    assert read_content("x", marks={"x": "zero"}).number == 0


def cube(**changes):
    dimension = {
        "A": {"category": {"index": {"b": 1, "a": 0}, "label": {"a": "Første", "b": "Anden"}}},
        "id": ["A"],
        "size": [2],
    }
    return json.dumps({"dataset": {"dimension": dimension, "value": [1, 2.5], **changes}}).encode()


def test_a_cube_in_both_versions():
    found = read_jsonstat(cube())
    assert found.codes == (("a", "b"),) and found.values == [Decimal(1), Decimal("2.5")]
    assert found.texts["A"]["b"] == "Anden"
    second = {
        "id": ["A", "B"],
        "size": [1, 2],
        "dimension": {
            "A": {"category": {"label": {"x": "X"}}},
            "B": {"category": {"index": ["p", "q"]}},
        },
        "value": {"1": 7},
    }
    found = read_jsonstat(json.dumps(second).encode())
    assert found.codes == (("x",), ("p", "q")) and found.values == [None, Decimal(7)]
    assert found.texts["B"] == {}


@pytest.mark.parametrize(
    ("content", "is_half"),
    [
        (cube()[:-9], True),
        (cube(value=[1]), True),
        (cube(value=[1, 2, 3]), False),
        (cube(value=[1, True]), False),
        (cube(value={"5": 1}), False),
        (cube(value=[1, "NaN"]).replace(b'"NaN"', b"NaN"), False),
        (b"[]", False),
        (b'{"dataset": {}}', False),
        (b"\xff\xfe", True),
        (b"[" * 200_000, True),
        (cube().replace(b"[2]", b"[3]"), False),
    ],
)
def test_what_is_no_cube(content, is_half):
    with pytest.raises(NotJsonStat) as found:
        read_jsonstat(content)
    assert found.value.is_half is is_half


def test_a_cube_has_a_largest_size(monkeypatch):
    monkeypatch.setattr("indicators.importers.jsonstat.MOST_CELLS", 1)
    with pytest.raises(NotJsonStat):
        read_jsonstat(cube())
