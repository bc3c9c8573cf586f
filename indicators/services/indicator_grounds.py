"""What an indicator's page knows besides figures: places, targets, events, stories, choices."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, ExpressionWrapper, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from areas.models import Area, AreaExtent
from indicators.models import ComparatorChoice, EventMarker, StoryNote, Target
from indicators.services.comparators import ChoiceRow
from indicators.services.names import in_english


@dataclass(frozen=True)
class Aim:
    """A target for one area, with its steps: a proposal until a decision stands behind it."""

    value: float
    slot: str
    baseline_slot: str
    decided_on: dt.date | None
    steps: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Happening:
    """An event beside the curves; without an area it concerns all."""

    id: int
    kind: str
    title: str
    text: str
    on: dt.date
    area_id: int | None
    indicator_id: int | None = None
    path: str = ""

    @property
    def is_effort(self) -> bool:
        """Whether its contribution can be asked for."""
        return self.kind == EventMarker.Kind.EFFORT


@dataclass(frozen=True)
class Story:
    """A dated note by someone who knows the place; without an area it is about all."""

    id: int
    area_id: int | None
    slot: str
    text: str
    written_on: dt.date
    writer_role: str


@dataclass(frozen=True)
class Ground:
    """Everything of an indicator's page that is not a figure."""

    areas: tuple[Area, ...]
    targets: dict[int, Aim]
    redrawn: tuple[tuple[int, dt.date], ...]
    events: tuple[Happening, ...]
    stories: tuple[Story, ...]
    choices: tuple[ChoiceRow, ...]

    @property
    def housing(self) -> list[Area]:
        """The areas that the partnership follows."""
        return [area for area in self.areas if area.kind == Area.Kind.AREA]


def ground_of(indicator_id: int) -> Ground:
    """Places with all that is known of the indicator there; one query."""
    found = list(_places(indicator_id))
    rows = [area.__dict__ for area in found]
    stories = {one["id"]: _story(one) for row in rows for one in row["stories_here"]}
    choices = rows[0]["choices"] if rows else []
    return Ground(
        areas=tuple(found),
        targets={
            area.pk: aim_of(area.__dict__["targets_here"])
            for area in found
            if area.__dict__["targets_here"]
        },
        redrawn=tuple((area.pk, day) for area in found for day in area.__dict__["redrawn_here"]),
        events=tuple(happenings_of(one for row in rows for one in row["events_here"])),
        stories=tuple(
            sorted(stories.values(), key=lambda one: (one.written_on, one.id), reverse=True)
        ),
        choices=tuple((row["kind"], row["other"], row["is_agreed"]) for row in choices),
    )


def _places(indicator_id: int) -> QuerySet[Area]:
    """Areas in their order, each with what stands at it; what concerns all stands at every one."""
    stories = _here(StoryNote.objects.filter(is_withdrawn=False, indicator_id=indicator_id))
    targets = Target.objects.filter(indicator_id=indicator_id, area=OuterRef("pk")).order_by("slot")
    redrawn = AreaExtent.objects.filter(
        area=OuterRef("pk"), breaks_series=True, valid_from__isnull=False
    )
    return (
        Area.objects.exclude(kind=Area.Kind.DIVISION)
        .order_by("position", "name")
        .annotate(
            targets_here=ArraySubquery(
                targets.values(
                    row=JSONObject(
                        value="value", slot="slot", baseline_slot="baseline_slot",
                        decided_on="decided_on",
                    )
                )
            ),
            redrawn_here=ArraySubquery(redrawn.values("valid_from")),
            events_here=events_at(Q(indicator_id=indicator_id) | Q(indicator__isnull=True)),
            stories_here=ArraySubquery(
                stories.values(
                    row=JSONObject(
                        id="id", area_id="area_id", slot="slot", text="text",
                        written_on="written_on", writer_role="writer_role",
                    )
                )
            ),
            choices=ArraySubquery(
                ComparatorChoice.objects.order_by("position", "pk").values(
                    row=JSONObject(kind="kind", other="other_id", is_agreed="is_default")
                )
            ),
        )
    )  # fmt: skip


def events_at(about: Q) -> ArraySubquery:
    """The events at each place of a query on areas, for `happenings_of` to read."""
    title = "title_en" if in_english() else "title"
    events = _here(EventMarker.objects.filter(is_withdrawn=False)).filter(about)
    return ArraySubquery(
        events.values(
            row=JSONObject(
                id="id", kind="kind", title="title", other_title=title, text="text",
                on="happened_on", area_id="area_id", indicator_id="indicator_id", path="path",
            )
        )
    )  # fmt: skip


def happenings_of(rows: Iterable[dict[str, Any]]) -> list[Happening]:
    """The events of some places, each once, in the order of time."""
    events = {row["id"]: _happening(row) for row in rows}
    return sorted(events.values(), key=lambda one: (one.on, one.id))


def _here(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Rows about this place, and at housing areas those about all of them."""
    kind = ExpressionWrapper(OuterRef("kind"), output_field=CharField())
    here = Q(area=OuterRef("pk")) | Q(area__isnull=True, outer_kind=Area.Kind.AREA)
    found: QuerySet[Any] = rows.annotate(outer_kind=kind).filter(here)
    return found


def aim_of(rows: list[dict[str, Any]]) -> Aim:
    """The target of the latest period; those of earlier ones are steps there."""
    *steps, row = rows
    decided = row["decided_on"]
    return Aim(
        value=row["value"],
        slot=row["slot"],
        baseline_slot=row["baseline_slot"],
        decided_on=dt.date.fromisoformat(decided) if decided else None,
        steps=tuple((step["slot"], step["value"]) for step in steps),
    )


def _happening(row: dict[str, Any]) -> Happening:
    return Happening(
        id=row["id"],
        kind=row["kind"],
        title=row["other_title"] or row["title"],
        text=row["text"],
        on=dt.date.fromisoformat(row["on"]),
        area_id=row["area_id"],
        indicator_id=row["indicator_id"],
        path=row["path"],
    )


def _story(row: dict[str, Any]) -> Story:
    return Story(
        id=row["id"],
        area_id=row["area_id"],
        slot=row["slot"],
        text=row["text"],
        written_on=dt.date.fromisoformat(row["written_on"]),
        writer_role=row["writer_role"],
    )
