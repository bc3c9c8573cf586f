"""Announced relocations: who is to move, from where, to where and when, as it was announced."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from areas.models import Area
from indicators.models import Relocation
from partnership.rules.access import Standing, check, may_describe
from partnership.services import edits
from partnership.services.plain_texts import refuse_civil_numbers


@transaction.atomic
def announce(
    *,
    by: Standing,
    from_area: Area,
    households: int,
    starts_on: dt.date,
    announced_on: dt.date,
    source: str,
    to_area: Area | None = None,
    residents: int | None = None,
    ends_on: dt.date | None = None,
    note: str = "",
) -> Relocation:
    """Write down what was announced; the number of residents only where it is known.

    Raises `NotAllowed`, and `ValidationError` by field.
    """
    check(may_describe, by)
    values = {
        "from_area": from_area, "to_area": to_area, "households": households,
        "residents": residents, "starts_on": starts_on, "ends_on": ends_on,
        "announced_on": announced_on, "source": source, "note": note,
    }  # fmt: skip
    _check_values(values)
    relocation = Relocation(**values)
    relocation.full_clean()
    with pghistory.context(reason="relocation announced"):
        relocation.save()
    return relocation


@transaction.atomic
def change(
    *,
    by: Standing,
    relocation_id: int,
    seen: int,
    from_area: Area,
    to_area: Area | None,
    households: int,
    residents: int | None,
    starts_on: dt.date,
    ends_on: dt.date | None,
    announced_on: dt.date,
    source: str,
    note: str,
) -> Relocation:
    """Correct what was announced. Raises `StaleEdit` when it changed after `seen`."""
    check(may_describe, by)
    values = {
        "from_area": from_area, "to_area": to_area, "households": households,
        "residents": residents, "starts_on": starts_on, "ends_on": ends_on,
        "announced_on": announced_on, "source": source, "note": note,
    }  # fmt: skip
    _check_values(values)
    relocation = edits.locked(Relocation, relocation_id)
    with pghistory.context(reason="relocation changed"):
        edits.change(relocation, seen=seen, values=values)
    return relocation


@transaction.atomic
def withdraw(*, by: Standing, relocation_id: int) -> Relocation:
    """Say that it is called off; its row and its trace stay. Twice is as good as once."""
    check(may_describe, by)
    relocation = edits.locked(Relocation, relocation_id)
    if not relocation.is_withdrawn:
        with pghistory.context(reason="relocation withdrawn"):
            relocation.is_withdrawn = True
            relocation.save(update_fields=["is_withdrawn"])
    return relocation


def _check_values(values: dict[str, Any]) -> None:
    refuse_civil_numbers(source=values["source"], note=values["note"])
    if values["to_area"] == values["from_area"]:
        raise ValidationError(
            {"to_area": _("Vælg et andet område end det, husstandene flytter fra.")}
        )
    if values["ends_on"] and values["ends_on"] < values["starts_on"]:
        raise ValidationError({"ends_on": _("Sidste dag kan ikke ligge før første dag.")})
    if values["residents"] is not None and values["residents"] < values["households"]:
        told = _(
            "Der kan ikke være færre beboere end husstande. Lad feltet stå tomt, hvis antallet ikke "
            "er oplyst."
        )
        raise ValidationError({"residents": told})
