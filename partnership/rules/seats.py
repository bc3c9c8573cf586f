"""Which seats there can be, asked of plain values."""

from __future__ import annotations

import datetime as dt

from partnership.rules.bodies import VOTING_ROLES

# Rights over the site, one organisation or one supplier's figures; no body stands behind them.
BODILESS_ROLES = frozenset({"supplier", "administrator", "local_admin"})
# One sits in a body in one of these ways; working for a member can go with any of them.
SITTING_ROLES = frozenset({"chair", "member", "substitute", "observer"})


def clash(first: str, second: str) -> bool:
    """Whether one person cannot have two roles in a body at once: who votes is nothing else there."""
    roles = {first, second}
    return first != second and roles <= SITTING_ROLES and bool(roles & VOTING_ROLES)


def body_problem(role: str, body_kind: str) -> str:
    """Why a role does not fit a body ("" kind: none chosen): a code, or "" where it fits."""
    if role in BODILESS_ROLES:
        return "no_body_wanted" if body_kind else ""
    if not body_kind:
        return "body_wanted"
    if (role == "secretariat") != (body_kind == "secretariat"):
        return "secretariat_alone"
    return ""


def overlaps(first: tuple[dt.date, dt.date | None], second: tuple[dt.date, dt.date | None]) -> bool:
    """Whether two periods share a day; last days count, no last day means for good."""
    return first[0] <= (second[1] or dt.date.max) and second[0] <= (first[1] or dt.date.max)
