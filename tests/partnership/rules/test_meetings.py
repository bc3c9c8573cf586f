"""The way of a meeting: steps, times, order, what goes on."""

from __future__ import annotations

import datetime as dt

import pytest

from partnership.rules import meetings as rules

NOON = dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def test_a_meeting_is_called_and_held_and_then_stands() -> None:
    assert rules.check_move("call", "planned") == "called"
    assert rules.check_move("hold", "called") == "held"
    assert not rules.may_move("cancel", "held")
    with pytest.raises(rules.NotMoved):
        rules.check_move("call", "called")


def test_every_step_leads_to_a_state_that_exists() -> None:
    assert {to for steps in rules.STEPS.values() for to in steps.values()} <= set(rules.STATES)
    assert {state for state, steps in rules.STEPS.items() if steps} == set(rules.AHEAD)


@pytest.mark.parametrize(
    ("state", "was_called", "is_open", "comments"),
    [
        ("planned", False, False, False),
        ("called", True, True, True),
        ("held", False, True, False),
        ("cancelled", True, True, False),
        ("cancelled", False, False, False),
    ],
)
def test_members_read_the_agenda_once_it_was_sent(
    state: str, was_called: bool, is_open: bool, comments: bool
) -> None:
    assert rules.agenda_is_open(state, was_called=was_called) is is_open
    assert rules.takes_comments(state, was_called=was_called) is comments


@pytest.mark.parametrize(
    ("outcome", "carries_over", "expected"),
    [
        ("", False, True),
        ("postponed", False, True),
        ("treated", False, False),
        ("treated", True, True),
        ("withdrawn", True, False),
        ("moved", True, False),
    ],
)
def test_what_goes_on_to_the_next_agenda(outcome: str, carries_over: bool, expected: bool) -> None:
    assert rules.goes_on(outcome, carries_over=carries_over) is expected


def test_a_meeting_lies_ahead_and_ends_after_it_begins() -> None:
    now = NOON
    assert rules.time_problem(NOON + HOUR, NOON + HOUR, now=now) == "ends_before_start"
    assert rules.time_problem(NOON - HOUR, NOON, now=now) == "in_the_past"
    assert rules.time_problem(NOON - HOUR, NOON, now=now, stood_at=NOON - HOUR) == ""
    assert rules.time_problem(NOON + HOUR, NOON + 2 * HOUR, now=now) == ""


def test_a_meeting_that_was_held_is_entered_afterwards() -> None:
    assert rules.time_problem(NOON - 2 * HOUR, NOON - HOUR, now=NOON, is_over=True) == ""
    assert rules.time_problem(NOON, NOON + HOUR, now=NOON, is_over=True) == "not_over"


def test_a_mark_of_the_wheel_falls_due_this_year_or_the_next() -> None:
    assert rules.next_occurrence(3, 2, after=dt.date(2027, 3, 1)) == dt.date(2027, 3, 2)
    assert rules.next_occurrence(3, 1, after=dt.date(2027, 3, 1)) == dt.date(2028, 3, 1)


def test_a_new_item_stands_before_those_that_always_stand_last() -> None:
    assert rules.in_order(["a", "z"], "n", ["z"], is_last=False) == ["a", "n", "z"]
    assert rules.in_order(["a", "z"], "n", ["z"], is_last=True) == ["a", "z", "n"]
    assert rules.in_order(["z", "a"], "n", ["z"], is_last=False) == ["z", "a", "n"]
    assert rules.in_order([], "n", [], is_last=False) == ["n"]


def test_an_item_moves_a_step_and_stops_at_the_end() -> None:
    assert rules.moved([1, 2, 3], 2, -1) == [2, 1, 3]
    assert rules.moved([1, 2, 3], 2, 1) == [1, 3, 2]
    assert rules.moved([1, 2, 3], 1, -1) == [1, 2, 3]
    assert rules.moved([1, 2, 3], 3, 1) == [1, 2, 3]


def test_the_times_of_the_items_and_what_is_left() -> None:
    assert rules.start_times(NOON, [10, 20]) == [NOON, NOON + dt.timedelta(minutes=10)]
    assert rules.minutes_left(NOON, NOON + HOUR, [10, 20]) == 30
    assert rules.minutes_left(NOON, NOON + HOUR, [50, 20]) == -10


def test_quorum_only_where_the_body_has_the_rule() -> None:
    assert rules.quorum(None, 0) is None
    short, enough = rules.quorum(4, 3), rules.quorum(4, 4)
    assert short is not None and not short.is_met
    assert enough is not None and enough.is_met


@pytest.mark.parametrize(
    ("state", "is_locked", "takes"),
    [
        (rules.PLANNED, False, True), (rules.CALLED, False, True), (rules.HELD, False, True),
        (rules.HELD, True, False), (rules.CANCELLED, False, False), (rules.MERGED, False, False),
    ],
)  # fmt: skip
def test_items_are_put_on_until_the_minutes_lock(state: str, is_locked: bool, takes: bool) -> None:
    assert rules.takes_items(state, is_locked=is_locked) is takes
