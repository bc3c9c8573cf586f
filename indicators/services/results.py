"""Reading results for pages: plain values, one query for all figures of a page."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import CharField, Exists, F, FilteredRelation, OuterRef, Q, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language

from areas.models import Area
from indicators.models import Definition, Group, OutboxEntry, Result

S = Result.Statement


class Reading(NamedTuple):
    """One statement (aflæsning) as it was stored; figures in the definition's unit."""

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
    source: str
    family: str

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

    @property
    def is_context(self) -> bool:
        """Followed as background only: no verdict, no colour."""
        return self.direction == Definition.Direction.CONTEXT


_READING_FIELDS = (
    "statement", "definition_id", "area_id", "comparator", "other_id", "slot", "baseline_slot",
    "is_latest", "state", "reason", "estimate", "lower", "upper", "numerator", "denominator", "n",
    "verdict", "certainty", "starts_on", "ends_on", "published_on",
)  # fmt: skip


def _in_language(path: str) -> Coalesce | F:
    """A name in the reader's language; Danish where no English one was written."""
    if not (get_language() or "da").startswith("en"):
        return F(path)
    return Coalesce(NullIf(F(f"{path}_en"), Value("")), F(path), output_field=CharField())


def _readings(question: Q, *, restricted: bool) -> list[Reading]:
    rows = (
        Result.objects.published()
        .seen_by(restricted=restricted)
        .filter(question, category__category_set__code="total")
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
        )
        .values_list(*_READING_FIELDS, _in_language("source__name"), "source__family")
    )
    return [Reading._make(row) for row in rows]


def of_area(area: Area, *, restricted: bool) -> list[Reading]:
    """Newest statements about one area, and whole level series of its front indicators."""
    newest = Q(is_latest=True) & (Q(area=area) | Q(other=area, statement=S.DIFFERENCE))
    curves = Q(area=area, statement=S.LEVEL, definition__indicator__is_front=True)
    return _readings(newest | curves, restricted=restricted)


def newest(*, restricted: bool) -> list[Reading]:
    """Newest statements about all areas: for overview and comparison."""
    return _readings(Q(is_latest=True), restricted=restricted)


def newest_of(code: str, *, restricted: bool) -> list[Reading]:
    """Newest statements about one indicator in all areas."""
    one = Q(is_latest=True, definition__indicator__code=code)
    return _readings(one, restricted=restricted)


def of_indicator(indicator_id: int, *, restricted: bool) -> list[Reading]:
    """Every statement about one indicator, all slots and versions."""
    return _readings(Q(definition__indicator_id=indicator_id), restricted=restricted)


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
