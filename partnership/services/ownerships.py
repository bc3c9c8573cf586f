"""Which organisation owns homes where, from when to when."""

from __future__ import annotations

import datetime as dt

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from areas.models import Area
from partnership.models import Organisation, Ownership
from partnership.rules.access import Standing, check, may_administer
from partnership.services import edits


@transaction.atomic
def add(
    *,
    by: Standing,
    organisation: Organisation,
    area: Area,
    starts_on: dt.date | None = None,
    note: str = "",
) -> Ownership:
    """Record that an organisation owns homes in an area; refused while it already does."""
    check(may_administer, by)
    edits.locked(Organisation, organisation.pk)
    already = Ownership.objects.filter(organisation=organisation, area=area)
    if starts_on:
        already = already.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on))
    if already.exists():
        raise ValidationError(
            {"area": _("Organisationen ejer allerede boliger i området i den periode.")}
        )
    ownership = Ownership(organisation=organisation, area=area, starts_on=starts_on, note=note)
    with pghistory.context(reason="ownership added"):
        ownership.save()
    return ownership


@transaction.atomic
def end(*, by: Standing, ownership_id: int, on: dt.date) -> Ownership:
    """Let an ownership end with this last day."""
    check(may_administer, by)
    ownership = edits.locked(Ownership, ownership_id)
    if ownership.starts_on and on < ownership.starts_on:
        raise ValidationError({"on": _("Sidste dag kan ikke ligge før første dag.")})
    ownership.ends_on = on
    with pghistory.context(reason="ownership ended"):
        ownership.save()
    return ownership
