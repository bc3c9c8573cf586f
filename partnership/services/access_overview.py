"""Who has which access, asked of the very rules that guard the pages."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from partnership.models import Seat
from partnership.rules.access import (
    Rule,
    Standing,
    may_administer,
    may_enter_figures,
    may_manage_seat,
    may_open_pages,
    may_recompute,
    may_see_partnership,
)
from partnership.services.standing import fact_of


def _may_see_restricted(standing: Standing) -> bool:
    return standing.sees_restricted


RULES: tuple[Rule, ...] = (
    may_open_pages,
    may_see_partnership,
    may_enter_figures,
    may_recompute,
    may_administer,
    _may_see_restricted,
)


@dataclass(frozen=True)
class SeatRow:
    """A seat, when it holds, and what it opens in the order of `openings`."""

    seat: Seat
    period: str
    opens: tuple[bool, ...]
    may_end: bool = True


def openings() -> list[str]:
    """What a seat can open, in words, in the order of `RULES`."""
    return [
        _("Se resultater"),
        _("Se partnerskabet"),
        _("Indberette tal"),
        _("Starte beregning"),
        _("Administrere"),
        _("Se begrænsede emner"),
    ]


def seat_rows(standing: Standing, *, past: bool = False) -> list[SeatRow]:
    """Seats by person, each with what it opens on a day it holds; ended ones only on demand.

    An organisation's own administrator is shown its seats alone.
    """
    today = timezone.localdate()
    seats = Seat.objects.select_related("person__user", "organisation", "body")
    if not standing.is_administrator:
        seats = seats.filter(organisation__in=standing.administers)
    rows = []
    for seat in seats.order_by("person__name", "person_id", "starts_on", "pk"):
        is_past = seat.ends_on is not None and seat.ends_on < today
        if is_past != past:
            continue
        period = "past" if is_past else "coming" if seat.starts_on > today else "now"
        holder = Standing(seats=(fact_of(seat),))
        rows.append(
            SeatRow(
                seat,
                period,
                tuple(rule(holder) for rule in RULES),
                may_end=not is_past and may_manage_seat(standing, seat.organisation_id, seat.role),
            )
        )
    return rows
