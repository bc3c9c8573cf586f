"""What must hold before a figure is written besides the figure itself, read once for many."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import F, Window
from django.db.models.functions import Lag
from django.utils import timezone

from indicators.models import Measurement, PeriodLock, Source
from indicators.rules.periods import Slot, parse_slot
from indicators.rules.values import Refused
from indicators.rules.workflow import APPROVED, PUBLISHED, SEEN, first_state
from indicators.services.bulk_rows import among
from indicators.services.categories import total_category
from indicators.services.check_rules import breaches
from indicators.services.embargoes import Embargoes
from indicators.services.figures import NewFigure, figure_of
from partnership.rules.access import Standing

Locks = Sequence[tuple[Slot, PeriodLock]]
Series = tuple[int, int, int]  # definition, area, category; 0 is the whole figure
Sources = Mapping[Series, Sequence[tuple[str, int]]]  # period and source, in the order of periods


def standing_locks() -> Locks:
    """The locks that stand today, each with the period it closes."""
    locks = PeriodLock.objects.filter(unlocked_at__isnull=True).select_related(
        "indicator", "locked_by__person"
    )
    return tuple((parse_slot(lock.slot), lock) for lock in locks)


def lock_over(locks: Locks, slot: Slot, indicator_id: int) -> PeriodLock | None:
    """The lock that closes a period for an indicator: 2024 closes its quarters and months."""
    for wide, lock in locks:
        if lock.indicator_id not in (None, indicator_id):
            continue
        if wide.starts_on <= slot.starts_on and slot.ends_on <= wide.ends_on:
            return lock
    return None


def _series(entry: NewFigure) -> Series:
    part = 0 if entry.is_whole or entry.category is None else entry.category.pk
    return entry.definition.pk, entry.area.pk, part


def sources_of(entries: Sequence[NewFigure]) -> Sources:
    """Where the series of figures that name no source come from, period by period; one query.

    A stretch of periods from one source is told by its first.
    """
    unsaid = [entry for entry in entries if entry.source is None]
    found: dict[Series, list[tuple[str, int]]] = defaultdict(list)
    if not unsaid:
        return found
    series = ("cell__definition_id", "cell__area_id", "cell__category_id")
    before = Window(
        Lag("source_id", default=0),
        partition_by=[F(name) for name in series],
        order_by="cell__slot",
    )
    rows = (
        Measurement.objects.filter(
            cell__definition__in={entry.definition.pk for entry in unsaid},
            cell__area__in=among({entry.area.pk for entry in unsaid}),
            data_set__in={entry.data_set.pk for entry in unsaid},
            version=F("cell__version"),
            withdrawal__isnull=True,
        )
        .annotate(before=before)
        .exclude(before=F("source_id"))
        .order_by("cell__slot")
        .values_list(*series, "cell__category__category_set__code", "cell__slot", "source_id")
    )
    for definition, area, category, kind, slot, source in rows:
        part = 0 if kind == "total" else category
        found[definition, area, part].append((slot, source))
    return found


@dataclass(frozen=True)
class WriteChecks:
    """Locked periods and official sources, and whether a figure may be written beside them."""

    locks: Locks
    official: Collection[int]
    by_hand: bool = False
    sources: Sources = field(default_factory=dict)
    embargoes: Embargoes = field(default_factory=Embargoes)

    @classmethod
    def read(cls, entries: Sequence[NewFigure], *, by_hand: bool = False) -> WriteChecks:
        """A few queries, however many the figures are. `by_hand`: a person writes or takes in a file."""
        if not entries:
            return cls((), (), by_hand)
        official = Source.objects.filter(is_official=True).values_list("pk", flat=True)
        known = frozenset(official), by_hand, sources_of(entries)
        return cls(standing_locks(), *known, Embargoes.read())

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
        """The source of the new version: the one named, else that of what stands there.

        The first figure of a period goes on with the source its series had until then.
        """
        if entry.source is not None:
            return entry.source.pk
        if current is not None:
            return current.source_id
        definition, area, part = _series(entry)
        known = self.sources.get((definition, area, part)) or self.sources.get(
            (definition, area, 0)
        )
        if not known:
            return entry.definition.source_id
        at = bisect_left(known, (parse_slot(entry.slot).code,))
        return known[max(0, at - 1)][1]

    def approves_itself(self, entry: NewFigure, current: Measurement | None) -> bool:
        """Whether an official source has published the figure.

        Where approval is asked for, a person does not get round it by naming an official source:
        it counts when it is the definition's own, or when the figure was fetched from it. Nor does
        a figure typed on at the end of an official series.
        """
        source_id = self.source_of(entry, current)
        if not self.by_hand or source_id == entry.definition.source_id:
            return source_id in self.official
        is_said = entry.source is not None or current is not None
        return source_id in self.official and is_said and not entry.data_set.approval_required

    def first_state(self, entry: NewFigure, current: Measurement | None) -> str:
        """Where the new version begins its way."""
        if self.held_until(entry, current):
            return APPROVED
        return self._first_state(entry, current)

    def _first_state(self, entry: NewFigure, current: Measurement | None) -> str:
        return entry.workflow or first_state(
            approval_required=entry.data_set.approval_required,
            is_supplier_owned=entry.data_set.is_supplier_owned,
            is_official=self.approves_itself(entry, current),
        )

    def held_until(self, entry: NewFigure, current: Measurement | None) -> dt.date | None:
        """The day that a round holds the figure back until, where readers would see it at once.

        What its source has published is out already, and so is a figure that is corrected.
        """
        if not self.embargoes.days:
            return None
        is_out = current is not None and current.workflow in SEEN
        if entry.workflow or is_out or self.approves_itself(entry, current):
            return None
        if self._first_state(entry, current) not in SEEN:
            return None
        slot = parse_slot(entry.slot).code
        return self.embargoes.day(entry.definition.indicator_id, entry.area.pk, slot)

    def correction(self, entry: NewFigure, current: Measurement | None) -> str:
        """Why it is corrected; a version still on its way hands its reason on to the next."""
        if entry.correction or current is None or current.workflow in SEEN:
            return entry.correction
        return current.correction


def check_rules(entries: Sequence[NewFigure], standing: Standing | None) -> None:
    """Raise `Refused` where a figure breaks a rule that refuses; `cell` says which figure."""
    for breach in breaches(entries, standing=standing, hard=True):
        cell = breach.definition.pk, breach.area.pk, breach.slot, total_category().pk
        raise Refused("rule_broken", "value", rule=breach.rule.name, cell=cell)
