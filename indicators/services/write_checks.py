"""What must hold before a figure is written besides the figure itself, read once for many."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils import timezone

from indicators.models import Measurement, PeriodLock, Source
from indicators.rules.periods import Slot, parse_slot
from indicators.rules.values import Refused
from indicators.rules.workflow import PUBLISHED, SEEN, first_state
from indicators.services.check_rules import breaches
from indicators.services.figures import NewFigure, figure_of
from partnership.rules.access import Standing

Locks = Sequence[tuple[Slot, PeriodLock]]


def standing_locks() -> Locks:
    """The locks that stand today, each with the period it closes."""
    locks = PeriodLock.objects.filter(unlocked_at__isnull=True)
    return tuple((parse_slot(lock.slot), lock) for lock in locks)


def lock_over(locks: Locks, slot: Slot, indicator_id: int) -> PeriodLock | None:
    """The lock that closes a period for an indicator: 2024 closes its quarters and months."""
    for wide, lock in locks:
        if lock.indicator_id not in (None, indicator_id):
            continue
        if wide.starts_on <= slot.starts_on and slot.ends_on <= wide.ends_on:
            return lock
    return None


@dataclass(frozen=True)
class WriteChecks:
    """Locked periods and official sources, and whether a figure may be written beside them."""

    locks: Locks
    official: Collection[int]
    by_hand: bool = False

    @classmethod
    def read(cls, entries: Sequence[NewFigure], *, by_hand: bool = False) -> WriteChecks:
        """Two queries, however many the figures are. `by_hand`: a person writes or takes in a file."""
        if not entries:
            return cls((), (), by_hand)
        official = Source.objects.filter(is_official=True).values_list("pk", flat=True)
        return cls(standing_locks(), frozenset(official), by_hand)

    def check(self, entry: NewFigure, current: Measurement | None) -> None:
        """Raise `Refused` where the indicator is retired, the period locked or a reason is missing."""
        indicator = entry.definition.indicator
        if indicator.retired_on is not None and indicator.retired_on <= timezone.localdate():
            raise Refused("retired", "indicator")
        lock = lock_over(self.locks, parse_slot(entry.slot), indicator.pk)
        if lock is not None:
            raise Refused("period_locked", "period", slot=lock.slot, reason=lock.reason)
        if self.needs_correction(entry, current) and not entry.correction:
            raise Refused("needs_correction", "correction")

    def needs_correction(self, entry: NewFigure, current: Measurement | None) -> bool:
        """Whether a published figure is changed; a source's own new edition gives its own reason."""
        if current is None or current.workflow != PUBLISHED:
            return False
        if self.approves_itself(entry, current):
            return False
        return entry.figure.stored() != figure_of(current).stored()

    def source_of(self, entry: NewFigure, current: Measurement | None) -> int:
        """The source of the new version: the one named, else that of what stands there."""
        if entry.source is not None:
            return entry.source.pk
        return current.source_id if current else entry.definition.source_id

    def approves_itself(self, entry: NewFigure, current: Measurement | None) -> bool:
        """Whether an official source has published the figure.

        Where approval is asked for, a person does not get round it by naming an official source:
        it counts when it is the definition's own, or when the figure was fetched from it.
        """
        source_id = self.source_of(entry, current)
        is_named = self.by_hand and source_id != entry.definition.source_id
        return source_id in self.official and not (is_named and entry.data_set.approval_required)

    def first_state(self, entry: NewFigure, current: Measurement | None) -> str:
        """Where the new version begins its way."""
        return entry.workflow or first_state(
            approval_required=entry.data_set.approval_required,
            is_supplier_owned=entry.data_set.is_supplier_owned,
            is_official=self.approves_itself(entry, current),
        )

    def correction(self, entry: NewFigure, current: Measurement | None) -> str:
        """Why it is corrected; a version still on its way hands its reason on to the next."""
        if entry.correction or current is None or current.workflow in SEEN:
            return entry.correction
        return current.correction


def check_rules(entries: Sequence[NewFigure], standing: Standing | None) -> None:
    """Raise `Refused` where a figure breaks a rule that refuses."""
    for breach in breaches(entries, standing=standing, hard=True):
        raise Refused("rule_broken", "value", rule=breach.rule.name)
