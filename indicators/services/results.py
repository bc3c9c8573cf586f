"""Reading results for pages: plain values, one query for all figures of a page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from django.db.models import (
    Exists,
    F,
    FilteredRelation,
    JSONField,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Coalesce, NullIf

from areas.models import Area
from indicators.models import Definition, Group, OutboxEntry, Result
from indicators.rules.definitions import set_apart
from indicators.services.comparators import AGREED, Against
from indicators.services.names import in_language
from indicators.services.readings import TOTAL as TOTAL
from indicators.services.readings import Entry as Entry
from indicators.services.readings import Figures as Figures
from indicators.services.readings import Reading as Reading

S = Result.Statement
# Statements that stand by themselves, whatever else they name as what they were measured against.
_APART = (S.CONTRIBUTION, S.CONTROL_CHART, S.SPLIT)
_READING_FIELDS = (
    "statement", "definition_id", "area_id", "comparator", "other_id", "slot", "baseline_slot",
    "is_latest", "state", "reason", "estimate", "lower", "upper", "numerator", "denominator", "n",
    "verdict", "certainty", "starts_on", "ends_on", "published_on", "is_default", "lower_998",
    "upper_998", "ratio", "ratio_lower", "ratio_upper", "method", "version", "event_id",
)  # fmt: skip


def _compared(against: Against | None) -> Q:
    """Statements against the comparator in force, and those that have none; all for None.

    The municipality's own line without its areas is nobody's comparator, but one to draw.
    """
    if against is None:
        return Q()
    plain = Q(comparator="") | Q(statement__in=_APART) | Q(area__kind=Area.Kind.MUNICIPALITY)
    if against.is_agreed:
        return plain | Q(is_default=True)
    chosen = Q(comparator=against.kind)
    if against.other_id is not None:
        chosen &= Q(other_id=against.other_id)
    return plain | chosen


def _rows(question: Q, against: Against | None, *, restricted: bool) -> QuerySet[Result]:
    return (
        Result.objects.published()
        .seen_by(restricted=restricted)
        .filter(question, _compared(against))
        .exclude(statement=S.EXPECTED)  # a help at entry, no statement to a reader
        .order_by(
            "definition_id",
            "area__position",
            "area_id",
            "ends_on",
            "slot",
            "statement",
            "comparator",
            "other__position",
            "other_id",
            "category__position",
        )
    )


def _source() -> tuple[Coalesce, Coalesce]:
    """Name and family of a figure's source; a result without one has neither."""
    return (
        Coalesce(in_language("source__name"), Value("")),
        Coalesce(F("source__family"), Value("")),
    )


def _readings(
    question: Q, *, restricted: bool, against: Against | None, with_details: bool = True
) -> list[Reading]:
    label = Coalesce(NullIf(F("other__short_name"), Value("")), F("other__name"), Value(""))
    details = F("details") if with_details else Value(None, JSONField())
    rows = (
        _rows(question, against, restricted=restricted)
        .filter(category__category_set__code=TOTAL)
        .values_list(*_READING_FIELDS, *_source(), label, details)
    )
    return [Reading(*row) for row in rows]


# A period may wait for its release beside an older one that is shown: that it exists may be told.
_WAITING = Q(statement=S.LEVEL, state=Result.State.NOT_RELEASED)


def of_area(area: Area, *, restricted: bool, against: Against | None = AGREED) -> list[Reading]:
    """Newest statements about one area, and whole level series of its front indicators."""
    newest = Q(is_latest=True) & (Q(area=area) | Q(other=area, statement=S.DIFFERENCE))
    newest |= _WAITING & Q(area=area)
    curves = Q(area=area, statement=S.LEVEL, definition__indicator__is_front=True)
    return _readings(newest | curves, restricted=restricted, against=against)


def newest(
    *, restricted: bool, against: Against | None = AGREED, waiting: bool = False
) -> list[Reading]:
    """Newest statements about all areas, without details; with `waiting` the periods not released too."""
    question = Q(is_latest=True) | _WAITING if waiting else Q(is_latest=True)
    return _readings(question, restricted=restricted, against=against, with_details=False)


def curves(
    *, restricted: bool, codes: Iterable[str], places: Iterable[int], towns: Iterable[int]
) -> list[Reading]:
    """Whole level series of some indicators in some places, and the towns' lines without their areas."""
    asked = Q(statement=S.LEVEL, area__in=list(places))
    asked |= Q(statement=S.COMPARATOR, area__in=list(towns))
    question = asked & Q(definition__indicator__code__in=list(codes))
    return _readings(question, restricted=restricted, against=AGREED, with_details=False)


def newest_of(code: str, *, restricted: bool, against: Against | None = AGREED) -> list[Reading]:
    """Newest statements about one indicator in all areas."""
    one = Q(is_latest=True, definition__indicator__code=code)
    return _readings(one, restricted=restricted, against=against)


def of_indicator(
    indicator_id: int, *, restricted: bool, against: Against | None = AGREED
) -> list[Reading]:
    """Every statement about one indicator, all slots and versions; `against=None`: all comparators."""
    one = Q(definition__indicator_id=indicator_id)
    return _readings(one, restricted=restricted, against=against)


def of_places(
    indicators: Iterable[int], areas: Iterable[int], *, restricted: bool
) -> list[Reading]:
    """Every statement about some indicators in some areas, against what was agreed on; one query."""
    asked = Q(definition__indicator__in=list(indicators), area__in=list(areas))
    return _readings(asked, restricted=restricted, against=AGREED)


def whole_indicator(indicator_id: int, *, restricted: bool) -> tuple[list[Reading], list[Reading]]:
    """Every statement about one indicator against all comparators, and the parts; one query."""
    about = Q(definition__indicator_id=indicator_id)
    label = Coalesce(NullIf(F("other__short_name"), Value("")), F("other__name"), Value(""))
    rows = (
        _rows(about, None, restricted=restricted)
        .values_list(
            *_READING_FIELDS, *_source(), label, F("details"),
            in_language("category__category_set__name"), in_language("category__name"),
            "category__category_set__code",
        )
    )  # fmt: skip
    totals, parts = [], []
    for *row, code in rows:
        reading = Reading(*row)
        if code == TOTAL:
            totals.append(reading._replace(category_set=TOTAL, category=""))
        elif reading.statement == S.LEVEL:
            parts.append(reading)
    return totals, parts


def parts_of(indicator_id: int, *, restricted: bool) -> list[Reading]:
    """The levels of one indicator's breakdowns, by breakdown, area, time and part."""
    levels = Q(definition__indicator_id=indicator_id, statement=S.LEVEL)
    rows = (
        _rows(levels, None, restricted=restricted)
        .exclude(category__category_set__code=TOTAL)
        .order_by(
            "category__category_set__name", "definition_id", "area__position", "area_id",
            "ends_on", "slot", "category__position", "category_id",
        )
        .values_list(
            *_READING_FIELDS, *_source(), Value(""), F("details"),
            in_language("category__category_set__name"), in_language("category__name"),
        )
    )  # fmt: skip
    return [Reading(*row) for row in rows]


def catalogue(
    *, restricted: bool, area: Area | None = None, code: str | None = None
) -> list[Entry]:
    """Active indicators with all series of their definitions, in the order of the visions.

    With an area the target for that area comes along, the one of the latest period with those of
    earlier ones as steps. `is_pending` says that a new computation
    of the indicator's group is waiting or under way.
    """
    definitions = Definition.objects.filter(indicator__is_active=True)
    if not restricted:
        definitions = definitions.filter(indicator__is_restricted=False)
    if code is not None:
        definitions = definitions.filter(indicator__code=code)
    waiting = OutboxEntry.objects.filter(group=OuterRef("indicator__group"))
    rows = (
        definitions.annotate(
            target=FilteredRelation(
                "indicator__targets",
                condition=Q(indicator__targets__area_id=area.pk if area else None),
            ),
            is_pending=Exists(waiting),
        )
        .order_by(
            F("indicator__home_goal__vision__frame__is_home").desc(nulls_last=True),
            "indicator__home_goal__vision__number",
            "indicator__home_goal__number",
            "indicator__position",
            "indicator__name",
            "version",
            "target__slot",
        )
        .values_list(
            "indicator_id", "indicator__code", in_language("indicator__name"),
            "indicator__is_front", "indicator__is_restricted",
            "indicator__home_goal__vision_id", in_language("indicator__home_goal__vision__title"),
            "indicator__home_goal__vision__slug",
            "indicator__home_goal_id", in_language("indicator__home_goal__title"),
            "id", "version", "kind", "data_kind", "counts", "direction", "band_lower", "band_upper",
            in_language("unit"), "decimals", "per", in_language("numerator"),
            in_language("denominator"), in_language("caveat"), "frequency", "release_lag_months",
            in_language("source__name"), "source__url", "breaks_series",
            "indicator__group__current_run_id", "indicator__group__current_run__finished_at",
            "is_pending",
            "target__value", "target__slot", "target__baseline_slot", "target__decided_on",
            "note",
            F("unit"), "period_kind",
        )
    )  # fmt: skip
    found: dict[int, Entry] = {}
    kinds: dict[int, dict[str, Any]] = {}
    for *row, unit, period_kind in rows:  # a row for each target
        entry = Entry(*row)
        kinds[entry.definition_id] = {
            **entry._asdict(), "unit": unit, "period_kind": period_kind
        }  # fmt: skip
        before = found.get(entry.definition_id)
        if before is not None:
            step = (before.target_slot or "", before.target_value or 0.0)
            entry = entry._replace(target_steps=(*before.target_steps, step))
        found[entry.definition_id] = entry
    return _in_series(found.values(), kinds)


def _in_series(versions: Iterable[Entry], kinds: dict[int, dict[str, Any]]) -> list[Entry]:
    """One entry for each unbroken stretch of versions; `kinds` are each version's own fields."""
    stretches: list[list[Entry]] = []
    for after in versions:
        before = stretches[-1][-1] if stretches else None
        if (
            before is None
            or before.indicator_id != after.indicator_id
            or after.breaks_series
            or set_apart(kinds[before.definition_id], kinds[after.definition_id])
        ):
            stretches.append([])
        stretches[-1].append(after)
    return [
        stretch[-1]._replace(
            definition_id=stretch[0].definition_id,
            breaks_series=stretch[0].breaks_series or stretch[0].version > 1,
            members=tuple(stretch),
        )
        for stretch in stretches
    ]


def page_version(entries: Iterable[Entry]) -> str:
    """A short fingerprint of the runs a page shows and of what is on its way."""
    runs = {(entry.run_id, entry.is_pending) for entry in entries}
    return _fingerprint(runs)


def version_now(*, restricted: bool, code: str | None = None) -> str:
    """The fingerprint right now, in one small query: what an open page asks every few seconds."""
    shown: dict[str, object] = {
        "indicators__is_active": True,
        "indicators__definitions__isnull": False,
    }
    if not restricted:
        shown["indicators__is_restricted"] = False
    if code is not None:
        shown["indicators__code"] = code
    waiting = OutboxEntry.objects.filter(group=OuterRef("pk"))
    runs: set[tuple[int | None, bool]] = set(
        Group.objects.filter(**shown)
        .annotate(is_pending=Exists(waiting))
        .values_list("current_run_id", "is_pending")
    )
    return _fingerprint(runs)


def _fingerprint(runs: set[tuple[int | None, bool]]) -> str:
    text = ",".join(f"{run}{'+' if waits else ''}" for run, waits in sorted(runs, key=str))
    return hashlib.blake2s(text.encode(), digest_size=8).hexdigest()
