"""What every row of the money shares: who may write, its trace, and refusals in plain words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, TypeVar

import pghistory
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from partnership.rules.access import Standing, check
from partnership.rules.bodies import may_write_money
from partnership.services import edits

Row = TypeVar("Row", bound=models.Model)


@transaction.atomic
def add(row: Row, *, by: Standing, reason: str) -> Row:
    """Write a new row, with its trace."""
    check(may_write_money, by)
    with pghistory.context(reason=reason):
        row.full_clean()
        row.save()
    return row


@transaction.atomic
def change(
    model: type[Row], pk: int, *, by: Standing, seen: int, values: Mapping[str, Any], reason: str
) -> Row:
    """Change a row, unless it was changed after the stamp `seen`: then `StaleEdit`."""
    check(may_write_money, by)
    row = edits.locked(model, pk)
    with pghistory.context(reason=reason):
        edits.change(row, seen=seen, values=values)
    return row


@transaction.atomic
def remove(model: type[Row], pk: int, *, by: Standing, reason: str) -> None:
    """Take a row away; its trace keeps what stood there."""
    check(may_write_money, by)
    with pghistory.context(reason=reason):
        edits.locked(model, pk).delete()


def check_days(starts_on: dt.date, ends_on: dt.date | None, *, field: str = "ends_on") -> None:
    """Refuse a period that ends before it begins."""
    if ends_on is not None and ends_on < starts_on:
        raise ValidationError({field: _("Sidste dag kan ikke ligge før første dag.")})


def refuse_if_taken(rows: models.QuerySet[Any], *, but: int | None, field: str, words: str) -> None:
    """Refuse where another row already stands in the same place."""
    if rows.exclude(pk=but).exists():
        raise ValidationError({field: words})
