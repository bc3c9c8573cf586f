"""Bodies: set up with a mandate, changed, and ended with their seats."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from partnership.models import Body, Seat
from partnership.rules.access import Standing, check, may_administer
from partnership.services import edits


@transaction.atomic
def create(
    *,
    by: Standing,
    kind: str,
    name: str,
    mandate: str = "",
    parent: Body | None = None,
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
) -> Body:
    """Set up a body. An ad hoc group needs a mandate and a last day."""
    check(may_administer, by)
    values = {
        "kind": kind, "name": name, "mandate": mandate, "parent": parent,
        "starts_on": starts_on, "ends_on": ends_on,
    }  # fmt: skip
    _check_values(values)
    edits.check_name_is_free(Body, name)
    body = Body(slug=edits.free_slug(Body, name), **values)
    with pghistory.context(reason="body created"):
        body.full_clean()
        body.save()
    return body


@transaction.atomic
def change(
    *,
    by: Standing,
    body_id: int,
    seen: int,
    kind: str,
    name: str,
    mandate: str,
    parent: Body | None,
    starts_on: dt.date | None,
    ends_on: dt.date | None,
) -> Body:
    """Change a body. Raises `StaleEdit` when it changed after `seen`."""
    check(may_administer, by)
    body = edits.locked(Body, body_id)
    values = {
        "kind": kind, "name": name, "mandate": mandate, "parent": parent,
        "starts_on": starts_on, "ends_on": ends_on,
    }  # fmt: skip
    _check_values(values)
    edits.check_name_is_free(Body, name, but=body_id)
    if kind != body.kind and body.seats.exists():
        raise ValidationError(
            {"kind": _("Arten kan ikke ændres, når der er pladser: rettighederne følger den.")}
        )
    if parent and body.pk in _line_up(parent):
        raise ValidationError({"parent": _("Et organ kan ikke høre under sig selv.")})
    with pghistory.context(reason="body changed"):
        edits.change(body, seen=seen, values=values)
    return body


@transaction.atomic
def close(*, by: Standing, body_id: int, on: dt.date) -> Body:
    """End a body with this last day, and its seats with it; later seats are taken back."""
    check(may_administer, by)
    body = edits.locked(Body, body_id)
    if body.starts_on and on < body.starts_on:
        raise ValidationError({"on": _("Sidste dag kan ikke ligge før første dag.")})
    with pghistory.context(reason="body closed"):
        body.ends_on = on
        body.save(update_fields=["ends_on"])
        seats = Seat.objects.filter(body=body)
        seats.filter(starts_on__gt=on).delete()
        seats.filter(ends_on__isnull=True).update(ends_on=on)
        seats.filter(ends_on__gt=on).update(ends_on=on)
    return body


def _line_up(body: Body | None) -> set[int]:
    """The body and all it belongs under."""
    line: set[int] = set()
    while body is not None and body.pk not in line:
        line.add(body.pk)
        body = body.parent
    return line


def _check_values(values: dict[str, Any]) -> None:
    starts_on, ends_on = values["starts_on"], values["ends_on"]
    if starts_on and ends_on and ends_on < starts_on:
        raise ValidationError({"ends_on": _("Sidste dag kan ikke ligge før første dag.")})
    if values["kind"] == Body.Kind.AD_HOC:
        if not values["mandate"]:
            raise ValidationError({"mandate": _("En ad hoc-gruppe skal have et mandat.")})
        if not ends_on:
            raise ValidationError({"ends_on": _("En ad hoc-gruppe skal have en sidste dag.")})
