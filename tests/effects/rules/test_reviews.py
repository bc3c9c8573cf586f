"""When a review is due, and which answers go together."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from effects.models import Review
from effects.rules import reviews as rules
from effects.rules.reviews import Answer, Day, Facts, Last

TODAY = dt.date(2028, 6, 1)
SEEN = Facts(is_intervention=True, is_running=True, earliest_on=dt.date(2028, 1, 1))
UNSEEN = Facts(is_intervention=True, is_running=True, earliest_on=dt.date(2029, 1, 1))
ALONE = Facts(is_intervention=False, is_running=False)
ENDED = Facts(is_intervention=True, is_running=False)


def day(year: int, month: int = 1) -> dt.date:
    return dt.date(year, month, 1)


def test_the_codes_are_those_of_the_table() -> None:
    assert set(rules.FINDINGS) == set(Review.Finding.values)
    assert set(rules.OUTCOMES) == set(Review.Outcome.values)
    causes = {rules.EXPECTED, rules.DECISION, rules.POSTPONED, rules.ASKED}
    assert causes == set(Review.Cause.values)
    assert {to for verbs in rules.STEPS.values() for to in verbs.values()} <= set(rules.STEPS)


def test_the_earliest_day_that_was_not_covered_is_the_one() -> None:
    days = [Day(day(2029), "expected"), Day(day(2028), "decision", 7)]
    assert rules.first_day((), None) is None
    assert rules.first_day(days, None) == days[1]
    looked = Last(closed_on=day(2028, 3), due_on=day(2028))
    assert rules.first_day(days, looked) == days[0]
    early = Last(closed_on=day(2027), due_on=day(2028))  # closed before its day: it is covered
    assert rules.first_day(days, early) == days[0]
    again = Last(closed_on=day(2028, 3), due_on=day(2028), next_on=day(2028, 9))
    assert rules.first_day(days, again) == Day(day(2028, 9), "again")


@pytest.mark.parametrize(
    ("due_on", "first", "moves"),
    [
        (day(2028, 7), Day(day(2028, 8), "expected"), True),
        (day(2028, 7), Day(day(2028, 6), "decision"), True),
        (day(2028, 7), Day(day(2028, 7), "decision"), False),
        (day(2028, 5), Day(day(2028, 8), "expected"), False),
        (day(2028, 5), Day(day(2028, 4), "expected"), True),
        (day(2028, 7), None, False),
    ],
)
def test_a_review_whose_day_has_come_is_not_moved_away(
    due_on: dt.date, first: Day | None, moves: bool
) -> None:
    assert rules.new_day(due_on, first, TODAY) == (first if moves else None)


def test_it_is_near_two_months_before() -> None:
    assert rules.is_near(TODAY + dt.timedelta(days=60), TODAY)
    assert not rules.is_near(TODAY + dt.timedelta(days=61), TODAY)


@pytest.mark.parametrize(
    ("answer", "facts", "faults"),
    [
        (Answer("as_expected", "continue", "Ja"), SEEN, {}),
        (Answer("not", "continue", " "), SEEN, {"reason": "missing"}),
        (Answer("not", "continue", "Nej"), UNSEEN, {"early_reason": "early"}),
        (Answer("not", "continue", "Nej", early_reason="Naboen lukkede"), UNSEEN, {}),
        (Answer("too_early", "continue", "Vent"), UNSEEN, {"next_review_on": "again"}),
        (Answer("cannot_tell", "continue", "?"), SEEN, {"next_review_on": "again"}),
        (Answer("partly", "postpone", "Vent"), SEEN, {"next_review_on": "again"}),
        (
            Answer("too_early", "postpone", "Vent", next_review_on=day(2028, 9)),
            UNSEEN, {"next_review_on": "unseen"},
        ),
        (Answer("too_early", "postpone", "Vent", next_review_on=day(2029)), UNSEEN, {}),
        (Answer("cannot_tell", "continue", "?", next_review_on=TODAY), SEEN,
         {"next_review_on": "past"}),
        (Answer("cannot_tell", "continue", "?", next_review_on=day(2049)), SEEN,
         {"next_review_on": "far"}),
        (Answer("not", "stop", "Nej", next_review_on=day(2029), has_decision=True), SEEN,
         {"next_review_on": "ends"}),
        (Answer("cannot_tell", "stop", "Nej", has_decision=True), SEEN, {}),
        (Answer("not", "stop", "Nej"), SEEN, {"decision": "no_decision"}),
        (Answer("not", "adjust", "Nej"), SEEN, {"decision": "no_decision"}),
        (Answer("as_expected", "anchor", "Ja", has_decision=True), SEEN,
         {"anchored_with": "no_home"}),
        (Answer("as_expected", "anchor", "Ja", has_decision=True, has_home=True), SEEN, {}),
        (Answer("as_expected", "anchor", "Ja", has_decision=True, has_home=True), ALONE,
         {"outcome": "not_here"}),
        (Answer("as_expected", "stop", "Ja", has_decision=True), ENDED, {"outcome": "not_here"}),
        (Answer("as_expected", "continue", "Ja"), ALONE, {}),
    ],
)  # fmt: skip
def test_what_goes_together(answer: Answer, facts: Facts, faults: dict[str, str]) -> None:
    assert rules.faults(replace(answer, settled_on=TODAY), facts, today=TODAY) == faults


def test_before_its_meeting_it_is_closed_only_when_that_is_said() -> None:
    ahead = replace(SEEN, is_ahead=True)
    plain = Answer("as_expected", "continue", "Ja", settled_on=TODAY)
    assert rules.faults(plain, ahead, today=TODAY) == {"settled_outside": "unsaid"}
    for said in ({"is_on_item": True, "settled_on": None}, {"is_settled_outside": True}):
        assert rules.faults(replace(plain, **said), ahead, today=TODAY) == {}


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({}, "undated"),
        ({"settled_on": TODAY}, ""),
        ({"settled_on": TODAY + dt.timedelta(days=1)}, "ahead"),
        ({"settled_on": TODAY - dt.timedelta(days=10)}, ""),
        ({"settled_on": TODAY - dt.timedelta(days=11)}, "before"),
        ({"is_on_item": True}, ""),
        ({"is_on_item": True, "settled_on": TODAY}, "at_meeting"),
    ],
)
def test_what_is_settled_outside_a_meeting_has_a_day_since_it_was_opened(said, fault) -> None:
    facts = replace(SEEN, open_from=TODAY - dt.timedelta(days=10))
    found = rules.faults(replace(Answer("not", "continue", "Ja"), **said), facts, today=TODAY)
    assert found == ({"settled_on": fault} if fault else {})


def test_a_day_is_proposed_when_something_can_be_seen() -> None:
    days = [day(2028), day(2030), day(2029)]
    assert rules.proposed_day(days, today=TODAY) == day(2029)
    assert rules.proposed_day([day(2028)], today=TODAY) == dt.date(2029, 6, 1)


def test_no_day_is_proposed_before_the_first_figure_that_can_show_anything() -> None:
    days = [day(2028), day(2029), day(2031)]
    due = dt.date(2030, 12, 1)
    assert rules.proposed_day(days, today=TODAY, known_by=due) == day(2031)
    assert rules.proposed_day(days[:2], today=TODAY, known_by=due) == due
    assert rules.proposed_day(days, today=TODAY, known_by=TODAY) == day(2029)  # it should be out
