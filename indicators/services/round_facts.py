"""What stands in the cells that rounds ask for, as far as one reader may know.

A data set that its supplier keeps to itself counts by what it has released: until then its cells are
awaited, whether something stands in them or not.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from areas.models import Area
from indicators.models import DataSet, Definition, Indicator, Measurement, Round, WorkflowStep
from indicators.rules.cells import Address
from indicators.rules.periods import parse_slot
from indicators.rules.rounds import FILLED, CellFact, Progress, progress_of, standing_of
from indicators.rules.workflow import SEEN
from indicators.services.categories import total_category
from indicators.services.data_sets import data_sets_seen_by
from indicators.services.divisions import areas_for
from indicators.services.entry import definition_in, definitions_of
from partnership.rules.access import Standing

Key = tuple[int, int, str]  # indicator, area, period


@dataclass(frozen=True)
class Scope:
    """What one reader is told of: which data sets, which of them as they were logged, which areas.

    `seen` None means all.
    """

    data_sets: QuerySet[DataSet]
    areas: QuerySet[Area]
    seen: frozenset[int] | None = None


@dataclass(frozen=True)
class RoundCell:
    """One cell of a round: where it is, whose it is, and what is known of it."""

    indicator: Indicator
    area: Area
    address: Address
    data_set: DataSet
    fact: CellFact

    @property
    def standing(self) -> str:
        """What the cell is counted as."""
        return standing_of(self.fact)

    @property
    def is_open(self) -> bool:
        """Whether it still wants an answer."""
        return self.standing != FILLED


@dataclass(frozen=True)
class RoundFacts:
    """One round's cells as a reader may know them."""

    round: Round
    cells: list[RoundCell] = field(default_factory=list)

    @property
    def progress(self) -> Progress:
        """The whole round."""
        return self.of(self.cells)

    def of(self, cells: Collection[RoundCell]) -> Progress:
        """Some of the round's cells."""
        return progress_of((cell.fact for cell in cells), deadline=self.round.deadline)


def scope_of(standing: Standing) -> Scope:
    """The secretariat is told of every data set, a supplier of its own."""
    sets = DataSet.objects.filter(indicator__is_active=True)
    if not standing.is_secretariat:
        sets = sets.filter(supplier__in=standing.supplies_for)
    elif not standing.sees_restricted:
        sets = sets.filter(indicator__is_restricted=False)
    seen = frozenset(data_sets_seen_by(standing).values_list("pk", flat=True))
    return Scope(sets, areas_for(standing), seen)


def whole_scope() -> Scope:
    """Everything: for the clock, which tells each person of the own data sets only."""
    return Scope(DataSet.objects.filter(indicator__is_active=True), Area.objects.all())


def facts_of(rounds: Sequence[Round], scope: Scope) -> list[RoundFacts]:
    """The cells of some rounds, in as many queries for many rounds as for one.

    Indicators and areas of the rounds are best fetched along (`with_what_is_asked`).
    """
    indicators = {each.pk: each for found in rounds for each in found.indicators.all()}
    sets = _sets_of(indicators, scope)
    versions = definitions_of(set(sets))
    areas = scope.areas.in_bulk({area.pk for found in rounds for area in found.areas.all()})
    slots = {slot for found in rounds for slot in found.slots}
    known = _known(set(sets), set(areas), slots, scope)
    facts = []
    for found in rounds:
        asked = {each.pk for each in found.indicators.all()}
        cells = [
            _cell(versions[pk], area, slot, sets[pk], known, scope)
            for pk in versions
            if pk in asked
            for area in found.areas.all()
            if area.pk in areas
            for slot in sorted(found.slots)
            if parse_slot(slot).frequency == versions[pk][0].frequency
        ]
        facts.append(RoundFacts(found, [cell for cell in cells if cell is not None]))
    return facts


def with_what_is_asked(rounds: QuerySet[Round]) -> QuerySet[Round]:
    """Rounds with their indicators and areas fetched along."""
    return rounds.prefetch_related("indicators", "areas")


def expected_sets(indicator_ids: Collection[int]) -> dict[int, DataSet]:
    """The data set from which each indicator's figures are expected: the default one, else the first."""
    found = (
        DataSet.objects.filter(indicator__in=indicator_ids)
        .select_related("supplier", "responsible__user", "indicator")
        .order_by("is_default", "-pk")
    )
    return {data_set.indicator_id: data_set for data_set in found}


@dataclass(frozen=True)
class _Sets:
    """The data sets of an indicator: the one expected, and those the reader is told of."""

    expected: DataSet
    told: dict[int, DataSet]


def _sets_of(indicators: dict[int, Indicator], scope: Scope) -> dict[int, _Sets]:
    expected = expected_sets(set(indicators))
    told: dict[int, dict[int, DataSet]] = {}
    for data_set in scope.data_sets.filter(indicator__in=indicators).select_related(
        "supplier", "responsible__user", "indicator"
    ):
        told.setdefault(data_set.indicator_id, {})[data_set.pk] = data_set
    return {pk: _Sets(expected[pk], sets) for pk, sets in told.items()}


@dataclass(frozen=True)
class _Known:
    data_set_id: int
    fact: CellFact


def _known(
    indicators: set[int], areas: set[int], slots: set[str], scope: Scope
) -> dict[Key, _Known]:
    """The newest version of every cell that has one, and the day it was first answered or released."""
    at = Q(
        cell__definition__indicator__in=indicators,
        cell__area__in=areas,
        cell__slot__in=slots,
        cell__category=total_category(),
    )
    key = ("cell__definition__indicator_id", "cell__area_id", "cell__slot")
    first = {
        tuple(row[name] for name in key): row["first"]
        for row in Measurement.objects.filter(at, withdrawal__isnull=True)
        .values(*key)
        .annotate(first=Min("entered_at"))
    }
    released = {
        (row[0], row[1], row[2]): row[3]
        for row in WorkflowStep.objects.filter(
            to_state__in=SEEN,
            measurement__in=Measurement.objects.filter(at, withdrawal__isnull=True),
        )
        .values_list(*(f"measurement__{name}" for name in key))
        .annotate(first=Min("at"))
    }
    out = Measurement.objects.filter(
        cell=OuterRef("cell"), workflow__in=SEEN, withdrawal__isnull=True
    )
    newest = (
        Measurement.objects.filter(at, version=F("cell__version"))
        .annotate(is_out=Exists(out))
        .values(
            *key, "state", "comment", "workflow", "withdrawal_id", "data_set_id",
            "is_out",
        )
        .order_by("cell__definition__version")
    )  # fmt: skip
    found: dict[Key, _Known] = {}
    for row in newest:
        place = (row[key[0]], row[key[1]], row[key[2]])
        seen = scope.seen is None or row["data_set_id"] in scope.seen
        fact = CellFact(
            state=row["state"],
            has_reason=bool(row["comment"]),
            workflow=row["workflow"],
            is_released=row["is_out"],
            is_withdrawn=row["withdrawal_id"] is not None,
            seen=seen,
            first_on=_day(first.get(place) if seen else released.get(place)),
        )
        found[place] = _Known(row["data_set_id"], fact)
    return found


def _cell(
    versions: list[Definition],
    area: Area,
    slot: str,
    sets: _Sets,
    known: dict[Key, _Known],
    scope: Scope,
) -> RoundCell | None:
    """The cell, unless it is of a data set that the reader is not told of."""
    definition = definition_in(versions, slot)
    stands = known.get((definition.indicator_id, area.pk, slot))
    data_set_id = stands.data_set_id if stands else sets.expected.pk
    data_set = sets.told.get(data_set_id)
    if data_set is None:
        return None
    unknown = CellFact(seen=scope.seen is None or data_set_id in scope.seen)
    return RoundCell(
        indicator=definition.indicator,
        area=area,
        address=Address(definition.pk, area.pk, slot),
        data_set=data_set,
        fact=stands.fact if stands else unknown,
    )


def _day(moment: dt.datetime | None) -> dt.date | None:
    """The day in Copenhagen."""
    return timezone.localtime(moment).date() if moment else None
