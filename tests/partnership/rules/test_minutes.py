"""The way of minutes, and what must be there before they are locked, as plain values."""

from __future__ import annotations

import pytest

from partnership.rules import minutes as rules
from partnership.rules.access import SeatFact, Standing

BODY = 7


def standing(role: str, body_id: int | None = BODY) -> Standing:
    return Standing(user_id=1, person_id=1, seats=(SeatFact(role, 1, body_id),))


def test_every_step_leads_to_a_state_that_is_there():
    for steps in rules.STEPS.values():
        assert set(steps.values()) <= set(rules.STATES)


def test_from_the_lock_no_step_leads_back():
    assert rules.STEPS[rules.APPROVED] == {rules.CORRECT: rules.APPROVED}
    for verb in (rules.WRITE, rules.PROPOSE, rules.TAKE_BACK, rules.APPROVE):
        with pytest.raises(rules.NotMoved) as refusal:
            rules.following(rules.APPROVED, verb)
        assert refusal.value.code == "locked"


def test_a_draft_is_not_approved_before_it_was_sent_out():
    assert rules.following(rules.DRAFT, rules.PROPOSE) == rules.PROPOSED
    with pytest.raises(rules.NotMoved) as refusal:
        rules.following(rules.DRAFT, rules.APPROVE)
    assert refusal.value.code == "other_state"


@pytest.mark.parametrize(
    ("role", "writes", "reads_draft"),
    [("secretariat", True, True), ("chair", True, True), ("member", False, False)],
)
def test_those_who_run_the_body_write_and_the_others_wait(role, writes, reads_draft):
    who = standing(role)
    assert rules.may(rules.WRITE, rules.DRAFT, who, BODY) is writes
    assert not rules.may(rules.CORRECT, rules.DRAFT, who, BODY)
    assert rules.may_read(rules.DRAFT, who, BODY) is reads_draft
    assert rules.may_read(rules.PROPOSED, who, BODY)


@pytest.mark.parametrize(
    ("role", "body_id", "is_open", "allowed"),
    [
        ("member", BODY, True, True),
        ("case_officer", BODY, True, True),
        ("secretariat", 9, True, True),
        ("observer", BODY, True, False),
        ("member", 9, True, False),
        ("member", BODY, False, False),
    ],
)
def test_who_comments_and_until_when(role, body_id, is_open, allowed):
    who = standing(role, body_id)
    assert rules.may_comment(rules.PROPOSED, who, BODY, is_open=is_open) is allowed
    assert not rules.may_comment(rules.DRAFT, who, BODY, is_open=is_open)


def test_what_is_missing_is_named():
    settled = rules.ItemFact("Tryghed", "treated")
    rules.check_complete([settled], is_held=True)
    rules.check_complete([], is_held=True)
    for items, is_held, code, about in (
        ([settled], False, "not_held", ""),
        ([settled, rules.ItemFact("Glemt", "")], True, "no_outcome", "Glemt"),
        ([rules.ItemFact("X", "treated", ("2026-001",))], True, "undecided", "2026-001"),
    ):
        with pytest.raises(rules.NotMoved) as refusal:
            rules.check_complete(items, is_held=is_held)
        assert (refusal.value.code, refusal.value.about) == (code, about)


def test_the_fingerprint_hangs_on_the_content_and_not_on_its_order():
    assert rules.fingerprint({"a": 1, "b": "æ"}) == rules.fingerprint({"b": "æ", "a": 1})
    assert rules.fingerprint({"a": 1}) != rules.fingerprint({"a": 2})
    assert rules.canonical({"b": "æ", "a": None}) == '{"a":null,"b":"æ"}'.encode()
