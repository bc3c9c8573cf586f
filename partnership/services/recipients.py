"""Whom to write to: the logins of those who hold a seat today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.utils import timezone

from accounts.models import User
from partnership.models import Seat


def secretariat() -> list[User]:
    """Everybody in the joint secretariat."""
    held = Seat.objects.on(timezone.localdate()).filter(role=Seat.Role.SECRETARIAT)
    return list(User.objects.filter(is_active=True, pk__in=held.values("person__user")))


def seated(users: Iterable[User | None]) -> list[User]:
    """Those of some logins whose owners hold a seat today; whoever left is written to no more."""
    known = {user.pk: user for user in users if user is not None and user.is_active}
    held = Seat.objects.on(timezone.localdate()).filter(person__user__in=known)
    return [known[pk] for pk in sorted(set(held.values_list("person__user", flat=True)))]


def suppliers(organisation_ids: Collection[int]) -> dict[int, list[User]]:
    """Those who enter figures for organisations, by organisation."""
    found: dict[int, list[User]] = defaultdict(list)
    held = (
        Seat.objects.on(timezone.localdate())
        .filter(
            role=Seat.Role.SUPPLIER,
            organisation__in=organisation_ids,
            person__user__is_active=True,
        )
        .select_related("person__user")
    )
    for seat in held:
        if seat.person.user is not None:
            found[seat.organisation_id].append(seat.person.user)
    return dict(found)
