"""People for tests: organisations, bodies, seats and signed-in users, each by one short call."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from accounts.models import User
from areas.models import Area, AreaExtent
from partnership.models import Body, Organisation, Person, Seat

PASSWORD = "en-lang-adgangskode"
ROLES = ("administrator", "secretariat", "board", "group", "supplier")
FROM = dt.date(2020, 1, 1)

_numbers = itertools.count(1)
# A role of the test walk: the seat's role, and the kind of body it needs.
_SEATS = {
    "administrator": ("administrator", ""),
    "secretariat": ("secretariat", "secretariat"),
    "board": ("member", "board"),
    "group": ("member", "coordination"),
    "supplier": ("supplier", ""),
}


def organisation(name: str = "Prøve Kommune", **fields: Any) -> Organisation:
    """The organisation of that name; made as a municipality unless told otherwise."""
    found = Organisation.objects.filter(name=name).first()
    if found:
        return found
    fields.setdefault("slug", f"organisation-{next(_numbers)}")
    fields.setdefault("kind", Organisation.Kind.MUNICIPALITY)
    return Organisation.objects.create(name=name, **fields)


def body(kind: str = "board", **fields: Any) -> Body:
    """The first body of that kind, or a new one; named fields always make a new one."""
    found = None if fields else Body.objects.filter(kind=kind).first()
    if found:
        return found
    number = next(_numbers)
    if kind == "ad_hoc":
        fields = {"mandate": "Prøv af", "ends_on": dt.date(2030, 12, 31), **fields}
    fields.setdefault("name", f"Prøveorgan {number}")
    fields.setdefault("slug", f"organ-{number}")
    return Body.objects.create(kind=kind, **fields)


def area(name: str = "", *, parent: Area | None = None, **fields: Any) -> Area:
    """A housing area, within the parent where one is given."""
    number = next(_numbers)
    values = {"kind": "area", "code": f"omraade-{number}", "slug": f"omraade-{number}", **fields}
    made = Area.objects.create(name=name or f"Prøveområde {number}", **values)
    if parent:
        AreaExtent.objects.create(area=made, parent=parent)
    return made


def user(email: str = "", *, password: str | None = PASSWORD, **fields: Any) -> User:
    """A user with a password and no seat; `password=None` is one who has not accepted yet."""
    return User.objects.create_user(email or f"bruger-{next(_numbers)}@test.dk", password, **fields)


def person(name: str = "", *, user: User | None = None, **fields: Any) -> Person:
    """A person, with the user's address where there is a user."""
    if user:
        fields.setdefault("email", user.email)
    return Person.objects.create(name=name or f"Person {next(_numbers)}", user=user, **fields)


def seat(role: str = "board", *, person: Person, **fields: Any) -> Seat:
    """A seat in one of ROLES; organisation, body and period are filled in where not given."""
    seat_role, body_kind = _SEATS[role]
    fields.setdefault("organisation", None)
    fields["organisation"] = fields["organisation"] or organisation()
    if body_kind and "body" not in fields:
        fields["body"] = body(body_kind)
    return Seat.objects.create(person=person, **{"role": seat_role, "starts_on": FROM, **fields})


def seated_user(role: str = "board", *, email: str = "", **fields: Any) -> User:
    """A user with one seat in one of ROLES: secretariat, board, group, supplier, administrator."""
    made = user(email or f"{role}-{next(_numbers)}@test.dk")
    seat(role, person=person(user=made), **fields)
    return made
