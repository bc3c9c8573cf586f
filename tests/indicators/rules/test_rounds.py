"""Rounds: where one is, what counts as answered, and when someone is reminded."""

from __future__ import annotations

import datetime as dt

import pytest

from indicators.rules import rounds
from indicators.rules.rounds import CellFact, Progress

OPENS, DEADLINE = dt.date(2027, 2, 1), dt.date(2027, 3, 1)


@pytest.mark.parametrize(
    ("today", "is_closed", "is_complete", "expected"),
    [
        (dt.date(2027, 1, 31), False, False, rounds.PLANNED),
        (dt.date(2027, 2, 1), False, False, rounds.OPEN),
        (dt.date(2027, 3, 1), False, False, rounds.OPEN),
        (dt.date(2027, 3, 2), False, False, rounds.OVERDUE),
        (dt.date(2027, 3, 2), False, True, rounds.OPEN),
        (dt.date(2027, 1, 1), True, False, rounds.CLOSED),
    ],
)
def test_where_a_round_is(
    today: dt.date, is_closed: bool, is_complete: bool, expected: str
) -> None:
    found = rounds.state_of(
        opens_on=OPENS, deadline=DEADLINE, is_closed=is_closed, today=today, is_complete=is_complete
    )
    assert found == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (CellFact(), rounds.MISSING),
        (CellFact(state="value", workflow="draft"), rounds.FILLED),
        (CellFact(state="value", workflow="returned"), rounds.RETURNED),
        (CellFact(state="value", is_withdrawn=True), rounds.MISSING),
        (CellFact(state="missing"), rounds.NO_REASON),
        (CellFact(state="missing", has_reason=True), rounds.FILLED),
        (CellFact(state="not_relevant"), rounds.FILLED),
        (CellFact(state="suppressed_by_source"), rounds.FILLED),
        # of a data set the reader does not see only the released is known
        (CellFact(state="value", seen=False), rounds.AWAITED),
        (CellFact(seen=False), rounds.AWAITED),
        (CellFact(state="value", workflow="returned", seen=False), rounds.AWAITED),
        (CellFact(state="value", is_released=True, seen=False), rounds.FILLED),
    ],
)
def test_what_a_cell_is_counted_as(cell: CellFact, expected: str) -> None:
    assert rounds.standing_of(cell) == expected


def test_an_unreleased_figure_counts_like_none_for_those_who_may_not_know() -> None:
    there = CellFact(state="value", workflow="approved", seen=False)
    nothing = CellFact(seen=False)
    one = rounds.progress_of([there], deadline=DEADLINE)
    assert one == rounds.progress_of([nothing], deadline=DEADLINE)


def test_progress_tells_how_much_and_whether_in_time() -> None:
    cells = [
        CellFact(state="value", first_on=DEADLINE),
        CellFact(state="value", first_on=DEADLINE + dt.timedelta(days=1)),
        CellFact(state="value"),
        CellFact(),
        CellFact(seen=False),
    ]
    found = rounds.progress_of(cells, deadline=DEADLINE)
    assert found == Progress(total=5, filled=3, late=1, awaited=1)
    assert (found.missing, found.in_time, found.is_complete) == (2, 2, False)
    assert found + Progress(1, 1) == Progress(6, 4, 1, 1)
    assert Progress(2, 2).is_complete


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (dt.date(2027, 2, 14), ""),
        (dt.date(2027, 2, 15), "before-14"),
        (dt.date(2027, 2, 25), "before-14"),
        (dt.date(2027, 2, 26), "before-3"),
        (dt.date(2027, 2, 28), "before-3"),
        (dt.date(2027, 3, 1), "on"),
        (dt.date(2027, 3, 7), "on"),
        (dt.date(2027, 3, 8), "after-1"),
        (dt.date(2027, 3, 15), "after-2"),
    ],
)
def test_the_latest_reminder_that_is_due(today: dt.date, expected: str) -> None:
    assert rounds.reminder_on(opens_on=OPENS, deadline=DEADLINE, today=today) == expected


def test_whoever_was_just_told_of_the_opening_is_not_reminded_at_once() -> None:
    late = dt.date(2027, 2, 20)
    assert rounds.reminder_on(opens_on=late, deadline=DEADLINE, today=late) == ""
    in_time = dt.date(2027, 2, 26)
    assert rounds.reminder_on(opens_on=late, deadline=DEADLINE, today=in_time) == "before-3"


def test_fourteen_days_before_a_deadline_after_a_leap_day() -> None:
    found = rounds.reminder_on(
        opens_on=dt.date(2028, 1, 1), deadline=dt.date(2028, 3, 1), today=dt.date(2028, 2, 16)
    )
    assert found == "before-14"
