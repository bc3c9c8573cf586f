"""Which steps decisions can take an intervention, and on which days."""

import datetime as dt

import pytest

from partnership.rules import interventions as rules

DAY = dt.date(2026, 11, 23)


def test_every_step_leads_to_a_known_state_and_the_ends_are_ends():
    for steps in rules.STEPS.values():
        assert set(steps.values()) <= set(rules.STEPS)
    ends = {state for state, steps in rules.STEPS.items() if not steps}
    assert ends == {"stopped", "completed", "anchored", "dropped"}


def test_a_step_needs_its_state_and_a_decision():
    assert rules.closed("start", "proposed", has_decision=True) == ""
    assert rules.closed("start", "proposed", has_decision=False) == "no_decision"
    assert rules.closed("start", "running", has_decision=True) == "other_state"


def test_the_steps_that_lead_on_are_open_once_there_is_a_decision():
    shown = rules.offers("running", has_decision=True)
    assert [offer.verb for offer in shown] == ["adjust", "complete", "anchor", "stop"]
    assert all(offer.is_open for offer in shown)
    assert not any(offer.is_open for offer in rules.offers("proposed", has_decision=False))
    assert rules.offers("stopped", has_decision=True) == ()


@pytest.mark.parametrize(
    ("day", "since", "fault"),
    [
        (DAY, None, ""),
        (DAY - dt.timedelta(days=1), None, "undecided"),
        (DAY, DAY + dt.timedelta(days=1), "before"),
        (DAY, DAY, ""),
        (dt.date(2029, 1, 1), None, "far"),
        (dt.date(2028, 12, 31), DAY, ""),
    ],
)
def test_a_step_lies_after_its_decision_and_the_step_before(day, since, fault):
    assert rules.day_fault(day, decided_on=DAY, today=DAY, since=since) == fault
