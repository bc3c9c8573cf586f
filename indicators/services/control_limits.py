"""Control limits: fixed anew by a person at a known change, for a reason; never by the machine."""

from __future__ import annotations

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from areas.models import Area
from indicators.models import ControlLimit, Definition
from indicators.rules.periods import UnknownPeriod, parse_slot
from indicators.services.definition_series import series_beside
from indicators.services.staleness import mark_stale
from partnership.rules.access import Standing, check, may_describe
from partnership.services import edits
from partnership.services.plain_texts import refuse_civil_numbers

REASON = gettext_noop("kontrolgrænser ændret")
FREQUENCIES = (Definition.Frequency.QUARTER, Definition.Frequency.MONTH)


@transaction.atomic
def fix(
    *, by: Standing, definition: Definition, area: Area, from_slot: str, reason: str
) -> ControlLimit:
    """From this period on the chart's mean and limits are those of the figures since.

    Raises `NotAllowed`, and `ValidationError` by field.
    """
    check(may_describe, by)
    refuse_civil_numbers(reason=reason)
    limit = ControlLimit(
        definition=definition,
        area=area,
        from_slot=_checked_slot(definition, from_slot),
        reason=reason,
        fixed_by_id=by.user_id,
    )
    series = series_beside([definition.pk])[definition.pk]
    if ControlLimit.objects.filter(
        definition__in=series.versions, area=area, from_slot=limit.from_slot
    ).exists():
        raise ValidationError({"from_slot": _("Grænserne er allerede lagt fast fra den periode.")})
    limit.full_clean()
    with pghistory.context(reason="control limits fixed"):
        limit.save()
    mark_stale(groups=[definition.indicator.group], reason=REASON)
    return limit


@transaction.atomic
def change(
    *,
    by: Standing,
    limit_id: int,
    seen: int,
    definition: Definition,
    area: Area,
    from_slot: str,
    reason: str,
) -> ControlLimit:
    """Correct period or reason. Raises `StaleEdit` when it changed after `seen`."""
    check(may_describe, by)
    refuse_civil_numbers(reason=reason)
    limit = edits.locked(ControlLimit, limit_id)
    groups = [limit.definition.indicator.group, definition.indicator.group]
    values = {
        "definition": definition,
        "area": area,
        "from_slot": _checked_slot(definition, from_slot),
        "reason": reason,
    }
    with pghistory.context(reason="control limits changed"):
        edits.change(limit, seen=seen, values=values)
    mark_stale(groups=groups, reason=REASON)
    return limit


@transaction.atomic
def lift(*, by: Standing, limit_id: int) -> None:
    """Take the fixed limits back: the chart reads its whole series as one again. The trace stays."""
    check(may_describe, by)
    limit = edits.locked(ControlLimit, limit_id)
    group = limit.definition.indicator.group
    with pghistory.context(reason="control limits lifted"):
        limit.delete()
    mark_stale(groups=[group], reason=REASON)


def _checked_slot(definition: Definition, text: str) -> str:
    """The period as it is stored, of the same length as the definition's."""
    try:
        slot = parse_slot(text)
    except UnknownPeriod:
        told = _("Perioden kendes ikke. Skriv 2024K3 eller 2024M05.")
        raise ValidationError({"from_slot": told}) from None
    if definition.frequency not in FREQUENCIES:
        told = _("Kontrolgrænser findes kun for tal pr. kvartal eller måned.")
        raise ValidationError({"definition": told})
    if slot.frequency != definition.frequency:
        at = {"frequency": definition.get_frequency_display()}
        told = _("Indikatoren har en anden periodelængde (%(frequency)s).") % at
        raise ValidationError({"from_slot": told})
    return slot.code
