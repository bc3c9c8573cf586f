"""The way of a delivery, and its reminders."""

import datetime as dt

from partnership.rules import deliveries as rules

DAY = dt.date(2026, 11, 23)


def test_every_settled_delivery_can_be_opened_again():
    assert rules.next_state("keep", "agreed") == "kept"
    assert rules.next_state("keep", "kept") == ""
    for state in rules.SETTLED:
        assert rules.next_state("reopen", state) == "agreed"


def test_only_what_nobody_has_settled_is_late():
    assert rules.is_late("agreed", DAY - dt.timedelta(days=1), DAY)
    assert not rules.is_late("agreed", DAY, DAY)
    assert not rules.is_late("kept", DAY - dt.timedelta(days=1), DAY)


def test_one_is_reminded_a_week_before_and_when_it_is_late():
    assert rules.reminder_stage(DAY, DAY - dt.timedelta(days=8)) == ""
    assert rules.reminder_stage(DAY, DAY - dt.timedelta(days=7)) == "week"
    assert rules.reminder_stage(DAY, DAY) == "week"
    assert rules.reminder_stage(DAY, DAY + dt.timedelta(days=1)) == "late"
