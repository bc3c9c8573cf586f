"""Who reads, runs and closes what, asked of plain values."""

import pytest

from partnership.rules import bodies as rules
from partnership.rules.access import (
    NotAllowed,
    SeatFact,
    Standing,
    check_manage_seat,
    may_manage_seat,
    may_manage_seats,
)

BOARD, COORDINATION, GROUP, OTHER = 1, 2, 3, 4
TREE = {BOARD: None, COORDINATION: BOARD, GROUP: COORDINATION, OTHER: BOARD}


def sitting(role, body, organisation=1, **fields):
    kinds = {BOARD: "board", COORDINATION: "coordination", GROUP: "ad_hoc", OTHER: "ad_hoc"}
    return Standing(
        user_id=1, seats=(SeatFact(role, organisation, body, kinds.get(body, ""), **fields),)
    )


SECRETARY = Standing(user_id=1, seats=(SeatFact("secretariat", 1, 9, "secretariat"),))
ADMINISTRATOR = Standing(user_id=1, seats=(SeatFact("administrator", 1),))
NOBODY = Standing()


@pytest.mark.parametrize(
    ("standing", "read", "adopted"),
    [
        (sitting("member", BOARD), {BOARD, COORDINATION, GROUP, OTHER}, set(TREE)),
        (sitting("observer", COORDINATION), {COORDINATION, GROUP}, {BOARD, COORDINATION, GROUP}),
        (sitting("member", GROUP), {GROUP}, {BOARD, COORDINATION, GROUP}),
        (sitting("member", OTHER), {OTHER}, {BOARD, OTHER}),
        (SECRETARY, set(TREE), set(TREE)),
        (ADMINISTRATOR, set(), set()),
        (NOBODY, set(), set()),
    ],
)
def test_one_reads_the_own_body_and_those_below_and_what_those_above_decided(
    standing, read, adopted
):
    assert {b for b in TREE if rules.may_see_body(standing, b, TREE)} == read
    assert {b for b in TREE if rules.may_read_adopted(standing, b, TREE)} == adopted


def test_above_ends_where_bodies_name_each_other():
    assert rules.above({1}, {1: 2, 2: 1}) == {2}


def test_the_secretariat_and_the_own_chair_run_a_body():
    assert rules.may_run_body(SECRETARY, GROUP)
    assert rules.may_run_body(sitting("chair", GROUP), GROUP)
    assert not rules.may_run_body(sitting("chair", BOARD), GROUP)
    rules.check_run_body(SECRETARY, GROUP)
    with pytest.raises(NotAllowed):
        rules.check_run_body(sitting("member", GROUP), GROUP)


def test_votes_are_on_the_own_seat():
    assert rules.has_vote(sitting("member", BOARD), BOARD)
    assert not rules.has_vote(sitting("observer", BOARD), BOARD)
    assert not rules.has_vote(sitting("member", GROUP), BOARD)


def test_a_case_officer_speaks_for_the_member_served():
    officer = sitting("case_officer", BOARD, serves_id=7)
    assert rules.speaks_for(officer, BOARD) == {7}
    assert rules.speaks_for(officer, GROUP) == frozenset()


def test_closing_is_the_administrators_and_for_ad_hoc_groups_the_secretariats():
    assert rules.may_close_body(ADMINISTRATOR, "board")
    assert rules.may_close_body(SECRETARY, "ad_hoc")
    assert not rules.may_close_body(SECRETARY, "board")
    assert not rules.may_close_body(sitting("chair", GROUP), "ad_hoc")


def test_money_is_read_by_board_and_secretariat_and_by_each_payer_for_itself():
    member = sitting("member", GROUP, organisation=5)
    assert rules.may_see_money(sitting("member", BOARD))
    assert not rules.may_see_money(member)
    assert rules.may_see_payer(member, 5)
    assert not rules.may_see_payer(member, 6)
    assert rules.may_see_payer(SECRETARY, 6)
    assert rules.may_open_money(member)
    assert not rules.may_open_money(ADMINISTRATOR)
    assert rules.may_write_money(SECRETARY)
    assert not rules.may_write_money(sitting("chair", BOARD))
    assert rules.may_write_programme(SECRETARY)
    assert not rules.may_write_programme(member)


def test_an_organisations_administrator_manages_its_ordinary_seats():
    local = Standing(user_id=1, seats=(SeatFact("local_admin", 5),))
    assert may_manage_seats(local)
    assert may_manage_seat(local, 5, "member")
    assert not may_manage_seat(local, 5, "administrator")
    assert not may_manage_seat(local, 6, "member")
    check_manage_seat(ADMINISTRATOR, 6, "chair")
    with pytest.raises(NotAllowed):
        check_manage_seat(local, 5, "chair")
    assert not may_manage_seats(SECRETARY)
