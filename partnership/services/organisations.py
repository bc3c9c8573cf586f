"""Organisations: taken in, renamed, and closed without losing what they did."""

from __future__ import annotations

import datetime as dt

import pghistory
from django.db import transaction

from partnership.models import Organisation, Ownership, Seat
from partnership.rules.access import Standing, check, may_administer
from partnership.services import edits, seats
from partnership.services.administrators import (
    administers,
    check_one_remains,
    one_at_a_time,
)


@transaction.atomic
def create(
    *, by: Standing, kind: str, name: str, short_name: str = "", is_party: bool = True
) -> Organisation:
    """Take in an organisation; its address in links is made from its name."""
    check(may_administer, by)
    edits.check_name_is_free(Organisation, name)
    organisation = Organisation(
        kind=kind,
        name=name,
        short_name=short_name,
        is_party=is_party,
        slug=edits.free_slug(Organisation, name),
    )
    with pghistory.context(reason="organisation created"):
        organisation.full_clean()
        organisation.save()
    return organisation


@transaction.atomic
def change(
    *,
    by: Standing,
    organisation_id: int,
    seen: int,
    kind: str,
    name: str,
    short_name: str,
    is_party: bool,
) -> Organisation:
    """Rename or reclassify; addresses stay. Raises `StaleEdit` when it changed after `seen`."""
    check(may_administer, by)
    organisation = edits.locked(Organisation, organisation_id)
    edits.check_name_is_free(Organisation, name, but=organisation_id)
    values = {"kind": kind, "name": name, "short_name": short_name, "is_party": is_party}
    with pghistory.context(reason="organisation changed"):
        edits.change(organisation, seen=seen, values=values)
    return organisation


@transaction.atomic
def close(*, by: Standing, organisation_id: int, on: dt.date) -> Organisation:
    """End the organisation with this last day, and with it its seats and ownerships.

    A seat or an ownership that was to begin later is taken back; the trace keeps it.
    """
    check(may_administer, by)
    one_at_a_time()
    organisation = edits.locked(Organisation, organisation_id)
    is_administrators = administers(Seat.objects.filter(organisation=organisation))
    with pghistory.context(reason="organisation closed"):
        organisation.ends_on = on
        organisation.save()
        seats.end_all(Seat.objects.filter(organisation=organisation), on=on)
        owned = Ownership.objects.filter(organisation=organisation)
        owned.filter(starts_on__gt=on).delete()
        owned.filter(ends_on__isnull=True).update(ends_on=on)
        owned.filter(ends_on__gt=on).update(ends_on=on)
    if is_administrators:
        check_one_remains()
    return organisation
