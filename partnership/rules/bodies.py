"""What a person may do with a body's matters: its meetings, papers, minutes, decisions and money.

A body's matters are read by those who sit in it, by those who sit in a body above it, and by the
secretariat, who runs them together with the body's chairs. Everybody else is told nothing: a
foreign address answers as one that does not exist.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from partnership.rules.access import MEMBER_ROLES, NotAllowed, Standing

VOTING_ROLES = frozenset({"chair", "member"})


def sits_in(standing: Standing) -> frozenset[int]:
    """The bodies in which the person holds a member's seat."""
    return frozenset(
        s.body_id for s in standing.seats if s.body_id is not None and s.role in MEMBER_ROLES
    )


def chairs(standing: Standing) -> frozenset[int]:
    """The bodies of which the person is a chair."""
    return frozenset(
        s.body_id for s in standing.seats if s.body_id is not None and s.role == "chair"
    )


def below(bodies: Collection[int], parents: Mapping[int, int | None]) -> frozenset[int]:
    """Some bodies and all that belong under them; `parents` says of each body where it belongs."""
    found = set(bodies)
    while more := {body for body, parent in parents.items() if parent in found} - found:
        found |= more
    return frozenset(found)


def above(bodies: Collection[int], parents: Mapping[int, int | None]) -> frozenset[int]:
    """All bodies that some bodies belong under, themselves not included."""
    found: set[int] = set()
    for body in bodies:
        parent = parents.get(body)
        while parent is not None and parent not in found:
            found.add(parent)
            parent = parents.get(parent)
    return frozenset(found - set(bodies))


def may_run_body(standing: Standing, body_id: int) -> bool:
    """Call its meetings, write its agendas and minutes: the secretariat and the body's chairs."""
    return standing.is_secretariat or body_id in chairs(standing)


def may_see_body(standing: Standing, body_id: int, parents: Mapping[int, int | None]) -> bool:
    """Read a body's matters: those in it, those in a body above it, and the secretariat."""
    return standing.is_secretariat or body_id in below(sits_in(standing), parents)


def may_read_adopted(standing: Standing, body_id: int, parents: Mapping[int, int | None]) -> bool:
    """Read what a body has decided: also those below it, who are to carry it out."""
    mine = sits_in(standing)
    return may_see_body(standing, body_id, parents) or body_id in above(mine, parents)


def has_vote(standing: Standing, body_id: int) -> bool:
    """Take part in a body's decisions: its chairs and members, on their own seats."""
    return any(s.body_id == body_id and s.role in VOTING_ROLES for s in standing.seats)


def speaks_for(standing: Standing, body_id: int) -> frozenset[int]:
    """The members a case officer or a substitute comments for in a body, as ids of persons."""
    return frozenset(
        s.serves_id for s in standing.seats if s.body_id == body_id and s.serves_id is not None
    )


def may_write_programme(standing: Standing) -> bool:
    """Keep plans, effort areas, target groups, deliveries and interventions: the secretariat."""
    return standing.is_secretariat


def may_see_money(standing: Standing) -> bool:
    """Read the whole of the economy: the secretariat and the board."""
    return standing.is_secretariat or standing.is_board_member


def may_see_payer(standing: Standing, organisation_id: int) -> bool:
    """Read what one organisation pays: those who see all, and its own people in a body."""
    return may_see_money(standing) or any(
        s.organisation_id == organisation_id and s.role in MEMBER_ROLES for s in standing.seats
    )


def may_open_money(standing: Standing) -> bool:
    """Open the pages on money at all: everybody in a body, each with what they may see."""
    return may_see_money(standing) or bool(sits_in(standing))


def may_write_money(standing: Standing) -> bool:
    """Keep keys, budgets and bookings: the secretariat."""
    return standing.is_secretariat


def may_close_body(standing: Standing, kind: str) -> bool:
    """End a body: administrators; an ad hoc group also the secretariat."""
    return standing.is_administrator or (standing.is_secretariat and kind == "ad_hoc")


def check_run_body(standing: Standing, body_id: int) -> None:
    """Raise `NotAllowed` unless the person may run the body's meetings."""
    if not may_run_body(standing, body_id):
        raise NotAllowed("may_run_body")
