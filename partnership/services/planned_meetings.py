"""The yearly wheel: when in the year a body meets, and what stands on its agenda every time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from partnership.models import Body, Meeting, PlannedMeeting, StandingItem, WaitingItem
from partnership.rules import meetings as rules
from partnership.rules.access import Standing
from partnership.rules.bodies import check_run_body, may_run_body
from partnership.services import edits
from partnership.services.body_rights import seen_by


@dataclass(frozen=True)
class Mark:
    """One mark of the wheel as the page shows it."""

    planned: PlannedMeeting
    next_on: dt.date
    meeting: Meeting | None
    may_run: bool


@dataclass(frozen=True)
class Day:
    """What stands on one day of a month: a mark, or a meeting without one."""

    number: int
    mark: Mark | None = None
    meeting: Meeting | None = None


@dataclass(frozen=True)
class Month:
    """One month of the wheel."""

    name: str
    is_current: bool
    marks: tuple[Mark, ...]
    meetings: tuple[Meeting, ...]

    @property
    def days(self) -> list[Day]:
        """All that stands in the month, day by day."""
        marks = [Day(mark.planned.day, mark=mark) for mark in self.marks]
        meetings = [
            Day(timezone.localtime(each.starts_at).day, meeting=each) for each in self.meetings
        ]
        return sorted([*marks, *meetings], key=lambda day: day.number)


@dataclass(frozen=True)
class Wheel:
    """The yearly wheel of the bodies a person reads, or of one of them, with one year's meetings."""

    year: int
    years: tuple[int, ...]
    bodies: tuple[Body, ...]
    chosen: Body | None
    months: tuple[Month, ...]
    marks: tuple[Mark, ...]
    standing: tuple[StandingItem, ...]
    waiting: tuple[WaitingItem, ...]
    runs: frozenset[int]

    @property
    def has_meetings(self) -> bool:
        """Whether the months have anything to show."""
        return bool(self.marks) or any(month.meetings for month in self.months)


def wheel_for(standing: Standing, slug: str = "", year: str = "") -> Wheel:
    """The wheel of last year, this one or the next; a body that the person may not read is as none."""
    this = timezone.localdate().year
    years = (this - 1, this, this + 1)
    shown_year = int(year) if year in map(str, years) else this
    bodies = bodies_of(standing)
    chosen = next((body for body in bodies if body.slug == slug), None)
    shown = [chosen] if chosen else bodies
    runs = frozenset(body.pk for body in bodies if may_run_body(standing, body.pk))
    marks = _marks(shown, runs)
    return Wheel(
        year=shown_year,
        years=years,
        bodies=tuple(bodies),
        chosen=chosen,
        months=tuple(_months(shown_year, marks, _meetings(shown, shown_year))),
        marks=tuple(marks),
        standing=tuple(StandingItem.objects.filter(body__in=shown).select_related("body")),
        waiting=tuple(
            WaitingItem.objects.filter(body__in=[body for body in shown if body.pk in runs])
            .select_related("body")
        ),
        runs=runs,
    )  # fmt: skip


def bodies_of(standing: Standing, *, runs: bool = False) -> list[Body]:
    """Bodies that exist today whose matters the person reads, or runs."""
    today = timezone.localdate()
    found = Body.objects.filter(pk__in=seen_by(standing)).exclude(ends_on__lt=today)
    return [body for body in found if not runs or may_run_body(standing, body.pk)]


@transaction.atomic
def add(*, by: Standing, body: Body, **values: Any) -> PlannedMeeting:
    """Put a meeting on the body's wheel."""
    check_run_body(by, body.pk)
    _check_times(values)
    mark = PlannedMeeting(body=body, **values)
    with pghistory.context(reason="meeting put on the yearly wheel"):
        mark.full_clean()
        mark.save()
    return mark


@transaction.atomic
def change(*, by: Standing, planned_id: int, seen: int, **values: Any) -> PlannedMeeting:
    """Change a mark; meetings made from it stay as they are."""
    mark = edits.locked(PlannedMeeting, planned_id)
    check_run_body(by, mark.body_id)
    _check_times(values)
    with pghistory.context(reason="yearly wheel changed"):
        edits.change(mark, seen=seen, values=values)
    return mark


@transaction.atomic
def add_standing_item(*, by: Standing, body: Body, **values: Any) -> StandingItem:
    """Let an item stand on the body's agendas from the next new meeting on."""
    check_run_body(by, body.pk)
    item = StandingItem(body=body, **values)
    with pghistory.context(reason="standing item added"):
        item.full_clean()
        item.save()
    return item


@transaction.atomic
def change_standing_item(*, by: Standing, item_id: int, seen: int, **values: Any) -> StandingItem:
    """Change a standing item; agendas that have it already stay as they are."""
    item = edits.locked(StandingItem, item_id)
    check_run_body(by, item.body_id)
    with pghistory.context(reason="standing item changed"):
        edits.change(item, seen=seen, values=values)
    return item


def _check_times(values: dict[str, Any]) -> None:
    if values["ends_at"] <= values["starts_at"]:
        raise ValidationError({"ends_at": _("Mødet kan ikke slutte, før det begynder.")})


def _marks(bodies: list[Body], runs: frozenset[int]) -> list[Mark]:
    """The marks in the order of the year, each with the meeting that was made from it."""
    today = timezone.localdate()
    made = Meeting.objects.ahead().filter(planned__body__in=bodies)
    made_from = {meeting.planned_id: meeting for meeting in made.reverse()}
    rows = PlannedMeeting.objects.filter(body__in=bodies).select_related("body")
    return [
        Mark(
            planned=row,
            next_on=rules.next_occurrence(row.month, row.day, after=today),
            meeting=made_from.get(row.pk),
            may_run=row.body_id in runs,
        )
        for row in rows.order_by("month", "day", "body__name")
    ]


def _meetings(bodies: list[Body], year: int) -> list[Meeting]:
    """The bodies' meetings of a year, without those that are not held."""
    found = Meeting.objects.filter(body__in=bodies, starts_at__year=year)
    found = found.exclude(state__in=(rules.CANCELLED, rules.MERGED))
    return list(found.select_related("body").order_by("starts_at", "pk"))


def _months(year: int, marks: list[Mark], meetings: list[Meeting]) -> list[Month]:
    """The year's months with its meetings, and the marks that no meeting of it was made from."""
    today = timezone.localdate()
    made = {meeting.planned_id for meeting in meetings}
    open_marks = [mark for mark in marks if mark.planned.is_active and mark.planned.pk not in made]
    return [
        Month(
            name=str(name),
            is_current=(year, number) == (today.year, today.month),
            marks=tuple(mark for mark in open_marks if mark.planned.month == number),
            meetings=tuple(
                each for each in meetings if timezone.localtime(each.starts_at).month == number
            ),
        )
        for number, name in MONTHS.items()
    ]
