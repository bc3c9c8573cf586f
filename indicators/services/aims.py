"""The targets of areas: found for many at once, and said with an indicator."""

from __future__ import annotations

from collections.abc import Iterable

from indicators.models import Target
from indicators.services.indicator_grounds import Aim
from indicators.services.results import Entry


def aims_of(indicators: Iterable[int], areas: Iterable[int]) -> dict[tuple[int, int], Aim]:
    """The target of the latest period, for each indicator and area; earlier ones are its steps."""
    found: dict[tuple[int, int], Aim] = {}
    rows = Target.objects.filter(indicator__in=list(indicators), area__in=list(areas))
    for row in rows.order_by("slot"):
        key = (row.indicator_id, row.area_id)
        before = found.get(key)
        taken = (*before.steps, (before.slot, before.value)) if before else ()
        found[key] = Aim(row.value, row.slot, row.baseline_slot, row.decided_on, taken)
    return found


def aimed(entry: Entry, target: Aim | None) -> Entry:
    """The indicator with one area's target."""
    if target is None:
        return entry
    return entry._replace(
        target_value=target.value,
        target_slot=target.slot,
        target_baseline_slot=target.baseline_slot,
        target_decided_on=target.decided_on,
        target_steps=target.steps,
    )
