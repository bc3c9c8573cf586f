"""What the pages and documents of a meeting read: agenda, texts, decisions, papers, attendance."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch

from partnership.models import (
    AgendaItem,
    Attendance,
    Comment,
    Decision,
    FollowUp,
    Meeting,
    Minutes,
    MinutesCorrection,
    MinutesText,
    Organisation,
    Person,
)
from partnership.rules import minutes as rules
from partnership.rules.access import Standing
from partnership.rules.bodies import may_run_body
from partnership.rules.meetings import start_times
from partnership.services.body_rights import seen_by
from partnership.services.paper_lists import PaperRow, papers_of_meeting


@dataclass(frozen=True)
class TaskLine:
    """A task of a decision as minutes tell it: in locked minutes as it stood at the lock."""

    title: str
    owner: str
    due_on: dt.date | None


@dataclass(frozen=True)
class ItemRow:
    """An item of the agenda with all that belongs to it."""

    number: int
    item: AgendaItem
    said: MinutesText | None = None
    decisions: list[Decision] = field(default_factory=list)
    papers: list[PaperRow] = field(default_factory=list)
    corrections: list[MinutesCorrection] = field(default_factory=list)
    tasks: dict[int, list[TaskLine]] = field(default_factory=dict)
    proposed: list[Decision] = field(default_factory=list)  # shown with the agenda
    begins: dt.datetime | None = None

    @property
    def decided(self) -> list[tuple[Decision, list[TaskLine]]]:
        """Each decision with its tasks."""
        return [(one, self.tasks.get(one.pk, [])) for one in self.decisions]

    @property
    def text(self) -> str:
        """What the minutes say."""
        return self.said.text if self.said else ""


@dataclass(frozen=True)
class MeetingRecord:
    """A meeting as it is read: by its page, its minutes' page and its documents."""

    meeting: Meeting
    minutes: Minutes | None
    items: list[ItemRow]
    attendances: list[Attendance]
    papers: list[PaperRow]
    corrections: list[MinutesCorrection]
    comments: list[Comment]
    withdrawn: list[AgendaItem]  # taken off after the agenda had been sent

    @property
    def is_locked(self) -> bool:
        """Whether the minutes are approved."""
        return self.minutes is not None and self.minutes.is_locked


def find_meeting(pk: int, standing: Standing) -> Meeting | None:
    """A meeting whose matters the person may read; else None."""
    meeting = Meeting.objects.select_related("body").filter(pk=pk).first()
    return meeting if meeting is not None and meeting.body_id in seen_by(standing) else None


def minutes_of(meeting: Meeting, standing: Standing) -> Minutes | None:
    """A meeting's minutes as far as the person may read them: a draft is for its writers."""
    found = Minutes.objects.select_related("upload", "approved_by").filter(meeting=meeting).first()
    if found is None or not rules.may_read(found.state, standing, meeting.body_id):
        return None
    return found


def agenda_is_open(meeting: Meeting, standing: Standing) -> bool:
    """Whether the person may read the agenda: once it was sent; those who write it always."""
    was_sent = meeting.called_at is not None or meeting.state == Meeting.State.HELD
    return was_sent or may_run_body(standing, meeting.body_id)


def record_of(meeting: Meeting, minutes: Minutes | None, standing: Standing) -> MeetingRecord:
    """All of a meeting that the person may read; the same number of queries for any length."""
    is_locked = minutes is not None and minutes.is_locked
    papers = papers_of_meeting(meeting, standing, is_locked=is_locked)
    said: dict[int, MinutesText] = {}
    decisions: dict[int | None, list[Decision]] = {}
    tasks: dict[int, list[TaskLine]] = {}
    corrections: dict[int | None, list[MinutesCorrection]] = {}
    comments: list[Comment] = []
    if may_run_body(standing, meeting.body_id) or minutes is not None:
        decisions = _by_item(_decisions(meeting, minutes))
        tasks = _tasks(meeting, minutes)
    if minutes is not None:
        said = {text.item_id: text for text in minutes.texts.all().order_by("item")}
        corrections = _by_item(minutes.corrections.select_related("person"))
        comments = list(
            minutes.comments.filter(is_withdrawn=False).select_related("person", "on_behalf_of")
        )
    found = AgendaItem.objects.filter(meeting=meeting).select_related("presenter")
    found = found.prefetch_related(
        Prefetch("decisions", queryset=Decision.objects.order_by("year", "serial"))
    )
    withdrawn: list[AgendaItem] = []
    items: list[AgendaItem] = []
    for item in found.order_by("position", "pk"):
        item.meeting = meeting
        is_off = item.outcome == AgendaItem.Outcome.WITHDRAWN and item.pk not in said
        (withdrawn if is_off else items).append(item)
    begins = start_times(meeting.starts_at, [item.minutes for item in items])
    return MeetingRecord(
        meeting=meeting,
        minutes=minutes,
        items=[
            ItemRow(
                number, item, said.get(item.pk), decisions.get(item.pk, []),
                papers.get(item.pk, []), corrections.get(item.pk, []), tasks,
                list(item.decisions.all()), begun,
            )
            for number, (item, begun) in enumerate(zip(items, begins, strict=True), start=1)
        ],
        attendances=list(
            Attendance.objects.filter(meeting=meeting)
            .select_related("meeting", "person", "organisation", "stands_in_for")
            .order_by("person__name", "pk")
        ),
        papers=papers.get(None, []),
        corrections=corrections.get(None, []),
        comments=comments,
        withdrawn=withdrawn if meeting.called_at is not None else [],
    )  # fmt: skip


def _decisions(meeting: Meeting, minutes: Minutes | None) -> Iterable[Decision]:
    """A meeting's decisions; in locked minutes as they stood at the lock."""
    found = Decision.objects.filter(item__meeting=meeting)
    rows = found.select_related("responsible", "responsible_organisation").order_by(
        "year", "serial"
    )
    return _as_locked(list(rows), minutes) if minutes is not None and minutes.is_locked else rows


def _tasks(meeting: Meeting, minutes: Minutes | None) -> dict[int, list[TaskLine]]:
    """The tasks of a meeting's decisions, by decision; in locked minutes as they stood at the lock."""
    if minutes is not None and minutes.is_locked:
        then: dict[str, dict[str, Any]] = minutes.followed
        kept = {int(key): row["tasks"] for key, row in then.items() if "tasks" in row}
        people = Person.objects.in_bulk({t["owner"] for rows in kept.values() for t in rows})
        return {
            key: [
                TaskLine(
                    task["title"],
                    people[task["owner"]].name if task["owner"] in people else "",
                    _day(task["due_on"]),
                )
                for task in rows
            ]
            for key, rows in kept.items()
        }
    found: dict[int, list[TaskLine]] = {}
    rows = FollowUp.objects.filter(decision__item__meeting=meeting).select_related("owner")
    for each in rows.order_by("due_on", "pk"):
        line = TaskLine(each.title, each.owner.name if each.owner else "", each.due_on)
        found.setdefault(each.decision_id or 0, []).append(line)
    return found


def _as_locked(decisions: list[Decision], minutes: Minutes) -> list[Decision]:
    """Give decisions back, to be read only, the state, people and days that the minutes locked."""
    then: dict[str, dict[str, Any]] = minutes.followed
    people = Person.objects.in_bulk(_keys(then, "responsible"))
    organisations = Organisation.objects.in_bulk(_keys(then, "responsible_organisation"))
    for decision in decisions:
        if decision.locked_at is None:
            decision.state = Decision.State.PROPOSED
        if (row := then.get(str(decision.pk))) is not None:
            decision.responsible = people.get(row["responsible"])
            decision.responsible_organisation = organisations.get(row["responsible_organisation"])
            decision.due_on, decision.review_on = _day(row["due_on"]), _day(row["review_on"])
    return decisions


def _keys(then: dict[str, dict[str, Any]], name: str) -> set[int]:
    return {row[name] for row in then.values() if row[name]}


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _by_item(rows: Iterable[Decision] | Iterable[MinutesCorrection]) -> dict[int | None, list]:  # type: ignore[type-arg]
    found: dict[int | None, list] = defaultdict(list)  # type: ignore[type-arg]
    for row in rows:
        found[row.item_id].append(row)
    return found
