"""What is asked for, what the answer says, and when to ask again."""

import datetime as dt
from decimal import Decimal

import pytest

from indicators.rules.feeds import (
    FeedMapping,
    Selection,
    Stood,
    check_mapping,
    check_selection,
    newest_periods,
    next_fetch,
    pieces_of,
    wait_after,
)
from indicators.rules.values import Figure, Refused

VALUES = {"OMRÅDE": ["000", "901"], "KØN": ["TOT", "M"], "FREKVENS": ["E", "B"], "Tid": ["2023"]}
NOW = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)


def check(picked, **more):
    check_selection(
        Selection(picked, **more), values=VALUES, may_be_left_out=["OMRÅDE", "KØN"], time="Tid"
    )


def refused(code, call, *arguments, **more):
    with pytest.raises(Refused) as found:
        call(*arguments, **more)
    assert found.value.code == code
    return found.value


def test_only_what_the_table_sums_away_may_be_left_out():
    check({"FREKVENS": ("B",)})
    assert refused("must_pick", check, {"OMRÅDE": ("901",)}).field == "FREKVENS"
    refused("must_pick", check, {"FREKVENS": ()})


def test_what_the_table_has_no_longer_is_told():
    refused("unknown_variable", check, {"FREKVENS": ("B",), "ALDER": ("1",)})
    refused("unknown_variable", check, {"FREKVENS": ("B",), "Tid": ("2023",)})
    gone = refused("value_gone", check, {"FREKVENS": ("X",)})
    assert gone.facts == {"value": "X"}


def mapped(picked, *, kind="share", **fields):
    values = {"indicator": "i", "area_variable": "OMRÅDE", "areas": {"901": "901"}, **fields}
    check_mapping(FeedMapping(**values), Selection(picked), kind=kind)


def test_every_picked_value_has_one_place():
    mapped({"OMRÅDE": ("901",), "FREKVENS": ("B",)})
    refused("one_value_only", mapped, {"OMRÅDE": ("901",), "FREKVENS": ("B", "E")})
    refused("no_place", mapped, {"OMRÅDE": ("901", "000")})
    refused("no_area", mapped, {}, areas={})
    twice = {"901": "901", "000": "901"}
    assert (
        refused("same_place_twice", mapped, {"OMRÅDE": ("901", "000")}, areas=twice).field == "area"
    )
    sexes = {"category_variable": "KØN", "categories": {"M": "sex/men", "K": "sex/men"}}
    assert refused("same_place_twice", mapped, {"KØN": ("M", "K")}, **sexes).field == "category"


def test_parts_make_a_whole():
    both = {"part_variable": "SOCIO", "parts": {"10": "numerator", "TOT": "denominator"}}
    mapped({"SOCIO": ("10", "TOT")}, **both)
    refused("count_has_no_denominator", mapped, {"SOCIO": ("10", "TOT")}, kind="count", **both)
    above = {"part_variable": "SOCIO", "parts": {"10": "numerator"}}
    refused("no_denominator_picked", mapped, {"SOCIO": ("10",)}, **above)
    mapped({"SOCIO": ("10",)}, kind="count", **above)
    below = {"part_variable": "SOCIO", "parts": {"TOT": "denominator"}}
    refused("no_numerator_picked", mapped, {"SOCIO": ("TOT",)}, **below)


def test_periods_newest_last():
    assert newest_periods(["2023", "2021", "2022"], 2) == ["2022", "2023"]
    assert newest_periods(["2022K4", "2023K1"], 0) == ["2022K4", "2023K1"]
    assert newest_periods(["2023"], 9) == ["2023"]
    refused("unknown_period", newest_periods, ["2019U07"], 0)


def number(text):
    return Stood("value", Decimal(text))


def test_a_figure_as_the_table_gives_it():
    mapping = FeedMapping("i", "OMRÅDE", {"901": "a"}, "KØN", {"M": "sex/men"})
    cells = {("901", "M", "2023"): number("70.1"), ("901", "M", "2022"): Stood("missing")}
    found = pieces_of(cells, ["OMRÅDE", "KØN", "Tid"], mapping, time="Tid")
    assert [(p.area, p.category, p.slot) for p in found] == [
        ("a", "sex/men", "2023"),
        ("a", "sex/men", "2022"),
    ]
    assert found[0].figure == Figure(value=Decimal("70.1"))
    assert found[1].figure == Figure(state="missing")


def shares(numerator, denominator, more=None):
    parts = {"10": "numerator", "20": "numerator", "TOT": "denominator"}
    mapping = FeedMapping("i", "", {"": "a"}, part_variable="SOCIO", parts=parts)
    cells = {("10", "2023"): numerator, ("TOT", "2023"): denominator}
    if more:
        cells["20", "2023"] = more
    return pieces_of(cells, ["SOCIO", "Tid"], mapping, time="Tid")[0].figure


def test_parts_are_summed():
    assert shares(number(10), number(50), number(5)) == Figure(
        numerator=Decimal(15), denominator=Decimal(50)
    )


def test_a_sum_with_something_hidden_is_hidden_beside_its_base():
    hidden = Stood("suppressed_by_source")
    assert shares(hidden, number(50), Stood("missing")) == Figure(
        state="suppressed_by_source", denominator=Decimal(50)
    )
    assert shares(number(3), Stood("missing")) == Figure(state="missing")
    assert shares(Stood("not_relevant"), number(50)).state == "not_relevant"


def test_a_part_that_was_passed_over_is_not_zero():
    parts = {"10": "numerator", "TOT": "denominator"}
    mapping = FeedMapping("i", "", {"": "a"}, part_variable="SOCIO", parts=parts)
    [found] = pieces_of({("TOT", "2023"): number(9)}, ["SOCIO", "Tid"], mapping, time="Tid")
    assert found.figure == Figure(state="missing", denominator=Decimal(9))


def test_values_of_a_count_are_summed():
    parts = {"10": "numerator", "20": "numerator"}
    mapping = FeedMapping("i", "", {"": "a"}, part_variable="SOCIO", parts=parts)
    cells = {("10", "2023"): number(3), ("20", "2023"): number(4)}
    [found] = pieces_of(cells, ["SOCIO", "Tid"], mapping, time="Tid")
    assert found.figure == Figure(value=Decimal(7))


def test_waiting_grows_and_stops_growing():
    waits = [wait_after(failed) for failed in range(9)]
    assert waits == sorted(waits) and waits[0] == dt.timedelta(minutes=10)
    assert waits[-1] == waits[-2] == dt.timedelta(days=1)


def test_when_to_fetch_again():
    assert next_fetch("never", now=NOW) is None
    assert next_fetch("week", now=NOW) == NOW + dt.timedelta(days=7)
    assert next_fetch("month", now=NOW, failed_attempts=1) == NOW + dt.timedelta(minutes=10)
    later = next_fetch("month", now=NOW, failed_attempts=1, may_pass=False)
    assert later == NOW + dt.timedelta(days=30)


def test_kept_and_read_again():
    selection = Selection({"OMRÅDE": ("901",)}, newest=5)
    assert Selection.read(selection.stored()) == selection
    mapping = FeedMapping("i", "OMRÅDE", {"901": "a"}, zero="zero", texts={"901": "Kommunen"})
    assert FeedMapping.read(mapping.stored()) == mapping
