"""What pages read, as plain values: a stored statement, the newest ones together, an indicator's entry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, NamedTuple

from indicators.models import Definition, Result

TOTAL = "total"


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

    @property
    def is_whole_year(self) -> bool:
        """Whether this is a year of halves, quarters or months, and not several years together."""
        is_sum = self.statement == Result.Statement.POOLED
        return is_sum and len(self.slot) < len(self.baseline_slot)


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
    year: Reading | None = None
    comparator_year: Reading | None = None
    waiting: Reading | None = None  # a newer level that is not released: its period, never a figure

    @property
    def basis(self) -> Reading | None:
        """The figure that change, pace and distance are told of: of shorter periods the whole year."""
        return self.year or self.level

    @property
    def comparator_basis(self) -> Reading | None:
        """The same of what it is compared with."""
        return self.comparator_year or self.comparator

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
    """An indicator with one series of its definition, its place in the visions and its group.

    `definition_id` is what the series' results bear, that of its first version; everything else is
    said as its newest version says it. `members` are all its versions, oldest first.
    """

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
    target_steps: tuple[tuple[str, float], ...] = ()  # earlier periods on the way to the target
    members: tuple[Entry, ...] = ()

    @property
    def is_context(self) -> bool:
        """Followed as background only: no verdict, no colour."""
        return self.direction == Definition.Direction.CONTEXT

    @property
    def first_version(self) -> int:
        """The version the series began with."""
        return self.members[0].version if self.members else self.version

    @property
    def versions_told(self) -> str:
        """The versions its figures are made with: "2", or "1–2"."""
        first = self.first_version
        return str(first) if first == self.version else f"{first}–{self.version}"


def every_version(entries: Iterable[Entry]) -> list[Entry]:
    """The versions of several series, each as it stands by itself."""
    return [one for entry in entries for one in entry.members or (entry,)]
