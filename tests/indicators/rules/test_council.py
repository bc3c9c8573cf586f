"""The three-part verdict: every combination has its message, and it says what happened."""

from itertools import product

import pytest

from indicators.rules.council import three_part
from indicators.rules.verdicts import Evidence, Verdict, change, gap_change

CHANGES = ("forward", "back", "unchanged", "cannot_tell")
GAPS = (
    "narrowed", "widened", "crossed", "crossed_back", "lead_grown", "lead_shrunk",
    "unchanged", "cannot_tell",
)  # fmt: skip


def message(area, rest, gap):
    return three_part(Verdict(area), Verdict(rest), Verdict(gap)).message


@pytest.mark.parametrize(
    ("area", "rest", "gap", "expected"),
    [
        ("forward", "forward", "narrowed", "area_forward_more_than_rest"),
        ("forward", "unchanged", "narrowed", "area_forward"),
        ("forward", "cannot_tell", "crossed", "area_forward"),
        ("forward", "back", "lead_grown", "area_forward_rest_back"),
        ("unchanged", "back", "narrowed", "rest_declined"),
        ("cannot_tell", "back", "narrowed", "rest_declined"),
        ("back", "back", "narrowed", "rest_declined_more"),
        ("forward", "forward", "widened", "area_forward_rest_more"),
        ("forward", "forward", "lead_shrunk", "area_forward_rest_more"),
        ("back", "back", "widened", "area_back_more_than_rest"),
        ("back", "forward", "widened", "area_back_rest_forward"),
        ("back", "cannot_tell", "crossed_back", "area_back"),
        ("unchanged", "forward", "widened", "rest_forward_area_not"),
        ("cannot_tell", "cannot_tell", "narrowed", "gap_better_cause_unclear"),
        ("unchanged", "unchanged", "widened", "gap_worse_cause_unclear"),
        ("forward", "forward", "unchanged", "both_forward_gap_unchanged"),
        ("back", "back", "cannot_tell", "both_back_gap_open"),
        ("forward", "cannot_tell", "cannot_tell", "area_forward_gap_open"),
        ("back", "unchanged", "unchanged", "area_back_gap_unchanged"),
        ("cannot_tell", "cannot_tell", "cannot_tell", "gap_open"),
        ("unchanged", "unchanged", "unchanged", "gap_unchanged"),
    ],
)
def test_messages_say_why_the_gap_moved(area, rest, gap, expected):
    assert message(area, rest, gap) == expected


def test_every_combination_has_a_message():
    assert all(message(*codes) for codes in product(CHANGES, CHANGES, GAPS))


def test_a_gap_that_closes_for_the_wrong_reason_is_never_called_progress():
    for area, gap in product(("back", "unchanged", "cannot_tell"), ("narrowed", "crossed")):
        assert message(area, "back", gap).startswith("rest_declined")


@pytest.mark.parametrize(
    ("area", "rest", "gap"),
    [
        ("rises", "falls", "nearer"),
        ("rises", "rises", "cannot_tell"),
        ("forward", "falls", "unchanged"),
    ],
)
def test_without_polarity_there_is_no_message(area, rest, gap):
    assert message(area, rest, gap) == ""


def test_a_gap_that_crosses_where_no_side_is_better_is_no_progress():
    parts = [Verdict("cannot_tell"), Verdict("cannot_tell"), Verdict("crossed")]
    assert three_part(*parts).message == "gap_better_cause_unclear"
    assert three_part(*parts, has_better_side=False).message == ""


def test_the_parts_stay_beside_the_message():
    parts = [Verdict("forward", "signs"), Verdict("forward", "clear_signs"), Verdict("widened")]
    found = three_part(*parts)
    assert [found.area, found.rest, found.gap] == parts


def test_an_indicator_and_its_complement_give_the_same_message():
    up, down = Evidence(5, 2, 8, 1, 9), Evidence(-5, -8, -2, -9, -1)
    for area, rest, gap, before in product(
        (up, down), (up, down), (up, down), (-12.0, -2.0, 2.0, 12.0)
    ):
        one = three_part(
            change(area, direction="higher"),
            change(rest, direction="higher"),
            gap_change(gap, before=before, direction="higher"),
        )
        other = three_part(
            change(area.negated(), direction="lower"),
            change(rest.negated(), direction="lower"),
            gap_change(gap.negated(), before=-before, direction="lower"),
        )
        assert one == other
