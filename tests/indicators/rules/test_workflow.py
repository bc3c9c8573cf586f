"""The way of a figure: every step of the dict, and who may take it."""

from dataclasses import replace
from typing import Any

import pytest

from indicators.models import Measurement
from indicators.rules import workflow as rules
from indicators.rules.workflow import NotMoved, Route, check_move, first_state, may_move
from partnership.rules.access import SeatFact, Standing, may_see_raw

SUPPLIER, OTHER = 7, 8
SECRETARY = Standing(user_id=1, seats=(SeatFact("secretariat", OTHER, 1, "secretariat"),))
DELIVERER = Standing(user_id=2, seats=(SeatFact("supplier", SUPPLIER),))
STRANGER = Standing(user_id=3, seats=(SeatFact("supplier", OTHER),))
READER = Standing(user_id=4, seats=(SeatFact("member", 9, 1, "board"),))
ROUTE = Route(state=rules.DRAFT, supplier_id=SUPPLIER)


def refusal(verb: str, standing: Standing, route: Route) -> str:
    try:
        check_move(verb, standing, route)
    except NotMoved as why:
        return why.code
    return ""


def test_states_are_those_of_the_database() -> None:
    assert tuple(Measurement.Workflow.values) == rules.STATES
    assert all(state in rules.STEPS for steps in rules.STEPS.values() for state in steps.values())


def test_the_straight_way_leads_from_a_draft_to_everybody() -> None:
    route, states = replace(ROUTE, may_be_published=True), []
    for verb in (rules.SUBMIT, rules.APPROVE, rules.RELEASE, rules.PUBLISH):
        route = replace(route, state=check_move(verb, SECRETARY, route))
        states.append(route.state)
    assert states == ["submitted", "approved", "released", "published"]


def test_a_step_that_is_not_in_the_dict_cannot_be_taken() -> None:
    assert refusal(rules.APPROVE, SECRETARY, ROUTE) == "other_state"
    assert refusal(rules.RELEASE, SECRETARY, replace(ROUTE, state=rules.SUBMITTED)) == "other_state"


@pytest.mark.parametrize("hand", ["entered_by", "submitted_by"])
def test_neither_author_nor_sender_approves(hand: str) -> None:
    hands: dict[str, Any] = {hand: SECRETARY.user_id}
    route = replace(ROUTE, state=rules.SUBMITTED, **hands)
    assert refusal(rules.APPROVE, SECRETARY, route) == "own_figure"
    assert may_move(rules.APPROVE, DELIVERER, route)
    assert not may_move(rules.APPROVE, STRANGER, route)


def test_strangers_and_readers_take_no_step() -> None:
    for state, steps in rules.STEPS.items():
        for verb in steps:
            route = replace(ROUTE, state=state, may_be_published=True)
            assert refusal(verb, STRANGER, route) == "not_allowed"
            assert refusal(verb, READER, route) == "not_allowed"


def test_what_a_supplier_owns_it_alone_releases() -> None:
    route = replace(ROUTE, state=rules.APPROVED, is_supplier_owned=True)
    assert refusal(rules.RELEASE, SECRETARY, route) == "not_allowed"
    assert check_move(rules.RELEASE, DELIVERER, route) == rules.RELEASED
    assert check_move(rules.HOLD, DELIVERER, route) == rules.APPROVED
    open_route = replace(route, is_supplier_owned=False)
    assert refusal(rules.RELEASE, DELIVERER, open_route) == "not_allowed"


def test_publishing_needs_the_source_and_the_secretariat() -> None:
    route = replace(ROUTE, state=rules.RELEASED)
    assert refusal(rules.PUBLISH, SECRETARY, route) == "not_for_publication"
    assert refusal(rules.PUBLISH, DELIVERER, replace(route, may_be_published=True)) == "not_allowed"


@pytest.mark.parametrize(
    ("approval", "owned", "official", "state"),
    [
        (False, False, False, rules.RELEASED),
        (True, False, False, rules.DRAFT),
        (False, True, False, rules.APPROVED),
        (True, True, False, rules.DRAFT),
        (True, True, True, rules.RELEASED),
    ],
)
def test_where_a_new_version_begins(
    *, approval: bool, owned: bool, official: bool, state: str
) -> None:
    begun = first_state(approval_required=approval, is_supplier_owned=owned, is_official=official)
    assert begun == state


def test_raw_figures_are_for_supplier_secretariat_and_named_readers() -> None:
    assert may_see_raw(DELIVERER, SUPPLIER, is_supplier_owned=True)
    assert may_see_raw(SECRETARY, SUPPLIER, is_supplier_owned=False)
    assert not may_see_raw(SECRETARY, SUPPLIER, is_supplier_owned=True)
    assert may_see_raw(SECRETARY, SUPPLIER, is_supplier_owned=True, reader_ids={OTHER})
    assert not may_see_raw(READER, SUPPLIER, is_supplier_owned=False, reader_ids={9})
