"""What each seat opens, asked of the rules with plain values."""

import pytest

from partnership.rules import access
from partnership.rules.access import NotAllowed, SeatFact, Standing

SEATS = {
    "administrator": SeatFact("administrator", 1),
    "secretariat": SeatFact("secretariat", 1, 1, "secretariat"),
    "board": SeatFact("member", 2, 2, "board"),
    "observer": SeatFact("observer", 2, 2, "board"),
    "group": SeatFact("case_officer", 2, 3, "coordination"),
    "ad_hoc": SeatFact("substitute", 2, 4, "ad_hoc"),
    "supplier": SeatFact("supplier", 7),
}


def who(rule):
    return {name for name, seat in SEATS.items() if rule(Standing(seats=(seat,)))}


@pytest.mark.parametrize(
    ("rule", "seats"),
    [
        (access.may_open_pages, set(SEATS)),
        (access.may_see_partnership, set(SEATS) - {"supplier"}),
        (access.may_administer, {"administrator"}),
        (access.may_enter_figures, {"secretariat", "supplier"}),
        (access.may_import_figures, {"secretariat", "supplier"}),
        (access.may_recompute, {"administrator", "secretariat"}),
        (access.may_describe, {"secretariat"}),
        (access.may_see_monitor, {"secretariat"}),
        (access.may_choose_comparators, {"administrator", "secretariat"}),
        (lambda standing: standing.is_board_member, {"board", "observer"}),
        (lambda standing: standing.is_group_member, {"group", "ad_hoc"}),
    ],
)
def test_a_seat_opens_what_its_role_says_and_an_empty_standing_nothing(rule, seats):
    assert who(rule) == seats
    assert not rule(Standing())


def test_a_supplier_writes_the_own_figures_only_and_the_secretariat_all():
    supplier, secretary, reader = (
        Standing(seats=(SEATS[name],)) for name in ("supplier", "secretariat", "board")
    )
    assert access.may_enter_data_set(supplier, 7)
    assert not access.may_enter_data_set(supplier, 8)
    assert access.may_enter_data_set(secretary, 8)
    access.check_enter_data_set(supplier, 7)
    for standing, owner in ((supplier, 8), (reader, 2), (Standing(), 7)):
        with pytest.raises(NotAllowed):
            access.check_enter_data_set(standing, owner)


def test_our_own_sums_of_the_laws_criteria_are_for_those_given_the_right():
    named = SeatFact("member", 2, 2, "board", sees_restricted=True)
    assert access.may_see_monitor(Standing(seats=(named,)))


def test_two_seats_open_what_either_opens():
    both = Standing(seats=(SEATS["board"], SEATS["supplier"]))
    assert both.is_board_member
    assert both.supplies_for == {7}
    assert not both.sees_restricted
    assert Standing(
        seats=(SeatFact("member", 1, 1, "board", sees_restricted=True),)
    ).sees_restricted


def test_a_no_is_an_error_that_names_the_rule():
    access.check(access.may_open_pages, Standing(seats=(SEATS["board"],)))
    with pytest.raises(NotAllowed, match="may_administer"):
        access.check(access.may_administer, Standing(seats=(SEATS["board"],)))
