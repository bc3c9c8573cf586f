"""Targets: by area and period, a proposal until the decision that set them is named."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from areas.models import Area
from indicators.models import Definition, Indicator, Target
from indicators.rules.periods import UnknownPeriod, parse_slot
from indicators.services.indicator_administration.definitions import newest_of
from indicators.services.staleness import mark_stale
from partnership.models import Decision
from partnership.rules.access import Standing, check, may_define
from partnership.services import edits

LONGEST = 200  # of the words about a decision


def _check_periods(indicator: Indicator, **slots: str) -> None:
    frequency = newest_of(indicator).frequency
    for field, slot in slots.items():
        try:
            found = parse_slot(slot)
        except UnknownPeriod:
            raise ValidationError(
                {field: _("Skriv en periode som 2030, 2030H1, 2030K3 eller 2030M05.")}
            ) from None
        if found.frequency not in (frequency, Definition.Frequency.YEAR):
            raise ValidationError({field: _("Indikatorens perioder har en anden længde.")})


def _check_value(indicator: Indicator, value: float) -> None:
    if newest_of(indicator).kind == Definition.Kind.SHARE and not 0 <= value <= 100:
        raise ValidationError({"value": _("En andel ligger mellem 0 og 100 pct.")})


@transaction.atomic
def set_target(
    *,
    by: Standing,
    indicator: Indicator,
    area: Area,
    baseline_slot: str,
    slot: str,
    value: float,
    decided_on: dt.date | None,
    decision: str,
    set_by: Decision | None = None,
) -> Target:
    """Add a target. One for the same period must be changed instead.

    A decision that stands in the register gives the day and the words itself.
    """
    check(may_define, by)
    _check_periods(indicator, baseline_slot=baseline_slot, slot=slot)
    _check_value(indicator, value)
    if Target.objects.filter(indicator=indicator, area=area, slot=slot).exists():
        raise ValidationError({"slot": _("Der er allerede et måltal for den periode. Ret det.")})
    target = Target(
        indicator=indicator, area=area, baseline_slot=baseline_slot, slot=slot, value=value,
        **_decided(decided_on, decision, set_by),
    )  # fmt: skip
    with pghistory.context(reason="target set"):
        target.full_clean()
        target.save()
    mark_stale(groups=[indicator.group], reason="måltal")
    return target


@transaction.atomic
def change(
    *,
    by: Standing,
    target_id: int,
    seen: int,
    baseline_slot: str,
    slot: str,
    value: float,
    decided_on: dt.date | None,
    decision: str,
    set_by: Decision | None = None,
) -> Target:
    """Change a target, or name the decision that set it."""
    check(may_define, by)
    target = edits.locked(Target, target_id)
    _check_periods(target.indicator, baseline_slot=baseline_slot, slot=slot)
    _check_value(target.indicator, value)
    values = {
        "baseline_slot": baseline_slot, "slot": slot, "value": value,
        **_decided(decided_on, decision, set_by),
    }  # fmt: skip
    with pghistory.context(reason="target changed"):
        edits.change(target, seen=seen, values=values)
    mark_stale(groups=[target.indicator.group], reason="måltal")
    return target


@transaction.atomic
def drop(*, by: Standing, target_id: int) -> None:
    """Take a target away; its trace keeps it."""
    check(may_define, by)
    target = edits.locked(Target, target_id)
    with pghistory.context(reason="target dropped"):
        target.delete()
    mark_stale(groups=[target.indicator.group], reason="måltal")


def _decided(
    decided_on: dt.date | None, decision: str, set_by: Decision | None
) -> dict[str, Any]:  # fmt: skip
    """When and where the target was adopted, as it is stored."""
    if set_by is not None:
        words = f"{set_by.body} {set_by}"[:LONGEST]
        return {"set_by": set_by, "decided_on": set_by.decided_on, "decision": words}
    _check_decision(decided_on, decision)
    return {"set_by": None, "decided_on": decided_on, "decision": decision}


def _check_decision(decided_on: dt.date | None, decision: str) -> None:
    if bool(decision) != (decided_on is not None):
        field = "decision" if decided_on else "decided_on"
        raise ValidationError(
            {
                field: _(
                    "Et vedtaget måltal har både en dato og en beslutning. Et forslag har ingen."
                )
            }
        )
