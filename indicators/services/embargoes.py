"""Until which day the rounds hold their figures back from the readers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils import timezone

from areas.models import Area, AreaExtent
from indicators.models import Round


@dataclass(frozen=True)
class Embargoes:
    """The day of release by indicator, area and period; closing a round does not lift it."""

    days: Mapping[tuple[int, int, str], dt.date] = field(default_factory=dict)

    @classmethod
    def read(cls) -> Embargoes:
        """All that stand today; one query where there are none.

        What is held back of an area is held back of its divisions, since theirs add up to it. Where
        two rounds ask for a figure the later day counts.
        """
        rounds = Round.objects.filter(release_on__gt=timezone.localdate())
        days: dict[tuple[int, int, str], dt.date] = {}
        for each in rounds.order_by("release_on").prefetch_related("indicators", "areas"):
            asked = [area.pk for area in each.areas.all()]
            below = AreaExtent.objects.filter(parent__in=asked, area__kind=Area.Kind.DIVISION)
            areas = {*asked, *below.values_list("area_id", flat=True)}
            day = each.release_on or dt.date.min
            for indicator in each.indicators.all():
                days |= {(indicator.pk, area, slot): day for area in areas for slot in each.slots}
        return cls(days)

    def day(self, indicator_id: int, area_id: int, slot: str) -> dt.date | None:
        """When the figure may be released; None where nothing holds it back."""
        return self.days.get((indicator_id, area_id, slot))
