"""What areas are compared with: the choices that are offered, and the one that is agreed on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from areas.models import Area
from indicators.models import ComparatorChoice, Group
from indicators.services.staleness import mark_stale
from partnership.rules.access import Standing, check, may_choose_comparators
from partnership.services.edits import StaleEdit
from partnership.services.plain_texts import refuse_civil_numbers

REASON = gettext_noop("sammenligningsgrundlag ændret")
Kind = ComparatorChoice.Kind
USUAL = Kind.REST


@dataclass(frozen=True)
class Offered:
    """The choices in force by their keys, the agreed one among them, and where it was agreed."""

    keys: tuple[str, ...]
    agreed: str
    reason: str
    stamp: int


def possible() -> dict[str, Area | None]:
    """Every choice there can be, by key: the kinds that need no name, and each reference area."""
    found: dict[str, Area | None] = {kind.value: None for kind in Kind if kind != Kind.REFERENCE}
    for area in Area.objects.filter(kind=Area.Kind.REFERENCE):
        found[f"{Kind.REFERENCE.value}:{area.pk}"] = area
    return found


def offered() -> Offered:
    """What is offered now; where nothing was ever chosen, everything, against the rest."""
    rows = list(ComparatorChoice.objects.all())
    stamp = _stamp()
    if not rows:
        return Offered(tuple(possible()), USUAL.value, "", stamp)
    agreed = next((row for row in rows if row.is_default), rows[0])
    return Offered(tuple(_key(row) for row in rows), _key(agreed), agreed.reason, stamp)


@transaction.atomic
def choose(*, by: Standing, seen: int, offered: Collection[str], agreed: str, reason: str) -> None:
    """Record which choices are offered and which one is agreed on, with where that was agreed.

    Everything is computed anew against the agreed one. Raises `NotAllowed`, `ValidationError` by
    field, and `StaleEdit` when somebody chose after `seen`.
    """
    check(may_choose_comparators, by)
    refuse_civil_numbers(reason=reason)
    places = possible()
    _check_values(offered, agreed, reason, places)
    rows = {_key(row): row for row in ComparatorChoice.objects.select_for_update()}
    stamp = _stamp()
    if seen != stamp:
        first = next(iter(rows.values()), ComparatorChoice(kind=USUAL))
        raise StaleEdit(first, stamp)
    order = [key for key in places if key in offered]
    with pghistory.context(reason=reason):
        ComparatorChoice.objects.filter(is_default=True).update(is_default=False)
        gone = [row.pk for key, row in rows.items() if key not in order]
        ComparatorChoice.objects.filter(pk__in=gone).delete()
        for position, key in enumerate(order, start=1):
            row = rows.get(key) or ComparatorChoice(kind=key.partition(":")[0], other=places[key])
            row.position, row.is_default = position, key == agreed
            row.reason = reason if row.is_default else row.reason
            row.full_clean()
            row.save()
    mark_stale(groups=Group.objects.filter(indicators__isnull=False).distinct(), reason=REASON)


def _check_values(
    offered: Collection[str], agreed: str, reason: str, places: dict[str, Area | None]
) -> None:
    if unknown := [key for key in offered if key not in places]:
        told = _("Valget “%(key)s” findes ikke længere. Genindlæs siden.") % {"key": unknown[0]}
        raise ValidationError({"offered": told})
    if agreed not in offered:
        told = _("Det aftalte skal være et af dem, der kan vælges. Sæt også kryds ved det.")
        raise ValidationError({"agreed": told})
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv, hvor det er aftalt.")})


def _key(row: ComparatorChoice) -> str:
    return f"{row.kind}:{row.other_id}" if row.other_id else row.kind


def _stamp() -> int:
    """The number of the latest trace of any choice, also of one that is gone."""
    traces = ComparatorChoice._meta.get_field("events").related_model
    return int(traces._default_manager.aggregate(last=Max("pgh_id"))["last"] or 0)
