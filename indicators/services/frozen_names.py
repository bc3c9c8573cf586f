"""What indicators and areas were called when a copy was frozen, read from their traces.

The copy tells the old name; what is said of it since must be found under that, with today's beside it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from django.utils.translation import gettext as _

from areas.models import Area
from indicators.models import FrozenCopy, FrozenFigure, Indicator
from indicators.services.names import spoken

# Of each row, oldest first: since when it bore a name.
Named = dict[int, list[tuple[dt.datetime, str]]]


def names_then(
    figures: Collection[FrozenFigure], copies: Iterable[FrozenCopy]
) -> dict[int, tuple[str, str]]:
    """By figure its indicator and area as the copy names them; two queries, none without figures."""
    if not figures:
        return {}
    frozen_at = {copy.pk: copy.frozen_at for copy in copies}
    indicators = _names(Indicator, {each.definition.indicator_id for each in figures})
    areas = _names(Area, {each.area_id for each in figures})
    found = {}
    for each in figures:
        at, indicator = frozen_at[each.copy_id], each.definition.indicator
        found[each.pk] = (
            _told(spoken(indicator, "name"), _on(indicators.get(indicator.pk, []), at), indicator),
            _told(each.area.name, _on(areas.get(each.area_id, []), at)),
        )
    return found


def _names(model: Any, ids: set[int]) -> Named:
    events = model.pgh_event_model.objects.filter(pgh_obj__in=ids).order_by("pgh_id")
    found: Named = {}
    for event in events:
        found.setdefault(event.pgh_obj_id, []).append((event.pgh_created_at, spoken(event, "name")))
    return found


def _on(named: list[tuple[dt.datetime, str]], at: dt.datetime) -> str:
    """The name at a moment; empty where the trace begins later, as an example's does."""
    return next((name for since, name in reversed(named) if since <= at), "")


def _told(now: str, then: str, indicator: Indicator | None = None) -> str:
    into = indicator.merged_into if indicator is not None else None
    if into is not None:
        values = {"then": then or now, "into": spoken(into, "name")}
        return _("%(then)s (nu lagt sammen med %(into)s)") % values
    if then in ("", now):
        return now
    return _("%(then)s (nu: %(now)s)") % {"then": then, "now": now}
