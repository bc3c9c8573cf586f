"""Bookings: what was paid in and spent in a quarter, entered in a form or corrected there."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from partnership.models import Booking
from partnership.rules.access import Standing
from partnership.services import money_rows

KEY = ("fund", "kind", "year", "quarter", "organisation", "intervention", "text")


def create(*, by: Standing, **values: Any) -> Booking:
    """Write down a booking."""
    _check(values)
    return money_rows.add(Booking(**values), by=by, reason="booking made")


def change(*, by: Standing, booking_id: int, seen: int, **values: Any) -> Booking:
    """Correct a booking."""
    _check(values, but=booking_id)
    return money_rows.change(
        Booking, booking_id, by=by, seen=seen, values=values, reason="booking changed"
    )


def remove(*, by: Standing, booking_id: int) -> None:
    """Take a booking away; the trace keeps it."""
    money_rows.remove(Booking, booking_id, by=by, reason="booking removed")


def refusals(values: dict[str, Any]) -> dict[str, str]:
    """By field, what cannot stand; the same for a form and for a row of a file."""
    found = {}
    if values["amount"] < 0 and not values["text"]:
        found["text"] = _("Skriv i teksten, hvad et beløb under nul retter.")
    if values["kind"] == Booking.Kind.CONTRIBUTION and values["organisation"] is None:
        found["organisation"] = _("Skriv, hvilken organisation der har betalt.")
    return found


def _check(values: dict[str, Any], *, but: int | None = None) -> None:
    if found := refusals(values):
        raise ValidationError({name: [words] for name, words in found.items()})
    same = Booking.objects.filter(**{name: values[name] for name in KEY})
    words = _("Den bogføring står her allerede. Ret den, eller giv den her en anden tekst.")
    money_rows.refuse_if_taken(same, but=but, field="text", words=words)
