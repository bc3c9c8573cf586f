"""What may stand in a cell, and what people type for it."""

from decimal import Decimal

import pytest

from indicators.rules.cells import (
    COUNTS,
    VALUES,
    VALUES_AND_N,
    Shape,
    danish,
    lines_of,
    percentage,
    read_cell,
)
from indicators.rules.numbers import read_number, read_typed
from indicators.rules.values import Figure, Measure, Refused, check_figure
from partnership.rules.privacy import looks_like_cpr

D = Decimal


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("411", "411"), (" 1.234,5 ", "1234.5"), ("1,234.5", "1234.5"), ("1234.5", "1234.5"),
        ("12,5", "12.5"), ("12.5", "12.5"), ("1.234", "1234"), ("1.234.567", "1234567"),
        ("1,234,567", "1234567"), ("0.125", "0.125"), ("0,125", "0.125"), ("12.3456", "12.3456"),
        ("1234.567", "1234.567"), ("1 234,5", "1234.5"), ("1\u00a0234", "1234"), ("−3,5", "-3.5"),
        ("-3", "-3"), ("+7", "7"), ("0", "0"), ("1.234.567,89", "1234567.89"),
        ("1,234,567.89", "1234567.89"),
    ],
)  # fmt: skip
def test_danish_and_english_numbers(text, number):
    assert read_number(text) == D(number)


@pytest.mark.parametrize(
    ("text", "number"),
    [("1.234", "1.234"), ("1,234", "1234"), ("1,234.5", "1234.5"), ("3.5", "3.5")],
)
def test_numbers_of_an_english_file(text, number):
    assert read_number(text, english=True) == D(number)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("nan", "not_a_number"), ("inf", "not_a_number"), ("1e308", "written_with_exponent"),
        ("1E+05", "written_with_exponent"), ("abc", "not_a_number"), ("1.23.4", "not_a_number"),
        ("12.34,5", "not_a_number"), ("1,2,3", "not_a_number"), ("٣", "not_a_number"),
        ("1.", "not_a_number"), (",5", "not_a_number"), ("--3", "not_a_number"), ("", "not_a_number"),
        ("1" * 19, "too_large"),
    ],
)  # fmt: skip
def test_what_is_no_number(text, code):
    with pytest.raises(Refused) as refused:
        read_number(text, "first")
    assert (refused.value.code, refused.value.field) == (code, "first")


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("M", "missing"), ("m", "missing"), ("..", "missing"), ("Mangler", "missing"),
        ("<5", "suppressed_by_source"), ("< 10", "suppressed_by_source"), ("x", "not_relevant"),
        ("Ikke relevant", "not_relevant"), ("Skjult af kilden", "suppressed_by_source"),
    ],
)  # fmt: skip
def test_states_by_their_keys(text, state):
    assert read_typed(text).state == state


@pytest.mark.parametrize("text", ["-", "–", ".", "*", "?"])
def test_marks_with_more_than_one_meaning_are_refused(text):
    with pytest.raises(Refused, match="unclear_mark"):
        read_typed(text)


def test_blank_unit_and_too_long():
    assert read_typed("  ").is_blank
    assert (read_typed("12,5 %").number, read_typed("12,5 %").has_unit) == (D("12.5"), True)
    assert read_typed("3,2 pr. 1.000").number == D("3.2")
    with pytest.raises(Refused, match="not_a_number"):
        read_typed("7" * 31)


SHARE, RATE, MEAN = Measure("share"), Measure("rate"), Measure("mean")
SURVEY, COUNT, AMOUNT = Measure("share", "survey"), Measure("count"), Measure("amount")


def fig(**parts) -> Figure:
    numbers = {
        k: D(str(v)) if k not in ("state", "n", "invited", "population") else v
        for k, v in parts.items()
    }
    return Figure(**numbers)


@pytest.mark.parametrize(
    ("figure", "measure"),
    [
        (fig(numerator=0, denominator=0), SHARE), (fig(numerator=5, denominator=5), SHARE),
        (fig(numerator="2.5", denominator="5.5"), SURVEY), (fig(value="68.8"), SHARE),
        (fig(value="68.8", n=512), SURVEY), (fig(numerator=7, denominator="3.5"), RATE),
        (fig(value=-3), AMOUNT), (fig(value="3.5", n=20, sd=1), MEAN), (fig(value=7), COUNT),
        (fig(state="missing"), SHARE), (fig(state="suppressed_by_source", denominator=100), SHARE),
        (fig(value=3, n=5, invited=9), MEAN), (fig(value=100), SHARE),
        (fig(value=50, n=5, population=5, design_effect="1.2"), SURVEY),
    ],
)  # fmt: skip
def test_figures_that_may_stand(figure, measure):
    check_figure(figure, measure)


@pytest.mark.parametrize(
    ("figure", "measure", "code"),
    [
        (fig(numerator=6, denominator=5), SHARE, "part_larger_than_whole"),
        (fig(numerator="2.5", denominator=5), SHARE, "not_whole"),
        (fig(numerator=-1, denominator=5), SHARE, "negative"),
        (fig(numerator=1, denominator=0), RATE, "part_of_nothing"),
        (fig(numerator=1), SHARE, "no_denominator"),
        (fig(denominator=1), SHARE, "no_numerator"),

        (fig(value=101), SHARE, "outside_percent"), (fig(value=-1), SHARE, "outside_percent"),
        (fig(value=-1), RATE, "negative"), (fig(value="1.5"), COUNT, "not_whole"),
        (fig(value="NaN"), MEAN, "not_finite"), (fig(value="Infinity"), MEAN, "not_finite"),
        (fig(value="1e308"), MEAN, "too_large"), (fig(value=10**12), AMOUNT, "too_large"),
        (fig(value=3, n=-1), MEAN, "negative"), (fig(value=3, n=3 * 10**9), MEAN, "too_large"),
        (fig(value=3, n=9, invited=5), MEAN, "more_answers_than_invited"),
        (fig(value=3, n=9, population=8), MEAN, "more_answers_than_people"),
        (fig(value=3, n=9, population=-1), MEAN, "negative"),
        (fig(value=3, n=9, design_effect=0), MEAN, "impossible_design_effect"),
        (fig(value=3, n=9, design_effect=1000), MEAN, "impossible_design_effect"),
        (fig(value=3, sd=-1), MEAN, "negative"), (fig(), SHARE, "no_figure"),
        (fig(state="hidden"), SHARE, "unknown_state"),
        (fig(state="missing", value=3), SHARE, "figure_beside_state"),
    ],
)  # fmt: skip
def test_figures_that_may_not_stand(figure, measure, code):
    with pytest.raises(Refused) as refused:
        check_figure(figure, measure)
    assert refused.value.code == code


def test_figure_is_kept_with_its_decimals():
    assert fig(value="68.12345678", n=5).stored() == fig(value="68.123457", n=5)


PARTS, PERCENT = Shape("share"), Shape("share", writing=VALUES)
PERCENT_N = Shape("share", writing=VALUES_AND_N)
PER_THOUSAND, GRADE, PEOPLE = Shape("rate", per=1000), Shape("mean"), Shape("count")


@pytest.mark.parametrize(
    ("lines", "shape", "figure"),
    [
        (("411", "508"), PARTS, fig(numerator=411, denominator=508)),
        (("1,411", "2,000"), PARTS, fig(numerator=1411, denominator=2000)),
        (("1,876", ""), PEOPLE, fig(value=1876)),
        (("68,8 %", ""), PARTS, fig(value="68.8")), (("68,8%", "512"), PARTS, fig(value="68.8", n=512)),
        (("68,8", ""), PERCENT, fig(value="68.8")), (("68,8", "512"), PERCENT, fig(value="68.8")),
        (("68,8", "512"), PERCENT_N, fig(value="68.8", n=512)),
        (("68,8", "M"), PERCENT_N, fig(value="68.8")),
        (("12,3 pr. 1.000", ""), PER_THOUSAND, fig(value="12.3")),
        (("7,1", "40"), GRADE, fig(value="7.1", n=40)), (("4.500", "9"), PEOPLE, fig(value=4500)),
        (("M", ""), PARTS, fig(state="missing")), (("", "M"), PARTS, fig(state="missing")),
        (("<5", "508"), PARTS, fig(state="suppressed_by_source", denominator=508)),
        (("X", "3"), GRADE, fig(state="not_relevant")), (("", ""), PARTS, None),
        (("411", ""), PARTS, fig(numerator=411)),
    ],
)  # fmt: skip
def test_lines_become_a_figure(lines, shape, figure):
    assert read_cell(*lines, shape, None) == figure


@pytest.mark.parametrize(
    ("lines", "shape", "code"),
    [
        (("411", "<5"), PARTS, "state_in_second_line"), (("411", "80 %"), PARTS, "percent_in_second_line"),
        (("68", "X"), PERCENT_N, "state_in_second_line"), (("68", "1,5"), PERCENT_N, "not_whole"),
    ],
)  # fmt: skip
def test_lines_that_make_no_figure(lines, shape, code):
    with pytest.raises(Refused, match=code):
        read_cell(*lines, shape, None)


def test_blank_line_keeps_what_stood_there_and_hidden_parts_are_not_lost():
    counts = fig(numerator=411, denominator=508, n=500, invited=900, design_effect="1.2")
    assert read_cell("412", "", PARTS, counts) == fig(
        numerator=412, denominator=508, n=500, invited=900, design_effect="1.2"
    )
    assert read_cell("", "509", PARTS, counts).n is None
    mean = fig(value="7.1", n=40, sd=2)
    assert read_cell("7,2", "", GRADE, mean) == fig(value="7.2", n=40, sd=2)
    assert read_cell("68", "", PERCENT, fig(value=60, n=500)) == fig(value=68, n=500)


@pytest.mark.parametrize(
    ("figure", "shape", "lines"),
    [
        (None, PARTS, ("", "")), (fig(numerator=1411, denominator=2000), PARTS, ("1.411", "2.000")),
        (fig(value="68.800000"), PARTS, ("68,8 %", "")),
        (fig(value="68.8", n=512), PERCENT_N, ("68,8", "512")),
        (fig(value="12.3"), PER_THOUSAND, ("12,3 pr. 1.000", "")), (fig(value=0), PEOPLE, ("0", "")),
        (fig(state="missing", denominator=5), PARTS, ("M", "5")),
        (fig(state="suppressed_by_source"), PARTS, ("<5", "")), (fig(state="not_relevant"), PARTS, ("X", "")),
    ],
)  # fmt: skip
def test_what_is_shown_can_be_sent_back_unchanged(figure, shape, lines):
    assert lines_of(figure, shape) == lines
    if figure is not None:
        assert read_cell(*lines, shape, None) == figure


def test_percentage_and_shapes():
    assert percentage(fig(numerator=1, denominator=4), PARTS) == 25
    assert percentage(fig(numerator=1, denominator=4), PER_THOUSAND) == 250
    assert percentage(fig(numerator=0, denominator=0), PARTS) is None
    assert percentage(None, PARTS) is None
    assert [s.lines for s in (PARTS, PERCENT, PERCENT_N, GRADE, PEOPLE)] == [2, 1, 2, 2, 1]
    assert Shape("mean", writing=COUNTS).sign == ""
    assert danish(D("1234567.50")) == "1.234.567,5"


@pytest.mark.parametrize(
    "text",
    [
        "010180-1234",
        "0101801234",
        "tlf. 311299 4321",
        "se 010180-1234.",
        "610180-1234",
        "(3112994321)",
    ],
)
def test_text_that_looks_like_cpr(text):
    assert looks_like_cpr(text)


@pytest.mark.parametrize(
    "text",
    [
        "1234567",
        "991399-1234",
        "411",
        "010180",
        "0.0101801234",
        "12345678901",
        "2024-03-01",
        "1.203.456.789",
    ],
)
def test_text_that_does_not(text):
    assert not looks_like_cpr(text)
