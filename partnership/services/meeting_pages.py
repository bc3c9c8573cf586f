"""What the pages of meetings show: the list, and one meeting with its agenda and who is called."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from partnership.models import (
    AgendaItem,
    Attendance,
    Body,
    Comment,
    Decision,
    Meeting,
    Person,
    Seat,
    StandingItem,
)
from partnership.rules import meetings as rules
from partnership.rules.access import Standing
from partnership.rules.bodies import VOTING_ROLES, may_run_body, speaks_for
from partnership.services import agenda_items, attendances, minutes_locks
from partnership.services.body_rights import seen_by
from partnership.services.paper_lists import PaperList, PaperRow, papers_of_meeting
from partnership.services.recommendations import Part, parts_of

ON_A_PAGE = 25


@dataclass(frozen=True)
class MeetingList:
    """Meetings ahead, and a page of those that were."""

    bodies: tuple[Body, ...]
    chosen: Body | None
    ahead: tuple[Meeting, ...]
    past: Page[Meeting]
    runs_any: bool


@dataclass(frozen=True)
class ItemRow:
    """One item of the agenda as the page shows it."""

    item: AgendaItem
    number: int
    begins: dt.datetime
    comments: tuple[Comment, ...]
    presenter_left: bool  # who is to present it holds no seat any more
    papers: tuple[PaperRow, ...]
    proposed: tuple[Part, ...]
    was_added: bool
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class MeetingPage:
    """One meeting, as this person may see it."""

    meeting: Meeting
    may_run: bool
    verbs: frozenset[str]
    sees_agenda: bool
    items: tuple[ItemRow, ...]
    withdrawn: tuple[AgendaItem, ...]
    papers: PaperList
    order: str
    used: int
    left: int
    attendances: tuple[Attendance, ...]
    own: Attendance | None
    takes_answers: bool
    substitutes: tuple[Person, ...]
    quorum: rules.Quorum | None
    voters: int
    may_comment: bool
    serves: tuple[Person, ...]
    speaks_only_for_others: bool
    may_note: bool
    takes_items: bool

    @property
    def asks_strength(self) -> bool:
        """Whether a review is on the agenda of a meeting ahead: how strong its evidence is, is asked for."""
        kinds = {row.item.kind for row in self.items}
        return self.meeting.is_ahead and StandingItem.Kind.REVIEW in kinds

    @property
    def is_unnoted(self) -> bool:
        """Whether the meeting is over, and nobody has said who with a vote came."""
        return self.meeting.state == rules.HELD and attendances.is_unnoted(self.attendances)

    @property
    def takes_minutes(self) -> bool:
        """Whether there is a way to the minutes: for the one who writes them, from the call on."""
        return self.meeting.state == rules.HELD or (
            self.may_run and self.meeting.state == rules.CALLED
        )

    @property
    def over(self) -> int:
        """By how many minutes the items are longer than the meeting."""
        return max(-self.left, 0)


def list_for(standing: Standing, *, slug: str = "", page: str | None = None) -> MeetingList:
    """The meetings the person may read, of one body where one is chosen."""
    ids = seen_by(standing)
    bodies = tuple(Body.objects.filter(pk__in=ids).order_by("name"))
    chosen = next((body for body in bodies if body.slug == slug), None)
    found = Meeting.objects.filter(body__in=[chosen] if chosen else bodies).select_related("body")
    past = found.exclude(state__in=rules.AHEAD).order_by("-starts_at", "-pk")
    return MeetingList(
        bodies=bodies,
        chosen=chosen,
        ahead=tuple(found.filter(state__in=rules.AHEAD).order_by("starts_at", "pk")),
        past=Paginator(past, ON_A_PAGE).get_page(page),
        runs_any=any(may_run_body(standing, body.pk) for body in bodies),
    )


def page_for(standing: Standing, meeting: Meeting) -> MeetingPage:
    """One meeting with its agenda; members see the agenda once it was sent."""
    was_called = meeting.called_at is not None
    may_run = may_run_body(standing, meeting.body_id)
    is_open = sees_agenda(standing, meeting)
    items = list(_items(meeting)) if is_open else []
    shown = [item for item in items if item.outcome != rules.WITHDRAWN]
    minutes = [item.minutes for item in shown]
    is_locked = minutes_locks.is_locked(meeting.pk)
    papers = papers_of_meeting(meeting, standing, is_locked=is_locked) if is_open else {}
    listed = tuple(
        meeting.attendances.select_related("person", "organisation", "stands_in_for").order_by(
            "person__name"
        )
    )
    own = next((row for row in listed if row.person_id == standing.person_id), None)
    is_over = meeting.state == rules.HELD
    voters = attendances.voters_there(list(listed), is_over=is_over)
    takes_answers = own is not None and was_called and meeting.is_ahead
    return MeetingPage(
        meeting=meeting,
        may_run=may_run,
        verbs=_verbs(meeting) if may_run else frozenset(),
        sees_agenda=is_open,
        items=tuple(_rows(meeting, shown, minutes, papers)),
        withdrawn=tuple(item for item in items if item.outcome == rules.WITHDRAWN),
        papers=PaperList(
            "meeting", meeting.pk, papers.get(None, []), may_write=may_run and not is_locked
        ),
        order=",".join(str(item.pk) for item in shown if item.outcome == rules.OPEN),
        used=sum(minutes),
        left=rules.minutes_left(meeting.starts_at, meeting.ends_at, minutes),
        attendances=listed,
        own=own,
        takes_answers=takes_answers,
        substitutes=_substitutes(meeting, own) if takes_answers else (),
        quorum=_quorum(meeting, listed, voters),
        voters=voters,
        may_comment=agenda_items.may_comment(standing, meeting.body_id)
        and rules.takes_comments(meeting.state, was_called=was_called),
        serves=tuple(Person.objects.filter(pk__in=speaks_for(standing, meeting.body_id))),
        speaks_only_for_others=agenda_items.speaks_only_for_others(standing, meeting.body_id),
        may_note=may_run and not is_locked and (meeting.is_ahead or is_over),
        takes_items=may_run and rules.takes_items(meeting.state, is_locked=is_locked),
    )


def sees_agenda(standing: Standing, meeting: Meeting) -> bool:
    """Whether the person may read the agenda: those who write it, the others once it was sent."""
    return may_run_body(standing, meeting.body_id) or rules.agenda_is_open(
        meeting.state, was_called=meeting.called_at is not None
    )


def merge_targets(meeting: Meeting) -> QuerySet[Meeting]:
    """The body's other meetings ahead."""
    return Meeting.objects.ahead().filter(body=meeting.body_id).exclude(pk=meeting.pk)


def has_passed(meeting: Meeting) -> bool:
    """Whether its time is over though nobody has said that it was held."""
    return meeting.is_ahead and meeting.starts_at <= timezone.now()


def _verbs(meeting: Meeting) -> frozenset[str]:
    """The steps that can be taken now; what has not begun cannot be held yet, what has, not called."""
    early = rules.CALL if has_passed(meeting) else rules.HOLD
    return frozenset(rules.STEPS[meeting.state]) - {early}


def _items(meeting: Meeting) -> QuerySet[AgendaItem]:
    comments = Comment.objects.select_related("person", "on_behalf_of").order_by("created_at", "pk")
    return (
        meeting.items.select_related("presenter", "carried_from__meeting")
        .prefetch_related(
            Prefetch("comments", queryset=comments),
            Prefetch("decisions", queryset=Decision.objects.order_by("year", "serial")),
        )
        .order_by("position", "pk")
    )


def _quorum(meeting: Meeting, listed: tuple[Attendance, ...], voters: int) -> rules.Quorum | None:
    """The body's rule held against who is there; nothing before it is said who was."""
    if not listed or (meeting.state == rules.HELD and attendances.is_unnoted(listed)):
        return None
    return rules.quorum(meeting.body.quorum, voters)


def _rows(
    meeting: Meeting, items: list[AgendaItem], minutes: list[int],
    papers: Mapping[int | None, list[PaperRow]],
) -> list[ItemRow]:  # fmt: skip
    begins = rules.start_times(meeting.starts_at, minutes)
    left = _left(meeting, items)
    return [
        ItemRow(
            item=item,
            number=number,
            begins=begun,
            comments=tuple(item.comments.all()),
            presenter_left=item.presenter_id in left,
            papers=tuple(papers.get(item.pk, ())),
            proposed=tuple(parts_of(item)),
            was_added=bool(meeting.held_at and item.created_at >= meeting.held_at),
            is_first=number == 1,
            is_last=number == len(items),
        )
        for number, (item, begun) in enumerate(zip(items, begins, strict=True), start=1)
    ]


def _left(meeting: Meeting, items: list[AgendaItem]) -> set[int]:
    """Those who are to present an item of a meeting ahead, and hold no seat today; one query."""
    presenters = {item.presenter_id for item in items if item.presenter_id}
    if not presenters or not meeting.is_ahead:
        return set()
    held = Seat.objects.on(timezone.localdate()).filter(person__in=presenters)
    return presenters - set(held.values_list("person", flat=True))


def _substitutes(meeting: Meeting, own: Attendance | None) -> tuple[Person, ...]:
    """Whom the reader can send in their place: only a member with a vote has substitutes."""
    if own is None or own.role not in VOTING_ROLES:
        return ()
    return tuple(attendances.substitutes_for(meeting, own.person_id))
