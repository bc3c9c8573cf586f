"""What open rounds ask for: which cells must have a figure, or a reason why it is missing."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from indicators.models import Round
from indicators.services.entry import Place


@dataclass(frozen=True)
class Asked:
    """Cells that open rounds ask for, by indicator, area and period."""

    cells: frozenset[tuple[int, int, str]] = frozenset()

    def names(self, place: Place) -> bool:
        """Whether a round asks for the figure, whole or in parts."""
        return (place.definition.indicator_id, place.area.pk, place.slot) in self.cells


def asked_now() -> Asked:
    """All that is asked for today; three queries."""
    rounds = Round.objects.open_on(timezone.localdate()).prefetch_related("indicators", "areas")
    return Asked(
        frozenset(
            (indicator.pk, area.pk, slot)
            for each in rounds
            for indicator in each.indicators.all()
            for area in each.areas.all()
            for slot in each.slots
        )
    )
