"""Who gets through which address: the words the lists of addresses are written in."""

from __future__ import annotations

from dataclasses import dataclass

from tests.factories import people

ROLES = ("anonymous", "no_seat", *people.ROLES)


@dataclass(frozen=True)
class Door:
    """Who gets in, and with which answer; the others are sent to sign in, or refused."""

    roles: frozenset[str]
    answer: int = 200

    def expected(self, role: str) -> int:
        """The answer this role gets to a GET."""
        if role in self.roles:
            return self.answer
        return 302 if role == "anonymous" else 403


def doors(*roles: str, answer: int = 200) -> Door:
    return Door(frozenset(roles), answer)


SEATED = doors(*people.ROLES)
MEMBERS = doors("administrator", "secretariat", "board", "group")
ADMINISTRATORS = doors("administrator")
ADMINISTRATORS_POST = doors("administrator", answer=405)
ENTRY = doors("secretariat", "supplier")
OWN_LOGIN = doors("no_seat", *people.ROLES)
OWN_LOGIN_ELSEWHERE = doors("no_seat", *people.ROLES, answer=302)
PUBLIC = doors(*ROLES)
RECOMPUTE = doors("administrator", "secretariat")
DESCRIBE = doors("secretariat")
