"""Reading results for pages: plain values, one query for all figures of a page."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import (
    CharField,
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
from django.utils.translation import get_language

from areas.models import Area
from indicators.models import Definition, Group, OutboxEntry, Result
from indicators.services.comparators import AGREED, Against

S = Result.Statement
TOTAL = "total"
# Statements that stand by themselves, whatever else they name as what they were measured against.
_APART = (S.CONTRIBUTION, S.CONTROL_CHART, S.SPLIT)


class Reading(NamedTuple):
    """One statement (aflæsning) as it was stored; figures in the definition's unit.

    `other` names the place of `other_id`; `details` holds the further numbers of a method, and is
    left unread (None) on pages of many indicators. `category_set` and `category` name a breakdown
    and one part of it; only `parts_of` reads other than totals.
    """

    statement: str
    definition_id: int
    area_id: int
    comparator: str
    other_id: int | None
    slot: str
    baseline_slot: str
    is_latest: bool
    state: str
    reason: str
    estimate: float | None
    lower: float | None
    upper: float | None
    numerator: float | None
    denominator: float | None
    n: float | None
    verdict: str
    certainty: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    published_on: dt.date | None
    is_default: bool = False
    lower_998: float | None = None
    upper_998: float | None = None
    ratio: float | None = None
    ratio_lower: float | None = None
    ratio_upper: float | None = None
    method: str = ""
    measurement_version: int | None = None
    event_id: int | None = None
    source: str = ""
    family: str = ""
    other: str = ""
    details: dict[str, Any] | None = None
    category_set: str = TOTAL
    category: str = ""

    @property
    def has_value(self) -> bool:
        """Whether there is a figure to show."""
        return self.state == Result.State.VALUE and self.estimate is not None


class Figures(NamedTuple):
    """The newest statements about one indicator in one area."""

    level: Reading | None = None
    comparator: Reading | None = None
    gap: Reading | None = None
    change: Reading | None = None
    gap_change: Reading | None = None
    comparator_change: Reading | None = None
    pace: Reading | None = None
    trend: Reading | None = None
    gap_trend: Reading | None = None
    projection: Reading | None = None
    comparator_trend: Reading | None = None
    control_chart: Reading | None = None

    @property
    def moved(self) -> Reading | None:
        """How the figure has moved: the trend where periods are enough for one, else the change."""
        return _trend_or(self.trend, self.change)

    @property
    def comparator_moved(self) -> Reading | None:
        """The same of what it is compared with."""
        return _trend_or(self.comparator_trend, self.comparator_change)


def _trend_or(trend: Reading | None, change: Reading | None) -> Reading | None:
    return trend if trend is not None and trend.has_value else change


class Entry(NamedTuple):
    """An indicator with one version of its definition, its place in the visions and its group."""

    indicator_id: int
    code: str
    name: str
    is_front: bool
    is_restricted: bool
    vision_id: int | None
    vision: str
    vision_slug: str
    goal_id: int | None
    goal: str
    definition_id: int
    version: int
    kind: str
    data_kind: str
    counts: str
    direction: str
    band_lower: float | None
    band_upper: float | None
    unit: str
    decimals: int
    per: int
    numerator: str
    denominator: str
    caveat: str
    frequency: str
    release_lag_months: int | None
    source: str
    source_url: str
    breaks_series: bool
    run_id: int | None
    computed_at: dt.datetime | None
    is_pending: bool
    target_value: float | None
    target_slot: str | None
    target_baseline_slot: str | None
    target_decided_on: dt.date | None
    note: str = ""

    @property
    def is_context(self) -> bool:
        """Followed as background only: no verdict, no colour."""
        return self.direction == Definition.Direction.CONTEXT


_READING_FIELDS = (
    "statement", "definition_id", "area_id", "comparator", "other_id", "slot", "baseline_slot",
    "is_latest", "state", "reason", "estimate", "lower", "upper", "numerator", "denominator", "n",
    "verdict", "certainty", "starts_on", "ends_on", "published_on", "is_default", "lower_998",
    "upper_998", "ratio", "ratio_lower", "ratio_upper", "method", "version", "event_id",
)  # fmt: skip


def _in_language(path: str) -> Coalesce | F:
    """A name in the reader's language; Danish where no English one was written."""
    if not (get_language() or "da").startswith("en"):
        return F(path)
    return Coalesce(NullIf(F(f"{path}_en"), Value("")), F(path), output_field=CharField())


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
        Coalesce(_in_language("source__name"), Value("")),
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


def of_area(area: Area, *, restricted: bool, against: Against | None = AGREED) -> list[Reading]:
    """Newest statements about one area, and whole level series of its front indicators."""
    newest = Q(is_latest=True) & (Q(area=area) | Q(other=area, statement=S.DIFFERENCE))
    curves = Q(area=area, statement=S.LEVEL, definition__indicator__is_front=True)
    return _readings(newest | curves, restricted=restricted, against=against)


def newest(*, restricted: bool, against: Against | None = AGREED) -> list[Reading]:
    """Newest statements about all areas, without details: for overview and comparison."""
    question = Q(is_latest=True)
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


def whole_indicator(indicator_id: int, *, restricted: bool) -> tuple[list[Reading], list[Reading]]:
    """Every statement about one indicator against all comparators, and the parts; one query."""
    about = Q(definition__indicator_id=indicator_id)
    label = Coalesce(NullIf(F("other__short_name"), Value("")), F("other__name"), Value(""))
    rows = (
        _rows(about, None, restricted=restricted)
        .values_list(
            *_READING_FIELDS, *_source(), label, F("details"),
            _in_language("category__category_set__name"), _in_language("category__name"),
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
            _in_language("category__category_set__name"), _in_language("category__name"),
        )
    )  # fmt: skip
    return [Reading(*row) for row in rows]


def catalogue(
    *, restricted: bool, area: Area | None = None, code: str | None = None
) -> list[Entry]:
    """Active indicators with all their definition versions, in the order of the visions.

    With an area the target for that area comes along. `is_pending` says that a new computation
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
        )
        .values_list(
            "indicator_id", "indicator__code", _in_language("indicator__name"),
            "indicator__is_front", "indicator__is_restricted",
            "indicator__home_goal__vision_id", _in_language("indicator__home_goal__vision__title"),
            "indicator__home_goal__vision__slug",
            "indicator__home_goal_id", _in_language("indicator__home_goal__title"),
            "id", "version", "kind", "data_kind", "counts", "direction", "band_lower", "band_upper",
            _in_language("unit"), "decimals", "per", _in_language("numerator"),
            _in_language("denominator"), _in_language("caveat"), "frequency", "release_lag_months",
            _in_language("source__name"), "source__url", "breaks_series",
            "indicator__group__current_run_id", "indicator__group__current_run__finished_at",
            "is_pending",
            "target__value", "target__slot", "target__baseline_slot", "target__decided_on",
            "note",
        )
    )  # fmt: skip
    return [Entry._make(row) for row in rows]


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
