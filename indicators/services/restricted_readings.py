"""Who opened restricted figures: kept for restricted indicators only, and people are told."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from indicators.models import Indicator, RestrictedReading, Result
from indicators.services.names import localised
from partnership.rules.access import Standing

# The same page opened again within the hour is one reading.
AGAIN = dt.timedelta(hours=1)
MOST = 500


def shown(code: str = "", definition_id: int | None = None) -> QuerySet[Indicator]:
    """Restricted indicators with figures: one by its code, or all that a wider page may show."""
    if definition_id is not None:  # a frozen copy keeps what is followed no longer, too
        return Indicator.objects.filter(is_restricted=True, definitions=definition_id)
    found = Indicator.objects.filter(is_active=True, is_restricted=True)
    if code:
        return found.filter(code=code)
    return found.filter(pk__in=Result.objects.published().values("definition__indicator_id"))


def note(*, standing: Standing, path: str, code: str = "", definition_id: int | None = None) -> int:
    """Note that a person opened a page with restricted figures; how many indicators were noted."""
    if not standing.sees_restricted or standing.user_id is None:
        return 0
    since = timezone.now() - AGAIN
    place = path[:300]
    known = RestrictedReading.objects.filter(
        user_id=standing.user_id, path=place, read_at__gte=since
    ).values("indicator_id")
    fresh = [
        RestrictedReading(user_id=standing.user_id, indicator=indicator, path=place)
        for indicator in shown(code, definition_id).exclude(pk__in=known)
    ]
    RestrictedReading.objects.bulk_create(fresh)
    return len(fresh)


@dataclass(frozen=True)
class Reading:
    """One reading, in words."""

    who: str
    indicator: str
    path: str
    at: dt.datetime


def newest(*, restricted: bool, code: str = "") -> list[Reading]:
    """The newest readings; of which indicator is told to those with the right to see it."""
    found = RestrictedReading.objects.select_related("user__person", "indicator")
    if code:
        found = found.filter(indicator__code=code)
    return [
        Reading(
            who=str(getattr(row.user, "person", None) or row.user),
            indicator=localised(row.indicator) if restricted else "",
            path=row.path if restricted else "",
            at=row.read_at,
        )
        for row in found[:MOST]
    ]
