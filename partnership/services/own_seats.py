"""A person's own seats: for which organisation, where, as what, and for how long."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from partnership.models import Seat
from partnership.rules.access import Standing
from partnership.rules.bodies import may_see_payer


@dataclass(frozen=True)
class OwnSeat:
    """One seat, and whether its holder may read what its organisation pays."""

    seat: Seat
    is_coming: bool
    sees_payer: bool


def own_seats(standing: Standing) -> list[OwnSeat]:
    """The seats that hold today and those to come, those of ended bodies not included; one query."""
    today = timezone.localdate()
    found = (
        Seat.objects.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=today),
            Q(body__isnull=True) | Q(body__ends_on__isnull=True) | Q(body__ends_on__gte=today),
            person=standing.person_id,
        )
        .select_related("organisation", "body", "serves")
        .order_by("organisation__name", "body__name", "starts_on", "pk")
    )
    return [
        OwnSeat(
            seat,
            is_coming=seat.starts_on > today,
            sees_payer=may_see_payer(standing, seat.organisation_id),
        )
        for seat in found
    ]
