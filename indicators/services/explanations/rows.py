"""Reading what an explanation needs: whole rows of results, and finding one's inputs among them.

Results alone are read, never measurements, so nothing can be explained that may not be seen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.db.models import Case, CharField, F, Q, Value, When
from django.db.models.functions import Concat

from indicators.models import Result
from indicators.services.explanations.addresses import TOTAL
from indicators.services.names import in_language
from indicators.services.results import Reading

S = Result.Statement
C = Result.Comparator
_NOBODY = 0


class Row(NamedTuple):
    """One result with all its columns and the names of what it is about."""

    statement: str
    definition_id: int
    area_id: int
    area_slug: str
    area_name: str
    area_kind: str
    comparator: str
    other_id: int | None
    other_slug: str | None
    other_name: str | None
    event_id: int | None
    event_title: str | None
    slot: str
    baseline_slot: str
    category: str
    category_name: str
    is_latest: bool
    is_default: bool
    state: str
    reason: str
    estimate: float | None
    lower: float | None
    upper: float | None
    lower_998: float | None
    upper_998: float | None
    ratio: float | None
    ratio_lower: float | None
    ratio_upper: float | None
    numerator: float | None
    denominator: float | None
    n: float | None
    verdict: str
    certainty: str
    method: str
    version: int | None
    details: dict[str, Any] | None
    starts_on: dt.date | None
    ends_on: dt.date | None
    published_on: dt.date | None
    source: str | None
    family: str | None
    code_version: str
    computed_at: dt.datetime | None

    @property
    def has_value(self) -> bool:
        """Whether there is a figure to show."""
        return self.state == Result.State.VALUE and self.estimate is not None

    @property
    def has_limits(self) -> bool:
        """Whether the figure has an interval."""
        return self.has_value and self.lower is not None and self.upper is not None

    def reading(self) -> Reading:
        """The same statement as pages read it."""
        words = {name: getattr(self, name) for name in Reading._fields if hasattr(self, name)}
        return Reading(**{**words, "source": self.source or "", "family": self.family or ""})

    def number(self, name: str) -> float | None:
        """A number among the details; None where there is none."""
        found = (self.details or {}).get(name)
        return float(found) if isinstance(found, (int, float)) else None


_PATHS = {
    "area_slug": "area__slug",
    "area_name": "area__name",
    "area_kind": "area__kind",
    "other_slug": "other__slug",
    "other_name": "other__name",
    "category": "category_key",
    "family": "source__family",
    "code_version": "run__code_version",
    "computed_at": "run__finished_at",
}
_WORDS = {
    "event_title": "event__title",
    "category_name": "category__name",
    "source": "source__name",
}  # in the reader's language


def rows_of(
    code: str, *, restricted: bool, category: str | None = TOTAL, about: Q | None = None
) -> list[Row]:
    """Published rows about one indicator; of one category, or (None) of all.

    A category is "total", or the codes of its set and its own: "sex:women". `about` leaves out what
    an explanation has no use for.
    """
    found = (
        Result.objects.published()
        .seen_by(restricted=restricted)
        .exclude(statement=S.EXPECTED)  # a help at entry, no statement to a reader
        .filter(about or Q(), definition__indicator__code=code)
        .annotate(category_key=_category_key())
        .order_by(
            "definition__version", "category_id", "area__position", "area_id",
            F("ends_on").asc(nulls_first=True), "slot", "statement", "comparator", "other_id", "event_id",
        )
    )  # fmt: skip
    if category is not None:
        found = found.filter(category_key=category)
    columns = [
        in_language(_WORDS[name]) if name in _WORDS else _PATHS.get(name, name)
        for name in Row._fields
    ]
    return [Row._make(row) for row in found.values_list(*columns)]


def rows_about(area: str, *, comparator: str, is_alone: bool) -> Q:
    """What can stand behind a statement about an area: its own rows, and everybody's figures.

    With a comparator, or where the statement needs none, those against others are left out.
    """
    own = Q(area__slug=area)
    if comparator or is_alone:
        own &= Q(comparator__in=("", comparator)) | Q(is_default=True)
    found = own | Q(statement__in=(S.LEVEL, S.POOLED), comparator="")
    if comparator == C.WITHOUT_AREAS:  # which areas a municipality has
        found |= Q(statement=S.COMPARATOR, comparator__in=(C.REST, C.MUNICIPALITY))
    return found


def _category_key() -> Case:
    """A part of a breakdown by its set and its own code; the total by its name alone."""
    named = Concat(
        "category__category_set__code", Value(":"), "category__code", output_field=CharField()
    )
    is_total = When(category__category_set__code=TOTAL, then=Value(TOTAL))
    return Case(is_total, default=named, output_field=CharField())


Key = tuple[str, int, str, int, str, int, int, str]


class Book:
    """Rows of one indicator, to be looked up by what they are about."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = tuple(rows)
        self._found: dict[Key, Row] = {_key(row): row for row in self.rows}
        self._series: dict[tuple[Any, ...], list[Row]] = {}
        for row in self.rows:
            self._series.setdefault(_key(row)[:-1], []).append(row)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def find(self, like: Row, statement: str, **other: Any) -> Row | None:
        """The row of another statement about the same thing; `other` names what differs."""
        return self._found.get(_key(_moved(like, statement, other)))

    def series(self, like: Row, statement: str, **other: Any) -> list[Row]:
        """All slots of a statement about the same thing, oldest first."""
        return self._series.get(_key(_moved(like, statement, other))[:-1], [])

    def level(self, like: Row, **other: Any) -> Row | None:
        """The plain figure of the row's area; `area_id` or `slot` ask for another."""
        return self.find(like, S.LEVEL, **{**ALONE, **other})

    def levels(self, like: Row, **other: Any) -> list[Row]:
        """The plain figures of the row's area in the order of time."""
        return self.series(like, S.LEVEL, **{**ALONE, **other})


ALONE: dict[str, Any] = {"comparator": "", "other_id": None, "event_id": None}


def _moved(like: Row, statement: str, other: dict[str, Any]) -> Row:
    return like._replace(statement=statement, **{"event_id": None, **other})


def _key(row: Row) -> Key:
    return (
        row.statement,
        row.definition_id,
        row.category,
        row.area_id,
        row.comparator,
        row.other_id or _NOBODY,
        row.event_id or _NOBODY,
        row.slot,
    )
