"""Closed periods: closed and opened by a person for a reason; both stay on the record."""

from __future__ import annotations

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from indicators.models import Indicator, PeriodLock
from indicators.rules.periods import parse_slot
from indicators.services.names import localised
from indicators.services.periods_in_words import slot_in_words
from partnership.rules.access import Standing, check, may_lock_periods
from partnership.services.edits import locked
from partnership.services.plain_texts import refuse_civil_numbers


def locks_seen_by(standing: Standing) -> QuerySet[PeriodLock]:
    """All locks, open and past; those of restricted indicators for those who may see them."""
    found = PeriodLock.objects.select_related(
        "indicator", "locked_by__person", "unlocked_by__person"
    )
    return found if standing.sees_restricted else found.exclude(indicator__is_restricted=True)


@transaction.atomic
def lock(
    *, by: User, standing: Standing, slot: str, indicator: Indicator | None, reason: str
) -> PeriodLock:
    """Close a period. Raises `NotAllowed`, `UnknownPeriod` and `ValidationError`."""
    check(may_lock_periods, standing)
    refuse_civil_numbers(reason=reason)
    code = parse_slot(slot).code
    standing_there = PeriodLock.objects.filter(
        slot=code, indicator=indicator, unlocked_at__isnull=True
    )
    if standing_there.exists():
        raise ValidationError({"slot": _("Perioden er allerede låst. Se den på listen.")})
    made = PeriodLock(slot=code, indicator=indicator, reason=reason.strip(), locked_by=by)
    made.full_clean()
    with pghistory.context(reason="period locked"):
        made.save()
    return made


@transaction.atomic
def unlock(*, by: User, standing: Standing, lock_id: int, reason: str) -> PeriodLock:
    """Open a period again. Somebody else's opening stands, and is told by `ValidationError`."""
    check(may_lock_periods, standing)
    refuse_civil_numbers(reason=reason)
    found = locked(PeriodLock, lock_id)
    if found.unlocked_at is not None:
        raise ValidationError(_("En anden har låst perioden op imens. Se listen."))
    found.unlocked_by, found.unlocked_at = by, timezone.now()
    found.unlock_reason = reason.strip()
    found.full_clean()
    with pghistory.context(reason="period unlocked"):
        found.save()
    return found


def lock_in_words(lock: PeriodLock) -> str:
    """Such as "2024 er låst: Gjort op til årsmødet (Sekretæren)"."""
    person = getattr(lock.locked_by, "person", None)
    name = person.name if person else str(lock.locked_by or "")
    what = slot_in_words(lock.slot)
    if lock.indicator is not None:
        what = f"{what}, {localised(lock.indicator)}"
    told = _("%(what)s er låst: %(reason)s") % {"what": what, "reason": lock.reason}
    return f"{told} ({name})" if name else told
