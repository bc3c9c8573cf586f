"""The way of a figure from its author to its readers: states, steps, and who may take them.

The steps stand in one dict, from which the printed diagram is made (docs/states.md), the buttons
are drawn and the actions are guarded. Everything is asked of plain values.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from partnership.rules.access import (
    Standing,
    may_enter_data_set,
    may_publish_figures,
    may_release_data_set,
)

DRAFT, SUBMITTED, RETURNED = "draft", "submitted", "returned"
APPROVED, RELEASED, PUBLISHED = "approved", "released", "published"
SUBMIT, SEND_BACK, APPROVE = "submit", "send_back", "approve"
RELEASE, HOLD, PUBLISH = "release", "hold", "publish"

# state → verb → next state
STEPS: dict[str, dict[str, str]] = {
    DRAFT: {SUBMIT: SUBMITTED},
    SUBMITTED: {APPROVE: APPROVED, SEND_BACK: RETURNED},
    RETURNED: {SUBMIT: SUBMITTED},
    APPROVED: {RELEASE: RELEASED, HOLD: APPROVED, SEND_BACK: RETURNED},
    RELEASED: {PUBLISH: PUBLISHED},
    PUBLISHED: {},
}
STATES = tuple(STEPS)
# In these states the partnership sees the figure; in the others, that it exists.
SEEN = (RELEASED, PUBLISHED)
NEED_REASON = frozenset({SEND_BACK})


class NotMoved(ValueError):
    """The step cannot be taken; `code` names why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Route:
    """What the rules must know of a figure: whose it is, where it came from, who had it in hand."""

    state: str
    supplier_id: int
    approval_required: bool = True
    is_supplier_owned: bool = False
    is_official: bool = False
    may_be_published: bool = False
    entered_by: int | None = None
    submitted_by: int | None = None


def first_state(*, approval_required: bool, is_supplier_owned: bool, is_official: bool) -> str:
    """Where a new version begins.

    What an official source has published approves itself. Where a second person is asked for it is
    a draft. Otherwise the person who enters it approves it alone; a supplier that owns its figures
    still releases them itself.
    """
    if is_official:
        return RELEASED
    if approval_required:
        return DRAFT
    return APPROVED if is_supplier_owned else RELEASED


def _enters(standing: Standing, route: Route) -> bool:
    return may_enter_data_set(
        standing, route.supplier_id, is_supplier_owned=route.is_supplier_owned
    )


def _releases(standing: Standing, route: Route) -> bool:
    return may_release_data_set(
        standing, route.supplier_id, is_supplier_owned=route.is_supplier_owned
    )


def is_second_person(standing: Standing, route: Route) -> bool:
    """Whether the person neither entered the figure nor sent it in."""
    return standing.user_id not in (route.entered_by, route.submitted_by)


def _approves(standing: Standing, route: Route) -> bool:
    return _enters(standing, route) and is_second_person(standing, route)


def _publishes(standing: Standing, route: Route) -> bool:
    return may_publish_figures(standing) and route.may_be_published


WHO: dict[str, Callable[[Standing, Route], bool]] = {
    SUBMIT: _enters,
    SEND_BACK: _enters,
    APPROVE: _approves,
    RELEASE: _releases,
    HOLD: _releases,
    PUBLISH: _publishes,
}


def check_move(verb: str, standing: Standing, route: Route) -> str:
    """The state that the step leads to. Raises `NotMoved` where it cannot be taken by this person."""
    following = STEPS[route.state].get(verb)
    if following is None:
        raise NotMoved("other_state")
    if verb == APPROVE and _enters(standing, route) and not is_second_person(standing, route):
        raise NotMoved("own_figure")
    if verb == PUBLISH and may_publish_figures(standing) and not route.may_be_published:
        raise NotMoved("not_for_publication")
    if not WHO[verb](standing, route):
        raise NotMoved("not_allowed")
    return following


def may_move(verb: str, standing: Standing, route: Route) -> bool:
    """Whether the person may take the step now."""
    try:
        check_move(verb, standing, route)
    except NotMoved:
        return False
    return True
