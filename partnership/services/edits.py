"""What every change shares: an edit made on an old reading is refused, and addresses stay unique."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from partnership.rules.texts import slug_of

Row = TypeVar("Row", bound=models.Model)
REVISION = "revision"  # a field of every row that has sets, or rows beside it


class StaleEdit(Exception):
    """Somebody else changed the row after it was read; `stored` holds what stands there now."""

    def __init__(self, stored: models.Model, stamp: int) -> None:
        super().__init__("changed since it was read")
        self.stored = stored
        self.stamp = stamp


def stamp_of(row: models.Model) -> int:
    """The number of the row's latest trace: it grows with every change."""
    events: Any = getattr(row, "events")  # noqa: B009  added to every tracked model by its tracker
    latest = events.aggregate(last=models.Max("pgh_id"))["last"]
    return int(latest or 0)


def locked(model: type[Row], pk: int) -> Row:
    """The row as it stands now, held until the transaction ends."""
    return model._default_manager.select_for_update().get(pk=pk)


def change(
    row: models.Model,
    *,
    seen: int,
    values: Mapping[str, Any],
    sets: Mapping[str, Iterable[models.Model]] | None = None,
    beside: bool = False,
) -> bool:
    """Write the values to a locked row, unless it was changed after the stamp `seen` was taken.

    Says whether they differed from what stood there.

    `sets` are the chosen rows of its many-to-many fields; `beside` tells that the caller changes
    rows which belong to it. Both leave no trace on the row itself: its `revision` grows instead, so
    that the next stamp is another one.
    """
    stamp = stamp_of(row)
    chosen = {name: {one.pk for one in rows} for name, rows in (sets or {}).items()}
    moved = [name for name, wanted in chosen.items() if wanted != _stored(row, name)]
    other = [name for name, value in values.items() if getattr(row, name) != value]
    differs = bool(beside or moved or other)
    if seen != stamp and differs:
        raise StaleEdit(row, stamp)
    for name, value in values.items():
        setattr(row, name, value)
    if beside or moved:
        setattr(row, REVISION, getattr(row, REVISION) + 1)
    row.full_clean()
    row.save()
    for name in moved:
        getattr(row, name).set(chosen[name])
    return differs


def _stored(row: models.Model, name: str) -> set[int]:
    return set(getattr(row, name).values_list("pk", flat=True))


def created(
    model: type[Row],
    *,
    values: Mapping[str, Any],
    sets: Mapping[str, Iterable[models.Model]],
    reserved: Collection[str] = (),
) -> Row:
    """A new row under a name that is free, at an address made from it, with the chosen rows.

    `reserved` are addresses that other pages have.
    """
    check_name_is_free(model, values["name"])
    made = model(slug=free_slug(model, values["name"], reserved=reserved), **values)
    made.full_clean()
    made.save()
    for name, rows in sets.items():
        getattr(made, name).set(rows)
    return made


def check_name_is_free(model: type[models.Model], name: str, *, but: int | None = None) -> None:
    """Refuse a name that another row bears, in whatever case it is written."""
    if model._default_manager.filter(name__iexact=name).exclude(pk=but).exists():
        raise ValidationError({"name": _("Navnet er allerede brugt.")})


def free_slug(
    model: type[models.Model], text: str, *, reserved: Collection[str] = ()
) -> str:  # fmt: skip
    """An address part for a new row: from its name, with a number where the name is taken."""
    base = slug_of(text)
    taken = {
        *model._default_manager.filter(slug__startswith=base).values_list("slug", flat=True),
        *reserved,
    }
    number, slug = 2, base
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug
