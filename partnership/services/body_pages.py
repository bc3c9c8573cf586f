"""One body on one page: its mandate and people, what it meets about, decided, does and aims at."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone
from django.utils.translation import get_language

from partnership.models import Body, Decision, FollowUp, Intervention, Meeting, Seat
from partnership.rules import bodies as rules
from partnership.rules.access import Standing

SHOWN = 8  # of each list on the page; the rest is one click away
ROLES = list(Seat.Role.values)


@dataclass(frozen=True)
class BodyPage:
    """What the page shows; lists of matters are None where the reader may not see them."""

    body: Body
    children: list[Body]
    seats: list[Seat]
    past_seats: list[Seat]
    next_meeting: Meeting | None
    last_meetings: list[Meeting]
    decisions: list[Decision]
    follow_ups: list[FollowUp]
    interventions: list[Intervention]
    sees_matters: bool
    may_run: bool
    may_close: bool
    today: dt.date

    @property
    def chair_team(self) -> list[Seat]:
        """The chairs, the municipality's first."""
        found = [seat for seat in self.seats if seat.role == Seat.Role.CHAIR]
        return sorted(found, key=lambda seat: seat.organisation.kind != "municipality")

    @property
    def is_ended(self) -> bool:
        """Its last day has passed."""
        return self.body.ends_on is not None and self.body.ends_on < self.today


def body_page(slug: str, standing: Standing) -> BodyPage | None:
    """The page of a body, in a fixed number of queries; None where there is no such body."""
    today = timezone.localdate()
    bodies = {body.pk: body for body in Body.objects.order_by("name")}
    body = next((each for each in bodies.values() if each.slug == slug), None)
    if body is None:
        return None
    if body.parent_id is not None:
        body.parent = bodies[body.parent_id]
    parents = {each.pk: each.parent_id for each in bodies.values()}
    sees = rules.may_see_body(standing, body.pk, parents)
    now, past = _seats(body, today)
    ahead, before = _meetings(body) if sees else ([], [])
    return BodyPage(
        body=body,
        children=[each for each in bodies.values() if each.parent_id == body.pk],
        seats=now,
        past_seats=past,
        next_meeting=ahead[0] if ahead else None,
        last_meetings=before,
        decisions=_decisions(body) if sees else [],
        follow_ups=_follow_ups(body) if sees else [],
        interventions=_interventions(body),
        sees_matters=sees,
        may_run=rules.may_run_body(standing, body.pk),
        may_close=rules.may_close_body(standing, body.kind) and body.closed_at is None,
        today=today,
    )


def _seats(body: Body, today: dt.date) -> tuple[list[Seat], list[Seat]]:
    """Seats that hold or will hold, by role and name; and those that are over, the newest first."""
    seats = list(
        Seat.objects.filter(body=body)
        .select_related("person", "organisation", "serves")
        .order_by("person__name", "starts_on")
    )
    now = [seat for seat in seats if seat.ends_on is None or seat.ends_on >= today]
    past = [seat for seat in seats if seat.ends_on is not None and seat.ends_on < today]
    now.sort(key=lambda seat: ROLES.index(seat.role))
    past.sort(key=lambda seat: seat.ends_on or today, reverse=True)
    return now, past


def _meetings(body: Body) -> tuple[list[Meeting], list[Meeting]]:
    """The next meeting, and the latest held ones, in one query."""
    held = Q(state=Meeting.State.HELD)
    ahead = Q(state__in=(Meeting.State.PLANNED, Meeting.State.CALLED))
    newest = Meeting.objects.filter(held, body=body).order_by("-starts_at")[:SHOWN]
    following = Meeting.objects.filter(ahead, body=body).order_by("starts_at")[:1]
    rows = list(newest.union(following, all=True))
    return (
        [row for row in rows if row.is_ahead],
        sorted(
            (row for row in rows if not row.is_ahead), key=lambda row: row.starts_at, reverse=True
        ),
    )


def _decisions(body: Body) -> list[Decision]:
    """Open decisions the body follows: its own, and those it took over."""
    open_states = (Decision.State.PROPOSED, Decision.State.ADOPTED)
    rows = Decision.objects.annotate(holder=Coalesce("held_by", "body")).filter(
        holder=body.pk, state__in=open_states
    )
    return list(rows.select_related("responsible", "body").order_by("-year", "-serial")[:SHOWN])


def _follow_ups(body: Body) -> list[FollowUp]:
    late = Q(due_on__lt=timezone.localdate())
    rows = FollowUp.objects.open().filter(body=body).select_related("owner").annotate(is_late=late)
    return list(rows.order_by("due_on", "pk")[:SHOWN])


def _interventions(body: Body) -> list[Intervention]:
    """What it answers for, with the goals aimed at; the running ones first."""
    title: F | Coalesce = F("goals__title")
    if get_language() == "en":
        title = Coalesce(NullIf("goals__title_en", Value("")), title)
    rows = Intervention.objects.filter(body=body).annotate(
        aims=ArrayAgg(title, filter=Q(goals__isnull=False), default=[], distinct=True)
    )
    return list(rows.order_by(F("ends_on").asc(nulls_first=True), "name"))
