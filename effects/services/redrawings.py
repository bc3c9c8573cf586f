"""When areas' borders were drawn anew, so that figures before and after are not of the same place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from areas.models import AreaExtent


def redrawn(areas: Iterable[int]) -> dict[int, tuple[dt.date, ...]]:
    """Area → the days its border was drawn anew with a break, in the order of time; one query."""
    found: dict[int, tuple[dt.date, ...]] = {}
    rows = AreaExtent.objects.filter(
        area__in=list(areas), breaks_series=True, valid_from__isnull=False
    )
    for area, day in rows.order_by("valid_from").values_list("area_id", "valid_from"):
        if day is not None:
            found[area] = (*found.get(area, ()), day)
    return found
