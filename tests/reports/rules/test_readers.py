"""Whose briefs hold money: only those that nobody can read who may not see all of it."""

from __future__ import annotations

from itertools import product

import pytest

from partnership.rules.access import MEMBER_ROLES, SeatFact, Standing
from partnership.rules.bodies import may_see_body, may_see_money
from reports.rules.readers import may_hold_money

KINDS = ("board", "coordination", "ad_hoc", "secretariat")
PARENTS = {1: 2, 2: 3, 3: None, 4: 1}  # the body of the brief is 1; 4 stands under it
CHAINS = list(product(KINDS, repeat=3))


def readers(kinds):
    """Everybody who may read the brief of body 1, by where and as what they sit."""
    places = {1: kinds[0], 2: kinds[1], 3: kinds[2], 4: "ad_hoc"}
    for place, role in product(places, [*sorted(MEMBER_ROLES), "secretariat"]):
        standing = Standing(user_id=1, seats=(SeatFact(role, 1, place, places[place]),))
        if may_see_body(standing, 1, PARENTS):
            yield standing


@pytest.mark.parametrize("kinds", CHAINS, ids="-".join)
def test_money_is_told_where_each_reader_may_see_it_and_nowhere_else(kinds):
    everyone = list(readers(kinds))
    assert len(everyone) > 3
    assert may_hold_money(kinds[0], kinds[1:]) == all(may_see_money(each) for each in everyone)


def test_a_board_with_nothing_above_it_reads_of_money():
    assert may_hold_money("board", ())
    assert not may_hold_money("coordination", ("board",))
