"""A person's own part of the overview: what their bodies must decide, and what is new to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import timezone

from dashboards.services.overview_news import News, news_since
from effects.models import Review
from effects.services import review_lists
from effects.services.review_lists import ReviewRow
from partnership.models import AgendaItem, Body, Meeting, StandingItem, WrittenProcedure
from partnership.rules import meetings as meeting_rules
from partnership.rules.access import Standing
from partnership.rules.bodies import may_run_body, sits_in
from partnership.services import procedure_pages

TO_DECIDE = (StandingItem.Kind.DECISION, StandingItem.Kind.REVIEW)


@dataclass(frozen=True)
class Matter:
    """One thing to decide: where it stands, and where its evidence is, if it has any."""

    title: str
    kind: str
    url: str
    evidence_url: str = ""


@dataclass(frozen=True)
class NextMeeting:
    """A body's next meeting with what is to be decided there."""

    meeting: Meeting
    matters: list[Matter] = field(default_factory=list)
    is_readable: bool = True


@dataclass(frozen=True)
class OwnPart:
    """What the overview shows this person alone."""

    meetings: list[NextMeeting]
    waiting: list[Matter]
    procedures: list[WrittenProcedure]
    news: News

    @property
    def has_matters(self) -> bool:
        """Whether there is anything to decide."""
        return bool(self.waiting or self.procedures or any(m.matters for m in self.meetings))


def bodies_of(standing: Standing) -> frozenset[int]:
    """The bodies whose next meeting is this person's: where they sit; all that the secretariat serves."""
    if standing.is_secretariat:
        served = Body.objects.filter(closed_at__isnull=True).exclude(kind=Body.Kind.SECRETARIAT)
        return frozenset(served.order_by("pk").values_list("pk", flat=True))
    return sits_in(standing)


def own_part(
    standing: Standing, *, since: dt.datetime | None, now: dt.datetime | None = None
) -> OwnPart:
    """Put it together; a fixed number of queries. `since` is the visit before this one."""
    now = now or timezone.now()
    mine = bodies_of(standing)
    reviews = {
        row.review.origin: row
        for row in review_lists.due_for(standing, today=timezone.localdate(now))
    }
    ahead = _next_meetings(mine, now)
    meetings = [_with_items(meeting, standing, reviews) for meeting in ahead]
    told = {origin for meeting in ahead for origin in _origins(meeting)}
    waiting = [
        _review(row)
        for origin, row in reviews.items()
        if row.owner.pk in mine and origin not in told and row.is_due
    ]
    return OwnPart(
        meetings=meetings,
        waiting=waiting,
        procedures=procedure_pages.waiting_for(standing),
        news=news_since(standing, since=since, now=now),
    )


def _next_meetings(bodies: frozenset[int], now: dt.datetime) -> list[Meeting]:
    """The first meeting ahead of each body with its items, the next first; two queries."""
    rows = Meeting.objects.ahead().filter(body__in=bodies, ends_at__gt=now)
    found: dict[int, Meeting] = {}
    for meeting in rows.select_related("body").order_by("starts_at", "pk"):
        found.setdefault(meeting.body_id, meeting)
    chosen = {meeting.pk: meeting for meeting in found.values()}
    for meeting in chosen.values():
        meeting.__dict__["open_items"] = []
    items = AgendaItem.objects.filter(
        meeting__in=chosen, kind__in=TO_DECIDE, outcome=meeting_rules.OPEN
    ).exclude(standing_item__isnull=False, text="", recommendation="")  # the usual, every time
    for item in items.order_by("position", "pk"):
        chosen[item.meeting_id].__dict__["open_items"].append(item)
    return list(chosen.values())


def _items(meeting: Meeting) -> Sequence[AgendaItem]:
    found: Sequence[AgendaItem] = meeting.__dict__["open_items"]
    return found


def _origins(meeting: Meeting) -> set[str]:
    return {item.origin for item in _items(meeting) if item.origin}


def _with_items(meeting: Meeting, standing: Standing, reviews: dict[str, ReviewRow]) -> NextMeeting:
    """Its matters, once the agenda may be read; that a review is due is told before that."""
    sent = meeting.called_at is not None
    readable = meeting_rules.agenda_is_open(meeting.state, was_called=sent)
    readable = readable or may_run_body(standing, meeting.body_id)
    url = reverse("partnership:meeting-detail", args=[meeting.pk])
    matters = [
        Matter(
            item.title,
            str(item.get_kind_display()),
            f"{url}#punkt-{item.pk}" if readable else url,
            _evidence_url(reviews[item.origin].review) if item.origin in reviews else "",
        )
        for item in _items(meeting)
        if readable or item.origin in reviews
    ]
    return NextMeeting(meeting, matters, readable)


def _review(row: ReviewRow) -> Matter:
    url = reverse("effects:review-detail", args=[row.review.pk])
    return Matter(row.title, "", url, _evidence_url(row.review))


def _evidence_url(review: Review) -> str:
    """The evidence as it is now; a decision followed up for itself has its own page."""
    if review.intervention is None:
        return reverse("partnership:decision-detail", args=[review.decision_id])
    return reverse("effects:evidence-list", args=[review.intervention.slug])
