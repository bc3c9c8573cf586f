"""A body with a marked word in all it has, and persons who stand near it and far from it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.utils import timezone

from accounts.models import User
from partnership.models import (
    Body,
    Comment,
    Decision,
    Intervention,
    Meeting,
    PlannedMeeting,
    Seat,
    StandingItem,
    WaitingItem,
)
from tests.factories import decisions, meetings, people, programme

MARK = "zqfremmed"
YESTERDAY = -dt.timedelta(days=1)
FROM = dt.date(2020, 1, 1)


@dataclass(frozen=True)
class Levels:
    """Board, coordination group below it, and two ad hoc groups below that."""

    board: Body
    group: Body
    own: Body
    other: Body


def levels() -> Levels:
    """The tree of bodies; the matters that are marked are those of `own`."""
    board, group = people.body("board"), people.body("coordination")
    group.parent = board
    group.save()
    return Levels(
        board=board,
        group=group,
        own=people.body("ad_hoc", name="Egen gruppe", slug="egen-gruppe", parent=group),
        other=people.body("ad_hoc", name="Anden gruppe", slug="anden-gruppe", parent=group),
    )


def seated(body: Body, role: str = "member", **seat: Any) -> User:
    """A user with one seat of that role in a body."""
    user = people.user()
    fields = {"organisation": people.organisation(), "starts_on": FROM, **seat}
    Seat.objects.create(person=people.person(user=user), body=body, role=role, **fields)
    return user


def left(body: Body, *, now_in: Body | None = None) -> User:
    """Somebody whose seat in a body ended yesterday; maybe with a seat elsewhere today."""
    user = seated(body, ends_on=timezone.localdate() + YESTERDAY)
    if now_in is not None:
        people.seat("group", person=user.person, body=now_in)
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def plant(body: Body) -> Intervention:
    """Meetings, agendas, papers, minutes, decisions, tasks and procedures, each with the mark.

    The intervention it answers for is known to all, and marked only in what the body has said of it.
    """
    soon = timezone.now() + dt.timedelta(days=20)
    held = meetings.meeting(body, title=f"Møde {MARK}", place=MARK, note=MARK, case_number=MARK)
    ahead = meetings.meeting(body, title=f"Næste {MARK}", state="called", starts_at=soon)
    meetings.meeting(body, title=f"Aflyst {MARK}", state="cancelled", cancelled_because=MARK)
    for meeting in (held, ahead):
        item = _item(meeting)
        meetings.paper(f"Bilag {MARK}", item=item)
        meetings.paper(f"Bilag {MARK}", meeting=meeting)
    PlannedMeeting.objects.create(
        body=body, name=f"Årsmøde {MARK}", month=3, starts_at=dt.time(9), ends_at=dt.time(11)
    )
    StandingItem.objects.create(body=body, title=f"Fast {MARK}", text=MARK)
    WaitingItem.objects.create(body=body, title=f"Venter {MARK}", kind="discussion", text=MARK)
    texts = dict.fromkeys(held.items.all(), f"Referat {MARK}")
    meetings.minutes(held, state="proposed", texts=texts, opening=MARK)
    taken = _decided(body, held)
    decisions.follow_up(body, title=f"Opgave {MARK}", text=MARK, decision=taken)
    decisions.follow_up(body, title=f"Sen {MARK}", due_on=FROM)
    asked = decisions.procedure(body, title=f"Skriftlig {MARK}", text=MARK, recommendation=MARK)
    meetings.paper(f"Bilag {MARK}", procedure=asked)
    known = programme.running("Kendt indsats", body=body)
    taken.interventions.add(known)
    decisions.proposal(body, title=f"Forslag om den {MARK}").interventions.add(known)
    decisions.follow_up(body, title=f"Opgave {MARK}", intervention=known)
    meetings.paper(f"Bilag {MARK}", intervention=known)
    return known


def _item(meeting: Meeting) -> object:
    item = meetings.item(meeting, f"Punkt {MARK}", text=MARK, recommendation=MARK)
    Comment.objects.create(item=item, person=people.person(), text=MARK)
    meetings.attendance(meeting, people.person(f"Deltager {MARK}"), "invited")
    return item


def _decided(body: Body, held: Meeting) -> Decision:
    decisions.proposal(body, title=f"Forslag {MARK}", text=MARK)
    return decisions.decision(
        body, title=f"Beslutning {MARK}", text=MARK, reason=MARK, item=held.items.get()
    )
