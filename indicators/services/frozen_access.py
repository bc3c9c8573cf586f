"""Who may open a frozen copy: with figures of a restricted indicator, those with that right alone.

An indicator may have become restricted since: what was sent or shown before is then read by others
no more.
"""

from __future__ import annotations

from django.db.models import QuerySet

from indicators.models import FrozenCopy, FrozenFigure, Indicator
from indicators.services import restricted_readings
from partnership.rules.access import Standing


def is_closed_to(copy: FrozenCopy, standing: Standing) -> bool:
    """Whether it holds figures that this person may not see, also such as were restricted since."""
    if standing.sees_restricted:
        return False
    return copy.holds_restricted or _restricted(copy).exists()


def note_reading(copy: FrozenCopy, standing: Standing, *, path: str) -> None:
    """Note who opened restricted figures, as every page of such does."""
    definitions = _restricted(copy).values_list("definition_id", flat=True)
    for definition in sorted(set(definitions)):
        restricted_readings.note(standing=standing, path=path, definition_id=definition)


def restricted_codes() -> set[str]:
    """The indicators that are restricted today, whether they are still followed or not."""
    return set(Indicator.objects.filter(is_restricted=True).values_list("code", flat=True))


def _restricted(copy: FrozenCopy) -> QuerySet[FrozenFigure]:
    return FrozenFigure.objects.filter(copy=copy, definition__indicator__is_restricted=True)
