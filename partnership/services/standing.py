"""From seats in the database to the plain values that rules are asked about."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from partnership.models import Seat
from partnership.rules.access import SeatFact, Standing


def fact_of(seat: Seat) -> SeatFact:
    """A seat as the rules see it; its body is read along with it."""
    return SeatFact(
        role=seat.role,
        organisation_id=seat.organisation_id,
        body_id=seat.body_id,
        body_kind=seat.body.kind if seat.body else "",
        sees_restricted=seat.sees_restricted,
        serves_id=seat.serves_id,
    )


def standing_of(user: AbstractBaseUser | AnonymousUser, *, on: dt.date | None = None) -> Standing:
    """The seats a user holds on a day (today in Copenhagen by default), in one query."""
    if not user.is_authenticated or not user.is_active:
        return Standing()
    day = on or timezone.localdate()
    seats = list(
        Seat.objects.on(day)
        .filter(person__user_id=user.pk)
        .select_related("person", "body")
        .order_by("pk")
    )
    facts = tuple(
        fact_of(seat)
        for seat in seats
        if seat.body is None or seat.body.ends_on is None or seat.body.ends_on >= day
    )
    person = seats[0].person if seats else None
    return Standing(
        user_id=user.pk,
        name=person.name if person else "",
        seats=facts,
        person_id=person.pk if person else None,
    )
